// What `npm run wpt` takes for a test, and how it judges what has been run.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { comparisonOf } from '../wpt/compare.mjs';
import { isServing } from '../wpt/serving.mjs';
import { testsIn } from '../wpt/tests.mjs';

const pathsIn = (file, text) => testsIn(file, text).map(({ path, scheme }) => `${scheme} ${path}`);

test('a script is a test in a window and a dedicated worker, in each variant', () => {
  assert.deepEqual(
    pathsIn('websockets/a.any.js', '// META: variant=?default\n// META: variant=?wpt_flags=h2\ntest();'),
    [
      'http /websockets/a.any.html?default',
      'h2 /websockets/a.any.html?wpt_flags=h2',
      'http /websockets/a.any.worker.html?default',
      'h2 /websockets/a.any.worker.html?wpt_flags=h2',
    ],
  );
});

test('a script that says so is a test in all workers, and a service worker needs a secure page', () => {
  assert.deepEqual(pathsIn('websockets/a.any.js', '// META: global=window,worker\n// META: timeout=long\n'), [
    'http /websockets/a.any.html',
    'http /websockets/a.any.worker.html',
    'http /websockets/a.any.sharedworker.html',
    'https /websockets/a.any.serviceworker.html',
  ]);
});

test('a comment behind the head of a script is none for the harness', () => {
  assert.deepEqual(pathsIn('websockets/a.window.js', 'test();\n// META: variant=?wss'), [
    'http /websockets/a.window.html',
  ]);
});

test('a page is a test if it loads the harness', () => {
  const page = '<meta name=variant content="?wss"><script src=/resources/testharness.js></script>';
  assert.deepEqual(pathsIn('websockets/a.https.html', page), ['https /websockets/a.https.html?wss']);
  assert.deepEqual(pathsIn('websockets/b.html', '<p>'), []);
  assert.deepEqual(pathsIn('websockets/handler.py', ''), []);
});

const TESTS = ['a', 'b'].map((name) => ({ file: `websockets/${name}.html`, path: `/websockets/${name}.html` }));
const ran = (subtests, status = 'OK') => ({
  status,
  message: '',
  subtests: Object.fromEntries(Object.entries(subtests).map(([name, outcome]) => [name, [outcome, 'why']])),
});
const compare = (native, ours, expected = []) => {
  const kept = ([a, b]) => ({ results: { [TESTS[0].path]: a, [TESTS[1].path]: b } });
  return comparisonOf('firefox', TESTS, { native: kept(native), ours: kept(ours) }, expected);
};

test('what the native class passes and ours does not is lost, and a problem until it has a reason', () => {
  const [native, ours] = [
    [ran({ one: 'PASS' }), ran({})],
    [ran({ one: 'FAIL' }), ran({})],
  ];
  const found = compare(native, ours);
  assert.deepEqual(found.counts, { total: 1, native: 1, ours: 0 });
  assert.deepEqual(found.problems, ['/websockets/a.html: one: FAIL: why, and the native class passes']);
  const known = { engines: ['firefox'], test: /a\.html/, reason: 'So it is.', lost: true };
  assert.deepEqual(compare(native, ours, [known]).problems, []);
  assert.equal(compare(native, ours, [{ ...known, subtest: /^on/ }]).lost[0].subtest, 'one');
  assert.equal(compare(native, ours, [{ ...known, lost: false }]).problems.length, 2);
});

test('a reason for a failure that is none any more is a problem, unless it is a race', () => {
  const both = [ran({ one: 'PASS' }), ran({})];
  const rule = { test: /a\.html/, reason: 'So it was.' };
  assert.deepEqual(compare(both, both, [rule]).problems, ['nothing fails any more because “So it was.”']);
  assert.deepEqual(compare(both, both, [{ ...rule, sometimes: true }]).problems, []);
  assert.deepEqual(compare(both, both, [{ ...rule, engines: ['webkit'] }]).problems, []);
});

test('a document that has not been run is left, and one that ended early has lost its subtests', () => {
  assert.equal(compare([ran({}), undefined], [ran({}), ran({})]).left, 1);
  const early = compare([ran({ one: 'PASS' }), ran({})], [ran({}, 'TIMEOUT'), ran({})]);
  assert.deepEqual(
    early.lost.map(({ subtest, ours: [outcome] }) => [subtest, outcome]),
    [
      ['one', 'NOTRUN'],
      ['(the document)', 'TIMEOUT'],
    ],
  );
});

test('a port in the name of a subtest makes no difference', () => {
  const named = (port) => [ran({ [`ws://web-platform.test:${port}/ opens`]: 'PASS' }), ran({})];
  assert.deepEqual(compare(named(41_000), named(42_000)).counts, { total: 1, native: 1, ours: 1 });
});

test('servers stand still if one of them answers nothing', { timeout: 30_000 }, async () => {
  const answering = await listening((socket) => socket.end('HTTP/1.1 404 Not Found\r\n\r\n'));
  const standing = await listening(() => {});
  assert.equal(await isServing({ ports: { http: [answering.port], ws: [answering.port] } }), true);
  for (const scheme of ['ws', 'h2'])
    assert.equal(await isServing({ ports: { http: [answering.port], [scheme]: [standing.port] } }, 50), false, scheme);
  for (const server of [answering, standing]) server.close();
  assert.equal(await isServing({ ports: { http: [answering.port] } }), false);
});

async function listening(onConnection) {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { port, close };
}
