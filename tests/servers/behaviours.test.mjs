// Every behaviour does what its line in behaviours.mjs says.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { closeBody, frame, OPCODE } from '../../servers/frames.mjs';
import { startServer } from '../../servers/server.mjs';
import { Client, RawClient } from './client.mjs';

let server;
before(async () => {
  server = await startServer();
});
after(() => server.close());

const client = (path, ...rest) => new Client(`${server.url}${path}`, ...rest);
const openClient = (path, ...rest) => Client.open(`${server.url}${path}`, ...rest);
const rawClient = (path, ...rest) => new RawClient(server.port, path, ...rest);
const report = async (id) => (await fetch(`${server.httpUrl}/report?id=${id}&wait`)).json();

describe('/echo', () => {
  test('sends text and bytes back in order, empty ones too', async () => {
    const echo = await openClient('/echo');
    const messages = ['grüße 🌍', Buffer.from([0, 255]), '', Buffer.alloc(0)];
    for (const message of messages) echo.socket.send(message);
    for (const message of messages) assert.deepEqual(await echo.next(), message);
    await echo.close();
  });

  test('sends 128 MiB back', async () => {
    const echo = await openClient('/echo');
    const bytes = Buffer.alloc(128 * 2 ** 20, 'abc');
    echo.socket.send(bytes);
    assert.ok(bytes.equals(await echo.next()));
    await echo.close();
  });

  test('answers the first subprotocol asked for, and none if none is', async () => {
    assert.equal((await openClient('/echo', ['b', 'a'])).socket.protocol, 'b');
    assert.equal((await openClient('/echo')).socket.protocol, '');
  });

  test('uses permessage-deflate only when told to', async () => {
    assert.equal((await openClient('/echo')).socket.extensions, '');
    const echo = await openClient('/echo?deflate');
    assert.equal(echo.socket.extensions, 'permessage-deflate');
    echo.socket.send('a'.repeat(5000));
    assert.equal(await echo.next(), 'a'.repeat(5000));
    await echo.close();
  });
});

