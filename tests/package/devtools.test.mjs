// The panel of websocket-wasm/devtools, on a page that knows nothing of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { inNode } from './node_programs.mjs';
import { inEveryEngine } from './pages.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

inEveryEngine('the panel of developer tools', ({ visit, echoUrl }) => {
  test('is loaded when it is opened, shows all sockets, cuts a connection, and goes', async () => {
    const found = await visit(
      { scripts: [defineTools], files: { '/axe.js': AXE } },
      async (url) => {
        const { WebSocket: ours } = await import('/package/dist/index.js');
        const { devtools } = await import('/package/dist/devtools.js');
        const tools = devtools();
        const found = {};
        const socket = new ours(`${url}?EIO=4`, 'chat');
        await next(socket, 'open');
        socket.send('42["chat","hi"]');
        await next(socket, 'message');

        const host = document.querySelector('websocket-wasm-devtools');
        const root = host.shadowRoot;
        const [button] = root.querySelectorAll('button');
        found.isLoadedEarly = isLoaded();
        button.click();
        await until(() => root.querySelectorAll('.entry').length === 4);
        found.isLoaded = isLoaded();
        found.focus = [root.activeElement.textContent, button.ariaExpanded];
        found.sockets = textsOf(root, '.sockets .facts');
        found.kinds = textsOf(root, '.entry .kind');

        root.querySelectorAll('.entry .head')[2].click();
        await until(() => root.querySelector('.dialect')?.hidden === false);
        found.words = root.querySelector('.dialect').textContent;

        // MessagePack, by a library that is loaded now.
        root.querySelectorAll('.entry .head')[2].click();
        socket.send(Uint8Array.of(0x92, 1, 0xa2, 0x68, 0x69));
        const rowOfBytes = () =>
          Array.from(root.querySelectorAll('.entry')).find((row) => /ArrayBuffer/.test(row.textContent));
        await until(() => root.getElementById('log-newest').click() || rowOfBytes());
        rowOfBytes().querySelector('.head').click();
        await until(() => root.querySelector('.decoded')?.hidden === false);
        found.decoded = root.querySelector('.decoded').textContent.replaceAll(/\s/g, '');
        found.dump = /92 01 a2 68 69/.test(root.querySelector('.bytes').textContent);
        await until(() => /2 messages/.test(root.querySelector('.charts-summary').textContent));
        found.charts = [
          root.querySelectorAll('.charts .uplot').length,
          root.querySelector('#charts tbody tr').cells.length,
        ];

        // Another socket, and only that one in the timeline.
        const other = new ours(url);
        const opened = next(other, 'open');
        await until(() => root.querySelectorAll('.sockets li').length === 3);
        root.querySelectorAll('.sockets input')[1].click();
        await until(() => /^#2/.test(textsOf(root, '.entry .socket')[0]));
        await opened;

        other.send('<img src="" onerror="1">');
        await until(() => textsOf(root, '.entry .head').some((text) => text.includes('<img')));
        found.elementsOfMessages = root.querySelectorAll('[onerror]').length;

        const closed = next(socket, 'close');
        root.querySelector('.sockets li:last-child button').click();
        const { code } = await closed;
        await until(() => textsOf(root, '.sockets .facts').at(-1).startsWith('1006'));
        found.cut = [code, socket.readyState, root.querySelector('.sockets li:last-child button').disabled];

        found.violations = await violationsIn(host);
        root.activeElement.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }),
        );
        found.closed = [root.querySelector('.panel').hidden, root.activeElement === button, button.ariaExpanded];
        await tools.open();
        found.again = [root.querySelectorAll('.panel').length, root.querySelector('.panel').hidden];
        tools.close();
        tools.stop();
        found.isGone = !host.isConnected;
        other.close();
        return found;
      },
      echoUrl(),
    );
    assert.deepEqual(found, {
      isLoadedEarly: false,
      isLoaded: true,
      focus: ['Close', 'true'],
      sockets: ['1', 'open; chat; 1 sent, 1 received'],
      kinds: ['connect', 'open', 'text', 'text'],
      words: 'Socket.IO: event “chat” with 1 value',
      decoded: 'MessagePack:[1,"hi"]',
      dump: true,
      charts: [4, 4],
      elementsOfMessages: 0,
      cut: [1006, 3, true],
      violations: [],
      closed: [true, true, 'false'],
      again: [1, false],
      isGone: true,
    });
  });
});

inEveryEngine('the classic script of developer tools', ({ visit, echoUrl }) => {
  test('has the class on the global observed, and opens the panel beside itself', async () => {
    const found = await visit(
      { scripts: [defineTools, '/package/dist/devtools.global.js'] },
      async (url) => {
        const { devtools } = websocketWasm;
        const socket = new WebSocket(url);
        await next(socket, 'open');
        await devtools.open();
        const { shadowRoot: root } = document.querySelector('websocket-wasm-devtools');
        await until(() => root.querySelectorAll('.entry').length === 2);
        const members = Object.keys(devtools);
        devtools.stop();
        socket.close();
        return { members, sockets: textsOf(root, '.sockets .facts').length, isNative: WebSocket === native };
      },
      echoUrl(),
    );
    assert.deepEqual(found, { members: ['open', 'close', 'stop'], sockets: 2, isNative: false });
  });
});

inNode('developer tools when a server renders the page', (program) => {
  test('do nothing', async () => {
    assert.deepEqual(
      await program(`
        import { devtools } from 'websocket-wasm/devtools';
        const tools = devtools();
        await tools.open();
        tools.stop();
        return Object.keys(tools);
      `),
      ['open', 'close', 'stop'],
    );
  });
});

function defineTools() {
  globalThis.until = async (isTrue) => {
    while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  globalThis.textsOf = (root, selector) =>
    Array.from(root.querySelectorAll(selector), ({ textContent }) => textContent);
  globalThis.isLoaded = () =>
    performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/devtools-panel.js'));
  globalThis.violationsIn = async (host) => {
    const script = document.documentElement.appendChild(document.createElement('script'));
    script.src = '/axe.js';
    await next(script, 'load');
    const { violations } = await globalThis.axe.run(host);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  };
}
