// Apps in Rust over other clients, unchanged over our class after it was put on the global: benches/rust has them.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { builtEcho } from '../../benches/rust/build.mjs';
import { inEveryEngine } from './pages.mjs';

/** Clients of the field whose users may have our class on their page. */
const PEERS = ['web-sys', 'gloo-net', 'ws-stream-wasm'];

let files;
before(() => {
  files = Object.assign({}, ...PEERS.map((name) => builtEcho(name, `/${name}/`)));
});

inEveryEngine('an app in Rust', ({ visit, echoUrl }) => {
  for (const name of PEERS) {
    test(`over ${name} runs over our class as over the browser's`, async () => {
      const found = await visit(
        { files },
        async (url, path) => {
          const app = await import(path);
          await app.default();
          const { install, WebSocket: ours } = await import('/package/dist/index.js');
          const texts = [await app.echo(url, 'h\u00e9llo')];
          let made = 0;
          const counted = new Proxy(install(), {
            construct: (target, args, self) => {
              made += 1;
              return Reflect.construct(target, args, self);
            },
          });
          globalThis.WebSocket = counted;
          texts.push(await app.echo(url, 'h\u00e9llo'));
          const refused = await app.echo('ftp://h/', '').then(
            () => '',
            (error) => String(error?.message ?? error),
          );
          return { texts, made, isOurs: ours === install(), isRefused: refused !== '' };
        },
        echoUrl(),
        `/${name}/app.js`,
      );
      assert.deepEqual(found, { texts: ['h\u00e9llo', 'h\u00e9llo'], made: 2, isOurs: true, isRefused: true });
    });
  }
});
