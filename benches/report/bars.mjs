// Which bars are met: as numbers first, and in words.
import { CONTENDERS } from '../contenders.mjs';
import { barOf, caseOf, figuresOf, importFigures, meetsBar } from '../figures.mjs';
import { blocks, table, withQuartiles } from './markdown.mjs';
import { ENGINE_TITLES, FIGURE_TITLES, titleOf } from './titles.mjs';

/** `{ engine, figure, bar, isMet }` for each figure of an engine's results that has a bar; `figure` is of `figuresOf`. */
export function judged({ engine, measurements }) {
  return measurements
    .flatMap(figuresOf)
    .map((figure) => ({ engine, figure, bar: barOf(figure) }))
    .filter(({ bar }) => bar !== undefined)
    .map((one) => ({ ...one, isMet: meetsBar(one.figure) }));
}

/**
 * `{ engine, ours, other, isAhead, isWithinSpread }` for each figure of ours and of each other contender; if the spreads
 * overlap, the order may be chance.
 */
export function compared({ engine, measurements }) {
  const figures = measurements.flatMap(figuresOf);
  const of = (contender) => figures.filter((figure) => figure.contender === contender);
  return of('ours').flatMap((ours) =>
    RIVALS.flatMap((rival) => {
      const other = of(rival).find(({ caseId, figure }) => caseId === ours.caseId && figure === ours.figure);
      if (!other) return [];
      const isWithinSpread = ours.lower <= other.upper && other.lower <= ours.upper;
      return [{ engine, ours, other, isAhead: ours.median <= other.median, isWithinSpread }];
    }),
  );
}

/** A table of the bars, and what misses them. */
export function barsSection(results) {
  const all = results.flatMap(judged);
  const ahead = results.flatMap(compared);
  const rows = [
    ...GROUPS.map(({ title, isIn }) => [
      title,
      ...countsOf(
        results,
        all.filter(({ figure }) => isIn(figure)),
        ({ isMet }) => isMet,
      ),
    ]),
    ['ahead of every other class, or no further behind than the spread', ...countsOf(results, ahead, isAheadOrNear)],
    importRow(results),
  ];
  const misses = all.filter(({ isMet }) => !isMet).map(missOf);
  const behind = ahead.filter((one) => !isAheadOrNear(one)).map(behindOf);
  return blocks(
    table(['Bar', ...results.map(({ engine }) => ENGINE_TITLES[engine])], rows),
    [...misses, ...behind].length > 0 ? ['Not met:', [...misses, ...behind].join('\n')] : 'All are met.',
  );
}

const isAheadOrNear = ({ isAhead, isWithinSpread }) => isAhead || isWithinSpread;

function countsOf(results, all, isMet) {
  return results.map(({ engine }) => {
    const own = all.filter((one) => one.engine === engine);
    return own.length === 0 ? '–' : `${own.filter(isMet).length} of ${own.length} figures`;
  });
}

function importRow(results) {
  const { bar } = caseOf('import');
  const cells = results.map(({ measurements }) => {
    const measurement = measurements.find(({ caseId }) => caseId === 'import');
    if (!measurement) return '–';
    const { median } = importFigures(measurement).difference;
    return `${median <= bar ? 'met' : '**not met**'}: ${median.toFixed(1)} ms`;
  });
  return [`import at most ${bar} ms more than an empty module`, ...cells];
}

function missOf({ engine, figure, bar }) {
  return `- ${ENGINE_TITLES[engine]}, ${titleOf(figure)}, ${nameOf(figure)}: ${withQuartiles(figure)}, the bar is ${bar}`;
}

function behindOf({ engine, ours, other }) {
  return `- ${ENGINE_TITLES[engine]}, ${titleOf(ours)}, ${FIGURE_TITLES[ours.figure]}: ${withQuartiles(ours)}, ${other.contender} ${withQuartiles(other)}`;
}

const nameOf = ({ contender, figure }) =>
  contender === 'ours' ? FIGURE_TITLES[figure] : `${FIGURE_TITLES[figure]}, ${CONTENDERS[contender].title}`;

const isConnection = (caseId) => ['open-close', 'create'].includes(caseId);

const GROUPS = [
  { title: 'messages: at most 1.03', isIn: ({ caseId, contender }) => contender === 'ours' && !isConnection(caseId) },
  { title: 'connections: at most 1.10', isIn: ({ caseId, contender }) => contender === 'ours' && isConnection(caseId) },
  { title: 'with an inspector: at most 1.15', isIn: ({ contender }) => contender === 'ours-inspected' },
  { title: 'observed: at most 1.15', isIn: ({ contender }) => contender === 'ours-observed' },
  { title: 'main-thread time of `/reconnecting`', isIn: ({ contender }) => contender === 'ours-reconnecting' },
  { title: 'the same with a heartbeat', isIn: ({ contender }) => contender === 'ours-with-heartbeat' },
];
const RIVALS = ['reconnecting-websocket', 'partysocket', 'wrapper'];
