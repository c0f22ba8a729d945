// Arbitrary arguments of the constructor.
import fc from 'fast-check';
import { odd, oneOf } from './values.mjs';

/** The URL of the program's target, in many spellings. */
const targetUrl = oneOf(
  ...[
    'ws://HOST/TARGET',
    'WS://HOST/TARGET',
    'http://HOST/TARGET',
    'ws://LocalHost:PORT/TARGET',
    ' \tws://HOST/TARGET\n ',
    'ws:HOST/TARGET',
    'ws:\\\\HOST/TARGET',
    'ws://user:pass%20word@HOST/TARGET',
    'ws://us er:a|b@HOST/TARGET',
    'ws://@HOST/TARGET',
    'ws://HOST/x/../TARGET',
    'ws://127.1:PORT/TARGET',
    'ws://0x7f.0.0.1:PORT/TARGET',
    'ws://１２７.0.0.1:PORT/TARGET',
    '//HOST/TARGET',
    'h\nttp://HOST/TARGET',
    'ws://HOST/TARGET&é=\ud800 "<',
  ].map((template) => ({ kind: 'target', template })),
);

/** What cannot be connected to, and what is no URL at all. */
// No blocked ports: WebKit fires no event for those.
const otherUrl = fc.oneof(
  oneOf(
    ...[
      'ws://HOST/TARGET#',
      'ws://HOST/TARGET#fragment',
      'ws://HOST/404',
      'ws://HOST/play?script=[',
      'wss://HOST/TARGET',
      'ftp://HOST/TARGET',
    ].map((template) => ({ kind: 'target', template })),
  ),
  oneOf(
    ...[
      '',
      ' ',
      '?query',
      '/path',
      'relative/../é',
      '#',
      '?#',
      '//',
      'ws:',
      'ws://',
      'wss://',
      'http://',
      'ws:///',
      'ws://@/',
      'ws://[',
      'ws://[::1',
      'ws://127.0.0.1:99999/',
      'ws://127.0.0.1:x/',
      'ws://%/',
      'ws://999.0.0.1/',
      'ws://a:b:c/',
      'http:path',
      'http:?x',
      'httpx://127.0.0.1/',
      'about:blank',
      'data:,x',
      'mailto:a@b',
      'javascript:0',
      'blob:http://a/b',
      '\ud800',
    ].map((text) => ({ kind: 'string', text })),
  ),
  // Hosts that the URL Standard refuses and that some engine takes.
  oneOf(
    ...[
      'ws://foo bar.com/',
      'ws://foo%20bar.com/',
      'http://a<b/',
      'ws://a>b/',
      'ws://a^b/x',
      'ws://a|b:80/',
      'wss://u@a%25b/',
      'ws://a%00b/',
    ].map((text) => ({ kind: 'string', text, hasForbiddenHost: true })),
  ),
  odd,
);

const subprotocol = fc.constantFrom('chat', 'v2.chat', 'CHAT', "!#$%&'*+-.^_`|~", '0', 'null');
const noSubprotocol = fc.oneof(
  fc.constantFrom('', ' ', 'a b', 'a,b', 'a/b', 'é', '\ud800', 'a\0', '(', '"', '\x7f', 'chat '),
  fc.integer({ min: 0, max: 0x100 }).map((character) => `a${String.fromCharCode(character)}`),
);
const string = (arbitrary) => arbitrary.map((text) => ({ kind: 'string', text }));

const item = fc.oneof(
  { weight: 12, arbitrary: string(subprotocol) },
  { weight: 1, arbitrary: string(noSubprotocol) },
  { weight: 1, arbitrary: odd },
);
const list = fc.record({
  kind: fc.constantFrom('array', 'set', 'iterates'),
  items: fc.oneof(
    { weight: 3, arbitrary: fc.uniqueArray(string(subprotocol), { maxLength: 3, selector: ({ text }) => text }) },
    { weight: 1, arbitrary: fc.array(item, { maxLength: 3 }) },
  ),
});
const misbehaving = oneOf(
  { kind: 'iteratorNull', text: 'chat' },
  ...['iteratorNoFunction', 'iteratorNoObject', 'iteratorThrows', 'resultNoObject'].map((kind) => ({ kind })),
);
const plainProtocols = fc.oneof(
  { weight: 3, arbitrary: string(subprotocol) },
  { weight: 6, arbitrary: list },
  { weight: 1, arbitrary: string(noSubprotocol) },
  { weight: 1, arbitrary: misbehaving },
  { weight: 1, arbitrary: odd },
);
const bag = plainProtocols.map((protocols) => ({ kind: 'bag', protocols }));

const protocols = fc.oneof(
  { weight: 5, arbitrary: fc.constant([]) },
  { weight: 5, arbitrary: plainProtocols.map((spec) => [spec]) },
  { weight: 1, arbitrary: bag.map((spec) => [spec]) },
  { weight: 1, arbitrary: fc.tuple(list, odd) },
);

/** The class that is constructed: the one under test, or one that page/derived.mjs makes of it. */
const derived = fc.oneof(
  { weight: 12, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: oneOf(...['empty', 'twice', 'fields', 'overrides', 'newTarget'].map((kind) => ({ kind }))) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('acts'), listener: fc.nat({ max: 3 }) }) },
);

/** `{ url, protocols, derived }`: specs of the first argument, of all others, and of the class. */
export const construct = fc.record({
  url: fc.oneof(
    { weight: 30, arbitrary: fc.constant({ kind: 'target', template: 'ws://HOST/TARGET' }) },
    { weight: 5, arbitrary: targetUrl },
    { weight: 3, arbitrary: otherUrl },
  ),
  protocols: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: protocols }),
  derived,
});
