// What the panel of developer tools makes of the records of observe().
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Sockets } from '../../www/src/devtools/sockets.js';

const record = (type, id, rest = {}) => ({ type, id, url: `ws://h/${id}`, protocol: '', time: id, ...rest });
const message = (id, direction, content) =>
  record('message', id, { direction, content, kind: 'text', bytes: content.length ?? content.byteLength });

test('each socket has a journal, and all of them have one', () => {
  const sockets = new Sockets();
  const [first, second] = [{}, {}];
  sockets.tell(record('created', 1), first);
  sockets.tell(record('created', 2), second);
  sockets.tell(record('opened', 1, { protocol: 'chat' }), first);
  sockets.tell(message(1, 'sent', 'hello'), first);
  sockets.tell(message(1, 'received', new ArrayBuffer(2)), first);
  const kindsOf = ({ journal }) =>
    journal.entries.map(({ connection, direction, kind, size }) => [connection, direction, kind, size]);
  const ofFirst = [
    [1, 'out', 'connect', null],
    [1, 'in', 'open', null],
    [1, 'out', 'text', 5],
    [1, 'in', 'ArrayBuffer', 2],
  ];
  assert.deepEqual(kindsOf(sockets.known.get(1).session), ofFirst);
  assert.deepEqual(kindsOf(sockets.all), [ofFirst[0], [2, 'out', 'connect', null], ...ofFirst.slice(1)]);
  const { state, protocol, sent, received } = sockets.known.get(1);
  assert.deepEqual({ state, protocol, sent, received }, { state: 'open', protocol: 'chat', sent: 1, received: 1 });
  assert.deepEqual(sockets.all.journal.entries[0].called, { url: 'ws://h/1', protocols: ['chat'] });
  assert.equal(sockets.socketOf(1), first);
});

test('a socket that is closed is let go, and its end is told', () => {
  const sockets = new Sockets();
  sockets.tell(record('created', 1), {});
  sockets.tell(record('closed', 1, { code: 1001, reason: 'bye', wasClean: false, meaning: 'going away' }), {});
  assert.equal(sockets.socketOf(1), undefined);
  const { state, closing, session } = sockets.known.get(1);
  assert.deepEqual([state, closing], ['closed', '1001 going away']);
  assert.equal(session.journal.entries.at(-1).content, 'code 1001, going away, reason "bye", not clean');
});

test('the charts have what each socket has exchanged and buffered, and all of them together', () => {
  const sockets = new Sockets();
  const [first, second] = [{ bufferedAmount: 5 }, { bufferedAmount: 7 }];
  for (const [index, socket] of [first, second].entries()) {
    sockets.tell(record('created', index + 1), socket);
    sockets.tell(record('opened', index + 1), socket);
    sockets.tell(message(index + 1, 'sent', 'hello'), socket);
  }
  sockets.tell(message(2, 'received', 'hi'), second);
  const figuresOf = ({ metrics: { seconds, changes } }) => {
    const { out, in: into, bufferedAmount } = seconds.at(-1);
    return [out.messages, out.bytes, into.messages, bufferedAmount, changes.at(-1).readyState];
  };
  const [ofFirst, ofSecond] = Array.from(sockets.known.values(), ({ session }) => session);
  assert.deepEqual([sockets.all, ofFirst, ofSecond].map(figuresOf), [
    [2, 10, 1, 12, 1],
    [1, 5, 0, 5, 1],
    [1, 5, 1, 7, 1],
  ]);
  second.bufferedAmount = 20;
  sockets.look();
  assert.equal(figuresOf(sockets.all)[3], 25);
  const end = { code: 1006, reason: '', wasClean: false, meaning: 'connection lost' };
  sockets.tell(record('closed', 1, end), first);
  assert.deepEqual([figuresOf(sockets.all)[4], figuresOf(ofFirst)[4]], [1, 3]);
  sockets.tell(record('closed', 2, end), second);
  assert.equal(figuresOf(sockets.all)[4], 3);
});

test('a session is selected by its socket', () => {
  const sockets = new Sockets();
  let count = 0;
  sockets.addEventListener('select', () => {
    count += 1;
  });
  sockets.tell(record('created', 1), {});
  assert.equal(sockets.selected, sockets.all);
  sockets.select(1);
  assert.equal(sockets.selected, sockets.known.get(1).session);
  sockets.select(Number.NaN);
  assert.equal(sockets.selected, sockets.all);
  assert.equal(count, 2);
});

test('of many sockets, the oldest that is closed and not selected is forgotten', () => {
  const sockets = new Sockets();
  const close = (id) =>
    sockets.tell(record('closed', id, { code: 1000, reason: '', wasClean: true, meaning: 'x' }), {});
  for (let id = 1; id <= 200; id += 1) sockets.tell(record('created', id), {});
  close(2);
  close(3);
  sockets.select(2);
  sockets.tell(record('created', 201), {});
  assert.deepEqual(
    [1, 2, 3, 201].map((id) => sockets.known.has(id)),
    [true, true, false, true],
  );
  // All that are left are open, or looked at.
  sockets.tell(record('created', 202), {});
  assert.equal(sockets.known.size, 201);
});
