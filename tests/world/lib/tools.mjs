// The tools: a folder each, with `tool.mjs` and `expect.json`. The folder's README says how to add one.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../../scripts/lib/run.mjs';

export const TOOLS = join(ROOT, 'tests', 'world', 'tools');

/** Every tool, in the order of the titles: `{ name, folder, expect }` and what its tool.mjs exports. */
export async function loadTools() {
  const names = readdirSync(TOOLS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const tools = await Promise.all(names.map(loadTool));
  return tools.sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

async function loadTool(name) {
  const folder = join(TOOLS, name);
  const {
    title,
    parts,
    setups,
    inTests = false,
    usesBrowser = false,
  } = await import(pathToFileURL(join(folder, 'tool.mjs')));
  if (!title || !parts || !setups) throw new Error(`the tool ${name}: tool.mjs has to export title, parts and setups`);
  const file = join(folder, 'expect.json');
  const expect = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return { name, folder, title, parts, setups, inTests, usesBrowser, expect };
}
