// The items about events and listeners, on ReconnectingWebSocket: with `maxAttempts: 0` it is a WebSocket that connects once.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inEveryEngine } from '../package/pages.mjs';
import { bundle } from './bundle.mjs';
import { items } from './deviation_list.mjs';
import { DEVIATIONS } from './deviations.mjs';
import { deviationsIn, problemsOf } from './verdict.mjs';

/** Sections of the items: what is told of a connection, the events themselves, handlers and listeners. */
const SECTIONS = ['8', '9', '10'];
const PROTOTYPE = {
  where: ['chromium', 'firefox', 'webkit'],
  reason: "A connection's event gets a prototype between it and its class, which answers the instance as the target.",
};
const OF_THIS_CLASS = [
  ...items(
    '8.10',
    [
      'why a connection could not be established cannot be told',
      'that the server does not speak TLS cannot be told either',
    ],
    PROTOTYPE,
  ),
  ...items('8.11', ['redirects and requests for a password are failures'], PROTOTYPE),
  ...items('9.1', ['each event has the class of its kind, of this realm'], PROTOTYPE),
].map((deviation) => ({ ...deviation, worse: true }));

inEveryEngine('ReconnectingWebSocket', ({ visit, echoUrl, engine }) => {
  let files;
  before(async () => {
    files = { '/items.js': (await bundle()).items };
  });

  for (const section of SECTIONS) {
    test(`has the events of the standard: section ${section}`, async () => {
      const results = await visit({ scripts: ['/items.js'], files }, run, echoUrl().replace('/echo', ''), section);
      const all = [...OF_THIS_CLASS, ...DEVIATIONS.filter((one) => !OF_THIS_CLASS.some((own) => isSame(own, one)))];
      const deviations = deviationsIn(all, engine, 'window').filter(({ id }) => id.startsWith(`${section}.`));
      const problems = problemsOf(results, deviations);
      assert.equal(problems.length, 0, problems.join('\n'));
    });
  }
});

const isSame = (one, other) => one.id === other.id && one.title === other.title;

async function run(url, only) {
  const { ReconnectingWebSocket } = await import('/package/dist/reconnecting.js');
  class Once extends ReconnectingWebSocket {
    constructor(url, protocols) {
      super(url, protocols, { maxAttempts: 0 });
    }
  }
  const server = { url, httpUrl: url.replace('ws', 'http') };
  const classes = { ours: { WebSocket: Once }, native: { WebSocket: native } };
  return conformance.run({ classes, nativeIfOursFails: true, only, server, scope: 'window' });
}
