// JSON-RPC 2.0: https://www.jsonrpc.org/specification
import { counted, isObject, joined, jsonOf, quoted } from './words.js';

export const name = 'JSON-RPC';

/** What a message says, in words; null if it is none of this dialect. */
export function explain(data) {
  return messageWords(typeof data === 'string' ? jsonOf(data) : undefined);
}

/** The same of a value that was decoded. */
export const explainValue = ({ value, isFramed }) => (isFramed ? null : messageWords(value));

function messageWords(message) {
  const list = Array.isArray(message) ? message : [message];
  if (list.length === 0 || !list.every((one) => isObject(one) && one.jsonrpc === '2.0')) return null;
  if (Array.isArray(message)) return `a batch of ${counted(list.length, 'message')}: ${list.map(wordsOf).join('; ')}`;
  return wordsOf(message);
}

function wordsOf({ method, params, id, error }) {
  if (method !== undefined) {
    const count = isObject(params) ? Object.keys(params).length : (params?.length ?? 0);
    const what = id === undefined ? 'notifies of' : 'calls';
    return joined(`${what} ${quoted(method)} with ${counted(count, 'parameter')}`, id !== undefined && `request ${id}`);
  }
  if (error) return `request ${id} has failed: ${error.code}, ${quoted(error.message)}`;
  return `result of request ${id}`;
}
