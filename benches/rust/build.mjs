// Builds the apps: one to measure and one to weigh for each contender.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { minify } from 'terser';
import { ROOT } from '../../scripts/lib/run.mjs';
import { optimiseSize } from '../../scripts/lib/shrink.mjs';
import { WASM_TARGET, wasmBindgen, wasmEnv } from '../../scripts/lib/toolchain.mjs';
import { BARE, CONTENDERS, WEIGHED } from './contenders.mjs';

/** The apps that are measured, as `/name/app.js` and `/name/app_bg.wasm`. */
export function builtApps() {
  const apps = { [BARE]: BARE };
  for (const [name, { app = name }] of Object.entries(CONTENDERS)) apps[name] = app;
  const packages = [...new Set(Object.values(apps))].flatMap((app) => ['-p', `with-${app}`]);
  const env = cargo('release', ['--lib', ...packages]);
  const built = Object.entries(apps).map(([name, app]) =>
    bound(env, 'release', `with_${underscored(app)}`, `/${name}/`),
  );
  return Object.assign({}, ...built);
}

/**
 * What an app weighs that sends a text and returns the answer, at -Oz, above one without a client: a list of
 * `{ name, wasm, brotli }`, in bytes, where `brotli` counts wasm and script. The first is the app without a client.
 */
export async function weighApps() {
  const names = ['empty', ...WEIGHED];
  const weights = [];
  for (const name of names) {
    // One at a time: crates share features within a build.
    const files = builtEcho(name, '');
    const wasm = optimiseSize(files['app_bg.wasm']);
    const script = (await minify(files['app.js'].toString(), { module: true })).code;
    weights.push({ name, wasm: wasm.length, brotli: compressed(wasm) + compressed(Buffer.from(script)) });
  }
  const [empty, ...rest] = weights;
  const above = ({ name, wasm, brotli }) => ({ name, wasm: wasm - empty.wasm, brotli: brotli - empty.brotli });
  return [empty, ...rest.map(above)];
}

/** The app that sends a text and returns the answer, with this client, as files under `path`. */
export function builtEcho(name, path) {
  const env = cargo('small', ['-p', `with-${name}`, '--example', `echo-${name}`]);
  return bound(env, 'small', `examples/echo_${underscored(name)}`, path);
}

function cargo(profile, args) {
  const env = wasmEnv();
  const manifest = join(ROOT, 'benches/rust/Cargo.toml');
  const command = ['build', '--locked', '--profile', profile, '--target', WASM_TARGET, '--manifest-path', manifest];
  execFileSync('cargo', [...command, ...args], { env, stdio: 'inherit' });
  return env;
}

function bound(env, profile, name, path) {
  const folder = mkdtempSync(join(tmpdir(), 'rust-bench-'));
  try {
    const wasm = join(env.CARGO_TARGET_DIR, WASM_TARGET, profile, `${name}.wasm`);
    const args = ['--target', 'web', '--no-typescript', '--out-name', 'app', '--out-dir', folder, wasm];
    execFileSync(wasmBindgen(), args, { env });
    return Object.fromEntries(['app.js', 'app_bg.wasm'].map((file) => [path + file, readFileSync(join(folder, file))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const underscored = (name) => name.replaceAll('-', '_');
const compressed = (bytes) => brotliCompressSync(bytes).length;
