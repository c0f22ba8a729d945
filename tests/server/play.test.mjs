// A script is played as it is written.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client, RawClient } from './client.mjs';
import { OPCODE, closeBody, frame } from './frames.mjs';
import { startServer } from './server.mjs';

let server;
before(async () => {
  server = await startServer();
});
after(() => server.close());

const path = (script, more = '') => `/play?script=${encodeURIComponent(JSON.stringify(script))}${more}`;
const open = (script, more, ...rest) => Client.open(`${server.url}${path(script, more)}`, ...rest);
const rawClient = (script, more) => new RawClient(server.port, path(script, more));

const CUT_TEXT = `8164${Buffer.from('abcdefghijklmnopqrstuvwxyz'.repeat(2)).toString('hex', 0, 48)}`;

describe('/play', () => {
  test('echoes, and does each act after so many messages', async () => {
    const client = await open([
      { after: 2, act: 'send', size: 3, count: 2 },
      { after: 0, act: 'send', size: 4, binary: true },
      { after: 2, act: 'close', code: 4000, reason: 'done' },
    ]);
    assert.deepEqual(await client.next(), Buffer.from([0, 1, 2, 3]));
    for (const text of ['1', '2', '3']) client.socket.send(text);
    for (const text of ['1', '2', 'abc', 'abc']) assert.equal(await client.next(), text);
    assert.deepEqual(await client.closed, [4000, 'done']);
  });

  test('does not count what is said aside, but acts upon it', async () => {
    const client = await open(
      [
        { after: 1, act: 'close', body: '' },
        { after: 'now', act: 'send', size: 1 },
      ],
      '&aside=ps:',
    );
    for (const text of ['ps:1', 'ps:now', '1']) client.socket.send(text);
    for (const text of ['ps:1', 'a', 'ps:now', '1']) assert.equal(await client.next(), text);
    assert.deepEqual(await client.closed, [1005, '']);
  });

  test('sends a message in pieces, with pings', async () => {
    const client = new Client(
      `${server.url}${path([
        { after: 0, act: 'fragments', size: 18, pieces: 4 },
        { after: 0, act: 'ping' },
      ])}`,
    );
    let pings = 0;
    client.socket.on('ping', () => {
      pings += 1;
    });
    assert.equal(await client.next(), 'é€🌍é€🌍');
    await client.close();
    assert.equal(pings, 5);
  });

  test('goes on after a pause', async () => {
    const client = await open([{ after: 0, act: 'pause', milliseconds: 5 }]);
    client.socket.send('late');
    assert.equal(await client.next(), 'late');
    await client.close();
  });

  for (const [name, act, received, isReset] of [
    ['ends TCP', { act: 'end' }, '', false],
    ['resets TCP', { act: 'reset' }, '', true],
    ['resets TCP inside of a frame', { act: 'cut' }, CUT_TEXT, true],
    ['ends TCP inside of a frame', { act: 'cut', gently: true, binary: true }, CUT_TEXT.replace('81', '82'), false],
  ]) {
    test(`${name} without a Close frame`, async () => {
      const raw = rawClient([{ after: 0, ...act }]);
      raw.tcp.allowHalfOpen = true;
      // After an end TCP still takes what is sent, and after a reset it does not.
      raw.tcp.once('end', () => raw.tcp.end(frame(OPCODE.text, Buffer.from('x'), { isMasked: true })));
      await raw.ended;
      assert.equal((await raw.frames(0)).toString('hex'), received);
      assert.equal(raw.error !== undefined, isReset);
    });
  }

  test('puts bytes on the wire as they are, and nothing more', async () => {
    const raw = rawClient([{ after: 0, act: 'raw', bytes: '8b00' }]);
    assert.deepEqual(await raw.frames(2), Buffer.from('8b00', 'hex'));
    raw.tcp.end(frame(OPCODE.text, Buffer.from('x'), { isMasked: true }));
    await raw.ended;
    assert.equal((await raw.frames(2)).length, 2);
  });

  test('answers a Close frame with the end or a reset of TCP', async () => {
    for (const answer of ['end', 'reset']) {
      assert.deepEqual(await (await open([], `&close=${answer}`)).close(3000, 'why'), [1006, '']);
    }
  });

  test('answers the subprotocol asked for, another, or none, and compresses', async () => {
    assert.equal((await open([], '', ['b', 'a'])).socket.protocol, 'b');
    assert.equal((await open([], '&protocol=a&deflate', ['b', 'a'])).socket.protocol, 'a');
    assert.match(await new Client(`${server.url}${path([], '&protocol=')}`, ['a']).failed, /no subprotocol/);
    assert.equal((await open([], '&deflate')).socket.extensions, 'permessage-deflate');
  });

  test('refuses a script that is none', async () => {
    for (const script of [{}, [{ act: 'close' }], [{ after: 0, act: 'sing' }], [1]]) {
      assert.match(await new Client(`${server.url}${path(script)}`).failed, /: 400$/);
    }
  });
});
