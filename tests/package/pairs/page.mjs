// Runs one pair of features through one phase of a connection, in a page, and lists the rules that it breaks.
import { defineClosingPhases, defineOpenPhases } from './phases.mjs';
import { defineSockets, defineStreams, defineWaiting } from './sockets.mjs';

/** The scripts, in their order: the last defines `runPairs`. */
export const PAIRS = [defineWaiting, defineSockets, defineStreams, defineOpenPhases, defineClosingPhases, defineRuns];

function defineRuns() {
  const { sleep, ofSocket, ofStream } = pairs;
  const PHASES = { ...pairs.openPhases, ...pairs.closingPhases };

  const KINDS = {
    WebSocket: ({ WebSocket }, url, options) => ofSocket(new WebSocket(url, options)),
    ReconnectingWebSocket: ({ ReconnectingWebSocket }, url, options) =>
      ofSocket(new ReconnectingWebSocket(url, { ...options, shouldReconnect: () => false }), true),
    WebSocketStream: ({ WebSocketStream }, url, options) => ofStream(new WebSocketStream(url, options)),
  };

  let stalls = 0;
  /** The servers that let connects stall take turns: each can have only so many. */
  const urlOf = ({ others, stalling }, path) => {
    if (path !== '/stall') return `${others}${path}`;
    stalls += 1;
    return `${stalling[stalls % stalling.length]}${path}`;
  };

  const run = async (entries, servers, kind, pair, phase) => {
    const problems = [];
    const has = (feature) => pair.includes(feature);
    const controller = new AbortController();
    const options = {};
    if (has('highWaterMark')) options.highWaterMark = 1_000;
    // In an exchange it must not end anything, however slow the machine is.
    if (has('closeTimeout')) options.closeTimeout = phase === 'an exchange' ? 30_000 : 150;
    if (has('connectTimeout')) options.connectTimeout = phase.includes('stalls') ? 150 : 30_000;
    if (has('signal')) options.signal = controller.signal;
    if (has('subprotocols')) options.protocols = ['chat', 'talk'];
    const make = (path) => KINDS[kind](entries, urlOf(servers, path), options);
    make.canForce = kind === 'ReconnectingWebSocket';
    const check = (holds, rule) => {
      if (!holds) problems.push(`${kind}, ${pair.join(' and ')}, ${phase}: ${rule}`);
    };
    try {
      const { seen } = await PHASES[phase]({ ...entries, make, has, controller, check });
      await sleep(20);
      check(seen.close === 1 && seen.error <= 1 && seen.open <= 1, `one end, and not ${JSON.stringify(seen)}`);
    } catch (error) {
      check(false, String(error.stack ?? error));
    }
    return problems;
  };

  /** Runs all pairs of these features through all phases; resolves to the number of runs and the broken rules. */
  globalThis.runPairs = async (entries, servers, kind, features, phasesWithout, atOnce) => {
    const pairs = features.flatMap((first, index) => features.slice(index + 1).map((second) => [first, second]));
    const runs = pairs.flatMap((pair) =>
      Object.keys(PHASES)
        .filter((phase) => !pair.some((feature) => phasesWithout[feature]?.some((word) => phase.includes(word))))
        .map((phase) => [pair, phase]),
    );
    const { length: count } = runs;
    const problems = [];
    const runRest = async () => {
      for (let next = runs.shift(); next; next = runs.shift())
        problems.push(...(await run(entries, servers, kind, ...next)));
    };
    await Promise.all(Array.from({ length: atOnce }, runRest));
    return { count, problems };
  };
}
