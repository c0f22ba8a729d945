// The meaning of a close event in plain words, and the possible causes if browsers hide the reason from pages.

/**
 * Explains a close event's `{ code, reason, wasClean }` as `{ title, text, causes }`: one line, one or two sentences, and the possible
 * causes, the likeliest first.
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
  const who = askedHere ? 'This page called close().' : 'The server closed the connection.';
  return wasClean ? who : `${who} The closing handshake did not complete.`;
}

function lost(wasOpen, askedHere, url, page) {
  if (!wasOpen && askedHere) {
    return {
      title: 'closed too early',
      text: 'This page called close() before the connection was open.',
    };
  }
  if (wasOpen) {
    return {
      title: 'connection lost',
      text: `The connection ended without a Close frame${askedHere ? ', although this page called close()' : ''}. Browsers do not tell pages why.`,
      causes: [...offline(page), ...BROKEN_OFF],
    };
  }
  return {
    title: 'never opened',
    text: 'The handshake failed. Browsers do not tell pages why, but their developer tools may show more.',
    causes: [...offline(page), ...urlCauses(url, page), ...NOT_OPENED],
  };
}

const offline = ({ isOnline }) => (isOnline ? [] : ['This browser is offline.']);

function urlCauses(url, { isSecure }) {
  const { protocol, host, hostname, port } = new URL(url);
  const causes = [];
  if (port !== '' && BLOCKED_PORTS.includes(Number(port)))
    causes.push(`Browsers block port ${port}, because it belongs to another protocol.`);
  if (isSecure && protocol === 'ws:' && !LOOPBACK.test(hostname)) {
    causes.push('This page uses https, so the browser blocks ws: as mixed content. Use wss:.');
  }
  if (protocol === 'wss:') {
    causes.push(
      `TLS: the certificate has expired, is for another name, or is not trusted. To check it, open https://${host} in a browser tab.`,
    );
  }
  return causes;
}

function rangeOf(code) {
  return RANGES.find(({ upTo }) => code <= upTo) ?? OTHER;
}

const MEANINGS = {
  1000: { title: 'normal closure', text: 'The connection has done its work.' },
  1001: { title: 'going away', text: 'The server shuts down, or the user leaves the page.' },
  1002: { title: 'protocol error', text: 'One side broke the rules of the WebSocket protocol.' },
  1003: {
    title: 'unsupported data',
    text: 'The receiver does not accept this kind of message, for example bytes instead of text.',
  },
  1004: { title: 'reserved', text: 'This code has no meaning. No program should send it.' },
  1005: {
    title: 'no code',
    text: 'The Close frame had no code. close() without arguments sends such a frame.',
  },
  1007: {
    title: 'invalid data',
    text: 'The content of a message did not match its kind, for example text that is not UTF-8.',
  },
  1008: {
    title: 'policy violation',
    text: 'The receiver does not allow the message or the client. Often the client is not signed in.',
  },
  1009: { title: 'message too big', text: 'The message was larger than the receiver allows.' },
  1010: { title: 'extension missing', text: 'The client needs an extension, but the server did not accept it.' },
  1011: { title: 'internal error', text: 'The server had an unexpected error.' },
  1012: {
    title: 'service restart',
    text: 'The server restarts. Connect again after a random delay.',
  },
  1013: { title: 'try again later', text: 'The server is overloaded. Connect again later.' },
  1014: { title: 'bad gateway', text: 'A proxy received an invalid response from the server behind it.' },
  1015: {
    title: 'TLS failed',
    text: 'The browser could not make a secure connection. No server sends this code. Most browsers report 1006 instead.',
    causes: [
      'The certificate has expired, is for another name, or is not trusted.',
      'The browser and the server have no version of TLS in common.',
    ],
  },
  3000: { title: 'unauthorized', text: 'The server requires you to sign in.' },
  3003: { title: 'forbidden', text: 'The server knows who you are and denies access.' },
  3008: { title: 'timeout', text: 'An operation took longer than the server allows.' },
};

const RANGES = [
  {
    upTo: 999,
    title: 'not a close code',
    text: 'Close codes start at 1000. Browsers treat a lower code as an invalid frame.',
  },
  {
    upTo: 2999,
    title: 'not defined',
    text: 'The protocol reserves codes up to 2999 and defines no meaning for this one.',
  },
  {
    upTo: 3999,
    title: 'code of a library',
    text: 'Libraries and frameworks define the codes from 3000 to 3999.',
  },
  {
    upTo: 4999,
    title: 'code of the application',
    text: 'The client and the server define the codes from 4000 to 4999.',
  },
];
const OTHER = { title: 'not a close code', text: 'Close codes end at 4999.' };

const NEVER_SENT = [1006, 1015];

const BROKEN_OFF = [
  'The server process ended or crashed, or it closed the TCP connection without a Close frame.',
  'The network failed: Wi-Fi, a VPN, or a sleeping computer.',
  'A proxy or load balancer closed an idle connection. Regular pings prevent that.',
  'The server broke the protocol, so the browser ended the connection.',
];

const NOT_OPENED = [
  'No server listens at this address. The server is down, or the port is wrong.',
  'The server did not answer with status 101: the path is wrong, you are not signed in, it rejects the Origin, or it is no WebSocket server.',
  'The host name is unknown, or a firewall, a proxy or a browser extension blocks the connection.',
  'The server accepted none of the requested subprotocols.',
];

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/** https://fetch.spec.whatwg.org/#bad-port */
const BLOCKED_PORTS = [
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];
