// new WebSocket(url): which URLs there are, and what they become.

const SYNTAX = 'DOMException SyntaxError';

export const constructorUrl = [
  {
    id: '2.1',
    title: 'lone surrogates of the url become U+FFFD',
    run(t) {
      t.equal(t.connect('/echo?\ud800x\udc00').url, t.url('/echo?%EF%BF%BDx%EF%BF%BD'));
    },
  },
  {
    id: '2.3',
    title: 'a relative url is parsed against the base URL',
    async run(t) {
      const base = new URL(t.base);
      const wanted = (text) => Object.assign(new URL(text, base), { protocol: 'ws:' }).href;
      const texts = ['x', '/x', '?q', './../x/', `//${base.host}/x`, ' x\n', '/ä b', 'x?ä'];
      await t.table(
        texts.map((text) => [text, wanted(text)]),
        (text) => t.adopt(new t.WebSocket(text)).url,
      );
    },
  },
  {
    id: '2.3',
    title: "the base URL is the document's at the time of the call",
    run(t) {
      const document = t.needs(globalThis.document, 'document');
      const element = document.createElement('base');
      element.href = '/folder/page.html';
      document.head.append(element);
      t.after(() => element.remove());
      t.equal(t.adopt(new t.WebSocket('x')).url, `ws://${location.host}/folder/x`);
    },
  },
  {
    id: '2.4',
    title: 'a url that cannot be parsed is a SyntaxError',
    async run(t) {
      const texts = [
        'ws://',
        'ws://127.0.0.1:99999/',
        'ws://127.0.0.1:port/',
        'ws://[::1',
        'ws://[x]/',
        'ws://1.2.3.256/',
        'ws://a%00b/',
        'wss://%/',
      ];
      await t.table(
        texts.map((text) => [text, SYNTAX]),
        (text) => t.outcome(() => t.connect(text)),
      );
    },
  },
  {
    id: '2.4',
    title: 'without a base URL a relative url is a SyntaxError',
    async run(t) {
      if (globalThis.location?.href) t.needs(false, 'scope without a base URL');
      const connect = (text) => t.outcome(() => t.adopt(new t.WebSocket(text)));
      await t.table(
        ['', 'x', '//127.0.0.1/', '?q', '/'].map((text) => [text, SYNTAX]),
        connect,
      );
    },
  },
  {
    id: '2.5',
    title: 'http and https mean ws and wss',
    async run(t) {
      await t.table(
        [
          ['http://127.0.0.1:2/x', 'ws://127.0.0.1:2/x'],
          ['https://127.0.0.1:2/x', 'wss://127.0.0.1:2/x'],
          ['HTTP://127.0.0.1:80/', 'ws://127.0.0.1/'],
          ['https://127.0.0.1:443/?q', 'wss://127.0.0.1/?q'],
          ['http://127.0.0.1:443/', 'ws://127.0.0.1:443/'],
        ],
        (text) => t.connect(text).url,
      );
      const { log } = await t.opened(t.httpUrl('/echo'));
      t.equal(log.entries, ['open 1']);
    },
  },
  {
    id: '2.5',
    title: 'every other scheme is a SyntaxError',
    async run(t) {
      const texts = [
        'ftp://127.0.0.1/',
        'file:///x',
        'mailto:a@b',
        'about:blank',
        'data:,x',
        'javascript:1',
        'blob:http://127.0.0.1/x',
        'wsx://127.0.0.1/',
        'w://127.0.0.1/',
      ];
      await t.table(
        texts.map((text) => [text, SYNTAX]),
        (text) => t.outcome(() => t.connect(text)),
      );
    },
  },
  {
    id: '2.6',
    title: 'a fragment is a SyntaxError, an empty one too',
    async run(t) {
      await t.table(
        [
          [t.url('/echo#'), SYNTAX],
          [t.url('/echo#x'), SYNTAX],
          [t.url('/echo?q#'), SYNTAX],
          [t.httpUrl('/echo#'), SYNTAX],
          [t.url('/echo?%23'), 'returned'],
        ],
        (text) => t.outcome(() => t.connect(text)),
      );
    },
  },
];