test('/describe tells the kind, the length, the first 64 bytes and the digest', async () => {
  const describing = await openClient('/describe');
  const bytes = Buffer.alloc(100, 7);
  describing.socket.send('ü');
  describing.socket.send(bytes);
  assert.deepEqual(JSON.parse(await describing.next()), {
    kind: 'text',
    byteLength: 2,
    hex: 'c3bc',
    sha256: createHash('sha256').update('ü').digest('hex'),
  });
  assert.deepEqual(JSON.parse(await describing.next()), {
    kind: 'binary',
    byteLength: 100,
    hex: '07'.repeat(64),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  await describing.close();
});

describe('the handshake', () => {
  test('/refuse answers with the status', async () => {
    assert.match(await client('/refuse').failed, /: 403$/);
    assert.match(await client('/refuse?status=503&id=refused').failed, /: 503$/);
    assert.equal((await report('refused')).closed, true);
  });

  test('/stall never answers and lets the client go', async () => {
    const stalled = rawClient('/stall?id=stall');
    stalled.tcp.end();
    await stalled.ended;
    assert.equal(stalled.received.length, 0);
    const { opened, closed } = await report('stall');
    assert.deepEqual({ opened, closed }, { opened: false, closed: true });
  });

  test('/stall resets TCP when its time is over', async () => {
    const stalled = rawClient('/stall?for=1&id=stall-for');
    await stalled.ended;
    assert.equal(stalled.received.length, 0);
    assert.equal((await report('stall-for')).closed, true);
  });

  test('/reset resets TCP', async () => {
    const reset = rawClient('/reset');
    await reset.ended;
    assert.equal(reset.error.code, 'ECONNRESET');
    assert.equal(reset.received.length, 0);
  });

  test('/protocol answers what it is told to, asked for or not', async () => {
    const unasked = rawClient('/protocol?answer=x');
    assert.match(await unasked.answer(), /\r\nSec-WebSocket-Protocol: x\r\n/);
    assert.match(await client('/protocol?answer=x', ['a']).failed, /invalid subprotocol/);
    assert.match(await client('/protocol', ['a']).failed, /no subprotocol/);
    assert.equal((await openClient('/protocol?answer=b', ['a', 'b'])).socket.protocol, 'b');
  });

  test('a client that speaks no WebSocket is told so', async () => {
    assert.match(await rawClient('/echo', { 'Sec-WebSocket-Version': '99' }).answer(), /^HTTP\/1.1 400 /);
  });

  for (const path of [
    '/room',
    '/members',
    '/outage?name=x&for=-1',
    '/upload?rate=0',
    '/drop?after=x',
    '/close?code=65536',
    '/close?body=0',
    '/send?kind=other',
    '/invalid-frame',
    '/refuse?status=101',
  ]) {
    test(`${path} is refused, as its parameters make no sense`, async () => {
      assert.match(await client(path).failed, /: 400$/);
    });
  }
});

describe('the end', () => {
  test('/drop ends TCP without a Close frame, at once or after some messages', async () => {
    assert.deepEqual(await (await openClient('/drop')).closed, [1006, '']);
    const dropped = await openClient('/drop?after=2&id=drop');
    dropped.socket.send('1');
    dropped.socket.send('2');
    assert.deepEqual(await dropped.closed, [1006, '']);
    assert.equal((await report('drop')).messages, 2);
  });

  test('/close sends code and reason, or an empty frame', async () => {
    assert.deepEqual(await (await openClient('/close?code=3001&reason=gr%C3%BC%C3%9Fe')).closed, [3001, 'grüße']);
    assert.deepEqual(await (await openClient('/close')).closed, [1005, '']);
  });

  test('/close waits for its messages', async () => {
    const closing = await openClient('/close?code=1000&after=1&id=close-after');
    closing.socket.send('1');
    assert.deepEqual(await closing.closed, [1000, '']);
    assert.equal((await report('close-after')).closeCode, 1000);
  });

  test('/close sends what nobody may send', async () => {
    const tooLong = 'x'.repeat(200);
    assert.deepEqual(await rawClient('/close?code=1006').frames(4), Buffer.from('880203ee', 'hex'));
    assert.deepEqual(await rawClient('/close?body=03e8ff').frames(5), Buffer.from('880303e8ff', 'hex'));
    const frameTooLong = Buffer.from(`\x88\x7e\x00\xca\x03\xe8${tooLong}`, 'latin1');
    assert.deepEqual(await rawClient(`/close?code=1000&reason=${tooLong}`).frames(206), frameTooLong);
  });

  test('/no-close-answer leaves a Close frame without an answer', async () => {
    const unanswered = rawClient('/no-close-answer?id=no-answer');
    await unanswered.answer();
    unanswered.tcp.end(frame(OPCODE.close, closeBody(4000, 'why'), { isMasked: true }));
    await unanswered.ended;
    assert.equal((await unanswered.frames(0)).length, 0);
    assert.equal((await report('no-answer')).closeCode, 4000);
  });
});

describe('what is sent', () => {
  test('/send sends a text, bytes, or a pattern, as often as told, and closes if told', async () => {
    const text = await openClient('/send?text=gr%C3%BC%C3%9Fe&count=2&close');
    assert.deepEqual([await text.next(), await text.next(), await text.closed], ['grüße', 'grüße', [1000, '']]);
    assert.deepEqual(await (await openClient('/send?bytes=00ff')).next(), Buffer.from([0, 255]));
    assert.equal(await (await openClient('/send?text=')).next(), '');
    assert.equal(await (await openClient('/send?kind=text&size=28')).next(), 'abcdefghijklmnopqrstuvwxyzab');
    const bytes = await (await openClient('/send?kind=binary&size=300')).next();
    assert.deepEqual(
      [...bytes],
      Array.from({ length: 300 }, (_, index) => index % 256),
    );
  });

  test('/send sends a lot', async () => {
    const flood = await openClient('/send?kind=binary&size=65536&count=500&close');
    assert.deepEqual(await flood.closed, [1000, '']);
    for (let count = 0; count < 500; count += 1) assert.equal((await flood.next()).length, 65536);
  });

  test('/fragments sends a text and bytes in pieces, with pings in between', async () => {
    const fragments = client('/fragments');
    let pings = 0;
    fragments.socket.on('ping', () => {
      pings += 1;
    });
    assert.equal(await fragments.next(), 'é€🌍');
    assert.deepEqual([...(await fragments.next())], [...Array(256).keys()]);
    assert.equal(pings, 8);
    await fragments.close();
  });

  test('/invalid-utf8 and /invalid-frame break the rules', async () => {
    assert.match(await client('/invalid-utf8').failed, /invalid UTF-8/);
    assert.match(await client('/invalid-frame?kind=reserved-opcode').failed, /invalid opcode 11/);
    assert.match(await client('/invalid-frame?kind=masked').failed, /MASK must be clear/);
    assert.match(await client('/invalid-frame?kind=rsv').failed, /RSV1 must be clear/);
  });

  test('/slow reads nothing until its time has come', async () => {
    const slow = await openClient('/slow?for=50');
    slow.socket.send('late');
    assert.equal(await slow.next(), 'late');
    await slow.close();

    const bytes = Buffer.alloc(32 * 2 ** 20);
    const never = await openClient('/slow');
    never.socket.send(bytes);
    const echo = await openClient('/echo');
    echo.socket.send(bytes);
    // The server has read as much from another connection since, so it could have from this one.
    await echo.next();
    assert.ok(never.socket.bufferedAmount > 0);
    never.socket.terminate();
  });

  test('/upload tells how many bytes it has read, which are not all that were sent', async () => {
    const upload = await openClient('/upload?rate=1000000&id=upload');
    upload.socket.send(Buffer.alloc(20_000));
    upload.socket.send(Buffer.alloc(1));
    assert.deepEqual([await upload.next(), await upload.next()], ['20000', '20001']);
    await upload.close();

    const slow = await openClient('/upload?rate=1&id=slow-upload');
    slow.socket.send('x'.repeat(100_000));
    assert.equal(await slow.next(), '100000');
    const bytes = Buffer.alloc(32 * 2 ** 20);
    slow.socket.send(bytes);
    const other = await openClient('/upload?rate=1000000000');
    other.socket.send(bytes);
    // The server has read as much from another connection since.
    assert.equal(await other.next(), String(bytes.length));
    assert.ok(slow.socket.bufferedAmount > 0);
    slow.socket.terminate();
    await other.close();
  });

  test('/ping answers a pong with a message', async () => {
    assert.equal(await (await openClient('/ping')).next(), 'pong');
  });
});

describe('a room', () => {
  test('/room sends everybody all lines, numbered, and who comes later those since the last one seen', async () => {
    const one = await openClient('/room?name=numbered');
    const other = await openClient('/room?name=numbered&after=0');
    const elsewhere = await openClient('/room?name=elsewhere');
    one.socket.send('grüße');
    assert.deepEqual([await one.next(), await other.next()], ['1 grüße', '1 grüße']);
    other.socket.send('');
    assert.deepEqual([await one.next(), await other.next()], ['2 ', '2 ']);
    const late = await openClient('/room?name=numbered&after=1');
    assert.equal(await late.next(), '2 ');
    elsewhere.socket.send('first');
    assert.equal(await elsewhere.next(), '1 first');
    for (const { socket } of [one, other, late, elsewhere]) socket.close();
  });

  test('/members says how many connections a room has', async () => {
    const counter = await openClient('/members?name=counted');
    const count = () => {
      counter.socket.send('?');
      return counter.next();
    };
    assert.equal(await count(), '0');
    const [one, other] = [await openClient('/room?name=counted'), await openClient('/room?name=counted')];
    assert.equal(await count(), '2');
    await one.close();
    assert.equal(await count(), '1');
    await other.close();
    await counter.close();
  });

  test('/outage drops all connections of the room and lets nobody in until it is over; the lines stay', async () => {
    const one = await openClient('/room?name=restarted');
    one.socket.send('before');
    await one.next();
    assert.deepEqual(await (await openClient('/outage?name=restarted&for=60000')).closed, [1000, '']);
    assert.deepEqual(await one.closed, [1006, '']);
    assert.match(await client('/room?name=restarted').failed, /: 503$/);
    await (await openClient('/room?name=other')).close();

    await (await openClient('/outage?name=restarted')).closed;
    const again = await openClient('/room?name=restarted');
    assert.equal(await again.next(), '1 before');
    await again.close();
  });
});
