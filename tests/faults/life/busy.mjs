// What a connection in a worker changes for a page that is busy for 30 s.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { ROOT } from '../../../scripts/lib/run.mjs';
import { serveFolder } from '../../../servers/static_server.mjs';
import { withBrowser } from '../../support/browsers.mjs';

const KINDS = ['in the page', 'in a worker'];
const BLOCKED_MS = 30_000;
const HEARTBEAT = { interval: 1_000, timeout: 2_000, payload: 'ping' };
/** A silence that a server would not bear. */
const SILENCE_MS = 10_000;

/** The heartbeats that a server gets of a page whose main thread is busy. */
export async function blocked(engine) {
  const lines = [];
  for (const kind of KINDS) {
    const { heard, started, ended } = await withServer(engine, (url) => [
      block,
      kind,
      url,
      { heartbeat: HEARTBEAT },
      BLOCKED_MS,
    ]);
    const probes = heard.filter((time) => time > started && time < ended);
    const times = [started, ...probes, ended];
    const longest = Math.max(...times.slice(1).map((time, index) => time - times[index]));
    const end = longest > SILENCE_MS ? `, and a server that waits ${SILENCE_MS / 1000} s would have dropped it` : '';
    lines.push(`\n  ${kind}: ${probes.length} probes, at most ${(longest / 1000).toFixed(1)} s apart${end}`);
  }
  return lines.join('');
}

/** Runs a program in a page, with a server that answers probes. */
async function withServer(engine, programFor) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const heard = [];
  const times = { started: 0, ended: 0 };
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const text = data.toString();
      if (text in times) times[text] = performance.now();
      if (text === 'ended') socket.send('over');
      if (text !== 'ping') return;
      heard.push(performance.now());
      socket.send('pong');
    });
  });
  const folder = join(ROOT, 'dist');
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const files = Object.fromEntries(scripts.map((file) => [`/package/${file}`, readFileSync(join(folder, file))]));
  const site = await serveFolder({ ...files, '/index.html': '<!doctype html>' });
  try {
    return await withBrowser(engine, {}, async (driver) => {
      await driver.get(`${site.url}/`);
      const [program, ...args] = programFor(`ws://127.0.0.1:${server.address().port}`);
      // By the page itself, as in jank.mjs.
      const { result, error } = await driver.executeAsyncScript(
        `const done = arguments[2]; window.eval(arguments[0])(arguments[1]).then((result) => done({ result }), (error) => done({ error: String(error) }));`,
        `(args) => (${program})(${open}, ...args)`,
        args,
      );
      if (error) throw new Error(error);
      return { result, heard, ...times };
    });
  } finally {
    await site.close();
    server.clients.forEach((socket) => socket.terminate());
    server.close();
  }
}

// In the page.
async function open(kind, url, options) {
  const folder = '/package';
  if (kind === 'in the page') {
    const { ReconnectingWebSocket } = await import(`${folder}/reconnecting.js`);
    const { heartbeat } = options;
    // A worker can be given no function.
    return new ReconnectingWebSocket(url, heartbeat ? { heartbeat: { ...heartbeat, payload: () => 'ping' } } : {});
  }
  const { WorkerWebSocket } = await import(`${folder}/worker.js`);
  return new WorkerWebSocket(() => new Worker(`${folder}/shared.worker.js`), url, options);
}

async function block(open, kind, url, options, time) {
  const socket = await open(kind, url, options);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  socket.send('started');
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const started = performance.now(); performance.now() - started < time; );
  /** @type {Promise<void>} */
  const over = new Promise((resolve) => {
    socket.addEventListener('message', ({ data }) => data === 'over' && resolve());
  });
  socket.send('ended');
  await over;
}
