// Server programs are waited for, and leave nothing behind.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { listenOnLoopback } from '../../servers/loopback.mjs';
import { serverOn, startProgram } from './lib/programs.mjs';

const run = (code, options) => startProgram(process.execPath, ['-e', code], options);
const PROGRAMS = import.meta.resolve('./lib/programs.mjs');
const STAYS = 'setInterval(() => {}, 1000);';

describe('a program', { timeout: 60_000 }, () => {
  test('has started once it says that it listens, whatever it says before and after', async (t) => {
    const program = await run(`console.log("booting"); console.error("Now Listening on 80"); ${STAYS}`);
    t.after(program.stop);
    assert.deepEqual(program.output(), ['booting', 'Now Listening on 80']);
  });

  test('may say it in other words, in a folder and with variables of its own', async (t) => {
    const code = `console.log("not listening"); console.log("ready in", process.cwd(), process.env.COLOUR); ${STAYS}`;
    const program = await run(code, { ready: /^ready/, cwd: '/', env: { COLOUR: 'red' } });
    t.after(program.stop);
    assert.equal(program.output()[1], 'ready in / red');
  });

  for (const [how, code, why] of [
    ['ends', 'process.exitCode = 3;', 'it ended with status 3'],
    ['is ended', 'process.kill(process.pid, "SIGTERM");', 'it ended with SIGTERM'],
  ]) {
    test(`that ${how} before is told of, with its last lines`, async () => {
      const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
      const failing = run(`require("fs").writeSync(1, ${JSON.stringify(`${lines.join('\n')}\n`)}); ${code}`);
      await assert.rejects(failing, ({ message }) => message.endsWith([`: ${why}`, ...lines.slice(-15)].join('\n  ')));
    });
  }

  test('that cannot be started is told of', async () => {
    await assert.rejects(startProgram('/nowhere/server', ['1']), {
      message: '/nowhere/server 1: spawn /nowhere/server ENOENT',
    });
  });

  test('is gone as soon as it is stopped', async () => {
    const program = await run(`console.log(process.pid + " is listening"); ${STAYS}`);
    await program.stop();
    assert.throws(() => process.kill(parseInt(program.output()[0], 10), 0), { code: 'ESRCH' });
  });

  test('ends with what it has started', async (t) => {
    const { port, ended } = await watchGrandchild(t);
    const program = await run(startsGrandchild(port, 'console.log("listening")'));
    await program.stop();
    await ended;
  });

  test('that ends before leaves nothing that it has started', async (t) => {
    const { port, ended } = await watchGrandchild(t);
    await assert.rejects(run(startsGrandchild(port, 'process.exit(3)')), /it ended with status 3/);
    await ended;
  });

  for (const signal of ['SIGINT', 'SIGTERM']) {
    test(`ends with the process that has started it, if that gets ${signal}`, async (t) => {
      const { port, ended } = await watchGrandchild(t);
      const code = `require("net").connect(${port}, "127.0.0.1", () => console.log("listening")); ${STAYS}`;
      const program = await run(`
        import(${JSON.stringify(PROGRAMS)})
          .then(({ startProgram }) => startProgram(process.execPath, ["-e", ${JSON.stringify(code)}]))
          .then(() => console.log(process.pid + " has one listening"));`);
      t.after(program.stop);
      process.kill(parseInt(program.output()[0], 10), signal);
      await ended;
    });
  }

  test('may be stopped when it has ended, and twice', async () => {
    const program = await run('console.log("listening\\nbye");');
    await program.stop();
    await program.stop();
    assert.deepEqual(program.output(), ['listening', 'bye']);
  });
});

describe('a server', { timeout: 60_000 }, () => {
  const launch = (port) =>
    run(`
    require("net").createServer((socket) => socket.end(String(process.pid)))
      .listen(${port}, "127.0.0.1", () => console.log("listening"));`);

  test('is on the same port when it is restarted', async (t) => {
    const server = await serverOn(launch);
    t.after(server.stop);
    const first = await readAll(server.port);
    await server.restart();
    assert.match(first, /^\d+$/);
    assert.notEqual(await readAll(server.port), first);
  });

  test('is gone when it is stopped, also after a restart that failed', async () => {
    let starts = 0;
    const server = await serverOn((port) => (starts++ ? run('process.exitCode = 1;') : launch(port)));
    await assert.rejects(server.restart(), /it ended with status 1/);
    await server.stop();
    await assert.rejects(readAll(server.port), { code: 'ECONNREFUSED' });
  });
});

/** Waits for a connection on `port`; `ended` resolves when it is closed, which is when the process at its other end has ended. */
async function watchGrandchild(t) {
  const server = createServer();
  const { port, close } = await listenOnLoopback(server);
  t.after(close);
  const ended = once(server, 'connection').then(([socket]) =>
    once(
      socket.on('error', () => {}),
      'close',
    ),
  );
  return { port, ended };
}

/** A program that starts another, which connects to `port` and stays; then it does `act`. */
function startsGrandchild(port, act) {
  const grandchild = `require("net").connect(${port}, "127.0.0.1", () => console.log("connected")); ${STAYS}`;
  return `
    const { stdout } = require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}]);
    stdout.once("data", () => ${act});`;
}

const readAll = (port) => text(connect(port, '127.0.0.1'));
