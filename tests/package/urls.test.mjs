// URLs: what the class takes as one, which the host may judge, is what the URL parser of the engine says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

const LONG = 'x'.repeat(999);

/** Nearly all with a port that browsers block, so that nothing is connected to. */
const TEXTS = [
  'ws://h:1/',
  'ws://h:1',
  'wss://h:1/a/../b/./c',
  'WS://h:1/',
  ' ws://h:1/ ',
  'w\ts://h:1/',
  'ws:\n//h:1/',
  'ws:h:1',
  'ws:/h:1/',
  'ws:///h:1/',
  'ws:\\\\h:1\\a',
  'ws://H%41:1/',
  'ws://h h:1/',
  'ws://h|h:1/',
  'ws://h^h:1/',
  'ws://h<h:1/',
  'ws://\u{ff05}41:1/',
  'ws://\u{fc}:1/',
  'ws://\u{ad}:1/',
  'ws://xn--a:1/',
  'ws://xn--tda:1/',
  'ws://a..b:1/',
  'ws://.:1/',
  'ws://1.2.3:1/',
  'ws://127.1:1/',
  'ws://0x7f.1:1/',
  'ws://1.2.3.256:1/',
  'ws://1.2.3.08:1/',
  'ws://1.2.3.4.5:1/',
  'ws://a.09:1/',
  'ws://[::1]:1/',
  'ws://[::g]:1/',
  'ws://[1',
  'ws://u:p@h:1/',
  'ws://u%41:p<@h:1/',
  'ws://@h:1/',
  'ws://u@:1/',
  'ws://',
  'ws:',
  'ws',
  'wss//h',
  'ws://:1/',
  'ws://h:0001/',
  'ws://h:65536/',
  'ws://h:1x/',
  'ws://h:-1/',
  'ws://h:1?q',
  'ws://h:1?a b\u{e9}',
  'ws://h:1/a b\u{e9}%zz"<>`{}|^',
  'ws://h:1/#',
  'ws://h:1/?q#f',
  'ws://u#@h:1/',
  'http://h:1/',
  'httpss://h:1/',
  'wsx://h:1/',
  'ftp://h:1/',
  'relative?q',
  '//h:1/',
  '?q',
  '#f',
  `ws://h:1/${LONG}`,
  `ws://h:1/${LONG}#f`,
  `ws://h:1/${LONG}${LONG}#`,
  `ws://h%41|:1/${LONG}`,
  `ws://u:${LONG}@h:1/`,
  `ws://u:${LONG}@h|h:1/`,
];

inEveryEngine('a URL', ({ visit }) => {
  test('is what the URL parser says, or a SyntaxError that says why', async () => {
    const found = await visit(
      {},
      async (texts) => {
        const { WebSocket } = await import('/package/dist/index.js');
        const wanted = (text) => {
          let url;
          try {
            url = new URL(text, document.baseURI);
          } catch {
            return 'SyntaxError';
          }
          const { href, protocol, host } = url;
          // Chromium's parser escapes in a host what the standard refuses.
          const isRefused = !/^(ws|http)s?:$/.test(protocol) || href.includes('#') || /[%|^<> ]/.test(host);
          return isRefused ? 'SyntaxError' : href.replace('http', 'ws');
        };
        const given = (text) => {
          try {
            const socket = new WebSocket(text);
            socket.close();
            return socket.url;
          } catch ({ name, message, constructor }) {
            const isOurs =
              constructor === DOMException && /^The URL.*(is not valid|has one|has another)\.$/s.test(message);
            return isOurs ? name : `${name}: ${message}`;
          }
        };
        return texts.map((text) => [text, given(text), wanted(text)]);
      },
      TEXTS,
    );
    assert.ok(found.some(([, given]) => given === 'SyntaxError') && found.some(([, given]) => given !== 'SyntaxError'));
    for (const [text, given, wanted] of found) assert.equal(given, wanted, text);
  });
});
