// Sets up everything the project needs: `node scripts/setup.mjs build` for building, `… page` for the page as well, `… test` for
// the browsers and drivers as well. Plain Node: it runs before there is a node_modules. Skips what is there.
//
// Each step takes the normal road first (rustup, tools on PATH) and Debian's packages if that fails.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { npmCi } from './lib/npm.mjs';
import { CACHE, outputOf, ROOT, runMain, SetupError, work } from './lib/run.mjs';
import {
  browsers,
  cargoTool,
  DEBIAN_RUSTC,
  lockedVersion,
  onPath,
  RUNTIMES,
  runtimes,
  TOOLS,
  WASM_STD_STAMP,
  WASM_TARGET,
  wasmBindgen,
  wasmRustc,
} from './lib/toolchain.mjs';

const STEPS = {
  build: [nodePackages, wasmTarget, bindgen],
  page: [nodePackages, wasmTarget, bindgen, typedoc],
  test: [
    nodePackages,
    typedoc,
    wasmTarget,
    lints,
    cargoDeny,
    bindgen,
    wasmPack,
    chromium,
    firefox,
    webkit,
    otherRuntimes,
  ],
};

const RUNTIME_NAMES = {
  node: 'Node 22 or newer (or set NODE_BIN)',
  deno: 'Deno (or set DENO_BIN)',
  bun: 'Bun (or set BUN_BIN)',
};

let listsAreFresh = false; // apt-get update once a run is enough

await runMain(async () => {
  const steps = STEPS[process.argv[2]];
  if (!steps) throw new SetupError(`usage: node scripts/setup.mjs ${Object.keys(STEPS).join('|')}`);
  if (!onPath('cargo')) throw new SetupError('cargo is not on PATH: install Rust with rustup (https://rustup.rs)');
  for (const step of steps) await step();
});

async function nodePackages() {
  await npmCi(ROOT, 'npm packages');
}

async function typedoc() {
  await npmCi(join(ROOT, 'scripts', 'api'), 'TypeDoc', ['--ignore-scripts']);
}

async function wasmTarget() {
  if (wasmRustc()) return;
  const byRustup =
    onPath('rustup') &&
    (await work(`Rust's ${WASM_TARGET}: rustup target add`, 'rustup', ['target', 'add', WASM_TARGET], {
      quietFailure: true,
    }));
  if (byRustup && wasmRustc()) return;
  console.log("  rustup cannot fetch it here: taking Debian's Rust");
  await aptInstall(
    ['rustc-web', 'cargo-web', 'rust-web-clippy', 'rust-web-src', 'rust-web-llvm'],
    `the Rust target ${WASM_TARGET} (rustup target add ${WASM_TARGET})`,
  );
  await linker();
  await debianWasmStd();
  if (!wasmRustc())
    throw new SetupError(`no rustc has ${WASM_TARGET}: install it with rustup target add ${WASM_TARGET}`);
}

// The package's rust-lld is a link to Debian's lld of the same LLVM, which it does not bring.
async function linker() {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills these in.
  const format = '${Depends} ${Recommends} ${Suggests}';
  const versions =
    (outputOf('dpkg-query', ['-W', '-f', format, 'rustc-web', 'rust-web-llvm']) ?? '').match(
      /\b(?:lld|llvm|clang|libllvm)-?(\d+)\b/gi,
    ) ?? [];
  const newest = Math.max(...versions.map((name) => Number(/\d+/.exec(name)[0])), 0);
  await aptInstall([newest ? `lld-${newest}` : 'lld'], 'lld');
}

// Debian ships no wasm standard library for this compiler, but its sources: built once, placed beside the compiler.
async function debianWasmStd() {
  const scratch = mkdtempSync(join(tmpdir(), 'wasm-std-'));
  const manifest = join(
    outputOf(DEBIAN_RUSTC, ['--print', 'sysroot']),
    'lib/rustlib/src/rust/library/sysroot/Cargo.toml',
  );
  const built = await work(
    `Rust's ${WASM_TARGET}: building the standard library (about a minute)`,
    '/usr/bin/cargo',
    ['build', '--release', '--target', WASM_TARGET, '--manifest-path', manifest],
    {
      env: {
        ...process.env,
        PATH: `${dirname(DEBIAN_RUSTC)}:${process.env.PATH}`,
        RUSTC: DEBIAN_RUSTC,
        RUSTC_BOOTSTRAP: '1',
        RUSTFLAGS: '-Zforce-unstable-if-unmarked -Cembed-bitcode=yes',
        __CARGO_DEFAULT_LIB_METADATA: 'std',
        CARGO_TARGET_DIR: scratch,
      },
    },
  );
  if (!built) throw new SetupError(`could not build the standard library for ${WASM_TARGET}: see the lines above`);
  const target = outputOf(DEBIAN_RUSTC, ['--print', 'target-libdir', '--target', WASM_TARGET]);
  const deps = join(scratch, WASM_TARGET, 'release', 'deps');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(deps).filter((name) => name.endsWith('.rlib')))
    copyFileSync(join(deps, name), join(target, name));
  writeFileSync(join(target, WASM_STD_STAMP), outputOf(DEBIAN_RUSTC, ['-vV']));
  rmSync(scratch, { recursive: true, force: true });
}

