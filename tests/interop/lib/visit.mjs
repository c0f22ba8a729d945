// One run of a system's scenario: a page in a real browser, with the native class or with ours.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../../../scripts/lib/run.mjs';
import { serveFolder } from '../../../servers/static_server.mjs';

const PAGE = join(ROOT, 'tests', 'interop', 'lib', 'page');
const SILENCE_LIMIT_MS = 150_000;

const ERRORS = join(PAGE, 'errors.js');
const WATCH = join(PAGE, 'watch.js');
const INSPECT = join(PAGE, 'inspect.js');
const TOOLS = join(PAGE, 'tools.js');
const DIST = join(ROOT, 'dist');
const OURS = join(DIST, 'auto.global.js');
const OURS_WITH_TOOLS = join(DIST, 'devtools.global.js');

/** Which class a page has, and the scripts that put it there before those of the system. */
export const CLASSES = {
  native: [],
  ours: [WATCH, OURS],
  inspected: [WATCH, OURS, INSPECT],
};

/** The same with the panel of developer tools open, for systems whose `dialect` it reads. */
const WITH_TOOLS = { tools: [WATCH, OURS_WITH_TOOLS, TOOLS] };

/** The names of the classes that a system's scenario is played with. */
export const classesFor = ({ dialect }) => Object.keys(dialect ? { ...CLASSES, ...WITH_TOOLS } : CLASSES);

/** What a system's pages run: the bundled scenario. Rejects with esbuild's messages. */
export async function bundleScenario(system) {
  const {
    outputFiles: [file],
  } = await build({
    stdin: {
      contents: `import { play } from ${JSON.stringify(join(PAGE, 'play.mjs'))}; import scenario from './page.mjs'; play(scenario, interopUrls);`,
      resolveDir: system.folder,
      sourcefile: 'scenario.mjs',
    },
    write: false,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    // What CommonJS packages for Node and the browser call the global object.
    define: { global: 'globalThis' },
    logLevel: 'silent',
  });
  return file.contents;
}

/**
 * Plays a scenario in a browser with the class of this name: `{ steps, traffic, error }`, where a step is
 * `{ step, value }` or `{ step, error }`. `server` is what the system's `start` gave.
 */
export async function visit(driver, system, server, scenario, className) {
  const steps = [];
  /** @type {{ traffic?: object, error?: string } | undefined} */
  let end;
  let lastSign = Date.now();
  const report = async (message) => {
    lastSign = Date.now();
    if (message.step !== undefined) steps.push(message);
    else if (message.done || message.error) end ??= message;
    return {};
  };
  const site = await serveFolder(siteOf(system, server, scenario, className), {
    posts: { '/report': report, '/control': (request) => control(server, request) },
  });
  try {
    await driver.get(`${site.url}/`);
    while (!end) {
      if (Date.now() - lastSign > SILENCE_LIMIT_MS)
        end = { error: `the page is silent after ${steps.at(-1)?.step ?? 'it was opened'}` };
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return { steps, traffic: end.traffic, error: end.error };
  } finally {
    // Its connections end, and its timers.
    await driver.get('about:blank');
    await site.close();
  }
}

function siteOf(system, { urls }, scenario, className) {
  const classScripts = { ...CLASSES, ...WITH_TOOLS }[className];
  const scripts = [ERRORS, ...classScripts, ...system.clients.map((path) => join(system.folder, path))];
  const paths = scripts.map((file, index) => `/${index}/${file.split('/').at(-1)}`);
  const tags = [...paths, '/urls.js', '/scenario.js'].map((path) => `<script src="${path}"></script>`);
  return {
    '/index.html': `<!doctype html><meta charset="utf-8"><title>${system.title}</title><body>${tags.join('')}`,
    '/urls.js': `globalThis.interopUrls = ${JSON.stringify(urls)}; globalThis.interopDialect = ${JSON.stringify(system.dialect)};`,
    '/scenario.js': scenario,
    ...Object.fromEntries(paths.map((path, index) => [path, readFileSync(scripts[index])])),
    ...panelBeside(paths.find((path) => path.endsWith('/devtools.global.js'))),
  };
}

/** The files that the script of developer tools at this path loads later, from its own folder. */
function panelBeside(path) {
  if (!path) return {};
  const names = readdirSync(DIST).filter((name) => /^devtools-.*\.js$/.test(name));
  return Object.fromEntries(names.map((name) => [join(dirname(path), name), readFileSync(join(DIST, name))]));
}

async function control({ controls = {} }, { name, args }) {
  try {
    if (!Object.hasOwn(controls, name)) throw new Error(`the server has no control ${name}`);
    return { value: await controls[name](...args) };
  } catch ({ message }) {
    return { error: message };
  }
}
