// The tabs, and what is kept of them: over visits, in storage that is broken, full, or none at all.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newProfile } from '../../www/src/model/profile.js';
import { keptStorage } from '../../www/src/model/storage.js';
import { Store } from '../../www/src/model/store.js';

const KEY = 'websocket-wasm console';
const ASIDE = `${KEY}, unreadable`;

describe('tabs', () => {
  test('there is one at the first visit, and always one left', () => {
    const store = new Store(storage());
    assert.deepEqual(urls(store), ['']);
    const [only] = store.sessions;
    store.remove(only);
    assert.deepEqual(urls(store), ['']);
    assert.notEqual(store.selected, only);
    assert.equal(store.sessions.includes(store.selected), true);
  });

  test('are added at the end, or beside the one they are a copy of, and selected', () => {
    const store = storeOf('a', 'b');
    store.add(newProfile({ url: 'c' }));
    assert.deepEqual([urls(store), store.selected.profile.url], [['a', 'b', 'c'], 'c']);
    const copy = store.duplicate(store.sessions[0]);
    assert.deepEqual(urls(store), ['a', 'a', 'b', 'c']);
    assert.equal(store.selected, copy);
    assert.equal(store.sessions[1], copy);
  });

  test('a copy shares nothing, and has a name of its own', () => {
    const store = storeOf('a');
    const [original] = store.sessions;
    original.update({ name: 'Chat', templates: [{ name: 't', kind: 'text', payload: '' }] });
    const copy = store.duplicate(original);
    assert.equal(copy.profile.name, 'Chat (copy)');
    assert.notEqual(copy.profile.templates[0], original.profile.templates[0]);
    assert.equal(store.duplicate(store.add(newProfile())).profile.name, '');
  });

  for (const [selected, removed, next] of [
    [0, 0, 'b'],
    [1, 1, 'c'],
    [2, 2, 'b'],
    [0, 2, 'a'],
    [2, 0, 'c'],
  ]) {
    test(`when tab ${removed} of three goes while ${selected} is selected, ${next} is selected then`, () => {
      const store = storeOf('a', 'b', 'c');
      store.select(store.sessions[selected]);
      const ended = store.sessions[removed];
      store.remove(ended);
      assert.equal(store.selected.profile.url, next);
      assert.equal(store.sessions.includes(ended), false);
      // Twice is once.
      store.remove(ended);
      assert.equal(store.sessions.length, 2);
    });
  }

  test('tell of changes, and of another selection', async () => {
    const store = storeOf('a');
    const told = [];
    for (const type of ['change', 'select']) store.addEventListener(type, () => told.push(type));
    const toldBy = async (act) => {
      told.length = 0;
      await act();
      return told.toSorted().join(' ');
    };
    assert.equal(await toldBy(() => store.add(newProfile())), 'change select');
    assert.equal(await toldBy(() => store.select(store.selected)), '');
    assert.equal(await toldBy(() => store.select(store.sessions[0])), 'select');
    assert.equal(await toldBy(() => store.update(store.selected, { name: 'x' })), 'change');
    assert.equal(await toldBy(() => store.use('ws://a/')), 'change');
    assert.equal(await toldBy(() => store.forget('ws://a/')), 'change');
    assert.equal(await toldBy(() => store.addAll([newProfile(), newProfile()])), 'change select');
    assert.equal(store.selected, store.sessions[2]);
    assert.equal(await toldBy(() => store.remove(store.selected)), 'change select');
  });
});

describe('over visits', () => {
  test('profiles, their order, the selected one and the recent URLs are kept', async () => {
    const kept = storage();
    const store = new Store(kept);
    const profile = newProfile({
      name: 'Chat',
      url: 'ws://a/',
      protocols: ['x', ''],
      implementation: 'native',
      binaryType: 'arraybuffer',
      place: 'worker',
      templates: [{ name: 't', kind: 'hex', payload: '00' }],
    });
    store.add(profile);
    store.add(newProfile());
    store.select(store.sessions[1]);
    store.use('ws://b/');
    const next = new Store(kept);
    assert.deepEqual(
      next.sessions.map((session) => session.profile),
      [newProfile(), profile, newProfile()],
    );
    assert.equal(next.selected, next.sessions[1]);
    assert.deepEqual([next.recent, next.problem], [['ws://b/'], '']);
  });

  test('the twelve URLs used last are kept, each once, the last one first', () => {
    const kept = storage();
    const store = new Store(kept);
    for (let index = 1; index <= 13; index += 1) store.use(`ws://${index}/`);
    store.use('ws://5/');
    store.forget('ws://12/');
    const expected = [5, 13, 11, 10, 9, 8, 7, 6, 4, 3, 2].map((index) => `ws://${index}/`);
    assert.deepEqual(new Store(kept).recent, expected);
  });

  test('the echo server’s URL follows the server, and only that', () => {
    const kept = storage();
    const store = new Store(kept);
    store.add(newProfile({ url: 'ws://mine/' }));
    store.offerEcho('ws://echo:1/');
    store.use('ws://echo:1/');
    assert.deepEqual(urls(store), ['ws://echo:1/', 'ws://mine/']);
    assert.equal(store.add().profile.url, 'ws://echo:1/');

    const next = new Store(kept);
    next.offerEcho('ws://echo:2/');
    assert.deepEqual(urls(next), ['ws://echo:2/', 'ws://mine/', 'ws://echo:2/']);
    assert.deepEqual(next.recent, ['ws://echo:2/']);
    next.offerEcho('');
    assert.deepEqual(urls(next), ['ws://echo:2/', 'ws://mine/', 'ws://echo:2/']);
  });
});

