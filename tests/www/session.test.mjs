// A session with links that answer when they are told to: what it makes of answers, events, and their order.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newProfile } from '../../www/src/model/profile.js';
import { Session } from '../../www/src/model/session.js';

const URL_A = 'ws://a.test/';

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

  test('leaves everything as it was where the class throws', async () => {
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

  test('ends a new link where the class throws, and keeps the one there is', async () => {
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
  test('ask for a connection where there is none', async () => {
    const { session, links } = made();
    await assert.rejects(session.send('x'), { message: 'There is no socket yet: connect first.' });
    await assert.rejects(session.close(), { message: 'There is no socket yet: connect first.' });
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
    [2, 'dropped, the socket is closing or closed'],
    [3, 'dropped, the socket is closing or closed'],
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

describe('an end', () => {
  test('ends the link, after which nothing is heard of it', async () => {
    const { session, links } = made();
    await connected(session, links);
    session.end();
    assert.equal(links[0].isEnded, true);
    const { total } = session.journal;
    links[0].fire('close', { code: 1005, reason: '', wasClean: true }, { readyState: 3 });
    assert.equal(session.journal.total, total);
    await assert.rejects(session.send('x'), /no socket/);
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
    await assert.rejects(session.send('x'), /no socket/);
    await connected(session, links);
    assert.deepEqual([links.length, session.count], [2, 2]);
    // What is lost once more is of the past.
    links[0].fail(new Error('again'));
    assert.notEqual(session.figures, null);
  });
});

/** A session and the links it makes, each with the calls it got; they are answered by hand. */
function made(profile = {}) {
  const links = [];
  const placeOf = (place) =>
    class {
      place = place;
      calls = [];
      waiting = [];
      isEnded = false;

      constructor(report, fail) {
        this.report = report;
        this.fail = fail;
        links.push(this);
      }

      call(...call) {
        this.calls.push(call);
        return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
      }

      end() {
        this.isEnded = true;
      }

      reject(error) {
        this.waiting.shift().reject(error);
      }

      fire(type, { connection = 1, ...details }, figures = {}) {
        this.report({ type, time: 1000, connection, ...details, figures: figuresWith(figures) });
      }
    };
  const session = new Session(newProfile({ url: URL_A, ...profile }), {
    window: placeOf('window'),
    worker: placeOf('worker'),
  });
  return { session, links };
}

/** Connects, and answers by the newest link. */
async function connected(session, links, figures) {
  const connecting = session.connect();
  await soon();
  await answered(connecting, links.at(-1), { figures });
}

/** Has the link answer its oldest call, and waits for what is running. */
async function answered(running, link, { time = 1000, figures = {} } = {}) {
  link.waiting.shift().resolve({ time, figures: figuresWith(figures) });
  return running;
}

const figuresWith = (figures) => ({ readyState: 0, bufferedAmount: 0, connectedAt: 0, ...figures });

const soon = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

function told({ journal }) {
  return journal.entries.map(
    ({ connection, direction, kind, size, content }) =>
      `#${connection} ${direction} ${kind}${size === null ? '' : ` ${size} B`}${content ? `: ${content}` : ''}`,
  );
}
