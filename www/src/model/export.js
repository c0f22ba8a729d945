// The entries that are shown, for a file or the clipboard. They come in pieces: a journal may be longer than the longest string.
import { formatHex } from './bytes.js';
import { bytesOf, isMessage, NOT_KEPT } from './preview.js';

/**
 * The entries as JSON: `{ version: 1, exported, entries }`, where an entry has `id`, `time` (ISO 8601), `connection`,
 * `direction` ('out', 'in' or 'local'), `kind`, and for messages `size` in bytes and either `text` or `base64`, whichever it
 * was; `content` describes the others. `isKept: false` marks a message that the journal no longer has.
 */
export async function* jsonPieces(entries, exported = new Date()) {
  yield `{\n  "version": 1,\n  "exported": ${JSON.stringify(exported.toISOString())},\n  "entries": [`;
  yield* listed(entries, async (entry) => ({
    ...pick(entry, ['id', 'connection', 'direction', 'kind']),
    time: new Date(entry.time).toISOString(),
    ...(isMessage(entry) && { size: entry.size, ...(await payloadOf(entry)) }),
    ...(entry.content && { content: entry.content }),
  }));
  yield '\n  ]\n}\n';
}

/**
 * The entries as an HTTP archive, HAR 1.2, with messages as Chrome's developer tools write them: an entry for each connection,
 * whose `_resourceType` is 'websocket' and whose `_webSocketMessages` are `{ type, time, opcode, data }`: 'send' or 'receive',
 * seconds since the epoch, 1 for text and 2 for binary, and the text or base64. `comment` says what became of a message
 * that was dropped or is not kept.
 *
 * `journal` has all entries there are, as the connections are described by ones that may not be shown. A page learns no headers
 * but the subprotocols: there are no others.
 */
export async function* harPieces(entries, journal = entries) {
  const shown = byConnection(entries);
  const events = byConnection(journal.filter((entry) => !isMessage(entry)));
  const head = { version: '1.2', creator: { name: 'websocket-wasm console', version: '1' }, pages: [] };
  yield `{"log":${JSON.stringify(head).slice(0, -1)},"entries":[`;
  let separator = '';
  for (const [connection, its] of shown) {
    const described = JSON.stringify(harEntry(connection, its, events.get(connection) ?? []));
    yield `${separator}\n${described.slice(0, -1)},"_webSocketMessages":[`;
    yield* listed(its.filter(isMessage), harMessage);
    yield ']}';
    separator = ',';
  }
  yield '\n]}}\n';
}

/** The entries as text, a line each with the facts and the whole message, bytes in hex; cut if it is too long for a clipboard. */
export async function textOf(entries) {
  const pieces = [];
  let length = 0;
  for (const entry of entries) {
    const facts = [new Date(entry.time).toISOString(), `#${entry.connection}`, entry.direction, entry.kind];
    if (isMessage(entry)) facts.push(`${entry.size} B`);
    const piece = `${facts.join('\t')}\t${await readable(entry)}`;
    length += piece.length;
    if (length > CLIPBOARD_CHARACTERS)
      return [...pieces, '… The rest is too long for the clipboard. Download it as JSON.'].join('\n');
    pieces.push(piece);
  }
  return pieces.join('\n');
}

/** An entry's message as text: itself, its bytes in hex, or its description. */
export async function readable(entry) {
  if (!isMessage(entry)) return entry.content;
  const { data } = entry;
  if (data === undefined) return NOT_KEPT;
  return typeof data === 'string' ? data : formatHex(await readBytes(data));
}

/** The bytes of a message that is not text. */
export async function readBytes(data) {
  return data instanceof Blob ? new Uint8Array(await data.arrayBuffer()) : bytesOf(data);
}

async function payloadOf({ data }) {
  if (data === undefined) return { isKept: false };
  return typeof data === 'string' ? { text: data } : { base64: base64(await readBytes(data)) };
}

async function harMessage(entry) {
  const { text, base64: bytes } = await payloadOf(entry);
  const comment = entry.data === undefined ? NOT_KEPT : entry.content;
  return {
    type: entry.direction === 'out' ? 'send' : 'receive',
    time: entry.time / 1000,
    opcode: entry.kind === 'text' ? 1 : 2,
    data: text ?? bytes ?? '',
    ...(comment && { comment }),
  };
}

function harEntry(connection, shown, events) {
  const first = (kind) => events.find((entry) => entry.kind === kind);
  const { time: started, called: { url, protocols } = NOTHING_CALLED } = first('connect') ?? shown[0];
  const opened = first('open')?.time;
  const ended = first('close')?.time ?? shown.at(-1).time;
  const wait = Math.max(0, (opened ?? ended) - started);
  const time = Math.max(wait, ended - started);
  return {
    startedDateTime: new Date(started).toISOString(),
    time,
    request: {
      method: 'GET',
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: protocols.length > 0 ? [{ name: 'Sec-WebSocket-Protocol', value: protocols.join(', ') }] : [],
      queryString: queryOf(url),
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status: opened === undefined ? 0 : 101,
      statusText: opened === undefined ? '' : 'Switching Protocols',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait, receive: time - wait },
    connection: String(connection),
    _resourceType: 'websocket',
  };
}

function byConnection(entries) {
  const groups = new Map();
  for (const entry of entries) {
    if (!groups.has(entry.connection)) groups.set(entry.connection, []);
    groups.get(entry.connection).push(entry);
  }
  return groups;
}

function queryOf(url) {
  if (!URL.canParse(url)) return [];
  return Array.from(new URL(url).searchParams, ([name, value]) => ({ name, value }));
}

async function* listed(entries, describe) {
  let separator = '';
  for (const entry of entries) {
    yield `${separator}\n    ${JSON.stringify(await describe(entry))}`;
    separator = ',';
  }
}

/** Bytes in base64, in steps of a length that a call can take. */
export function base64(bytes) {
  let binary = '';
  for (let at = 0; at < bytes.length; at += STEP) binary += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return btoa(binary);
}

const pick = (object, keys) => Object.fromEntries(keys.map((key) => [key, object[key]]));

/** Of a connection whose beginning has left the journal. */
const NOTHING_CALLED = { url: '', protocols: [] };

const STEP = 8192;
const CLIPBOARD_CHARACTERS = 16 * 1024 * 1024;
