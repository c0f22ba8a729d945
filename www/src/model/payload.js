// The draft of a connection, and the messages that it stands for.
import { formatBase64, formatHex, InputError, parseBase64, parseHex, utf8Length } from './bytes.js';
import { checkJson } from './json_text.js';
import { fillIn, hasPlaceholders, standIn } from './placeholders.js';

/**
 * A new draft: its `kind` is 'text', 'json', 'bytes' or 'file', and what was written for each kind stays. `encoding` is how the bytes are
 * written, `fills` whether placeholders are filled in, `template` the template of the profile that was picked, `own` what
 * there was before it, and `sent` how many messages it was.
 */
export function newDraft() {
  return {
    kind: 'text',
    text: 'Hello, WebSocket!',
    json: '{\n  "hello": "WebSocket"\n}',
    bytes: '00 01 7f 80 ff',
    encoding: 'hex',
    bytesType: 'ArrayBuffer',
    files: [],
    fileType: 'Blob',
    fills: true,
    template: null,
    own: null,
    sent: 0,
  };
}

/**
 * The messages that a draft stands for now: `count` of them, and `message(index, n)` is what `send` takes, a promise of it if
 * it has to be read first. From `count` on they start anew. Throws an InputError, with the offset in what was written, for a mistake.
 */
export function messagesOf(draft) {
  return MESSAGES[draft.kind](draft);
}

/** The state of a draft: the bytes of its messages, null if it has a mistake, and that mistake. */
export function examine(draft) {
  try {
    if (draft.kind === 'file') return { size: draft.files.reduce((sum, { size }) => sum + size, 0), mistake: null };
    if (draft.kind === 'bytes') return { size: bytesOf(draft).length, mistake: null };
    const size = utf8Length(filled(draft, draft.sent + 1));
    return { size, mistake: draft.kind === 'json' ? mistakeOfJson(draft) : null };
  } catch (error) {
    return { size: null, mistake: asMistake(error) };
  }
}

/** Whether the number of bytes differs from message to message. */
export function isFilled({ kind, fills, ...texts }) {
  return fills && (kind === 'text' || kind === 'json') && hasPlaceholders(texts[kind]);
}

/** The JSON to check instead of the written text; it has the same length. */
export function checkedJson({ json, fills }) {
  return fills ? standIn(json) : json;
}

/** A template of a profile (see profile.js) with the content of the editor. */
export function templateOf(draft, name) {
  if (draft.kind === 'file') throw new InputError('A template stores text or bytes, not files.');
  if (draft.kind === 'bytes') return { name, kind: draft.encoding, payload: draft.bytes };
  return { name, kind: draft.kind, payload: draft[draft.kind] };
}

/** The changes that a template makes to a draft. */
export function contentOf({ kind, payload }) {
  if (kind === 'hex' || kind === 'base64') return { kind: 'bytes', encoding: kind, bytes: payload };
  return { kind, [kind]: payload };
}

/** The bytes of a draft in another encoding; text with a mistake stays as it is. */
export function reencoded(draft, encoding) {
  try {
    return FORMAT[encoding](bytesOf(draft));
  } catch (error) {
    asMistake(error);
    return draft.bytes;
  }
}

const MESSAGES = {
  text: (draft) => ({ count: 1, message: (_, n) => filled(draft, n) }),
  json: (draft) => {
    checkJson(checkedJson(draft));
    return { count: 1, message: (_, n) => filled(draft, n) };
  },
  bytes: (draft) => {
    const data = BYTES_AS[draft.bytesType](bytesOf(draft));
    return { count: 1, message: () => data };
  },
  file: ({ files, fileType }) => {
    if (files.length === 0) throw new InputError('Choose a file first.');
    return { count: files.length, message: (index) => FILE_AS[fileType](files[index % files.length]) };
  },
};

const PARSE = { hex: parseHex, base64: parseBase64 };
const FORMAT = { hex: formatHex, base64: formatBase64 };

const BYTES_AS = {
  ArrayBuffer: (bytes) => bytes.buffer,
  Uint8Array: (bytes) => bytes,
  Blob: (bytes) => new Blob([bytes]),
};

const FILE_AS = {
  Blob: (file) => file,
  ArrayBuffer: async (file) => {
    try {
      return await file.arrayBuffer();
    } catch ({ name }) {
      throw new InputError(`“${file.name}” can no longer be read (${name}). Choose it again.`);
    }
  },
};

function bytesOf({ bytes, encoding }) {
  return PARSE[encoding](bytes);
}

function filled({ kind, fills, ...texts }, n) {
  return fills ? fillIn(texts[kind], { n }) : texts[kind];
}

function mistakeOfJson(draft) {
  // An empty field is no mistake yet.
  if (draft.json.trim() === '') return null;
  try {
    checkJson(checkedJson(draft));
    return null;
  } catch (error) {
    return asMistake(error);
  }
}

function asMistake(error) {
  if (!(error instanceof InputError)) throw error;
  return error;
}
