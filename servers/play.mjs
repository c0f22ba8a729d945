// A server that acts by a script, for connections on which several things happen one after another.
import { closeBody, frame, OPCODE } from './frames.mjs';
import { patternedBytes, patternedText } from './patterns.mjs';
import { BadQuery } from './query.mjs';

/**
 * Echoes, and does each act of the query's `script` at its time: a JSON list of `{ after, act, … }`, where `act` is one of
 * `ACTS` below, with its parameters, and `after` is how many messages have come in, 0 for "once open". Nothing follows an
 * act that ends the connection. All is done at once, in the order of what comes in.
 *
 * `aside`: a message that starts with this text is not counted; instead acts are done whose `after` is the rest of it, and
 * then it is echoed, unless they ended the connection. `protocol`: the subprotocol to answer, empty for none, by default
 * the first one asked for. `deflate`: with permessage-deflate. `close`: what a Close frame of the client gets, one of
 * `CLOSE_ANSWERS`.
 */
export function play(handshake) {
  const { query } = handshake;
  const acts = parseScript(query.text('script', '[]'));
  const endAtClose = query.has('close') ? CLOSE_ANSWERS[query.oneOf('close', Object.keys(CLOSE_ANSWERS))] : undefined;
  const aside = query.text('aside');
  const options = { deflate: query.has('deflate') };
  if (query.has('protocol')) options.protocol = query.text('protocol') || null;

  const connection = handshake.accept(options);
  if (endAtClose) connection.close = () => endAtClose(connection);
  perform(connection, acts, aside);
}

function parseScript(text) {
  try {
    const acts = JSON.parse(text);
    const isAct = ({ after, act }) => after !== undefined && Object.hasOwn(ACTS, act);
    if (!acts.every(isAct)) throw new SyntaxError('an act is none');
    return acts;
  } catch (error) {
    throw new BadQuery(`script is no list of { after, act }: ${error.message}`);
  }
}

function perform(connection, acts, aside) {
  let hasEnded = false;
  let count = 0;
  const act = (moment) => {
    for (const { act: name, ...parameters } of acts.filter(({ after }) => after === moment)) {
      if (!hasEnded) hasEnded = ACTS[name](connection, parameters) === ENDED;
    }
  };
  connection.on('message', (data, isBinary) => {
    if (hasEnded) return;
    const echo = () => hasEnded || connection.send(data, { binary: isBinary });
    const said = saidAside(data, aside);
    if (said === undefined) echo();
    act(said ?? (count += 1));
    if (said !== undefined) echo();
  });
  act(count);
}

/** What follows the text in front, undefined if that is missing. */
function saidAside(data, aside) {
  const isAside = aside !== undefined && data.toString('utf8', 0, Buffer.byteLength(aside)) === aside;
  return isAside ? data.toString('utf8', Buffer.byteLength(aside)) : undefined;
}

/** By what `act` ends with: nothing may be sent any more. */
const ENDED = Symbol('ended');

/** What can be done to the connection. A `size` is in bytes; `body` and `bytes` are hexadecimal. */
const ACTS = {
  /** `count` (1) messages of `size` bytes, text or `binary`. */
  send(connection, { size, binary = false, count = 1 }) {
    const data = binary ? patternedBytes(size) : patternedText(size);
    for (let sent = 0; sent < count; sent += 1) connection.send(data, { binary });
  },

  /** A message of `size` bytes in `pieces` frames, a ping between every two. */
  fragments(connection, { size, pieces, binary = false }) {
    const data = binary ? patternedBytes(size) : Buffer.from('é€🌍'.repeat(Math.ceil(size / 9)));
    for (let piece = 0; piece < pieces; piece += 1) {
      const cut = (index) => Math.floor((data.length * index) / pieces);
      connection.send(data.subarray(cut(piece), cut(piece + 1)), { binary, fin: piece === pieces - 1 });
      connection.ping();
    }
  },

  /** A ping, which the client answers by itself. */
  ping(connection) {
    connection.ping();
  },

  /** Reads nothing for so many milliseconds. */
  pause(connection, { milliseconds }) {
    connection.pause();
    setTimeout(() => connection.resume(), milliseconds).unref();
  },

  /** A Close frame: `code` and `reason`, or these bytes as its `body`, or empty. */
  close(connection, { code, reason, body }) {
    connection.startClose(body === undefined ? closeBody(code, reason) : Buffer.from(body, 'hex'));
    return ENDED;
  },

  /** The end of TCP without a Close frame; what the client still sends is read. */
  end(connection) {
    connection.tcp.end();
    return ENDED;
  },

  /** A reset of TCP. */
  reset(connection) {
    connection.tcp.resetAndDestroy();
    return ENDED;
  },

  /** The first half of a message, then a reset of TCP; or its end, with `gently`. */
  cut(connection, { binary = false, gently = false }) {
    const whole = frame(binary ? OPCODE.binary : OPCODE.text, patternedText(100));
    connection.sendRaw(whole.subarray(0, 50));
    return ACTS[gently ? 'end' : 'reset'](connection);
  },

  /** These bytes, legal or not, then the end of TCP. */
  raw(connection, { bytes }) {
    connection.sendRaw(Buffer.from(bytes, 'hex'));
    return ACTS.end(connection);
  },
};

/** What a Close frame of the client gets; by default an answer. */
const CLOSE_ANSWERS = { end: ACTS.end, reset: ACTS.reset };
