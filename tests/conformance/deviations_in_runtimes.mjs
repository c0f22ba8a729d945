// Where our class fails items in Node, Deno and Bun: their classes cannot be adopted, so it holds one of them instead.
import { items } from './deviation_list.mjs';

const WITH_CAUSE = [
  ['8.10', 'why a connection could not be established cannot be told'],
  ['8.10', 'that the server does not speak TLS cannot be told either'],
  ['8.11', 'redirects and requests for a password are failures'],
].flatMap(([id, title]) =>
  items(id, [title], {
    where: ['node', 'deno', 'bun'],
    reason:
      'The error event has a property, message, with the cause that the class beneath tells. It is no secret there.',
  }),
);

export const IN_RUNTIMES = [
  {
    id: '1.11',
    title: 'a socket cannot be cloned',
    where: ['deno'],
    reason: 'An instance is an object of JavaScript there, and is cloned as one, without its state.',
  },
  {
    id: '9.3',
    title: 'all events are trusted',
    where: ['node', 'deno', 'bun'],
    worse: true,
    reason: 'Events are dispatched again, by us. In Node and Deno they are not trusted in the first place.',
  },
  {
    id: '12.7',
    title: 'subprotocols that differ in case only are two',
    where: ['node', 'deno', 'bun'],
    reason: 'The hosts compare without regard to case, and refuse.',
  },
  {
    id: '8.2',
    title: 'text arrives as a string, with its byte order mark',
    where: ['node'],
    reason: 'Node takes the mark away before anyone sees it.',
  },
  {
    id: '8.9',
    title: 'the reason is UTF-8, with its byte order mark',
    where: ['node'],
    reason: 'Node takes the mark away before anyone sees it.',
  },
  {
    id: '10.6',
    title: 'the microtasks of an event run before the next event',
    where: ['node'],
    sometimes: true,
    reason: 'Node fires the events of all messages that came in one piece without a microtask between them.',
  },
  {
    id: '8.7',
    title: 'a connection that is lost after open has no error event',
    where: ['node', 'deno'],
    reason:
      'Node and Deno fire error there, and nothing tells a connection that was lost from one that had to be failed.',
  },
  {
    id: '9.1',
    title: 'events do not bubble, cannot be cancelled, and are at the socket',
    where: ['node'],
    configurations: ['inspector'],
    worse: true,
    reason:
      "Node's EventTarget clears currentTarget and eventPhase when the first listener returns: the inspector's listener comes first.",
  },
  {
    id: '10.3',
    title: 'an event handler is called on the socket, with the event',
    where: ['node'],
    configurations: ['inspector'],
    worse: true,
    reason:
      "Node's EventTarget clears currentTarget when the first listener returns: the inspector's listener comes first.",
  },
  {
    id: '1.10',
    title: 'new.target gives the prototype, or its class does if it has none',
    where: ['node', 'deno', 'bun'],
    configurations: ['high-water-mark', 'low-water-mark', 'inspector'],
    worse: true,
    reason:
      'A script has put a Proxy around our class on the global, and new.target is neither that nor extends it: our class connects through the Proxy, and the socket is the one that the Proxy has made.',
  },
  ...WITH_CAUSE,
  {
    id: '9.1',
    title: 'srcElement is the target',
    where: ['deno'],
    reason: "Events are the runtime's: in Deno the attribute is always null.",
  },
  {
    id: '9.5',
    title: 'CloseEvent has its defaults, and wraps the code to 16 bits',
    where: ['node', 'deno'],
    reason: "CloseEvent is the runtime's, and converts in its own way.",
  },
  ...items(
    '13.1',
    [
      'IDL: CloseEvent is an interface that inherits from Event',
      'IDL: CloseEvent has no members but these',
      'IDL: CloseEvent.wasClean is a read-only attribute',
      'IDL: CloseEvent.code is a read-only attribute',
      'IDL: CloseEvent.reason is a read-only attribute',
    ],
    {
      where: ['deno'],
      reason: "CloseEvent is the runtime's: in Deno nothing of it can be enumerated, and it has no class string.",
    },
  ),
  {
    id: '5.2',
    title: 'the kind of data is found by its slots, not by its prototype or its tag',
    where: ['deno'],
    reason: 'A Blob with another prototype is not known as one: Deno keeps what makes a Blob in properties.',
  },
];
