// `npm publish` runs this first: it refuses what a reader of the package's page would find broken.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf, ROOT, runMain, SetupError } from './lib/run.mjs';

const read = (name) => readFileSync(join(ROOT, name), 'utf8');

await runMain(async () => {
  const { version, repository } = JSON.parse(read('package.json'));
  const problems = [
    // npm and crates.io show README.md, and resolve its links and pictures by this.
    !repository && 'package.json has no `repository`: the links and pictures of README.md would lead nowhere',
    !/^repository = /m.test(read('Cargo.toml')) && 'Cargo.toml has no `repository`',
    !new RegExp(`^## ${version.replaceAll('.', '\\.')} - \\d{4}-\\d\\d-\\d\\d$`, 'm').test(read('CHANGELOG.md')) &&
      `CHANGELOG.md has no entry \`## ${version} - YYYY-MM-DD\``,
    outputOf('git', ['status', '--porcelain'], process.env) !== '' && 'there are changes that are not committed',
  ].filter(Boolean);
  if (problems.length)
    throw new SetupError(`not published:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
});
