// What a connection in a worker changes for a page: that gets 10,000 messages a second, and that is busy for 30 s.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { ROOT } from '../../../scripts/lib/run.mjs';
import { serveFolder } from '../../../servers/static_server.mjs';
import { withBrowser } from '../../support/browsers.mjs';

const KINDS = { 'in the page': {}, 'in a worker': {}, 'in a worker, batch 16 ms': { batch: 16 } };
const RATE = 10_000;
const TICK_MS = 10;
const RECEIVING_MS = 10_000;
const BLOCKED_MS = 30_000;
const HEARTBEAT = { interval: 1_000, timeout: 2_000, payload: 'ping' };
/** A silence that a server would not bear. */
const SILENCE_MS = 10_000;

/** The frames of a page meanwhile, and how many messages it got. */
export async function jank(engine) {
  const lines = [];
  for (const [kind, options] of Object.entries(KINDS)) {
    const found = await withServer(engine, (url) => [receive, kind, url, options, RECEIVING_MS]);
    const { messages, frames, longest, late } = found.result;
    lines.push(
      `\n  ${kind}: ${messages} messages, ${frames} frames, ${late} more than 50 ms after the one before, the longest ${Math.round(longest)} ms`,
    );
  }
  return lines.join('');
}

/** The heartbeats that a server gets of a page whose main thread is busy. */
export async function blocked(engine) {
  const lines = [];
  for (const kind of Object.keys(KINDS).slice(0, 2)) {
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

/** Runs a program in a page, with a server that sends if it is asked to, and answers probes. */
async function withServer(engine, programFor) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const heard = [];
  const times = { started: 0, ended: 0 };
  server.on('connection', (socket, { url }) => {
    socket.on('message', (data) => {
      const text = data.toString();
      if (text in times) times[text] = performance.now();
      if (text !== 'ping') return;
      heard.push(performance.now());
      socket.send('pong');
    });
    if (url === '/much') sendMuch(socket);
  });
  const folder = join(ROOT, 'dist');
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const files = Object.fromEntries(scripts.map((file) => [`/package/${file}`, readFileSync(join(folder, file))]));
  const site = await serveFolder({ ...files, '/index.html': '<!doctype html>' });
  try {
    return await withBrowser(engine, {}, async (driver) => {
      await driver.get(`${site.url}/`);
      const [program, ...args] = programFor(`ws://127.0.0.1:${server.address().port}`);
      const { result, error } = await driver.executeAsyncScript(
        `const done = arguments[1]; (${program})(${open}, ...arguments[0]).then((result) => done({ result }), (error) => done({ error: String(error) }));`,
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

function sendMuch(socket) {
  const started = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    // A timer that is late makes up for it.
    for (const due = ((performance.now() - started) * RATE) / 1000; sent < due; sent += 1)
      socket.send(`{"number":${sent},"text":"${'x'.repeat(50)}"}`);
  }, TICK_MS);
  socket.on('close', () => clearInterval(timer));
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

async function receive(open, kind, url, options, time) {
  const socket = await open(kind, `${url}/much`, options);
  await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
  const found = { messages: 0, sum: 0, frames: 0, longest: 0, late: 0 };
  socket.onmessage = ({ data }) => {
    found.messages += 1;
    found.sum += JSON.parse(data).number;
  };
  const started = performance.now();
  for (let last = started; last - started < time; found.frames += 1) {
    const now = await new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
    found.longest = Math.max(found.longest, now - last);
    if (now - last > 50) found.late += 1;
    last = now;
  }
  return found;
}

async function block(open, kind, url, options, time) {
  const socket = await open(kind, url, options);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  socket.send('started');
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const started = performance.now(); performance.now() - started < time; );
  socket.send('ended');
  await new Promise((resolve) => setTimeout(resolve, 2_000));
}
