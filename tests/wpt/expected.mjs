// The subtests of web-platform-tests that ours fails and is known to.

/**
 * `{ engines, test, subtest, reason, lost, sometimes }`: in these engines, or in all, the subtests whose document has a path like `test`,
 * and whose name is like `subtest`, if there is one. `lost`: the native class passes. `sometimes`: it is a race, which either may win.
 */
export const EXPECTED = [
  {
    test: /Create-protocols-repeated-case-insensitive/,
    reason: 'The standard compares subprotocols as they are: no engine takes “echo” and “eCho” for the same.',
  },
  {
    test: /unload-a-document\/00[24]\b/,
    reason: 'Browsers discard a document whose socket is closed, as the standard allows. Documents are the host’s.',
  },
  {
    test: /back-forward-cache-with-/,
    sometimes: true,
    reason:
      'Which pages the back/forward cache keeps is the host’s: Chromium closes a socket and keeps the page, Firefox keeps none that a driver has opened, and in WebKitGTK the tests end with neither class.',
  },
  {
    engines: ['webkit'],
    test: /unload-a-document\/00[135]\b/,
    reason: 'In WebKitGTK these tests end with neither class. Documents are the host’s.',
  },
  {
    engines: ['webkit'],
    test: /constructor\/014\b/,
    reason: 'WebKit establishes several connections to one address at the same time. The handshake is the host’s.',
  },
  {
    engines: ['webkit'],
    test: /stream\/tentative\/backpressure-send.*wss/,
    reason: 'Over TLS, `bufferedAmount` in WebKitGTK does not tell that the network is full.',
  },
  {
    engines: ['webkit'],
    test: /mixed-content\.https/,
    reason: 'WebKit throws nothing and fires events. What is mixed content is the host’s.',
  },
  {
    engines: ['chromium', 'firefox'],
    test: /mixed-content\.https/,
    lost: true,
    sometimes: true,
    reason:
      'By the standard mixed content fails with events, as it does with ours. The test asks for an exception, until web-platform-tests pull request 59408.',
  },
  {
    engines: ['chromium', 'webkit'],
    test: /cookies\/007\b/,
    reason: 'Chromium and WebKit show a cookie of the handshake to scripts while they run. Cookies are the host’s.',
  },
  {
    engines: ['chromium', 'webkit'],
    test: /cookies\/cross-origin-cookie-set/,
    reason: 'A cookie without SameSite is not sent to another site in Chromium and WebKit. Cookies are the host’s.',
  },
  {
    engines: ['firefox', 'webkit'],
    test: /cookies\/third-party-cookie-accepted/,
    reason: 'Firefox and WebKit do not send this cookie to another site. Cookies are the host’s.',
  },
  {
    engines: ['chromium', 'webkit'],
    test: /basic-auth\./,
    sometimes: true,
    reason: 'Chromium and WebKit do not always send the credentials of a URL. The handshake is the host’s.',
  },
  {
    test: /stream\/tentative\/remote-close.*/,
    subtest: /^\(the document\)$/,
    sometimes: true,
    reason:
      'The harness refuses to compare with a WebSocketError: it is a DOMException, as the draft says, and no subclass of Error.',
  },
  {
    engines: ['firefox', 'webkit'],
    test: /stream\/tentative\/backpressure-receive/,
    reason:
      'No browser lets a page stop a plain WebSocket from receiving: ours fails the connection at `receiveLimit`.',
  },
  {
    test: /(send-many-64K|stream\/tentative\/backpressure-send).*wpt_flags=h2/,
    sometimes: true,
    reason: 'wptserve waits for ever for a client that waits for it, over HTTP/2.',
  },
  {
    engines: ['firefox'],
    test: /stream\/tentative\/remote-close/,
    subtest: /^abrupt close should give an error$/,
    sometimes: true,
    reason:
      'The server cuts the connection right after the handshake. Firefox then sometimes fires no `open`, so that `opened` rejects.',
  },
  {
    engines: ['firefox'],
    test: /stream\/tentative\/close\.any.*wpt_flags=h2/,
    subtest: /^\(the document\)$/,
    lost: true,
    reason:
      'Over HTTP/2 wptserve does not end the stream of a handler that cuts its connection. Without the class, the document ends at once.',
  },
  {
    engines: ['chromium', 'firefox'],
    test: /stream\/tentative\/(remote-)?close\.any.*wpt_flags=h2/,
    reason:
      'Over HTTP/2 wptserve does not end the stream of a handler that cuts its connection: a test waits for ever, and those behind it do not run.',
  },
];
