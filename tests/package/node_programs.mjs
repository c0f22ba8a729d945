// Programs that run in this Node with the package as it is published.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { promisify } from 'node:util';
import { startServer } from '../server/server.mjs';
import { pack } from './packed.mjs';

const run = promisify(execFile);

/** Defines tests; `define` gets `program`, which resolves to what a program returns. */
export function inNode(title, define) {
  describe(title, () => {
    let packed;
    let server;
    before(async () => {
      packed = pack();
      server = await startServer();
      writeFileSync(join(packed.project, 'tools.mjs'), TOOLS);
      writeFileSync(join(packed.project, 'old_blobs.mjs'), OLD_BLOBS);
      writeFileSync(join(packed.project, 'no_microtasks.mjs'), 'globalThis.queueMicrotask = () => {};');
    });
    after(async () => {
      await server?.close();
      packed?.remove();
    });
    define(program);

    /** Imports, then the body of an async function, with `url` and the tools; `warnings` is what it writes to stderr. */
    async function program(source, warnings = '') {
      const imports = source.match(/^\s*import .*$/gm)?.join('\n') ?? '';
      const body = source.replace(/^\s*import .*$/gm, '');
      const file = join(packed.project, 'program.mjs');
      writeFileSync(
        file,
        `
        import { next, record, until } from './tools.mjs';
        ${imports}
        const url = ${JSON.stringify(server.url)};
        console.log(JSON.stringify(await (async () => { ${body} })()));
        // A host may keep a connection that failed.
        process.exit();
      `,
      );
      const { stdout, stderr } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
        timeout: PATIENCE_MS,
      });
      if (warnings instanceof RegExp) assert.match(stderr, warnings);
      else assert.equal(stderr.slice(-1000), warnings);
      return JSON.parse(stdout);
    }
  });
}

const PATIENCE_MS = 20_000;

const TOOLS = `
  export const until = async (isTrue) => {
    while (!isTrue()) await new Promise((resolve) => setTimeout(resolve));
  };

  export const next = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

  const dataOf = ({ data }) => (typeof data === 'string' ? data : data.constructor.name + ' ' + (data.size ?? data.byteLength));
  const words = {
    open: ({ target }) => 'open ' + target.readyState + ' ' + target.protocol,
    message: (event) => 'message ' + dataOf(event),
    error: ({ target }) => 'error ' + target.readyState,
    close: ({ target, code, reason, wasClean }) => 'close ' + target.readyState + ' ' + code + ' ' + reason + ' ' + wasClean,
  };

  export const record = (socket) => {
    const log = [];
    for (const [type, say] of Object.entries(words)) socket.addEventListener(type, (event) => log.push(say(event)));
    return log;
  };
`;

/** Defines `open()`: a socket of ours that is open, its host, which writes down what it is given, and the socket's log. */
export const RECORDING_HOST = `
  import { wrapHost } from 'websocket-wasm/wrap-host';
  let latest;
  class RecordingHost {
    readyState = 0;
    bufferedAmount = 0;
    protocol = '';
    extensions = '';
    messages = [];
    sent = [];

    constructor() {
      latest = this;
      this.closed = new Promise((resolve) => { this.handleClosed = resolve; });
    }

    send(data) {
      this.messages.push(data);
      this.sent.push(typeof data === 'string' ? data : data.constructor.name + ' ' + (data.size ?? data.byteLength));
    }

    close(code) {
      this.sent.push('close ' + code);
      this.handleClosed();
    }
  }
  const WebSocket = wrapHost(RecordingHost);
  const open = () => {
    const socket = new WebSocket('ws://recorded.test/');
    const log = record(socket);
    latest.readyState = 1;
    latest.onopen();
    return { socket, host: latest, log };
  };
`;

/** Blobs as jsdom has them: only a FileReader reads them. */
const OLD_BLOBS = `
  const { arrayBuffer } = Blob.prototype;
  delete Blob.prototype.arrayBuffer;
  globalThis.FileReader = class {
    readAsArrayBuffer(blob) {
      arrayBuffer.call(blob).then((bytes) => {
        this.result = bytes;
        this.onload();
      });
    }
  };
`;
