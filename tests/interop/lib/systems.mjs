// The systems: a folder each, with `server.mjs`, `page.mjs` and `expect.json`. The folder's README says how to add one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../../scripts/lib/run.mjs';

export const SYSTEMS = join(ROOT, 'tests', 'interop', 'systems');

const PARTS = ['server.mjs', 'page.mjs', 'expect.json'];

/**
 * Every system, in the order of their titles: `{ name, folder, expect }` and what its server.mjs exports.
 * Rejects with what is wrong with a folder.
 */
export async function loadSystems(folder = SYSTEMS) {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const systems = await Promise.all(names.map((name) => loadSystem(join(folder, name), name)));
  return systems.sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

/** The systems (or whatever they are called) of these names; rejects a name that none has. */
export function select(systems, names, what = 'system') {
  const unknown = names.find((name) => !systems.some((system) => system.name === name));
  if (unknown)
    throw new Error(
      `there is no ${what} ${unknown}: choose from ${systems
        .map(({ name }) => name)
        .sort()
        .join(', ')}`,
    );
  return systems.filter(({ name }) => names.includes(name));
}

async function loadSystem(folder, name) {
  const missing = PARTS.find((part) => !existsSync(join(folder, part)));
  if (missing) throw new Error(`the system ${name} has no ${missing}`);
  const {
    title,
    start,
    parts = [],
    clients = [],
    fixture,
    dialect,
    inTests = false,
  } = await import(pathToFileURL(join(folder, 'server.mjs')).href);
  if (!title || !start) throw new Error(`the system ${name}: server.mjs has to export a title and start()`);
  const expect = JSON.parse(readFileSync(join(folder, 'expect.json'), 'utf8'));
  return { name, folder, expect, title, start, parts, clients, fixture, dialect, inTests };
}
