// The class looks like one of the platform's: some scripts of third parties leave a WebSocket alone that is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

inEveryEngine('the class as text', ({ engine, visit, echoUrl }) => {
  test(`is that of a built-in function in ${engine}, and all else of it is as before`, async () => {
    const found = await visit(
      {},
      async (url) => {
        const { WebSocket: Ours } = await import('/package/dist/index.js');
        const threw = (act) => {
          try {
            return act() && 'nothing';
          } catch ({ name }) {
            return name;
          }
        };
        class Sub extends Ours {
          mine = 1;
        }
        const socket = new Sub(url);
        const made = Reflect.construct(Ours, [url], Sub);
        return {
          texts: [String(Ours), `${Object.getOwnPropertyDescriptor(Ours.prototype, 'constructor').value}`].map((text) =>
            text.includes('[native code]'),
          ),
          shape: [
            Ours.name,
            Ours.length,
            typeof Ours,
            Object.getPrototypeOf(Ours) === EventTarget,
            Ours.prototype.constructor === Ours,
          ],
          names:
            JSON.stringify(Object.getOwnPropertyNames(Ours).sort()) ===
            JSON.stringify(
              Object.getOwnPropertyNames(native)
                .filter((name) => !['caller', 'arguments'].includes(name))
                .sort(),
            ),
          instances: [
            socket instanceof Ours,
            socket instanceof Sub,
            socket.mine,
            socket.constructor === Sub,
            made instanceof Sub,
            new Ours(url).constructor === Ours,
          ],
          refused: [threw(() => Ours(url)), threw(() => new Ours()), threw(() => Ours.prototype.send.call({}, 'x'))],
          exchange: await exchange(url, Sub),
        };
      },
      echoUrl(),
    );
    assert.deepEqual(found, {
      texts: [true, true],
      shape: ['WebSocket', 1, 'function', true, true],
      names: true,
      instances: [true, true, 1, true, true, true],
      refused: ['TypeError', 'TypeError', 'TypeError'],
      exchange: { data: 'hello', code: 1000, isTrusted: true, isNative: false },
    });
  });
});
