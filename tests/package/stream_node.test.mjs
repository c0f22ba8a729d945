// WebSocketStream in Node, on whatever class of sockets there is.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../scripts/lib/run.mjs';
import { startServer } from '../server/server.mjs';
import { pack } from './packed.mjs';

describe('WebSocketStream in Node', () => {
  let packed;
  let server;
  before(async () => {
    packed = pack();
    server = await startServer();
  });
  after(async () => {
    await server.close();
    packed.remove();
  });

  for (const [file, load] of Object.entries({ 'app.mjs': 'await import', 'app.cjs': 'require' })) {
    test(`exchanges messages and closes, with ${load}`, async () => {
      const entry = `./node_modules/websocket-wasm/dist/stream.node.${file === 'app.mjs' ? 'js' : 'cjs'}`;
      const found = await run(
        file,
        `
        globalThis.WebSocket = (await import('${pathToFileURL(join(ROOT, 'node_modules/ws/wrapper.mjs'))}')).WebSocket;
        const { WebSocketStream, WebSocketError } = ${load}('${entry}');
        const stream = new WebSocketStream('${server.url}/echo');
        const { readable, writable } = await stream.opened;
        const [reader, writer] = [readable.getReader(), writable.getWriter()];
        const read = [];
        for (const chunk of ['hello', new Uint8Array([1, 2])]) {
          writer.write(chunk);
          read.push((await reader.read()).value);
        }
        writer.abort(new WebSocketError('', { closeCode: 3000, reason: 'done' }));
        const refused = new WebSocketStream('${server.url}/refuse');
        return { read, closed: await stream.closed, refused: await refused.closed.catch(({ name, closeCode }) => [name, closeCode]) };
      `,
      );
      assert.deepEqual(found, {
        read: ['hello', { 0: 1, 1: 2 }],
        closed: { closeCode: 3000, reason: 'done' },
        refused: ['WebSocketError', 1006],
      });
    });
  }

  async function run(file, program) {
    const path = join(packed.project, file);
    writeFileSync(path, `(async () => {${program}})().then((found) => console.log(JSON.stringify(found)));`);
    const child = spawn(process.execPath, [path], { timeout: 30_000 });
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    assert.equal(stderr.slice(-1000), '');
    return JSON.parse(stdout);
  }
});
