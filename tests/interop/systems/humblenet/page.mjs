import { BYTES, TEXT, hex, manyBytes, sameBytes } from '../../lib/page/sockets.mjs';
import { connect, destroyAt, send } from './library.mjs';

const HELLO = { type: 'HelloServer', version: 0, flags: 1, gameToken: 'demo', gameSignature: TEXT };
const UNKNOWN = 4242424;

export default async function scenario({ urls, step }) {
  const [a, b] = [new Peer(urls.peers), new Peer(urls.peers)];
  const alias = `alice ${crypto.randomUUID()}`;
  /** An event without what every run has anew. */
  const shown = ({ peerId, data, ...event }) => ({
    ...event,
    ...(event.alias && { alias: event.alias.replace(alias, 'alice') }),
    ...(peerId !== undefined && { peerId: { [a.peerId]: 'A', [b.peerId]: 'B' }[peerId] ?? peerId }),
    ...(data && { data: hex(data) }),
  });
  const ask = async (peer, message, answering = peer) => {
    peer.send(message);
    return shown(await answering.next());
  };

  await step('the subprotocol, and what C has kept with the socket', async () => [await a.next(), await b.next()]);
  await step('hello', async () => {
    for (const peer of [a, b]) {
      peer.send(HELLO);
      const { type, peerId } = await peer.next();
      if (type === 'HelloClient') peer.peerId = peerId;
    }
    return { areDifferent: a.peerId !== b.peerId, areNumbers: a.peerId > 0 && b.peerId > 0 };
  });
  await step('an alias of its own', () => {
    a.send({ type: 'AliasRegister', alias });
    return ask(a, { type: 'AliasLookup', alias });
  });
  await step('the alias of another', () => ask(b, { type: 'AliasLookup', alias }));
  await step('an alias that nobody has', () => ask(b, { type: 'AliasLookup', alias: `not ${alias}` }));
  await step('data to another peer', () => ask(b, { type: 'P2PRelayData', peerId: a.peerId, data: BYTES }, a));
  await step('and back', () =>
    ask(a, { type: 'P2PRelayData', peerId: b.peerId, data: new TextEncoder().encode(TEXT) }, b),
  );
  await step('many messages, in order', async () => {
    for (let index = 0; index < 100; index++)
      a.send({ type: 'P2PRelayData', peerId: b.peerId, data: manyBytes(index + 1) });
    const events = [];
    while (events.length < 100) events.push(await b.next());
    const inOrder = events.every(({ data }, index) => sameBytes(data, manyBytes(index + 1)));
    return { messages: events.length, inOrder };
  });
  await step('data to an unknown peer', () => ask(b, { type: 'P2PRelayData', peerId: UNKNOWN, data: BYTES }));
  await step('a malformed message', () => {
    send(a.id, { type: 'AliasLookup', alias }, (bytes) => {
      bytes[bytes.length - 1] ^= 1;
    });
    return a.next();
  });
  await step('the end', () => {
    destroyAt(b.id);
    return b.next();
  });
}

const peers = [];

/** A connection whose events are kept until they are asked for: messages by their types, `open` and `close`. */
class Peer {
  #events = [];
  #onEvent = () => {};

  constructor(url) {
    const userData = peers.push(this) - 1;
    this.id = connect(url, userData, happen);
  }

  send(message) {
    send(this.id, message);
  }

  take(event) {
    this.#events.push(event);
    this.#onEvent();
  }

  async next() {
    while (!this.#events.length)
      await new Promise((resolve) => {
        this.#onEvent = resolve;
      });
    return this.#events.shift();
  }
}

function happen(userData, event) {
  peers[userData].take(event);
}
