// What random programs have done natively and in a browser is compared: collected from the server, and told apart.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { collectTranscripts, DIFFERENCES, differences } from '../../scripts/lib/differential.mjs';
import { ROOT } from '../../scripts/lib/run.mjs';
import { startServer } from '../../servers/server.mjs';

test('transcripts are collected by run, and those of a run that is not over are left out', async () => {
  const server = await startServer();
  const transcripts = await collectTranscripts(server.url, 7, 2);
  const program = new WebSocket(`${server.url}/room?name=transcripts`);
  await once(program, 'open');
  for (const line of ['0 a => open', '1 b => open', 'done', '0 a => closed', 'done', '0 a => cut off'])
    program.send(line);
  program.close();
  await once(program, 'close');
  assert.deepEqual(await transcripts.taken(), [['0 a => open', '1 b => open'], ['0 a => closed']]);
  assert.deepEqual(await transcripts.taken(), []);
  transcripts.close();
  await server.close();
});

test('the first line that anybody has said chooses the programs', async () => {
  const server = await startServer();
  const transcripts = await collectTranscripts(server.url, 7, 2);
  const program = new WebSocket(`${server.url}/room?name=programs`);
  const [line] = await once(program, 'message');
  assert.equal(String(line), '1 7 2');
  program.terminate();
  transcripts.close();
  await server.close();
});

test('what differs is told with its program, and so is what is missing', () => {
  const native = ['0 Program { a } => open; over', '1 Program { b } => open'];
  assert.deepEqual(differences(native, native, 'chromium'), []);
  assert.deepEqual(differences(native, ['0 Program { a } => open; lost'], 'chromium'), [
    { program: '0 Program { a }', native: 'open; over', browser: 'open; lost' },
    { program: '1 Program { b }', native: 'open', browser: 'nothing' },
  ]);
});

test('what differs on purpose is the same up to there', () => {
  const program = String.raw`0 Program { target: Play { at_close: None }, steps: [Act("\"act\":\"close\",\"code\":1014,\"reason\":\"\"")] }`;
  const [native, webkit] = ['closed with 1014', 'lost with 1006'].map(
    (end) => `${program} => open; ask: ok; over, ${end}`,
  );
  assert.deepEqual(differences([native], [webkit], 'webkit'), []);
  assert.equal(differences([native], [webkit], 'chromium').length, 1);
  assert.equal(differences([native], [webkit.replace('ask: ok', 'ask: closing')], 'webkit').length, 1);
});

test('each difference on purpose is in the docs', () => {
  const page = readFileSync(join(ROOT, 'docs', 'rust-everywhere.md'), 'utf8');
  for (const { what } of DIFFERENCES) assert.ok(page.includes(what), `docs/rust-everywhere.md does not say: ${what}`);
});
