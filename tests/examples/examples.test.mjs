// Every example runs as its README says, in each browser and runtime.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import { runtimes } from '../../scripts/lib/toolchain.mjs';
import { engines, firstEngine } from '../support/browsers.mjs';
import { sharedBrowser } from '../support/shared_browsers.mjs';
import { servePage, startTerminal } from './everywhere.mjs';
import { serveExamples } from './site.mjs';

const EXAMPLES = join(ROOT, 'examples');
const PATIENCE_MS = 20_000;
const PAGES = {
  html: 'hello (closed with 1000, clean)',
  vite: 'hello (closed with 1000, done)',
  worker: '3 sent, 3 received, 11 bytes',
  observe:
    '5 marks; 1 measure; a span with 5 bytes sent, ended; breadcrumbs: opened, closed: normal closure; HAR: send hello, receive hello',
  stream: 'a stream that is piped through a server (closed with 1000)',
};

let site;
before(async () => {
  site = await serveExamples();
});
after(() => site?.close());

for (const engine of engines()) {
  describe(`the example, in ${engine},`, () => {
    let browser;
    before(async () => {
      browser = await sharedBrowser(engine);
    });

    for (const [name, expected] of Object.entries(PAGES)) {
      test(name, async () => {
        await browser.get(site.urlOf(name));
        await shows(expected);
      });
    }

    test('upload', async () => {
      const file = join(site.folder, 'file.bin');
      writeFileSync(file, Buffer.alloc(3_000_000, 'x'));
      await browser.get(site.urlOf('upload'));
      await (await browser.findElement({ css: 'input' })).sendKeys(file);
      await shows('3000000 bytes uploaded');
    });

    test('chat: what is written while the server is away arrives, once and in order', async () => {
      await browser.get(site.urlOf('chat'));
      await has('connected', () => document.querySelector('[role=status]').textContent);
      const before = await browser.executeScript(() => document.querySelectorAll('li').length);
      const lines = () =>
        browser.executeScript(() => [...document.querySelectorAll('li')].map((line) => line.textContent));
      await write('one');
      await browser.wait(async () => (await lines()).length === before + 1, PATIENCE_MS);
      await site.server.stop();
      await browser.wait(async () => /^away/.test(await status()), PATIENCE_MS);
      for (const text of ['two', 'three']) await write(text);
      await site.server.restart();
      await browser.wait(async () => (await lines()).length >= before + 3, PATIENCE_MS);
      assert.deepEqual((await lines()).slice(before), ['one', 'two', 'three']);
    });

    for (const name of ['react', 'vue']) {
      test(`${name}: exchanges messages, also after a restart of the server`, async () => {
        await browser.get(site.urlOf(name));
        await sendNext();
        await shows('message 1');
        await site.server.stop();
        await isEnabled(false);
        await site.server.restart();
        await sendNext();
        await shows('message 2');
      });
    }

    // Last: WebKit's driver does not pass on an answer that takes its time, if another window was closed before.
    test('shared: two windows have one connection, and each shows what the other writes', async () => {
      const windows = [await browser.getWindowHandle()];
      await browser.get(site.urlOf('shared'));
      await has('connections: 1', () => document.querySelector('[role=status]').textContent);
      await browser.switchTo().newWindow('window');
      windows.push(await browser.getWindowHandle());
      await browser.get(site.urlOf('shared'));
      await has(1, () => document.querySelectorAll('li').length);
      for (const [index, handle] of windows.entries()) {
        await browser.switchTo().window(handle);
        await write(`from window ${index}`);
      }
      for (const handle of windows.toReversed()) {
        await browser.switchTo().window(handle);
        await has(
          2,
          () => [...document.querySelectorAll('li')].filter((line) => /^from/.test(line.textContent)).length,
        );
        assert.equal(await status(), 'connections: 1');
      }
      await browser.switchTo().window(windows[1]);
      await browser.close();
      await browser.switchTo().window(windows[0]);
      // The server counts the connections of all engines.
      await browser.get('about:blank');
    });

    const status = () => browser.executeScript(() => document.querySelector('[role=status]').textContent);
    const shows = (text) => has(text, () => document.querySelector('output')?.textContent);
    const isEnabled = (wanted) => has(wanted, () => document.querySelector('button')?.disabled === false);

    /** Waits until a function in the page returns this. */
    async function has(wanted, read) {
      let found;
      const isThere = async () => (found = await browser.executeScript(read)) === wanted;
      await browser.wait(isThere, PATIENCE_MS).catch(() => {});
      assert.equal(found, wanted);
    }

    async function write(text) {
      await browser.executeScript((value) => {
        document.querySelector('input').value = value;
        document.querySelector('form').requestSubmit();
      }, text);
    }

    async function sendNext() {
      await isEnabled(true);
      await (await browser.findElement({ css: 'button' })).click();
    }
  });
}

describe('the example node', () => {
  const runs = {
    node: [() => runtimes.node(), ['main.mjs']],
    'node, over ws': [() => process.execPath, ['with-ws.mjs']],
    deno: [() => runtimes.deno(), ['run', '--allow-net', '--allow-read', 'main.mjs']],
    bun: [() => runtimes.bun(), ['main.mjs']],
  };
  for (const [name, [program, args]] of Object.entries(runs)) {
    test(`runs in ${name}`, () => {
      const cwd = join(site.folder, 'node');
      const { stdout, stderr } = spawnSync(program(), args, { cwd, encoding: 'utf8', timeout: PATIENCE_MS });
      assert.equal(stdout, 'hello\n1000 done\n', stderr);
    });
  }
});

test('the example rust-everywhere: a terminal and a page hear each other', async () => {
  const url = `${site.server.url}/room`;
  const page = await servePage();
  const terminal = startTerminal(url);
  try {
    const browser = await sharedBrowser(firstEngine());
    const lines = () => browser.executeScript(() => [...document.querySelectorAll('li')].map((li) => li.textContent));
    const until = (read, count) =>
      browser.wait(async () => (await read()).length >= count, PATIENCE_MS).catch(() => {});
    await browser.get(`${page.url}/?url=${encodeURIComponent(url)}`);
    // Both are there before anything is said.
    await Promise.all([until(lines, 1), until(terminal.shown, 1)]);
    terminal.say('hello from the terminal');
    await until(lines, 2);
    await (await browser.findElement({ css: 'input' })).sendKeys('hello from the page', '\n');
    await Promise.all([until(lines, 3), until(terminal.shown, 3)]);
    const said = ['* here', 'terminal: hello from the terminal', 'page: hello from the page'];
    assert.deepEqual([await lines(), terminal.shown()], [said, said]);
    assert.equal(await terminal.leave(), 0);
    assert.deepEqual(terminal.shown().slice(3), ['* closed with 1005 (no status)']);
  } finally {
    await terminal.leave();
    await page.close();
  }
});

test('the example testing passes', () => {
  const vitest = join(EXAMPLES, 'node_modules', 'vitest', 'vitest.mjs');
  const { status, stdout, stderr } = spawnSync(runtimes.node(), [vitest, 'run', 'testing'], {
    cwd: site.folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /3 passed/);
});

test('each example has a README of three lines, and is in the list', () => {
  const list = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');
  const names = readdirSync(EXAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map(({ name }) => name);
  for (const name of names) {
    const file = join(EXAMPLES, name, 'README.md');
    assert.ok(existsSync(file), `${name}/README.md`);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    // A heading first. Crates also say how they are built.
    if (!name.startsWith('rust-')) assert.ok(lines.length <= 5, `${name}/README.md is longer`);
    assert.ok(list.includes(`(${name}/README.md)`), `${name} is not in the list`);
  }
});
