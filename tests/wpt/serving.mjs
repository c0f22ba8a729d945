// Whether the servers of the tests still answer. One process has them all, and each connection a thread of it.
import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';

const ANSWER_MS = 10_000;
const REQUEST = 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';

/** Whether each port answers in time: a request, or over TLS a handshake. */
export async function isServing({ ports }, limit = ANSWER_MS) {
  const answers = Object.entries(ports).flatMap(([scheme, some]) =>
    some.map((port) => isAnswering(scheme, port, limit)),
  );
  return (await Promise.all(answers)).every(Boolean);
}

function isAnswering(scheme, port, limit) {
  const isPlain = scheme === 'http' || scheme === 'ws';
  const to = { host: '127.0.0.1', port };
  const socket = isPlain ? connect(to) : connectSecurely({ ...to, rejectUnauthorized: false });
  return new Promise((resolve) => {
    const tell = (isThere) => {
      resolve(isThere);
      socket.destroy();
    };
    if (isPlain) socket.write(REQUEST);
    socket.once(isPlain ? 'data' : 'secureConnect', () => tell(true));
    socket.once('error', () => tell(false));
    socket.once('close', () => tell(false));
    socket.setTimeout(limit, () => tell(false));
  });
}
