// The little language of the side-by-side view: a command per line. Nothing of it is evaluated as a program.

/** The attributes that `read` takes. */
export const ATTRIBUTES = ['readyState', 'bufferedAmount', 'protocol', 'extensions', 'url', 'binaryType'];

/** The events that `wait` takes. */
export const EVENTS = ['open', 'message', 'error', 'close'];

/** The syntax of every command, and its meaning. */
export const SYNTAX = [
  [
    'connect URL [protocol…]',
    'new WebSocket(…). A path such as /echo is on the server above. A URL in quotes stays as it is. JSON may replace the protocols.',
  ],
  ['send text', 'send(text) with the rest of the line. In quotes, the text is a JSON string.'],
  ['bytes 00 7f ff', 'send(ArrayBuffer)'],
  ['blob 00 7f ff', 'send(Blob)'],
  ['close [code] [reason]', 'close(…) with these arguments. The code is a number, undefined, or in quotes.'],
  ['binaryType arraybuffer', 'binaryType = …'],
  ['read readyState url', `Shows these attributes: ${ATTRIBUTES.join(', ')}`],
  ['wait message', `Waits for the next event: ${EVENTS.join(', ')}`],
  ['# words', 'A comment'],
];

const MOST_LINES = 200;

/**
 * Takes a script apart: `{ commands, problems }`. A command is `{ line, source, name, args }`, where `args` are the values that
 * the call gets; a problem is `{ line, message }`. If there are problems, the script should not run.
 */
export function parseScript(text) {
  const commands = [];
  const problems = [];
  const lines = text
    .split(/\r?\n/)
    .map((source, index) => ({ line: index + 1, source: source.trim() }))
    .filter(({ source }) => source !== '' && !source.startsWith('#'));
  for (const { line, source } of lines) {
    try {
      commands.push({ line, source, ...parseCommand(source) });
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      problems.push({ line, message: error.message });
    }
  }
  if (commands.length > MOST_LINES)
    problems.push({ line: commands[MOST_LINES].line, message: `A script has at most ${MOST_LINES} commands.` });
  if (lines.length === 0) problems.push({ line: 1, message: 'The script has no commands.' });
  return { commands, problems };
}

class ScriptError extends Error {}

function parseCommand(source) {
  const [, name, rest] = /^(\S+)\s*(.*)$/s.exec(source);
  if (!Object.hasOwn(PARSERS, name))
    throw new ScriptError(`Unknown command “${name}”. The commands are ${Object.keys(PARSERS).join(', ')}.`);
  return { name, args: PARSERS[name](rest) };
}

const PARSERS = {
  connect(rest) {
    if (rest === '') throw new ScriptError('connect needs a URL, such as /echo or "wss://example.org/".');
    const { value, isQuoted, after } = takeWord(rest);
    const url = { text: value, isOnServer: !isQuoted && value.startsWith('/') };
    if (after === '') return [url];
    return [url, /^[[{]/.test(after) ? parseJson(after) : takeWords(after)];
  },

  send: (rest) => [textOf(rest)],

  bytes: (rest) => [bytesOf(rest)],

  blob: (rest) => [bytesOf(rest)],

  close(rest) {
    if (rest === '') return [];
    const { value, isQuoted, after } = takeWord(rest);
    const code = isQuoted ? value : codeOf(value);
    return after === '' ? [code] : [code, textOf(after)];
  },

  binaryType(rest) {
    if (rest === '') throw new ScriptError('binaryType needs a value: arraybuffer or blob.');
    return [textOf(rest)];
  },

  read(rest) {
    const names = takeWords(rest);
    const stranger = names.find((name) => !ATTRIBUTES.includes(name));
    if (names.length === 0 || stranger !== undefined) {
      throw new ScriptError(
        `read takes ${ATTRIBUTES.join(', ')}${stranger === undefined ? '' : `, not “${stranger}”`}.`,
      );
    }
    return names;
  },

  wait(rest) {
    if (!EVENTS.includes(rest))
      throw new ScriptError(`wait takes one of ${EVENTS.join(', ')}${rest && `, not “${rest}”`}.`);
    return [rest];
  },
};

/** The first word, in quotes or not, and the rest. */
function takeWord(text) {
  if (!text.startsWith('"')) {
    const [, value, after] = /^(\S+)\s*(.*)$/s.exec(text);
    return { value, isQuoted: false, after };
  }
  const [quoted] = /^"(?:[^"\\]|\\.)*"(?=\s|$)/.exec(text) ?? [];
  if (!quoted) throw new ScriptError(`The quoted text ${text} does not end, or no space follows it.`);
  return { value: parseJson(quoted), isQuoted: true, after: text.slice(quoted.length).trim() };
}

function takeWords(text) {
  const words = [];
  for (let rest = text; rest !== ''; ) {
    const { value, after } = takeWord(rest);
    words.push(value);
    rest = after;
  }
  return words;
}

/** The rest of a line as text; all of it in quotes is a JSON string. */
const textOf = (rest) => (/^".*"$/s.test(rest) && rest.length > 1 ? parseJson(rest) : rest);

function codeOf(word) {
  if (word === 'undefined') return undefined;
  const code = Number(word);
  if (Number.isNaN(code) && word !== 'NaN')
    throw new ScriptError(`“${word}” is not a close code. Write a number, undefined, or a text in quotes.`);
  return code;
}

function bytesOf(rest) {
  const stranger = rest.split(/\s+/).find((byte) => byte !== '' && !/^[0-9a-f]{2}$/i.test(byte));
  if (stranger !== undefined) throw new ScriptError(`“${stranger}” is not a byte. Write bytes as in 00 7f ff.`);
  return Uint8Array.from(rest.match(/\S\S/g) ?? [], (byte) => Number.parseInt(byte, 16));
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new ScriptError(`${text} is not JSON.`);
  }
}
