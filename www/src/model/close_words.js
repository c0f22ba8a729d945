// What a close event means, in plain words: what is known, and where browsers keep the reason to themselves, what it may be.

/**
 * Explains a close event's `{ code, reason, wasClean }` as `{ title, text, causes }`: one line, one or two sentences, and what may
 * be behind it, the likeliest first.
 *
 * `wasOpen` is whether the connection was ever open, `askedHere` whether the page had called `close`; `url` is the socket's, `page`
 * the page's own `{ isSecure, isOnline }`.
 */
export function closeWords({ code, wasClean }, { wasOpen, askedHere, url, page }) {
  const {
    title,
    text,
    causes = [],
  } = code === 1006 ? lost(wasOpen, askedHere, url, page) : (MEANINGS[code] ?? rangeOf(code));
  return {
    title: `${code}: ${title}`,
    text: [text, whoClosed(code, wasClean, askedHere)].filter(Boolean).join(' '),
    causes,
  };
}

function whoClosed(code, wasClean, askedHere) {
  if (NEVER_SENT.includes(code)) return '';
  const who = askedHere ? 'This page asked to close.' : 'The other end closed.';
  return wasClean ? who : `${who} The connection ended before both sides had said so: not clean.`;
}

function lost(wasOpen, askedHere, url, page) {
  if (!wasOpen && askedHere) {
    return {
      title: 'given up',
      text: 'This page called close() before the connection was open: there was nobody yet to say goodbye to.',
    };
  }
  if (wasOpen) {
    return {
      title: 'lost',
      text: `The connection broke off without a Close frame${askedHere ? ', though this page had asked for one' : ''}. Browsers do not tell pages why.`,
      causes: [...offline(page), ...BROKEN_OFF],
    };
  }
  return {
    title: 'never opened',
    text: 'The handshake did not succeed. Browsers do not tell pages why, lest these probe a network; the developer tools may say more.',
    causes: [...offline(page), ...urlCauses(url, page), ...NOT_OPENED],
  };
}

const offline = ({ isOnline }) => (isOnline ? [] : ['This browser says that it is offline.']);

function urlCauses(url, { isSecure }) {
  const { protocol, host, hostname, port } = new URL(url);
  const causes = [];
  if (port !== '' && BLOCKED_PORTS.includes(Number(port)))
    causes.push(`Port ${port} belongs to another protocol: browsers connect to it for no page.`);
  if (isSecure && protocol === 'ws:' && !LOOPBACK.test(hostname)) {
    causes.push('This page came by https, from which browsers block ws: as mixed content. Use wss.');
  }
  if (protocol === 'wss:') {
    causes.push(
      `TLS: the certificate has expired, is for another name, or nobody known signed it. Open https://${host} in a tab of its own to see.`,
    );
  }
  return causes;
}

function rangeOf(code) {
  return RANGES.find(({ upTo }) => code <= upTo) ?? OTHER;
}

const MEANINGS = {
  1000: { title: 'normal closure', text: 'What the connection was for is done.' },
  1001: { title: 'going away', text: 'A server goes down, or a page is being left.' },
  1002: { title: 'protocol error', text: 'One side sent what the WebSocket protocol does not allow.' },
  1003: {
    title: 'unsupported data',
    text: 'A message was of a kind that the receiver does not take: bytes where it wants text, say.',
  },
  1004: { title: 'reserved', text: 'This code has no meaning, and nobody should send it.' },
  1005: {
    title: 'no code given',
    text: 'A Close frame came, without a code. It stands for “none”, is never sent itself, and is what close() without arguments gives.',
  },
  1007: {
    title: 'invalid data',
    text: 'A message did not hold what its kind promises, such as a text that is not UTF-8.',
  },
  1008: {
    title: 'policy violation',
    text: 'A message, or the client as such, was against the rules of the receiver: often, not signed in.',
  },
  1009: { title: 'message too big', text: 'A message was larger than the receiver takes.' },
  1010: { title: 'extension missing', text: 'The client needs an extension that the server did not agree to.' },
  1011: { title: 'internal error', text: 'The server met something that it had not expected.' },
  1012: {
    title: 'service restart',
    text: 'The server restarts. Connect again, after a random while so that not all come at once.',
  },
  1013: { title: 'try again later', text: 'The server has too much to do. Connect again later.' },
  1014: { title: 'bad gateway', text: 'A proxy got no good answer from the server behind it.' },
  1015: {
    title: 'TLS failed',
    text: 'No secure connection could be made. It is never sent: this browser tells it, where others say 1006.',
    causes: [
      'The certificate has expired, is for another name, or nobody known signed it.',
      'Both sides have no version of TLS in common.',
    ],
  },
  3000: { title: 'unauthorized', text: 'The server wants to know who you are first.' },
  3003: { title: 'forbidden', text: 'The server knows who you are, and does not let you in.' },
  3008: { title: 'timeout', text: 'Something took longer than the server waits.' },
};

const RANGES = [
  { upTo: 999, title: 'not a close code', text: 'Codes begin at 1000: browsers take this for a broken frame.' },
  {
    upTo: 2999,
    title: 'not defined yet',
    text: 'Codes up to 2999 belong to the protocol, which has no meaning for this one so far.',
  },
  {
    upTo: 3999,
    title: 'a library’s own code',
    text: 'Codes from 3000 to 3999 belong to libraries and frameworks: theirs tells what it means.',
  },
  {
    upTo: 4999,
    title: 'the app’s own code',
    text: 'Codes from 4000 to 4999 mean what client and server have agreed on.',
  },
];
const OTHER = { title: 'not a close code', text: 'Codes end at 4999.' };

const NEVER_SENT = [1006, 1015];

const BROKEN_OFF = [
  'The server’s process ended or crashed, or it ended TCP without a goodbye.',
  'The network between was lost: Wi-Fi, VPN, a machine asleep.',
  'A proxy or load balancer ended a connection that was idle for too long; a ping now and then keeps it.',
  'The server sent what the protocol does not allow, and the browser hung up.',
];

const NOT_OPENED = [
  'Nobody listens at that address: the server is down, or the port is another.',
  'The server answered without 101: wrong path, not signed in, an Origin that it refuses, or no WebSocket server at all.',
  'The name is unknown, or a firewall, proxy or extension of the browser is in the way.',
  'The server agreed to none of the subprotocols that were asked for.',
];

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/** https://fetch.spec.whatwg.org/#bad-port */
const BLOCKED_PORTS = [
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];
