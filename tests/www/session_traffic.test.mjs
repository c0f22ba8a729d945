// A session with links that answer when they are told to: what it makes of events, commands, and looks, and their order.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answered, connected, made, soon, told } from './session_links.mjs';

describe('what a socket fires', () => {
  test('is journalled in words, counted, and known', async () => {
    const { session, links } = made();
    await connected(session, links);
    let changes = 0;
    session.addEventListener('figures', () => {
      changes += 1;
    });
    const [link] = links;
    link.fire('open', { protocol: 'chat', extensions: '' }, { readyState: 1 });
    link.fire('message', { data: 'ü' }, { readyState: 1 });
    link.fire('message', { data: new ArrayBuffer(3) }, { readyState: 1 });
    link.fire('message', { data: new Blob(['four']) }, { readyState: 1 });
    link.fire('error', {}, { readyState: 3 });
    link.fire('close', { code: 1006, reason: '', wasClean: false }, { readyState: 3 });
    assert.deepEqual(told(session).slice(1), [
      '#1 in open: protocol "chat", extensions ""',
      '#1 in text 2 B',
      '#1 in ArrayBuffer 3 B',
      '#1 in Blob 4 B',
      '#1 in error: the connection failed',
      '#1 in close: code 1006, reason "", not clean',
    ]);
    assert.deepEqual(session.closing, { code: 1006, reason: '', wasClean: false });
    assert.equal(session.figures.readyState, 3);
    assert.equal(changes, 6);
    assert.deepEqual(
      session.metrics.seconds.reduce((sum, { in: { messages } }) => sum + messages, 0),
      3,
    );
  });

  for (const place of ['window', 'worker']) {
    test(`late, from the connection before in a window, changes nothing of the next one in a ${place}`, async () => {
      const { session, links } = made();
      await connected(session, links);
      session.update({ place });
      await connected(session, links);
      links[0].fire('close', { code: 1005, reason: '', wasClean: true, connection: 1 }, { readyState: 3 });
      assert.equal(told(session).at(-1), '#1 in close: code 1005, reason "", clean');
      assert.equal(session.closing, null);
      assert.equal(session.figures.readyState, 0);
    });
  }
});

describe('commands', () => {
  test('ask for a connection if there is none', async () => {
    const { session, links } = made();
    await assert.rejects(session.send('x'), { message: 'There is no connection yet. Connect first.' });
    await assert.rejects(session.close(), { message: 'There is no connection yet. Connect first.' });
    await session.update({ binaryType: 'arraybuffer' });
    await session.look();
    assert.deepEqual([links.length, session.journal.total], [0, 0]);
  });

  test('are journalled with the socket’s time, and what they throw is, too', async () => {
    const { session, links } = made();
    await connected(session, links);
    await answered(session.close(1000, 'bye'), links[0], { time: 777 });
    const entry = session.journal.entries.at(-1);
    assert.deepEqual(
      [entry.time, entry.direction, entry.kind, entry.content],
      [777, 'out', 'close', 'close(1000, "bye")'],
    );
    for (const [command, call] of [
      [() => session.send('x'), 'send()'],
      [() => session.close(undefined, 'why'), 'close(undefined, "why")'],
      [() => session.update({ binaryType: 'arraybuffer' }), 'binaryType = "arraybuffer"'],
    ]) {
      const running = command();
      await soon();
      links[0].reject(new DOMException('still connecting', 'InvalidStateError'));
      await assert.rejects(running, (error) => error instanceof DOMException && error.name === 'InvalidStateError');
      assert.equal(told(session).at(-1), `#1 local exception: ${call} threw InvalidStateError: still connecting`);
    }
    assert.equal(session.profile.binaryType, 'arraybuffer');
  });

  test('call the link at once and in order, as long as no connection is being made', async () => {
    const { session, links } = made();
    await connected(session, links);
    const [first, second] = [session.send('1'), session.send('2')];
    assert.deepEqual(links[0].calls.slice(1), [
      ['send', '1'],
      ['send', '2'],
    ]);
    await Promise.all([answered(first, links[0]), answered(second, links[0])]);
  });

  for (const [readyState, content] of [
    [1, ''],
    [2, 'dropped, because the socket is closing or closed'],
    [3, 'dropped, because the socket is closing or closed'],
  ]) {
    test(`say of a message in state ${readyState}: “${content}”`, async () => {
      const { session, links } = made();
      await connected(session, links);
      await answered(session.send(new Uint8Array(2)), links[0], { figures: { readyState } });
      assert.equal(session.journal.entries.at(-1).content, content);
    });
  }

  test('belong to the connection that they were given to', async () => {
    const { session, links } = made();
    await connected(session, links);
    const sending = session.send('slow');
    session.update({ place: 'worker' });
    const connecting = session.connect();
    await soon();
    await answered(connecting, links[1]);
    await answered(sending, links[0], { figures: { readyState: 1, url: 'of the first' } });
    assert.match(told(session).at(-1), /^#1 out text/);
    assert.notEqual(session.figures.url, 'of the first');
  });
});

describe('looking', () => {
  test('asks once at a time, and takes what it gets', async () => {
    const { session, links } = made();
    await connected(session, links);
    const looks = [session.look(), session.look()];
    assert.equal(links[0].calls.length, 2);
    await answered(Promise.all(looks), links[0], { figures: { readyState: 2 } });
    assert.equal(session.figures.readyState, 2);
    await answered(session.look(), links[0], { figures: { readyState: 3 } });
    assert.equal(session.figures.readyState, 3);
  });

  test('never rejects, and takes nothing of a link that is left', async () => {
    const { session, links } = made();
    await connected(session, links);
    const look = session.look();
    links[0].reject(new Error('gone'));
    await look;
    const late = session.look();
    session.update({ place: 'worker' });
    const connecting = session.connect();
    await soon();
    await answered(connecting, links[1]);
    await answered(late, links[0], { figures: { readyState: 3 } });
    assert.equal(session.figures.readyState, 0);
  });
});
