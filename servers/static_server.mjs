// Serves the files of a page on 127.0.0.1: those of `npm start`, and of every page under test.
import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { extname, join, resolve, sep } from 'node:path';
import { json } from 'node:stream/consumers';
import { certificate } from './certificate.mjs';
import { listenOnLoopback } from './loopback.mjs';

/**
 * Serves a folder, or files kept in memory (`{ '/index.html': '<!doctype html>…' }`: text or bytes).
 *
 * `files` adds files in memory to a folder, and wins over it; `headers` go with every answer, and win over ours, such
 * as `{ 'content-security-policy': "default-src 'self'" }`; `secure` serves https with a certificate nobody signed.
 * `posts` answers what a page posts: `{ '/path': async (body) => answer }`, both of them JSON.
 * A path that ends in a slash means its index.html. Nothing is cached. Rejects with the error of `listen`.
 */
export async function serveFolder(source, { headers = {}, secure = false, port = 0, files = {}, posts = {} } = {}) {
  const folder = typeof source === 'string' ? resolve(source) : undefined;
  const inMemory = byPath(folder === undefined ? { ...source, ...files } : files);
  const server = secure ? createHttpsServer(await certificate()) : createHttpServer();
  server.on('request', async (request, response) => {
    const path = pathOf(request.url);
    if (request.method === 'POST' && Object.hasOwn(posts, path)) return answer(request, response, posts[path]);
    const body = path && (inMemory.get(path) ?? (await readInside(folder, path)));
    // Browsers want an icon of every page, and would put into the console that there is none.
    if (body === undefined && path === '/favicon.ico') return response.writeHead(204).end();
    const type =
      body === undefined ? 'text/plain; charset=utf-8' : (TYPES[extname(path)] ?? 'application/octet-stream');
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': type,
      'cache-control': 'no-store',
      ...lowerCased(headers),
    });
    response.end(request.method === 'HEAD' ? undefined : (body ?? `${request.url} is not here\n`));
  });
  const { port: chosen, close } = await listenOnLoopback(server, port);
  return { url: `http${secure ? 's' : ''}://127.0.0.1:${chosen}`, close };
}

async function answer(request, response, act) {
  const body = await json(request).catch(() => undefined);
  // A page that goes away may leave half a request.
  if (body === undefined) return response.writeHead(400).end();
  response.setHeader('content-type', TYPES['.json']);
  return response.end(JSON.stringify(await act(body)));
}

function byPath(files) {
  return new Map(Object.entries(files).map(([path, body]) => [path.startsWith('/') ? path : `/${path}`, body]));
}

/** The path of a request, decoded, or undefined if it is not well formed. */
function pathOf(url) {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*/s, ''));
    return path.endsWith('/') ? `${path}index.html` : path;
  } catch {
    return undefined;
  }
}

/** The bytes of a file, or undefined if there is none or if the path leads out of the folder. */
async function readInside(folder, path) {
  if (folder === undefined || path.includes('\0')) return undefined;
  const file = join(folder, path);
  if (!file.startsWith(folder + sep)) return undefined;
  try {
    return await readFile(file);
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes(error.code)) return undefined;
    throw error;
  }
}

function lowerCased(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};
