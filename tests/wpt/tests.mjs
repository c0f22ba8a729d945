// The tests of a checkout, as upstream's manifest has them: which files are tests, in which scopes and variants.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The folder of web-platform-tests that is run. */
export const FOLDER = 'websockets';

/** What a checkout has to hold. */
const NEEDED = [FOLDER, 'resources', 'common', 'interfaces'];

/** The folders that a checkout lacks. */
export const missingIn = (root) => NEEDED.filter((name) => !existsSync(join(root, name)));

/** Every test: `{ file, path, scheme, long }`, in order. `path` is that of its document, with the variant; `scheme` says which server has it. */
export function testsOf(root) {
  const folder = join(root, FOLDER);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !file.split('/').some((name) => NO_TESTS.has(name)))
    .sort()
    .flatMap((file) => testsIn(file, readFileSync(join(root, file), 'latin1')));
}

/** The tests of an engine, and how many it cannot run, for what `reason`. */
export function testsFor(engine, all) {
  const { schemes = [], reason } = WITHOUT[engine] ?? {};
  const tests = all.filter(({ scheme }) => !schemes.includes(scheme));
  return { tests, skipped: all.length - tests.length, reason };
}

const WITHOUT = {
  webkit: {
    schemes: ['h2'],
    reason: 'WebKitGTK opens no WebSocket over HTTP/2: it waits for ever for a server that speaks nothing else.',
  },
};

const NO_TESTS = new Set(['handlers', 'resources', 'support', 'tools']);

/** The tests of a file, whose text is given; none if it is no test. */
export function testsIn(file, text) {
  const { documents, metas } = documentsOf(file, text);
  const variants = valuesOf(metas, 'variant');
  const long = valuesOf(metas, 'timeout').includes('long');
  return documents.flatMap((document) =>
    (variants.length ? variants : ['']).map((variant) => ({
      file,
      path: `/${document}${variant}`,
      scheme: schemeOf(document, variant),
      long,
    })),
  );
}

function documentsOf(file, text) {
  if (/-manual\.\w+$/.test(file)) return NONE;
  if (file.endsWith('.any.js')) {
    const metas = metasOf(text);
    const stem = file.slice(0, -'.any.js'.length);
    return { metas, documents: scopesOf(metas).map((scope) => `${stem}.any${SCOPES[scope]}.html`) };
  }
  const script = /\.(window|worker)\.js$/.exec(file);
  if (script) return { metas: metasOf(text), documents: [`${file.slice(0, -'.js'.length)}.html`] };
  if (/\.x?html?$/.test(file) && text.includes('/resources/testharness.js'))
    return { metas: metasOfPage(text), documents: [file] };
  return NONE;
}

const NONE = { documents: [], metas: [] };

/** Scope → what the name of its document has behind `.any`. Others, such as modules, no test of the folder asks for. */
const SCOPES = {
  window: '',
  dedicatedworker: '.worker',
  sharedworker: '.sharedworker',
  serviceworker: '.serviceworker',
};

function scopesOf(metas) {
  const [named] = valuesOf(metas, 'global');
  const names = (named ?? 'window,dedicatedworker').split(',').map((name) => name.trim());
  return Object.keys(SCOPES).filter(
    (scope) => names.includes(scope) || (scope !== 'window' && names.includes('worker')),
  );
}

function metasOf(text) {
  const metas = [];
  for (const line of text.split('\n')) {
    const match = /^\/\/\s*META:\s*(\w*)=(.*)$/.exec(line.trimEnd());
    if (!match) break;
    metas.push([match[1], match[2].trim()]);
  }
  return metas;
}

function metasOfPage(text) {
  const tags = [...text.matchAll(/<meta\s[^>]*>/gi)].map(([tag]) => tag);
  const attribute = (tag, name) => new RegExp(`\\b${name}=(?:"([^"]*)"|'([^']*)'|([^\\s>]*))`, 'i').exec(tag);
  return tags.map((tag) =>
    ['name', 'content'].map((name) =>
      attribute(tag, name)
        ?.slice(1)
        .find((value) => value !== undefined),
    ),
  );
}

const valuesOf = (metas, name) => metas.filter(([key]) => key === name).map(([, value]) => value);

function schemeOf(document, variant) {
  const flags = new URLSearchParams(variant).getAll('wpt_flags');
  if (flags.includes('h2') || document.includes('.h2.')) return 'h2';
  return flags.includes('https') || /\.(https|serviceworker)\./.test(document) ? 'https' : 'http';
}
