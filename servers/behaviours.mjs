// What the server does, by the path of the URL. Parameters come from the query, which refuses what makes no sense;
// a behaviour reads them first, because a connection that has been accepted cannot be refused any more.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeBody, frame, OPCODE } from './frames.mjs';
import { patternedBytes, patternedText } from './patterns.mjs';
import { play } from './play.mjs';

/** Path → what becomes of a handshake that asks for it, on a server with these rooms. To add a behaviour, add an entry. */
export const behaviours = {
  /** Sends every message back as it came. `deflate`: with permessage-deflate. */
  '/echo'(handshake) {
    echo(handshake.accept({ deflate: handshake.query.has('deflate') }));
  },

  /** Answers each message with JSON `{ kind, byteLength, hex, sha256 }`, where `hex` is its first 64 bytes. */
  '/describe'(handshake) {
    const connection = handshake.accept();
    connection.on('message', (data, isBinary) => connection.send(JSON.stringify(describe(data, isBinary))));
  },

  /** Answers the handshake with the HTTP status `status` (403). */
  '/refuse'(handshake) {
    handshake.refuse(handshake.query.integer('status', 403, { min: 200, max: 599 }));
  },

  /** Takes the handshake and never answers it; `for` milliseconds later, if given, resets the TCP connection. */
  async '/stall'(handshake) {
    const milliseconds = handshake.query.integer('for', undefined);
    handshake.ignore();
    if (milliseconds === undefined) return;
    await sleep(milliseconds, undefined, { ref: false });
    handshake.reset();
  },

  /** Resets the TCP connection instead of answering the handshake. */
  '/reset'(handshake) {
    handshake.reset();
  },

  /** Ends TCP without a Close frame after `after` (0) messages. */
  '/drop'(handshake) {
    const after = handshake.query.integer('after', 0);
    const connection = handshake.accept();
    afterMessages(connection, after, () => connection.drop());
  },

  /** Answers with the subprotocol `answer` whatever was asked for; without it, with none. `greet`: sends a text. Then echoes. */
  '/protocol'(handshake) {
    const connection = handshake.accept({ protocol: handshake.query.text('answer', null) });
    if (handshake.query.has('greet')) connection.send('hello');
    echo(connection);
  },

  /** Sends a Close frame after `after` (0) messages: `code` and `reason`, or the bytes `body` (hex), or empty. Any are allowed. */
  '/close'(handshake) {
    const { query } = handshake;
    const after = query.integer('after', 0);
    const code = query.integer('code', undefined, { max: 0xffff });
    const body = query.bytes('body') ?? closeBody(code, query.text('reason'));
    const connection = handshake.accept();
    afterMessages(connection, after, () => connection.startClose(body));
  },

  /** Sends `text`, or `bytes` (hex), or `size` bytes of `kind` text or binary; `count` (1) times; then, with `close`, closes. */
  async '/send'(handshake) {
    const { query } = handshake;
    const message = messageToSend(query);
    const count = query.integer('count', 1);
    const connection = handshake.accept();
    await send(connection, message, count);
    if (query.has('close')) connection.startClose(closeBody(1000));
  },

  /** Sends a text, cut inside each of its characters, and 256 bytes, both in several frames with pings in between. */
  '/fragments'(handshake) {
    const connection = handshake.accept();
    sendInFragments(connection, Buffer.from('é€🌍'), { cuts: [1, 3, 4, 6, 8], binary: false });
    sendInFragments(connection, patternedBytes(256), { cuts: [0, 100, 200], binary: true });
  },

  /** Sends a text frame that is not UTF-8. */
  '/invalid-utf8'(handshake) {
    handshake.accept().sendRaw(frame(OPCODE.text, Buffer.from('ok \xff\xfe', 'latin1')));
  },

  /** Sends a frame that is broken in the way `kind` says: reserved-opcode, masked or rsv. */
  '/invalid-frame'(handshake) {
    const kind = handshake.query.oneOf('kind', Object.keys(BROKEN_FRAMES));
    handshake.accept().sendRaw(BROKEN_FRAMES[kind]);
  },

  /** Echoes, but never answers a Close frame; `for` milliseconds after it, if given, ends TCP. */
  '/no-close-answer'(handshake) {
    const milliseconds = handshake.query.integer('for', undefined);
    const connection = handshake.accept();
    connection.answersClose = false;
    if (milliseconds !== undefined) connection.close = () => setTimeout(() => connection.drop(), milliseconds);
    echo(connection);
  },

  /** Stops reading once open; `for` milliseconds later, if given, goes on, and echoes. */
  async '/slow'(handshake) {
    const milliseconds = handshake.query.integer('for', undefined);
    const connection = handshake.accept();
    connection.pause();
    echo(connection);
    if (milliseconds === undefined) return;
    await sleep(milliseconds, undefined, { ref: false });
    connection.resume();
  },

  /** Reads about `rate` (1048576) bytes a second, and answers each message with how many bytes have come in so far. */
  '/upload'(handshake) {
    const rate = handshake.query.integer('rate', 2 ** 20, { min: 1 });
    const connection = handshake.accept();
    limitReading(connection, rate);
    let bytes = 0;
    connection.on('message', (data) => {
      bytes += data.length;
      connection.send(String(bytes));
    });
  },

  /**
   * The room `name`: each text goes to all in it, with its number and a space before it. First come the lines after number
   * `after` (0). While the room's server is away, the handshake gets the HTTP status 503.
   */
  '/room'(handshake, { rooms }) {
    const after = handshake.query.integer('after', 0);
    const room = rooms.find(handshake.query.required('name'));
    if (room.isAway) handshake.refuse(503);
    else room.join(handshake.accept(), after);
  },

  /** Answers each message with how many connections are in the room `name`. */
  '/members'(handshake, { rooms }) {
    const room = rooms.find(handshake.query.required('name'));
    const connection = handshake.accept();
    connection.on('message', () => connection.send(String(room.size)));
  },

  /** Drops all connections of the room `name`, lets nobody in for `for` (0) milliseconds, and closes. */
  '/outage'(handshake, { rooms }) {
    const milliseconds = handshake.query.integer('for', 0);
    const room = rooms.find(handshake.query.required('name'));
    const connection = handshake.accept();
    room.restart(milliseconds);
    connection.startClose(closeBody(1000));
  },

  /** Sends a ping, and the text "pong" when the pong comes back. */
  '/ping'(handshake) {
    const connection = handshake.accept();
    connection.on('pong', () => connection.send('pong'));
    connection.ping();
  },

  /** Acts by a script: see play.mjs. */
  '/play': play,
};