async function lints() {
  const components = [
    ['clippy', ['clippy', '--version']],
    ['rustfmt', ['fmt', '--version']],
  ];
  const missing = components.filter(([, args]) => !outputOf('cargo', args)).map(([name]) => name);
  if (missing.length === 0) return;
  const added =
    onPath('rustup') &&
    (await work(`Rust's ${missing.join(' and ')}: rustup component add`, 'rustup', ['component', 'add', ...missing]));
  if (!added)
    throw new SetupError(
      `missing: ${missing.join(', ')}. Install them with your Rust: rustup component add ${missing.join(' ')}`,
    );
}

async function cargoDeny() {
  if (!cargoTool('cargo-deny')) await cargoInstall('cargo-deny', ['cargo-deny', '--locked']);
}

async function bindgen() {
  if (wasmBindgen()) return;
  const version = lockedVersion('wasm-bindgen');
  // Not --locked: the program's own lock file may name a crate version that a registry has withdrawn.
  await cargoInstall(`wasm-bindgen-cli-${version}`, ['wasm-bindgen-cli', '--version', version]);
}

async function wasmPack() {
  if (!cargoTool('wasm-pack')) await cargoInstall('wasm-pack', ['wasm-pack', '--locked']);
}

async function chromium() {
  if (browsers.chromium.browser() && browsers.chromium.driver()) return;
  await aptInstall(
    ['chromium', 'chromium-driver'],
    'Chromium or Chrome with ChromeDriver (or set CHROME_BIN and CHROMEDRIVER)',
  );
}

async function firefox() {
  if (!browsers.firefox.browser()) await aptInstall(['firefox-esr'], 'Firefox (or set FIREFOX_BIN)');
  if (!browsers.firefox.driver()) await cargoInstall('geckodriver', ['geckodriver', '--locked']);
}

async function webkit() {
  const { browser, driver } = browsers.webkit;
  const hasScreen = onPath('Xvfb') || process.env.DISPLAY;
  if (browser() && driver() && hasScreen) return;
  await aptInstall(
    ['webkit2gtk-driver', 'xvfb', 'xauth'],
    "WebKitGTK's MiniBrowser with WebKitWebDriver and Xvfb (or set WEBKIT_BIN, WEBKITDRIVER and DISPLAY)",
  );
}

async function otherRuntimes() {
  await npmCi(RUNTIMES, 'Node, Deno and Bun');
  const missing = Object.keys(runtimes).find((name) => !runtimes[name]());
  if (!missing) return;
  throw new SetupError(
    `missing: ${RUNTIME_NAMES[missing]}. Install it (npm has none for this machine) and run the command again`,
  );
}

async function cargoInstall(folder, args) {
  const installed = await work(
    `${args[0]}: cargo install (a few minutes)`,
    'cargo',
    ['install', '--root', join(TOOLS, folder), ...args],
    {
      env: {
        ...process.env,
        // Tools that run for seconds need not be optimised for minutes; one folder, so that they share what they share.
        CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
        CARGO_PROFILE_RELEASE_LTO: 'off',
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
        CARGO_TARGET_DIR: join(CACHE, 'cargo-install'),
      },
    },
  );
  if (!installed)
    throw new SetupError(`could not install ${args[0]}: install it yourself with cargo install ${args.join(' ')}`);
}

async function aptInstall(packages, what) {
  if (!onPath('apt-get') || process.getuid?.() !== 0) {
    throw new SetupError(
      `missing: ${what}. Install it (on Debian as root this is done for you) and run the command again`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (!listsAreFresh) listsAreFresh = await work('Debian packages: apt-get update', 'apt-get', ['update'], { env });
  const installed = await work(
    `Debian packages: ${packages.join(' ')}`,
    'apt-get',
    ['install', '-y', '--no-install-recommends', ...packages],
    { env },
  );
  if (!installed) throw new SetupError(`apt-get could not install ${packages.join(' ')}: needed for ${what}`);
}
