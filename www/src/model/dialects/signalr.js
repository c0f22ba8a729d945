// The protocols of SignalR, JSON and MessagePack: https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md
import { counted, isObject, joined, jsonOf, quoted } from './words.js';

export const name = 'SignalR';

const END = '\x1e';

/** What a message says, in words; null if it is none of this dialect. */
export function explain(data) {
  if (typeof data !== 'string' || !data.endsWith(END)) return null;
  const records = data.slice(0, -1).split(END).map(jsonOf);
  if (!records.every(isObject)) return null;
  const words = records.map(recordWords);
  return words.every(Boolean) ? words.join('; ') : null;
}

/** The same of values that were decoded: see binary/decode.js. */
export function explainValue({ value, isFramed }) {
  if (!isFramed || !value.every((record) => Array.isArray(record) && Object.hasOwn(MEMBERS, record[0]))) return null;
  const words = value.map(([type, ...rest]) => recordWords({ type, ...MEMBERS[type](rest) }));
  return words.every(Boolean) ? words.join('; ') : null;
}

/** What a list has after its type, by the names that JSON has for it. */
const callMembers = ([, invocationId, target, values]) => ({
  target,
  arguments: values ?? [],
  invocationId: invocationId ?? undefined,
});
const MEMBERS = {
  1: callMembers,
  2: ([, invocationId]) => ({ invocationId }),
  3: ([, invocationId, kind, result]) => ({ invocationId, [{ 1: 'error', 3: 'result' }[kind] ?? 'nothing']: result }),
  4: callMembers,
  5: ([, invocationId]) => ({ invocationId }),
  6: () => ({}),
  7: ([error, allowReconnect]) => ({ error, allowReconnect }),
  8: ([sequenceId]) => ({ sequenceId }),
  9: ([sequenceId]) => ({ sequenceId }),
};

function recordWords(record) {
  if (record.type !== undefined) return RECORDS[record.type]?.(record) ?? null;
  if (record.protocol) return `handshake: protocol ${quoted(record.protocol)}, version ${record.version}`;
  if (record.error) return `handshake refused: ${quoted(record.error)}`;
  return Object.keys(record).length === 0 ? 'handshake accepted' : null;
}

const call =
  (what) =>
  ({ target, arguments: values = [], invocationId }) =>
    joined(
      `${what} ${quoted(target)} with ${counted(values.length, 'argument')}`,
      invocationId && `invocation ${invocationId}`,
    );

const RECORDS = {
  1: call('calls'),
  2: ({ invocationId }) => `an item of invocation ${invocationId}`,
  3: ({ invocationId, error, result }) =>
    joined(
      `invocation ${invocationId} is complete`,
      error !== undefined && `error ${quoted(error)}`,
      result !== undefined && 'with a result',
    ),
  4: call('calls for a stream'),
  5: ({ invocationId }) => `cancels invocation ${invocationId}`,
  6: () => 'ping',
  7: ({ error, allowReconnect }) =>
    joined('closes', error && `error ${quoted(error)}`, allowReconnect && 'the client may reconnect'),
  8: ({ sequenceId }) => `has received all up to message ${sequenceId}`,
  9: ({ sequenceId }) => `goes on with message ${sequenceId}`,
};
