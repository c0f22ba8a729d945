// What the page of proof is made of: commands, in parts that can be run one by one, and the figures that they give.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/run.mjs';
import * as figures from './figures.mjs';

const ENGINES = ['chromium', 'firefox', 'webkit'];
const PACKAGE_TESTS = 'tests/support/in_one_process.mjs';
/** The protocol, which uses nothing else of the package, and its model. */
const CORE = ['Cargo.toml', 'Cargo.lock', 'src/proto', 'tests/model'];
const MUTANTS = "-f 'src/proto/**' -- --lib --test proto --test model";

/**
 * `{ name, title, command, parts, page, figures, versions }`. `command` is what a reader runs. `parts` are `{ name, program, run, minutes }`: a
 * program, Node if none is named, its arguments, and about how long it takes; `env` is more of its environment, `needs` what the caller has to
 * name or a program to install, and one that `mayFail` has figures in any case. `figures` reads the output of a part or, if there is a `page`, what the commands have
 * written. `versions` are those of these programs. `about` are the files and folders that it depends on, if it is not the whole package.
 */
export const PROOFS = [
  written('conformance', 'Conformance', 'npm run conformance', 'docs/CONFORMANCE.md', figures.ofConformance, [
    { name: 'all', run: ['scripts/conformance.mjs'], minutes: 3 },
  ]),
  written('wpt', 'Web-platform-tests', 'npm run wpt -- PATH', 'docs/wpt.md', figures.ofWpt, [
    { name: 'all', run: ['scripts/wpt.mjs', 'PATH'], minutes: 36, needs: 'wpt' },
  ]),
  written('interop', 'Interop with other systems', 'npm run interop', 'docs/INTEROP.md', figures.ofInterop, [
    { name: 'all', run: ['scripts/interop.mjs'], minutes: 15 },
  ]),
  written('world', 'Beside other tools', 'npm run world', 'docs/WORKS_BESIDE.md', figures.ofWorld, [
    { name: 'all', run: ['scripts/world.mjs'], minutes: 10 },
  ]),
  {
    name: 'fuzz',
    title: 'Random programs on both classes',
    command: "npm run fuzz -- --config '' --programs 5000",
    parts: [...ENGINES, 'node'].flatMap((engine) =>
      // 45,000 programs over the nine configurations. In pieces, so that little is lost if one is stopped. Each has a seed of its own.
      Array.from({ length: 10 }, (_, index) => ({
        name: `${engine} ${index + 1}`,
        run: ['scripts/fuzz.mjs', '--engine', engine, '--config', '', '--programs', '5000'],
        minutes: 2,
      })),
    ),
    figures: figures.ofFuzz,
    versions: [...ENGINES, 'node'],
  },
  {
    name: 'libfuzzer',
    title: 'The core against the model, guided by its code',
    command: 'cargo fuzz run --sanitizer none model -- -max_total_time=600 -max_len=400',
    parts: Array.from({ length: 12 }, (_, index) => ({
      name: `${index + 1}`,
      program: 'cargo',
      run: ['fuzz', 'run', '--sanitizer', 'none', 'model', '--', '-max_total_time=600', '-max_len=400'],
      minutes: 10,
      needs: 'cargo-fuzz',
    })),
    figures: figures.ofLibFuzzer,
    about: [...CORE, 'fuzz/Cargo.toml', 'fuzz/Cargo.lock', 'fuzz/fuzz_targets'],
    versions: ['rustc'],
  },
  {
    name: 'mutants',
    title: 'Mutants of the core that a test notices',
    command: "cargo mutants -f 'src/proto/**' -- --lib --test proto --test model",
    parts: Array.from({ length: 16 }, (_, index) => ({
      name: `${index + 1} of 16`,
      program: 'sh',
      run: ['-c', `ulimit -v 8000000; exec cargo mutants --shard ${index}/16 ${MUTANTS}`],
      minutes: 8,
      // It fails if a mutant lives: the figures say how many do.
      mayFail: true,
      needs: 'cargo-mutants',
    })),
    figures: figures.ofMutants,
    about: [...CORE, 'tests/proto'],
    versions: ['rustc'],
  },
  {
    name: 'miri',
    title: 'What is unsafe in the package, under Miri',
    command: 'cargo +nightly miri test --test allocator',
    parts: [{ name: 'all', program: 'cargo', run: ['+nightly', 'miri', 'test', '--test', 'allocator'], minutes: 1 }],
    figures: figures.ofCargo,
    versions: ['miri'],
  },
  {
    name: 'leaks',
    title: 'Leaks',
    command: 'npm test -- package, for leaks.test.mjs',
    parts: ENGINES.map((engine) => ({
      name: engine,
      run: [PACKAGE_TESTS, 'tests/package/leaks.test.mjs'],
      env: { ENGINES: engine },
      minutes: 1,
    })),
    figures: figures.ofTests,
    versions: ENGINES,
  },
  {
    name: 'leaks_rust',
    title: 'Leaks of the client for Rust, 10,000 connections in each phase',
    command: 'npm run leaks:rust',
    parts: ['chromium', 'firefox'].map((engine) => ({
      name: engine,
      run: ['scripts/leaks_rust.mjs', '--engine', engine],
      minutes: 5,
    })),
    figures: figures.ofCargo,
    versions: ['chromium', 'firefox', 'rustc'],
  },
  {
    name: 'soak',
    title: 'An hour of random faults at 200 reconnecting sockets',
    command: 'npm run soak',
    parts: ENGINES.map((engine) => ({ name: engine, run: ['scripts/soak.mjs', '--engine', engine], minutes: 61 })),
    figures: figures.ofSoak,
    versions: ENGINES,
  },
  {
    name: 'faults',
    title: 'Networks and servers that fail',
    command: 'npm test -- faults',
    parts: [{ name: 'all', run: ['scripts/test.mjs', 'faults'], minutes: 5 }],
    figures: figures.ofTests,
    versions: ENGINES,
  },
  written('benchmarks', 'Benchmarks', 'npm run bench', 'docs/BENCHMARKS.md', figures.ofBenchmarks, [
    { name: 'all', run: ['scripts/bench.mjs'], minutes: 43 },
  ]),
  {
    name: 'sizes',
    title: 'Sizes, compressed with brotli',
    command: 'npm run build',
    // The build prints nothing if there is nothing to do.
    parts: [{ name: 'all', run: ['scripts/build.mjs', '--sizes'], minutes: 1 }],
    figures: figures.ofSizes,
    versions: ['node'],
  },
];

/** A proof whose command writes a page: date, versions and figures are those of the page. */
function written(name, title, command, page, read, parts) {
  return {
    name,
    title,
    command,
    page,
    parts,
    figures: () => read(readFileSync(join(ROOT, page), 'utf8')),
    versions: [],
  };
}