describe('storage', () => {
  for (const [what, text, problem] of [
    ['no JSON', '{', /^Some stored connections cannot be read: .+/],
    ['null', 'null', /version is missing/],
    ['another version', '{"version": 2, "profiles": []}', /version is 2, but this page reads version 1\.$/],
    ['no profiles', '{"version": 1}', /profiles is missing, not a list\.$/],
  ]) {
    test(`with ${what} in it is told of, put aside, and costs nothing else`, () => {
      const kept = storage({ [KEY]: text });
      const store = new Store(kept);
      assert.match(store.problem, problem);
      assert.deepEqual(urls(store), ['']);
      store.use('ws://a/');
      assert.equal(kept.getItem(ASIDE), text);
      assert.deepEqual(new Store(kept).recent, ['ws://a/']);
    });
  }

  test('with one broken profile costs that one', () => {
    const text = JSON.stringify({
      version: 1,
      profiles: [{ url: 'a' }, { url: 1 }, { url: 'c' }],
      recent: ['r', 2],
      selected: 'x',
      echo: null,
    });
    const store = new Store(storage({ [KEY]: text }));
    assert.deepEqual([urls(store), store.recent], [['a', 'c'], ['r']]);
    assert.equal(store.selected, store.sessions[0]);
    assert.equal(store.problem, 'Some stored connections cannot be read: profiles[1].url is a number, not text.');
  });

  test('with the best there is in it is told of nowhere', () => {
    assert.equal(new Store(storage()).problem, '');
    assert.equal(
      new Store(storage({ [KEY]: '{"version": 1, "profiles": [], "recent": 3, "selected": 7}' })).problem,
      '',
    );
  });

  test('that the browser forbids is none', (t) => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
    t.after(() =>
      before ? Object.defineProperty(globalThis, 'localStorage', before) : delete globalThis.localStorage,
    );
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get() {
        throw new DOMException('no', 'SecurityError');
      },
    });
    assert.equal(keptStorage(), undefined);
    const kept = storage();
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: () => kept });
    assert.equal(keptStorage(), kept);
  });

  test('that there is none of is told of, and costs nothing else', () => {
    const store = new Store(undefined);
    assert.match(store.problem, /^This browser stores nothing/);
    store.add(newProfile({ url: 'b' }));
    assert.deepEqual(urls(store), ['', 'b']);
  });

  test('that cannot be read is told of, and costs nothing else', () => {
    const store = new Store({
      getItem() {
        throw new Error('broken disk');
      },
      setItem() {},
    });
    assert.equal(store.problem, 'The stored connections cannot be read: broken disk');
    assert.deepEqual(urls(store), ['']);
  });

  test('that is full is told of, and costs nothing else', () => {
    const kept = storage({ [KEY]: JSON.stringify({ version: 1, profiles: [{ url: 'a' }, 7] }) });
    kept.setItem = () => {
      throw new Error('it is full');
    };
    const store = new Store(kept);
    // What cannot be put aside is no reason to lose the rest.
    assert.deepEqual(urls(store), ['a']);
    store.add(newProfile({ url: 'b' }));
    assert.equal(store.problem, 'This browser does not store the connections: it is full');
    assert.deepEqual(urls(store), ['a', 'b']);
  });
});

function storage(items = {}) {
  const kept = new Map(Object.entries(items));
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
    },
  };
}

function storeOf(...all) {
  const store = new Store(storage({ [KEY]: JSON.stringify({ version: 1, profiles: all.map((url) => ({ url })) }) }));
  assert.equal(store.problem, '');
  return store;
}

const urls = (store) => store.sessions.map(({ profile }) => profile.url);
