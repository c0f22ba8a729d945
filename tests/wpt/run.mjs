// Runs tests in browsers, several beside each other: most tests wait for a server.
import { openForTests } from './browsers.mjs';
import { isServing } from './serving.mjs';

/** The harness's numbers, by place. */
const STATUSES = ['PASS', 'FAIL', 'TIMEOUT', 'NOTRUN', 'PRECONDITION_FAILED'];
const HARNESS = ['OK', 'ERROR', 'TIMEOUT', 'PRECONDITION_FAILED'];

/**
 * Runs every test of `tests` in `together` browsers of an engine, and hands each result to `onResult(test, result)`:
 * `{ status, message, subtests: { name: [status, message] } }`. Stops early once `isOver()`, or if the servers stand still: then the tests
 * that they did not answer have no result. Resolves to the browser's version.
 */
export async function runTests(engine, server, tests, { together, onResult, isOver = () => false }) {
  const queue = [...tests];
  let isStanding = false;
  const stopped = {
    isOver: () => isStanding || isOver(),
    stand() {
      isStanding = true;
    },
  };
  const versions = await Promise.all(
    Array.from({ length: Math.min(together, tests.length) }, () => runQueue(engine, server, queue, onResult, stopped)),
  );
  return versions[0];
}

async function runQueue(engine, server, queue, onResult, { isOver, stand }) {
  let driver = await openForTests(engine, server);
  try {
    const version = (await driver.getCapabilities()).get('browserVersion');
    while (queue.length && !isOver()) {
      const test = queue.shift();
      const result = await runTest(driver, server, test);
      if (result.status === 'CRASH' && !(await isServing(server))) {
        stand();
        break;
      }
      onResult(test, result);
      if (!needsAnother(test, result)) continue;
      await driver.quit().catch(() => {});
      driver = await openForTests(engine, server);
    }
    return version;
  } finally {
    await driver.quit().catch(() => {});
  }
}

/** Does the next test need another browser? Over HTTP/2 all share a connection, and what hangs there hangs all. */
const needsAnother = ({ scheme }, { status }) => status === 'CRASH' || (status === 'TIMEOUT' && scheme === 'h2');

async function runTest(driver, server, test) {
  try {
    await driver.get(urlOf(server, test));
    const results = await driver.executeAsyncScript(WAIT_FOR_RESULTS);
    await closeOthers(driver);
    return readable(results);
  } catch ({ name, message }) {
    return { status: 'CRASH', message: `${name}: ${message.split('\n')[0]}`, subtests: {} };
  }
}

/** Where the test is served. */
export const urlOf = ({ host, ports }, { path, scheme }) =>
  `${scheme === 'http' ? 'http' : 'https'}://${host}:${ports[scheme][0]}${path}`;

const WAIT_FOR_RESULTS = `
  const done = arguments[0];
  const page = window.wrappedJSObject ?? window;
  const tell = () => done(JSON.stringify(page.wptResults));
  page.wptResults ? tell() : window.addEventListener('wpt-results', tell, { once: true });
`;

// Tests open windows, and not all close them.
async function closeOthers(driver) {
  const [own, ...others] = await driver.getAllWindowHandles();
  if (!others.length) return;
  const current = await driver.getWindowHandle();
  for (const handle of [own, ...others].filter((name) => name !== current)) {
    await driver.switchTo().window(handle);
    await driver.close();
  }
  await driver.switchTo().window(current);
}

function readable(text) {
  const { status, message, subtests } = JSON.parse(text);
  return {
    status: HARNESS[status],
    message,
    subtests: Object.fromEntries(subtests.map(([name, number, why]) => [name, [STATUSES[number], why]])),
  };
}
