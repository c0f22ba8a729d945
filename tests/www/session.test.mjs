// A session with links that answer when they are told to: how it connects, and how it ends.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newProfile } from '../../www/src/model/profile.js';
import { Session } from '../../www/src/model/session.js';
import { answered, connected, made, soon, told, URL_A } from './session_links.mjs';

describe('connecting', () => {
  test('hands the profile to the link, and journals the call', async () => {
    const { session, links } = made({
      url: URL_A,
      protocols: ['chat'],
      binaryType: 'arraybuffer',
      implementation: 'native',
    });
    await connected(session, links);
    assert.deepEqual(links[0].calls[0], [
      'connect',
      {
        implementation: 'native',
        url: URL_A,
        protocols: ['chat'],
        binaryType: 'arraybuffer',
        connection: 1,
      },
    ]);
    assert.deepEqual(told(session), ['#1 out connect: new WebSocket("ws://a.test/", ["chat"])']);
    assert.equal(session.count, 1);
    assert.equal(session.figures.readyState, 0);
  });

  test('leaves everything as it was if the class throws', async () => {
    const { session, links } = made();
    await connected(session, links);
    const connecting = session.connect();
    await soon();
    links[0].reject(new DOMException('no such URL', 'SyntaxError'));
    await assert.rejects(connecting, { name: 'SyntaxError' });
    assert.equal(session.count, 1);
    assert.equal(links[0].isEnded, false);
    assert.equal(
      told(session).at(-1),
      '#2 local exception: new WebSocket("ws://a.test/") threw SyntaxError: no such URL',
    );
    links[0].fire('open', { protocol: '', extensions: '' });
    assert.match(told(session).at(-1), /^#1 in open/);
  });

  test('ends a new link if the class throws, and keeps the one there is', async () => {
    const { session, links } = made();
    await connected(session, links);
    session.update({ place: 'worker' });
    const connecting = session.connect();
    await soon();
    links[1].reject(new TypeError('no'));
    await assert.rejects(connecting, TypeError);
    assert.deepEqual(
      links.map(({ isEnded }) => isEnded),
      [false, true],
    );
    await answered(session.close(), links[0]);
  });

  test('journals that there can be no link at all', async () => {
    const session = new Session(newProfile({ url: URL_A }), {
      window: class {
        constructor() {
          throw new DOMException('no workers', 'SecurityError');
        }
      },
    });
    await assert.rejects(session.connect(), { name: 'SecurityError' });
    assert.match(told(session)[0], /^#1 local exception: new WebSocket.* threw SecurityError: no workers$/);
  });

  test('waits for the connection that is being made, and makes one link in all', async () => {
    const { session, links } = made();
    const first = session.connect();
    const second = session.connect();
    const sending = session.send('to the second');
    await soon();
    assert.equal(links.length, 1);
    assert.equal(links[0].calls.length, 1);
    await answered(first, links[0]);
    await soon();
    assert.deepEqual(
      links[0].calls.map(([command]) => command),
      ['connect', 'connect'],
    );
    await answered(second, links[0]);
    await soon();
    await answered(sending, links[0]);
    assert.equal(links.length, 1);
    assert.deepEqual(
      told(session).map((line) => line.split(':')[0]),
      ['#1 out connect', '#2 out connect', '#2 out text 13 B'],
    );
  });

  test('goes on after a connection that could not be made', async () => {
    const { session, links } = made();
    const first = session.connect();
    const second = session.connect();
    await soon();
    links[0].reject(new TypeError('no'));
    await assert.rejects(first);
    await soon();
    await answered(second, links[1]);
    assert.equal(session.count, 1);
  });

  test('takes another place only for the next connection, and ends the place before then', async () => {
    const { session, links } = made();
    await connected(session, links);
    await session.update({ place: 'worker' });
    assert.equal(links.length, 1);
    const connecting = session.connect();
    await soon();
    assert.deepEqual(
      links.map(({ place, isEnded }) => [place, isEnded]),
      [
        ['window', false],
        ['worker', false],
      ],
    );
    await answered(connecting, links[1]);
    assert.deepEqual(
      links.map(({ isEnded }) => isEnded),
      [true, false],
    );
  });

  test('takes the handshake from the times of the socket, wherever its clock is', async () => {
    const { session, links } = made();
    await connected(session, links, { connectedAt: 5000 });
    links[0].fire('open', { time: 5012.5, protocol: '', extensions: '' }, { connectedAt: 5000, readyState: 1 });
    assert.equal(session.handshake, 12.5);
    await connected(session, links);
    assert.equal(session.handshake, null);
  });
});

describe('an end', () => {
  test('ends the link, after which nothing is heard of it', async () => {
    const { session, links } = made();
    await connected(session, links);
    session.end();
    assert.equal(links[0].isEnded, true);
    const { total } = session.journal;
    links[0].fire('close', { code: 1005, reason: '', wasClean: true }, { readyState: 3 });
    assert.equal(session.journal.total, total);
    await assert.rejects(session.send('x'), /no connection/);
  });

  test('while a connection is being made ends that, too', async () => {
    const { session, links } = made();
    const connecting = session.connect();
    await soon();
    session.end();
    await answered(connecting, links[0]);
    assert.equal(links[0].isEnded, true);
    assert.deepEqual([session.figures, session.journal.total], [null, 0]);
  });

  test('by a worker that is lost is journalled, and the next connection has a new one', async () => {
    const { session, links } = made({ place: 'worker' });
    await connected(session, links);
    let changes = 0;
    session.addEventListener('figures', () => {
      changes += 1;
    });
    links[0].fail(new Error('The socket’s worker is lost: because.'));
    assert.deepEqual([session.figures, changes], [null, 1]);
    assert.equal(told(session).at(-1), '#1 local exception: The socket’s worker is lost: because.');
    await assert.rejects(session.send('x'), /no connection/);
    await connected(session, links);
    assert.deepEqual([links.length, session.count], [2, 2]);
    // What is lost once more is of the past.
    links[0].fail(new Error('again'));
    assert.notEqual(session.figures, null);
  });
});
