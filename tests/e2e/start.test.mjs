// `npm start`: at which address it serves, what it says, and how it ends.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import { freePort } from '../../servers/loopback.mjs';
import { runStart, startSite } from './site.mjs';

const PAGE = new URL('../../www/dist/index.html', import.meta.url);

describe('npm start', () => {
  test('serves the page and tells it the URLs of its servers', async (t) => {
    const site = await startSite();
    t.after(site.stop);
    const page = await fetch(site.url);
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-type'), /^text\/html/);
    assert.match(await page.text(), /<title>websocket-wasm<\/title>/);
    const { echoUrl, server, benchmarkServers } = await configOf(site);
    assert.equal(echoUrl, site.echoUrl);
    assert.match(echoUrl, /^ws:\/\/127\.0\.0\.1:\d+\/echo$/);
    assert.deepEqual(server, {
      url: echoUrl.replace('/echo', ''),
      httpUrl: echoUrl.replace('ws:', 'http:').replace('/echo', ''),
    });
    assert.equal((await fetch(`${server.httpUrl}/echo`)).status, 426);
    assert.ok(benchmarkServers.length > 0);
    for (const url of benchmarkServers) assert.match(url, /^ws:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await fetch(benchmarkServers[0].replace('ws:', 'http:'))).status, 426);
  });

  test('serves the pages of the frames, with all that they name', async (t) => {
    const site = await startSite();
    t.after(site.stop);
    for (const frame of ['conformance/', 'benchmark/']) {
      const page = await fetch(new URL(frame, site.url));
      assert.equal(page.status, 200);
      const scripts = Array.from((await page.text()).matchAll(/src="(.+?)"/g), ([, src]) => new URL(src, page.url));
      assert.ok(scripts.length > 0);
      for (const url of scripts) assert.match((await fetch(url)).headers.get('content-type'), /^text\/javascript/);
    }
  });

  test('serves the API reference, a page for each entry', async (t) => {
    const site = await startSite();
    t.after(site.stop);
    for (const page of [
      '',
      ...['', '_reconnecting', '_stream', '_external'].map((entry) => `modules/websocket-wasm${entry}.html`),
    ]) {
      const { status, headers } = await fetch(new URL(`api/${page}`, site.url));
      assert.equal(status, 200, page);
      assert.match(headers.get('content-type'), /^text\/html/);
    }
  });

  test('builds nothing the second time', async () => {
    await (await startSite()).stop();
    const before = await stat(PAGE);
    const site = await startSite();
    await site.stop();
    assert.equal((await stat(PAGE)).mtimeMs, before.mtimeMs);
    assert.match(site.program.output, /the page is up to date/);
  });

  for (const signal of ['SIGINT', 'SIGTERM']) {
    test(`ends cleanly on ${signal}, even while a browser keeps its connections`, async () => {
      const site = await startSite();
      const { server, benchmarkServers } = await configOf(site);
      assert.equal(await site.program.stop(signal), 0);
      for (const url of [site.url, server.httpUrl, benchmarkServers[0].replace('ws:', 'http:')])
        await assert.rejects(fetch(url));
    });
  }

  test('takes a free port if the usual one is taken', async (t) => {
    const server = createServer().listen(8080, '127.0.0.1');
    t.after(() => server.close());
    await once(server, 'listening').catch(() => {
      /* Somebody else has it: as well. */
    });
    const site = await startSite({ PORT: '' });
    t.after(site.stop);
    assert.notEqual(new URL(site.url).port, '8080');
    assert.equal((await fetch(site.url)).status, 200);
  });

  test('takes the port it is given', async (t) => {
    const port = await freePort();
    const site = await startSite({ PORT: String(port) });
    t.after(site.stop);
    assert.equal(site.url, `http://127.0.0.1:${port}/`);
  });

  test('says in one line that the port it is given is taken', async (t) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const { port } = server.address();
    const program = runStart({ PORT: String(port) });
    assert.equal(await program.exit, 1);
    assert.match(program.output, new RegExp(`✗ port ${port} is taken[^\n]*\n$`));
  });

  for (const port of ['http', '65536', '-1', '80.5', '0x50']) {
    test(`says in one line that PORT=${port} is no port`, async () => {
      const program = runStart({ PORT: port });
      assert.equal(await program.exit, 1);
      assert.match(program.output, new RegExp(`^✗ PORT=${port} is not a port[^\n]*\n$`));
    });
  }
});

const configOf = async (site) => (await fetch(new URL('config.json', site.url))).json();
