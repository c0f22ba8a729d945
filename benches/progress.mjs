// What is shown while the benchmark runs: a line for each measurement, and a sign of life.
import { figuresOf } from './figures.mjs';

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
  const { caseId, contender } = measurement;
  const figures = figuresOf(measurement).map(({ figure, median, lower, upper }) => {
    return `${figure} ${median.toFixed(3)} [${lower.toFixed(3)}–${upper.toFixed(3)}]`;
  });
  return `  ${engine.padEnd(8)} ${caseId.padEnd(20)} ${contender.padEnd(22)} ${figures.join('  ')}  ${measurement.pairs.length} pairs of ${measurement.count}`;
}

const SIGN_OF_LIFE_MS = 10_000;