function echo(connection) {
  connection.on('message', (data, isBinary) => connection.send(data, { binary: isBinary }));
}

function describe(data, isBinary) {
  return {
    kind: isBinary ? 'binary' : 'text',
    byteLength: data.length,
    hex: data.toString('hex', 0, 64),
    sha256: createHash('sha256').update(data).digest('hex'),
  };
}

function afterMessages(connection, count, act) {
  if (count === 0) return act();
  let missing = count;
  connection.on('message', () => {
    missing -= 1;
    if (missing === 0) act();
  });
}

/** Rests after each message as long as it should have taken. */
function limitReading(connection, rate) {
  let due = performance.now();
  let count = 0;
  connection.on('message', async (data) => {
    due = Math.max(due, performance.now()) + (data.length * 1000) / rate;
    count += 1;
    const number = count;
    connection.pause();
    await sleep(due - performance.now(), undefined, { ref: false });
    // What had been read already may have come meanwhile.
    if (number === count) connection.resume();
  });
}

function messageToSend(query) {
  const bytes = query.bytes('bytes');
  if (bytes) return { data: bytes, binary: true };
  if (query.has('text')) return { data: Buffer.from(query.text('text')), binary: false };
  const binary = query.oneOf('kind', ['text', 'binary']) === 'binary';
  const size = query.integer('size', 0, { max: LARGEST_MESSAGE_BYTES });
  return { data: binary ? patternedBytes(size) : patternedText(size), binary };
}

async function send(connection, { data, binary }, count) {
  for (let sent = 0; sent < count && connection.readyState === connection.OPEN; sent += 1) {
    const written = new Promise((resolve) => connection.send(data, { binary }, resolve));
    if (connection.bufferedAmount > SEND_BUFFER_BYTES) await written;
  }
}

// Two cuts in one place make an empty frame.
function sendInFragments(connection, data, { cuts, binary }) {
  let start = 0;
  for (const end of [...cuts, data.length]) {
    connection.send(data.subarray(start, end), { binary, fin: end === data.length });
    if (end !== data.length) connection.ping();
    start = end;
  }
}

const BROKEN_FRAMES = {
  'reserved-opcode': frame(OPCODE.reserved, Buffer.from('broken')),
  masked: frame(OPCODE.text, Buffer.from('broken'), { isMasked: true }),
  rsv: frame(OPCODE.text, Buffer.from('broken'), { rsv: 4 }),
};

const SEND_BUFFER_BYTES = 4 * 2 ** 20;
const LARGEST_MESSAGE_BYTES = 2 ** 30;
