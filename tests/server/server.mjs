// The WebSocket server of all tests, and of the demo page: loopback only, without state but for its reports and rooms.
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { certificate } from '../support/certificate.mjs';
import { listenOnLoopback } from '../support/loopback.mjs';
import { behaviours } from './behaviours.mjs';
import { Handshake, NotAHandshake } from './handshake.mjs';
import { BadQuery, parseTarget } from './query.mjs';
import { Reports } from './reports.mjs';
import { Rooms } from './rooms.mjs';

/**
 * Starts a server on 127.0.0.1 whose behaviour is chosen by the URL's path (behaviours.mjs lists them).
 *
 * Every WebSocket URL takes `id`; GET /report?id=… then answers what the server saw of the newest connection with
 * that id, and waits with `wait` (milliseconds, 10000 without a number) until that connection has ended.
 *
 * Rejects with the error of `listen`, such as EADDRINUSE. `close` ends all connections.
 */
export async function startServer({ port = 0, secure = false } = {}) {
  const reports = new Reports();
  const rooms = new Rooms();
  const server = secure ? createHttpsServer(await certificate()) : createHttpServer();
  server.on('upgrade', (request, tcp, head) => handleUpgrade({ request, tcp, head, reports, rooms }));
  server.on('request', (request, response) => handleRequest({ request, response, reports }));
  const { port: chosen, close } = await listenOnLoopback(server, port);
  const address = `${secure ? 's' : ''}://127.0.0.1:${chosen}`;
  return { port: chosen, url: `ws${address}`, httpUrl: `http${address}`, close };
}

async function handleUpgrade({ request, tcp, head, reports, rooms }) {
  const { path, query } = parseTarget(request.url);
  const handshake = new Handshake({ request, tcp, head, query, report: reports.begin(query.text('id')) });
  try {
    if (Object.hasOwn(behaviours, path)) await behaviours[path](handshake, { rooms });
    else handshake.refuse(404, help(path));
  } catch (error) {
    if (error instanceof NotAHandshake) return;
    if (error instanceof BadQuery) return handshake.refuse(400, `${error.message}\n`);
    // Our mistake: let it be seen, and nobody wait for an answer.
    tcp.destroy();
    throw error;
  }
}

async function handleRequest({ request, response, reports }) {
  const { path, query } = parseTarget(request.url);
  if (path !== REPORT_PATH) {
    const status = Object.hasOwn(behaviours, path) ? 426 : 404;
    return response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(help(path));
  }
  try {
    const report = reports.find(query.required('id'));
    if (query.has('wait')) await report.closedWithin(waitingTime(query));
    response.writeHead(200, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(report));
  } catch (error) {
    if (!(error instanceof BadQuery)) throw error;
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end(`${error.message}\n`);
  }
}

function waitingTime(query) {
  return query.text('wait') === '' ? USUAL_WAIT_MS : query.integer('wait', undefined, { max: LONGEST_WAIT_MS });
}

function help(path) {
  const paths = Object.keys(behaviours)
    .map((known) => `  ${known}\n`)
    .join('');
  const answer = Object.hasOwn(behaviours, path) ? `${path} wants a WebSocket` : `There is no ${path} here`;
  return `${answer}. Open a WebSocket on one of\n${paths}or GET ${REPORT_PATH}?id=…\n`;
}

const REPORT_PATH = '/report';
const USUAL_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 60_000;
