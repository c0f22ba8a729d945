// What is shown while the benchmark runs: a line for each measurement, and a sign of life.
import { figuresOf, importFigures } from './figures.mjs';

/** As `runBenchmark` wants it; `print` writes a line. */
export function progressOn(print, now = Date.now) {
  let last = now();
  const tell = (line) => {
    last = now();
    print(line);
  };
  return {
    onMeasurement: (engine, measurement) => tell(lineOf(engine, measurement)),
    onWork(text) {
      if (now() - last >= SIGN_OF_LIFE_MS) tell(`  … ${text}`);
    },
  };
}

function lineOf(engine, measurement) {
  const { caseId, contender, count, pairs } = measurement;
  const place = `  ${engine.padEnd(8)} ${caseId.padEnd(19)} ${contender.padEnd(22)}`;
  if (pairs.length === 0) return `${place} ${engine} does not tell`;
  const figures = caseId === 'import' ? [differenceIn(measurement)] : figuresOf(measurement).map(ratioIn);
  return `${place} ${figures.join('  ')}  (${pairs.length} pairs of ${count})`;
}

function ratioIn({ figure, median, lower, upper }) {
  return `${figure} ${median.toFixed(3)} [${lower.toFixed(3)}–${upper.toFixed(3)}]`;
}

function differenceIn(measurement) {
  const { ours, empty, difference } = importFigures(measurement);
  const [middle, lower, upper] = [difference.median, difference.lower, difference.upper].map((ms) => ms.toFixed(1));
  return `${ours.toFixed(1)} ms, an empty module ${empty.toFixed(1)} ms, difference ${middle} ms [${lower}–${upper}]`;
}

const SIGN_OF_LIFE_MS = 10_000;
