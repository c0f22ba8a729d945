// The options of ReconnectingWebSocket that the form has fields for.
import { choiceOf, labelled, NumberField } from '../fields.js';

/** The fields with their labels, and `read()`: the options, or an InputError. */
export function optionFields() {
  const fields = {
    firstDelay: new NumberField('reconnecting-first', 'First delay, ms', '500'),
    maxDelay: new NumberField('reconnecting-longest', 'Longest delay, ms', '5000'),
    jitter: new NumberField('reconnecting-jitter', 'Jitter, 0 to 1', '1', { most: 1 }),
    maxAttempts: new NumberField('reconnecting-attempts', 'Attempt limit', '', { empty: Infinity }),
    maxQueuedMessages: new NumberField('reconnecting-queue', 'Queue limit, messages', '100'),
  };
  const overflow = choiceOf('reconnecting-overflow', [
    ['error', 'send() throws'],
    ['drop-oldest', 'drop the oldest'],
    ['drop-newest', 'drop the newest'],
  ]);
  return {
    nodes: [...Object.values(fields).map(({ node }) => node), labelled('If the queue is full', overflow)],
    read: () => ({
      ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.read()])),
      overflow: overflow.value,
    }),
  };
}
