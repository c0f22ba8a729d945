// In a page, nobody connects past our class unseen, and what goes wrong beside the steps is told.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import { startServer } from '../server/server.mjs';
import { engines, openBrowser } from '../support/browsers.mjs';
import { problemsOf } from './lib/verdict.mjs';
import { CLASSES, bundleScenario, visit } from './lib/visit.mjs';

const SOCKETS = join(ROOT, 'tests', 'interop', 'lib', 'page', 'sockets.mjs');
const STAYS = 'await new Promise(() => {});';

for (const engine of engines()) {
  describe(`in ${engine}`, { timeout: 120_000 }, () => {
    let server;
    let browser;
    let folder;
    let url;
    before(async () => {
      server = await startServer();
      url = `${server.url}/echo`;
      folder = await mkdtemp(join(tmpdir(), 'watch-'));
      browser = await openBrowser(engine);
    });
    after(async () => {
      await browser?.quit();
      await rm(folder, { recursive: true });
      await server.close();
    });

    /** The problems of a scenario that should send a text by the global's class; `client` is a script that runs before. */
    const problemsWith = async (className, { body = '', client = '' }) => {
      await writeFile(join(folder, 'client.js'), client);
      await writeFile(
        join(folder, 'page.mjs'),
        `
        import { close, exchange, next, open } from ${JSON.stringify(SOCKETS)};
        export default async ({ urls: { echo: url }, step, control }) => {
          const socket = await open(url);
          await step('text', () => exchange(socket, 'hé✓'));
          await close(socket, 1000);
          ${body}
        };`,
      );
      const system = { title: 'A system', folder, clients: ['client.js'], expect: { text: 'hé✓' } };
      const run = await visit(browser, system, { urls: { echo: url } }, await bundleScenario(system), className);
      return problemsOf(system, className, run);
    };

    for (const className of Object.keys(CLASSES)) {
      test(`a scenario that takes the class from the global, or a class made of it, has no problem: ${className}`, async () => {
        const body =
          'class Own extends WebSocket {}\nconst own = new Own(url);\nawait next(own, "open");\nawait close(own);';
        assert.deepEqual(await problemsWith(className, { body }), []);
      });
    }

    for (const className of ['ours', 'inspected']) {
      test(`a connection past our class is found: ${className}`, async () => {
        const body = 'const Native = websocketWasm.uninstall();\nwebsocketWasm.install();\nnew Native(url);';
        assert.deepEqual(await problemsWith(className, { body }), [`connected past our class: ${url}`]);
      });

      test(`so is one by a class made of the browser's own: ${className}`, async () => {
        const body = 'class Own extends websocketWasm.uninstall() {}\nwebsocketWasm.install();\nnew Own(url);';
        assert.deepEqual(await problemsWith(className, { body }), [`connected past our class: ${url}`]);
      });

      test(`a page that takes our class away before its first connection is found: ${className}`, async () => {
        const problems = await problemsWith(className, { client: 'websocketWasm.uninstall();' });
        assert.deepEqual(problems.slice(0, 3), [
          'our class is not on the global any more',
          'our class made no connection',
          `connected past our class: ${url}`,
        ]);
      });
    }

    for (const className of Object.keys(CLASSES)) {
      test(`a scenario that throws beside its steps is told of: ${className}`, async () => {
        assert.deepEqual(await problemsWith(className, { body: 'throw new RangeError("too far");' }), [
          'RangeError: too far',
        ]);
      });

      test(`an error that nobody catches is told of, when it happens and at the end: ${className}`, async () => {
        for (const body of [
          `setTimeout(() => { throw new RangeError("too far"); });\n${STAYS}`,
          'reportError(new RangeError("too far"));',
        ]) {
          const [problem] = await problemsWith(className, { body });
          assert.match(problem, /^uncaught: RangeError: too far$/m);
        }
      });

      test(`an error in a client's script is told of: ${className}`, async () => {
        const problems = await problemsWith(className, { client: 'nowhere();', body: STAYS });
        assert.match(problems.join('\n'), /^uncaught: ReferenceError: .*nowhere/m);
      });
    }
  });
}
