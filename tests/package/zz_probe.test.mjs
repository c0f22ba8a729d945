import { test } from 'node:test';
import { inEveryEngine } from '/work/b2/tests/package/pages.mjs';
inEveryEngine('probe', ({ engine, visit, echoUrl }) => {
  test('inspect', async () => {
    const found = await visit({ scripts: [] }, async (url) => {
      const { WebSocket, inspect } = await import('/package/dist/index.js');
      const { ReconnectingWebSocket } = await import('/package/dist/reconnecting.js');
      const log = {};
      for (const C of [WebSocket, ReconnectingWebSocket]) for (const when of ['before', 'after', 'open']) for (const bt of ['blob', 'arraybuffer']) for (const mode of ['listener', 'await', 'micro']) {
        const s = new C(url);
        let i;
        const key = [C.name, when, bt, mode].join();
        log[key] = [];
        s.binaryType = bt;
        if (when === 'before') i = inspect(s);
        await next(s, 'open');
        if (when !== 'before') i = inspect(s);
        let n = 0;
        if (mode === 'await') {
          (async () => { for (;;) { await next(s, 'message'); log[key].push(i.snapshot().received.messages); } })();
        } else s.addEventListener('message', () => { if (mode === 'listener') log[key].push(i.snapshot().received.messages); else queueMicrotask(() => log[key].push(i.snapshot().received.messages)); });
        s.send('a'); s.send(new Uint8Array(4)); s.send('b'); s.send(new Uint8Array(4));s.send('b');
        while (i.snapshot().received.messages < 5) await new Promise((r) => setTimeout(r, 10));
        await new Promise((r) => setTimeout(r, 10));
        s.close(1000); await next(s, 'close');
        log[key] = log[key].join('');
      }
      return log;
    }, echoUrl());
    console.log(engine, Object.entries(found).filter(([, v]) => v !== '12345'));
  });
});
