// The static file server serves what it is told to, and nothing else.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serveFolder } from './static_server.mjs';

describe('a folder', () => {
  let root;
  let server;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'static-server-'));
    await mkdir(join(root, 'site', 'sub'), { recursive: true });
    await writeFile(join(root, 'secret.txt'), 'secret');
    await writeFile(join(root, 'site', 'index.html'), '<p>index');
    await writeFile(join(root, 'site', 'sub', 'a b.js'), '1');
    server = await serveFolder(join(root, 'site'), { files: { 'config.json': '{}' } });
  });
  after(async () => {
    await server.close();
    await rm(root, { recursive: true });
  });

  test('is served, its index.html for a slash, files in memory beside it', async () => {
    assert.equal(await (await fetch(server.url)).text(), '<p>index');
    assert.equal(await (await fetch(`${server.url}/sub/a%20b.js?query`)).text(), '1');
    assert.equal(await (await fetch(`${server.url}/config.json`)).text(), '{}');
  });

  const outside = ['/../secret.txt', '/%2e%2e/secret.txt', '/sub/..%2f..%2fsecret.txt', '//../secret.txt'];
  for (const path of [...outside, '/sub', '/nowhere', '/%00', '/%']) {
    test(`has no ${path}`, async () => {
      assert.match(await rawGet(server.url, path), /^HTTP\/1.1 404 /);
    });
  }
});

describe('files in memory', () => {
  const TYPES = {
    'a.css': 'text/css; charset=utf-8',
    'a.html': 'text/html; charset=utf-8',
    'a.js': 'text/javascript; charset=utf-8',
    'a.json': 'application/json',
    'a.map': 'application/json',
    'a.mjs': 'text/javascript; charset=utf-8',
    'a.svg': 'image/svg+xml',
    'a.wasm': 'application/wasm',
    'a.other': 'application/octet-stream',
  };

  test('have the type of their name', async (t) => {
    const server = await serveFolder(Object.fromEntries(Object.keys(TYPES).map((name) => [`/${name}`, ''])));
    t.after(() => server.close());
    for (const [name, type] of Object.entries(TYPES)) {
      assert.equal((await fetch(`${server.url}/${name}`)).headers.get('content-type'), type);
    }
  });

  test('may be bytes, and come with the headers that were given', async (t) => {
    const headers = { 'Content-Security-Policy': "default-src 'self'", 'Content-Type': 'text/x-test' };
    const server = await serveFolder({ '/index.html': new Uint8Array([104, 105]) }, { headers });
    t.after(() => server.close());
    const response = await fetch(server.url);
    assert.equal(await response.text(), 'hi');
    assert.equal(response.headers.get('content-security-policy'), "default-src 'self'");
    assert.equal(response.headers.get('content-type'), 'text/x-test');
  });
});

test('what a page posts is answered in JSON, and half of it is refused', async (t) => {
  const server = await serveFolder({}, { posts: { '/double': async ({ number }) => ({ number: 2 * number }) } });
  t.after(() => server.close());
  const post = (path, body) => fetch(server.url + path, { method: 'POST', body });
  assert.deepEqual(await (await post('/double', '{ "number": 21 }')).json(), { number: 42 });
  assert.equal((await post('/double', '{ "number"')).status, 400);
  assert.equal((await post('/nowhere', '{}')).status, 404);
});

test('a taken port is an error with a code', async (t) => {
  const server = await serveFolder({});
  t.after(() => server.close());
  await assert.rejects(serveFolder({}, { port: new URL(server.url).port }), { code: 'EADDRINUSE' });
});

/** GETs a path as it is; `fetch` would tidy it first. */
async function rawGet(url, path) {
  const tcp = connect(new URL(url).port, '127.0.0.1').setEncoding('latin1');
  tcp.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  let answer = '';
  tcp.on('data', (piece) => {
    answer += piece;
  });
  await once(tcp, 'close');
  return answer;
}
