// The parts of the report that are tables of figures.
import { renderWeights } from '../../scripts/weigh.mjs';
import { CONTENDERS } from '../contenders.mjs';
import { caseOf, figuresOf, importFigures, meetsBar } from '../figures.mjs';
import { renderInstructions } from '../instructions.mjs';
import { blocks, table, withQuartiles } from './markdown.mjs';
import { ENGINE_TITLES, FIGURE_TITLES, titleOf } from './titles.mjs';

/** An engine's ratios: a table for each figure, a row for each case. */
export function engineSection({ engine, version, tellsMainThread, measurements }) {
  const figures = measurements.filter(({ caseId }) => !caseOf(caseId).kind).flatMap(figuresOf);
  const tables = ['main', 'wall', 'inside'].flatMap((figure) => {
    const rows = figures.filter((one) => one.figure === figure);
    return rows.length === 0 ? [] : [`### ${ENGINE_TITLES[engine]}, ${FIGURE_TITLES[figure]}`, ratioTable(rows)];
  });
  const untold =
    !tellsMainThread && `Nobody tells the CPU time of ${ENGINE_TITLES[engine]}'s main thread on this machine.`;
  return blocks(`## ${ENGINE_TITLES[engine]} ${version}`, untold, tables);
}

function ratioTable(figures) {
  const contenders = Object.keys(CONTENDERS).filter((name) => figures.some(({ contender }) => contender === name));
  const cases = [...new Set(figures.map(({ caseId }) => caseId))];
  const rows = cases.map((caseId) => {
    const own = figures.filter((figure) => figure.caseId === caseId);
    const native = own.map((figure) => figure.native).sort((a, b) => a - b)[0];
    return [
      titleOf(own[0]),
      micros(native),
      ...contenders.map((name) => ratioCell(own.find(({ contender }) => contender === name))),
    ];
  });
  return table(['', 'native, µs', ...contenders.map((name) => CONTENDERS[name].title)], rows);
}

function ratioCell(figure) {
  if (!figure) return '–';
  return withQuartiles(figure) + (meetsBar(figure) === false ? ' ✗' : '');
}

const micros = (value) => (value < 100 ? value.toPrecision(2) : Math.round(value).toLocaleString('en'));

/** From import to the first usable class. */
export function importSection(results) {
  const rows = results.flatMap(({ engine, measurements }) => {
    const measurement = measurements.find(({ caseId }) => caseId === 'import');
    if (!measurement) return [];
    const { ours, empty, difference } = importFigures(measurement);
    return [
      [ENGINE_TITLES[engine], `${ours.toFixed(1)} ms`, `${empty.toFixed(1)} ms`, `${withQuartiles(difference, 2)} ms`],
    ];
  });
  if (rows.length === 0) return '';
  return blocks(
    '## Import to first usable class',
    IMPORT,
    table(['', 'websocket-wasm', 'an empty module', 'difference'], rows),
  );
}

/** What idle sockets hold. */
export function memorySection(results) {
  const told = results
    .map(({ engine, measurements }) => ({
      engine,
      figures: measurements.filter(({ caseId }) => caseId === 'memory').flatMap(figuresOf),
      isAsked: measurements.some(({ caseId }) => caseId === 'memory'),
    }))
    .filter(({ isAsked }) => isAsked);
  if (told.length === 0) return '';
  const rows = told.flatMap(({ engine, figures }) =>
    figures.map(({ contender, native, median }) => {
      return [
        `${ENGINE_TITLES[engine]}: ${CONTENDERS[contender].title}`,
        bytes(native * median),
        bytes(native),
        median.toFixed(3),
      ];
    }),
  );
  const silent = told
    .filter(({ figures }) => figures.length === 0)
    .map(({ engine }) => `${ENGINE_TITLES[engine]} tells it neither to a page nor to its driver.`);
  return blocks(
    '## Memory of an idle open socket',
    MEMORY,
    rows.length > 0 && table(['', 'a socket', 'native', 'ratio'], rows),
    silent,
  );
}

const bytes = (value) => `${Math.round(value).toLocaleString('en')} B`;

/** What the parts of the package weigh, as `weigh` in scripts/weigh.mjs tells; nothing if it was not asked. */
export function sizeSection(weights) {
  return weights && blocks('## Size of the default entry', renderWeights(weights));
}

/** What the core does for a call, as `countInstructions` tells; nothing if it was not asked. */
export function instructionsSection(counted) {
  return counted && blocks('## Instructions of the core', renderInstructions(counted));
}

const IMPORT = `From \`import('websocket-wasm')\` to its class, in a new process each time, without a cache; and the same for a package of the
same two files around an empty wasm module, which is what the engine needs to get its WebAssembly going.`;

const MEMORY = `200 sockets that are open and do nothing, after garbage has been collected: what the page's heaps hold for each, being the heap of
JavaScript, that of the DOM, and the bytes of buffers. Our core's own record of a socket is in the wasm memory, which does not grow
for so few.`;
