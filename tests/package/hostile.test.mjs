// A page that replaces everything it can after the package has loaded: nothing of it is called, and nothing changes.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { definePlantTraps, defineReplaceEverything, defineSession, defineSpies } from './hostile_page.mjs';
import { inEveryEngine } from './pages.mjs';

const PAGE = {
  scripts: [defineSpies, defineReplaceEverything, definePlantTraps, defineSession],
  // No call in tail position: WebKit takes the caller off the stack.
  files: { '/package/dist/careless.js': 'export function careless(list) { list[list.length] = "x"; list.join(); }' },
};
const TOPICS = ['exchange', 'refusals', 'connections', 'global'];

inEveryEngine('after the package has loaded, a page', (tools) => {
  describe('that replaces every function and class', staysTheSame(tools, {
    sabotage: () => replaceEverything(),
    control: 'Array.prototype.join',
    holes: {
      'class.js': ['Object', 'TypeError', 'FinalizationRegistry.prototype.register'],
      'host.js': ['get Node.prototype.baseURI'],
      'values.js': ['instanceof ArrayBuffer', 'instanceof Blob'],
      'inspector.js': [
        'Array.prototype.forEach', 'get MessageEvent.prototype.data', 'get CloseEvent.prototype.code', 'get CloseEvent.prototype.reason',
        'get CloseEvent.prototype.wasClean',
      ],
      'inspector.js, which takes arrays apart, and Firefox, whose constructor is given one':
        ['Array.prototype.values', 'ArrayIterator.next'],
      "wasm-bindgen's strings": [
        'TextDecoder.prototype.decode', 'TextEncoder.prototype.encodeInto', 'String.prototype.charCodeAt', 'String.prototype.slice',
      ],
      "wasm-bindgen's memory": [
        'TypedArray.prototype.subarray', 'get TypedArray.Symbol(Symbol.species)', 'get TypedArray.prototype.byteLength',
        'get TypedArray.prototype.length', 'get DataView.prototype.buffer', 'get ArrayBuffer.prototype.detached',
        'DataView.prototype.setInt32',
      ],
      "wasm-bindgen's values": ['Array', 'WebAssembly.Table.prototype.get', 'WebAssembly.Table.prototype.set'],
    },
  }));

  // What descriptors, arrays and iterators' results are asked for, and what the package's own objects hold.
  describe('that plants accessors on Object.prototype', staysTheSame(tools, {
    sabotage: () => plantTraps([
      'get', 'set', 'value', 'writable', 'enumerable', 'configurable', 'done', 'next', 'return', 'length',
      '0', '1', '2', '3', '4', '5', 'code', 'reason', 'wasClean', 'handle', '__wbg_ptr',
    ]),
    control: 'set Object.prototype.0',
    different: { global: 'install() throws' },
    holes: {
      'install.js, whose descriptors inherit from Object.prototype': ['get Object.prototype.get', 'get Object.prototype.set'],
      'inspector.js, which takes arrays apart': ['get Object.prototype.return'],
      'arrays that are filled by assignment, in values.js and by wasm-bindgen':
        ['0', '1', '2', '3', '4', '5'].map((index) => `set Object.prototype.${index}`),
    },
  }));
});

/**
 * Defines the tests of a page that runs `sabotage`. `control` is what a careless function would call there. Still to be
 * done: `holes`, what the package calls, by the reason, and `different`, the topics that differ.
 */
function staysTheSame({ visit, echoUrl }, { sabotage, control, holes, different = {} }) {
  return () => {
    let found;
    before(async () => {
      const files = { ...PAGE.files, '/sabotage.js': `export const sabotage = ${sabotage};` };
      found = JSON.parse(await visit({ ...PAGE, files }, runTwice, echoUrl().replace('/echo', ''), TOPICS));
    });

    test('a spy notices who calls', () => {
      assert.deepEqual(found.control.map(({ name }) => name), [control]);
    });

    for (const topic of TOPICS) {
      test(`the same happens as before: ${topic}`, { todo: different[topic] }, () => {
        assert.deepEqual(found.after[topic], found.before[topic]);
      });
    }

    test('nothing else of the page is called than by the following', () => {
      const known = Object.values(holes).flat();
      assert.deepEqual(found.calls.filter(({ name }) => !known.includes(name)), []);
    });

    for (const [reason, names] of Object.entries(holes)) {
      test(`nothing is called by ${reason}`, { todo: true }, () => {
        const called = found.calls.filter(({ name }) => names.includes(name)).map(({ stage, name }) => `${name} at ${stage}`);
        assert.deepEqual([...new Set(called)], []);
      });
    }
  };
}

async function runTwice(url, topics) {
  const exports = await import('/package/dist/index.js');
  const { careless } = await import('/package/dist/careless.js');
  const { sabotage } = await import('/sabotage.js');
  const { stringify } = JSON;
  const run = async () => {
    const logs = {};
    for (const topic of topics) logs[topic] = await session[topic](exports, url);
    return logs;
  };
  const before = await run();
  sabotage();
  const after = await run();
  const calls = spying.calls.splice(0);
  careless([]);
  // What reads the result may not survive what the page has become.
  return stringify({ before, after, calls, control: spying.calls });
}
