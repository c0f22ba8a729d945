// The same upload with drained() and without, to a server that reads slowly, and its bufferedAmount.
import '../panels.css';
import './backpressure.css';
import { testsServer } from '../../config.js';
import { haveLanguage } from '../../view/charts/language.js';
import { onSubmit } from '../../view/form.js';
import { element } from '../../view/format.js';
import { formatBytes, formatDuration } from '../../view/units.js';
import { controlCard, exampleCard, partsOf, resultCard, WAYS } from './cards.js';
import { run } from './run.js';

/** Fills the view. */
export async function start(view) {
  haveLanguage();
  const [server, { Chart }] = await Promise.all([testsServer(), import('./chart.js')]);
  const parts = partsOf(server ? `${server.url}/upload?rate=16000000` : '');
  view.append(
    element('div', { className: 'panel backpressure' }, controlCard(parts, server), resultCard(parts), exampleCard()),
  );

  const chart = new Chart(parts.plot, parts.keys);
  onSubmit(parts.run.form, () =>
    runWays(parts, chart, {
      url: parts.url.value.trim(),
      file: parts.source.read(),
      below: Math.round(parts.below.read()),
      highWaterMark: parts.highWaterMark.read(),
    }),
  );
}

async function runWays(parts, chart, options) {
  const { ways, status, progress } = parts;
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  parts.stop.addEventListener('click', stop, { once: true });
  setRunning(parts, true);
  clear(parts, chart);
  try {
    for (const [index, way] of Object.keys(WAYS).entries()) {
      if (![way, 'both'].includes(ways.value)) continue;
      status.textContent = `Uploading ${WAYS[way]}…`;
      progress.value = 0;
      const result = await run(options.url, options.file, {
        ...options,
        // With the size of the whole file, drained() never waits.
        below: way === 'without' ? options.file.size : options.below,
        signal: stopping.signal,
        onSample: (ms, bytes) => chart.add(index, ms, bytes),
        onPiece: (bytes) => {
          progress.value += bytes / options.file.size;
        },
      });
      showFigures(parts.figures[way], options.file.size, result);
    }
    status.textContent = 'Done.';
  } catch (error) {
    status.textContent = stopping.signal.aborted ? 'Stopped.' : 'Failed.';
    if (!stopping.signal.aborted) throw error;
  } finally {
    parts.stop.removeEventListener('click', stop);
    setRunning(parts, false);
  }
}

function clear({ figures, progress }, chart) {
  chart.clear();
  progress.value = 0;
  for (const cell of Object.values(figures).flat()) cell.textContent = '–';
}

function showFigures([time, rate, peak], size, { ms, peak: most }) {
  time.textContent = formatDuration(ms);
  rate.textContent = `${formatBytes((size * 1000) / ms)}/s`;
  peak.textContent = formatBytes(most);
}

function setRunning({ run: runButton, stop }, isRunning) {
  const hadFocus = document.activeElement === runButton || document.activeElement === stop;
  runButton.disabled = isRunning;
  stop.disabled = !isRunning;
  // A button that cannot be pressed any more loses the focus, and the keyboard its place.
  if (hadFocus) (isRunning ? stop : runButton).focus();
}
