// Where our class fails items and is known to, and the items that no page can observe.
import { items } from './deviation_list.mjs';
import { IN_RUNTIMES } from './deviations_in_runtimes.mjs';

/**
 * `{ id, title, where, reason, sometimes, configurations }`: an item, the places where it fails ("firefox", or one scope of it:
 * "firefox, window"), and why. `sometimes`: it is a race, which the item may win. `worse`: the native class passes.
 * `configurations`: only in these, see tests/support/configurations.mjs.
 */
export const DEVIATIONS = [
  ...items(
    '8.6',
    [
      'error and close of a failed connection are one task, with microtasks between them',
      'error and close after close() of a connection that was not established are one task',
      'error and close of an open connection that had to be failed are one task',
    ],
    {
      where: ['webkit'],
      sometimes: true,
      reason: 'WebKit queues error and close as two tasks. To fire them in one we would have to hold its events back.',
    },
  ),
  {
    id: '2.10',
    title: 'a connection to a port that browsers never connect to throws nothing: it fails later',
    where: ['webkit'],
    reason: 'For a port that it blocks, WebKit fires error in ready state 0, and never close.',
  },
  {
    id: '4.7',
    title: 'the Close frame follows Blobs that are still being read, and what waits for them',
    where: ['webkit'],
    sometimes: true,
    reason: 'WebKit sends the Close frame at once, and loses the Blobs it is reading and every message behind them.',
  },
  {
    id: '8.3',
    title: 'a masked frame from the server fails the connection',
    where: ['firefox', 'deno'],
    reason: "Firefox and Deno unmask what no server may mask. Frames are the host's.",
  },
  {
    id: '8.9',
    title: 'the reason may contain U+0000',
    where: ['webkit'],
    reason: "WebKit ends the reason there. The close event is the host's.",
  },
  {
    id: '8.10',
    title: 'that the server does not speak TLS cannot be told either',
    where: ['firefox'],
    reason: "Firefox tells a failed TLS handshake by the code 1015. The close event is the host's.",
  },
  {
    id: '8.12',
    title: 'a subprotocol fails the connection if none was requested',
    where: ['firefox'],
    reason: 'Firefox opens it. A socket that requests none has no listener of ours that could see it.',
  },
  {
    id: '1.12',
    title: 'IDL: WebSocket has no members but these',
    where: ['chromium', 'firefox', 'webkit'],
    configurations: ['patched-subclass'],
    worse: true,
    reason:
      'What a page adds to the class before us, here its own addEventListener, is there for the page on ours, too.',
  },
  ...IN_RUNTIMES,
];

/** `[number, reason]`: the items without a test here. */
export const UNOBSERVABLE = [
  ['4.11', "That nothing limits the wait for the peer's Close frame would take for ever to see."],
  ['5.11', 'A host that cannot buffer any more: it takes all the memory there is.'],
  [
    '8.5',
    "The ready state between the server's Close frame and the close event: no event tells of it, and it may be over at once.",
  ],
  ['11.1', "What may be collected, and when: tests/package/leaks.test.mjs looks at it with each engine's own means."],
  ['11.2', 'What becomes of a socket that is collected: as before.'],
  ['11.3', 'A scope that goes away cannot tell what becomes of it; tests/package/frames.test.mjs removes frames.'],
  ['11.4', 'The back/forward cache keeps a page, not a test that runs in it.'],
  [
    '12.12',
    'Whether open is fired before an error in the first frame is a matter of time, in every engine; 8.3 takes both.',
  ],
];
