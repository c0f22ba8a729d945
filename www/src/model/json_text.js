// JSON as text: its mistakes and its layout. The text is never rebuilt from values, so big numbers stay.
import { format, printParseErrorCode, visit } from 'jsonc-parser';
import { InputError, placeOf } from './bytes.js';

/** Throws an InputError that says in words what keeps the text from being JSON, and where: strict, as JSON.parse has it. */
export function checkJson(text) {
  try {
    JSON.parse(text);
  } catch (error) {
    throw mistakeIn(text) ?? new InputError(`This is not JSON: ${error.message}`);
  }
}

/**
 * The text with line breaks and an indent of two; nothing but white space is changed. `checked` is the text that is checked and
 * measured in its place, as long as it is (see standIn); throws as `checkJson` does.
 */
export function formatJson(text, checked = text) {
  checkJson(checked);
  const edits = format(checked, undefined, { tabSize: 2, insertSpaces: true, eol: '\n' });
  const pieces = [];
  let end = 0;
  for (const { offset, length, content } of edits.sort((one, other) => one.offset - other.offset)) {
    pieces.push(text.slice(end, offset), content);
    end = offset + length;
  }
  return pieces.join('') + text.slice(end);
}

function mistakeIn(text) {
  if (text.trim() === '') return new InputError('Enter a JSON value.', text.length);
  const error = firstError(text);
  if (!error) return undefined;
  const { message, at = error.offset } = explain(error.code, tokenAt(text, error));
  return new InputError(`${message} (${placeOf(text, at)}).`, at);
}

/** @returns {{ code: string, offset: number, length: number } | undefined} */
function firstError(text) {
  let first;
  const onError = (code, offset, length) => {
    first ??= { code: printParseErrorCode(code), offset, length };
  };
  try {
    visit(text, { onError }, { disallowComments: true });
  } catch (error) {
    // Too deep for it; what JSON.parse says has to do.
    if (!(error instanceof RangeError)) throw error;
  }
  return first;
}

function tokenAt(text, { offset, length }) {
  const rest = text.slice(offset + length).trimStart();
  return {
    token: text.slice(offset, offset + length),
    offset,
    touches: text[offset - 1],
    before: text.slice(0, offset).trimEnd().at(-1),
    after: rest[0],
  };
}

/** The mistake, and its offset if that is not the token. */
function explain(code, found) {
  const { token, offset, touches, before } = found;
  const what = token === '' ? 'the text ends' : `there is ${quoted(token)}`;
  if (before === ',' && (token === '}' || token === ']'))
    return { message: `JSON allows no comma after the last item, before “${token}”` };
  if (touches === '0' && /^\d/.test(token)) return { message: 'A number must not start with 0', at: offset - 1 };
  switch (code) {
    case 'InvalidCommentToken':
      return { message: 'JSON allows no comments' };
    case 'InvalidSymbol':
      return { message: symbolMessage(found) };
    case 'UnexpectedEndOfString':
      return { message: 'This string does not end with “"” on its line' };
    case 'UnexpectedEndOfNumber':
      return { message: `The number ${quoted(token)} needs more digits` };
    case 'InvalidUnicode':
      return { message: '\\u needs four hex digits', at: inString(found, /\\u(?![0-9a-f]{4})/i) };
    case 'InvalidEscapeCharacter':
      return {
        message: 'Only " \\ / b f n r t u may follow a backslash',
        at: inString(found, /\\[^"\\/bfnrtu]/),
      };
    case 'InvalidCharacter':
      return {
        message: 'A string must escape a tab or another control character, as in \\t',
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the search is for them.
        at: inString(found, /[\0-\x1f]/),
      };
    case 'PropertyNameExpected':
      return { message: `A name in double quotes should be here, but ${what}` };
    case 'ColonExpected':
      return { message: `A colon should follow the name, but ${what}` };
    case 'CommaExpected':
      return { message: `A comma is missing before ${quoted(token)}` };
    case 'CloseBraceExpected':
      return { message: `An object is not closed with “}”: ${what}` };
    case 'CloseBracketExpected':
      return { message: `A list is not closed with “]”: ${what}` };
    case 'EndOfFileExpected':
      return { message: `Nothing may follow the value, but ${what}` };
    default:
      return { message: `A value should be here, but ${what}` };
  }
}

function symbolMessage({ token, after }) {
  if (token.startsWith("'")) return 'JSON strings need double quotes';
  if (after === ':') return `The name ${quoted(token)} needs double quotes`;
  return `${quoted(token)} is not valid JSON`;
}

/** The offset of the first place in a string that looks like this, past escapes that are right. */
function inString({ token, offset }, wrong) {
  const others = token.replace(/\\(?:["\\/bfnrt]|u[0-9a-f]{4})/gi, (escape) => '.'.repeat(escape.length));
  return offset + Math.max(0, others.search(wrong));
}

function quoted(token) {
  const line = token.split('\n')[0];
  return `“${Array.from(line).slice(0, MOST_QUOTED).join('')}${token.length > MOST_QUOTED ? '…' : ''}”`;
}

const MOST_QUOTED = 20;
