// The chart of a run as SVG: a row for each case, a panel for each engine, a mark with whiskers for each class.
import { CONTENDERS } from '../contenders.mjs';
import { caseOf, figuresOf } from '../figures.mjs';
import { ENGINE_TITLES, titleOf } from './titles.mjs';

/** Draws `engines` as `runBenchmark` resolves to. */
export function chartOf(engines) {
  const panels = engines.map(({ engine, version, measurements }, index) => ({
    title: `${ENGINE_TITLES[engine]} ${version.split('.')[0]}`,
    left: LABELS + index * (PANEL + GAP),
    figures: measurements
      .filter(({ caseId }) => !caseOf(caseId).kind)
      .flatMap(figuresOf)
      .filter(isDrawn),
  }));
  const rows = rowsOf(panels);
  const height = TOP + rows.length * ROW + BOTTOM;
  const width = LABELS + panels.length * (PANEL + GAP);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">`,
    `<title id="title">${TITLE}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    `<text class="heading" x="${MARGIN}" y="26">${TITLE}</text>`,
    ...legend(),
    ...rows.flatMap((row, index) => drawRow(row, index, width)),
    ...panels.flatMap((panel) => drawPanel(panel, rows)),
    '</svg>',
    '',
  ].join('\n');
}

/** The main thread's time of all, the wall's if that is not told, and a few of the calls alone. */
function isDrawn({ caseId, contender, figure }, index, figures) {
  if (!DRAWN.includes(contender)) return false;
  if (figure === 'inside') return CALLS.includes(caseId);
  return (
    figure === 'main' || (figure === 'wall' && !figures.some((one) => one.caseId === caseId && one.figure === 'main'))
  );
}

/** `{ key, title }` of all rows, the calls alone at the end. */
function rowsOf(panels) {
  const figures = panels.flatMap((panel) => panel.figures);
  const inOrder = [
    ...figures.filter(({ figure }) => figure !== 'inside'),
    ...figures.filter(({ figure }) => figure === 'inside'),
  ];
  return [
    ...new Map(inOrder.map((figure) => [keyOf(figure), { key: keyOf(figure), title: titleOf(figure) }])).values(),
  ];
}

const keyOf = ({ caseId, figure }) => `${caseId} ${figure === 'inside'}`;

function legend() {
  return DRAWN.map((name, index) => {
    const x = MARGIN + 8 + LEGEND[index];
    return `<g class="${name}">${markOf(name, x, 46)}<text x="${x + 12}" y="50">${escaped(CONTENDERS[name].title)}</text></g>`;
  });
}

function drawRow({ title }, index, width) {
  const top = TOP + index * ROW;
  return [
    index % 2 === 0 ? `<rect class="stripe" x="0" y="${top}" width="${width}" height="${ROW}"/>` : '',
    `<text x="${MARGIN}" y="${top + ROW / 2 + 4}">${escaped(title)}</text>`,
  ].filter(Boolean);
}

function drawPanel({ title, left, figures }, rows) {
  const bottom = TOP + rows.length * ROW;
  const grid = TICKS.flatMap((ratio) => {
    const x = left + across(ratio);
    const label = (y) => `<text class="tick" x="${x}" y="${y}">${ratio}×</text>`;
    return [
      `<line class="${ratio === 1 ? 'even' : 'grid'}" x1="${x}" x2="${x}" y1="${TOP}" y2="${bottom}"/>`,
      label(TOP - 8),
      label(bottom + 16),
    ];
  });
  const marks = figures.flatMap((figure) =>
    drawMark(
      figure,
      left,
      rows.findIndex(({ key }) => key === keyOf(figure)),
    ),
  );
  return [`<text class="engine" x="${left + PANEL / 2}" y="${TOP - 28}">${escaped(title)}</text>`, ...grid, ...marks];
}

function drawMark({ contender, median, lower, upper }, left, row) {
  const lane = DRAWN.indexOf(contender);
  const y = TOP + row * ROW + FIRST_LANE + lane * LANE;
  const x = left + across(median);
  const told = median > LAST ? `<text class="beyond" x="${x - 10}" y="${y + 4}">${median.toFixed(1)}×</text>` : '';
  const title = `<title>${escaped(CONTENDERS[contender].title)}: ${median.toFixed(3)} (${lower.toFixed(2)}–${upper.toFixed(2)})</title>`;
  const whisker = `<line class="whisker" x1="${left + across(lower)}" x2="${left + across(upper)}" y1="${y}" y2="${y}"/>`;
  return `<g class="${contender}">${title}${whisker}${markOf(contender, x, y)}${told}</g>`;
}

/** Shapes differ, too, for those who do not tell the colours apart. */
function markOf(contender, x, y) {
  const polygon = (points) =>
    `<polygon class="mark" points="${points.map(([dx, dy]) => `${round(x + dx)},${y + dy}`).join(' ')}"/>`;
  switch (contender) {
    case 'ours':
      return `<circle class="mark" cx="${x}" cy="${y}" r="4.5"/>`;
    case 'ours-inspected':
      return `<circle class="mark hollow" cx="${x}" cy="${y}" r="3.2"/>`;
    case 'ours-reconnecting':
      return `<rect class="mark hollow" x="${round(x - 3)}" y="${y - 3}" width="6" height="6"/>`;
    case 'reconnecting-websocket':
      return polygon([
        [-3, -3],
        [3, -3],
        [3, 3],
        [-3, 3],
      ]);
    case 'partysocket':
      return polygon([
        [0, -4],
        [4, 0],
        [0, 4],
        [-4, 0],
      ]);
    default:
      return polygon([
        [0, -4],
        [4, 3],
        [-4, 3],
      ]);
  }
}

/** Where a ratio lies in a panel: in logarithms, as half and twice are equally far from one. */
function across(ratio) {
  const part = Math.log(Math.min(Math.max(ratio, FIRST), LAST) / FIRST) / Math.log(LAST / FIRST);
  return round(part * PANEL);
}

const round = (number) => Math.round(number * 10) / 10;

const escaped = (text) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

const TITLE = 'Main-thread time for the same work, the browser’s own class being 1: less is better';
/** From the top of a row to its bottom. */
const DRAWN = Object.keys(CONTENDERS).filter((name) => CONTENDERS[name].isInChart !== false);
const LEGEND = [0, 125, 310, 510, 675, 770];
const CALLS = ['send-text-16b', 'send-binary-1k', 'send-with-reads'];
const TICKS = [0.8, 1, 1.25, 1.5, 2];
const FIRST = 0.75;
const LAST = 2.5;
const MARGIN = 14;
const LABELS = 262;
const PANEL = 320;
const GAP = 30;
const TOP = 112;
const BOTTOM = 34;
const ROW = 49;
const FIRST_LANE = 7;
const LANE = 7;

const STYLE = `
svg { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; --paper: #fff; --ink: #1f2328; --soft: #59636e; --grid: #d1d9e0; --stripe: #f3f6f9;
  --ours: #0a58ca; --inspected: #3f7fd9; --back: #0f766e; --reconnecting: #b35309; --party: #8a3ea8; --wrapper: #57606a; }
@media (prefers-color-scheme: dark) { svg { --paper: #0d1117; --ink: #f0f6fc; --soft: #9198a1; --grid: #3d444d; --stripe: #151b23;
  --ours: #79b4ff; --inspected: #58a6ff; --back: #4fd1c5; --reconnecting: #f0a35e; --party: #d8a0f2; --wrapper: #b1bac4; } }
.paper { fill: var(--paper); } .stripe { fill: var(--stripe); }
text { fill: var(--ink); } .heading { font-size: 15px; font-weight: 600; }
.engine { font-weight: 600; text-anchor: middle; } .tick { fill: var(--soft); text-anchor: middle; font-size: 11px; }
.beyond { font-size: 11px; text-anchor: end; }
.grid { stroke: var(--grid); } .even { stroke: var(--soft); stroke-width: 1.5; }
.whisker { stroke-width: 1.5; stroke: var(--c); } .mark { fill: var(--c); } .hollow { fill: var(--paper); stroke: var(--c); stroke-width: 1.6; }
.ours { --c: var(--ours); } .ours-inspected { --c: var(--inspected); } .reconnecting-websocket { --c: var(--reconnecting); }
.ours-reconnecting { --c: var(--back); }
.partysocket { --c: var(--party); } .wrapper { --c: var(--wrapper); }
`;
