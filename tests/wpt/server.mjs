// The servers of a checkout: wptserve and pywebsocket3 from PyPI, in the project's cache.
import { spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { CACHE, SetupError, work } from '../../scripts/lib/run.mjs';
import { onPath } from '../../scripts/lib/toolchain.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
export const WPT_CACHE = join(CACHE, 'wpt');
const PACKAGES = join(WPT_CACHE, 'python');
const PYTHON = () => onPath('python3');

/** Installs what the servers need; rejects with one line if it cannot be had. */
export async function install() {
  const list = join(HERE, 'serve', 'requirements.txt');
  const lock = readFileSync(list, 'utf8');
  const stamp = `${PACKAGES}.lock`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (!PYTHON()) throw new SetupError('web-platform-tests needs Python 3 with pip on PATH');
  rmSync(PACKAGES, { recursive: true, force: true });
  const args = [
    '-m',
    'pip',
    'install',
    '--disable-pip-version-check',
    '--require-hashes',
    '--no-deps',
    '--target',
    PACKAGES,
    '-r',
    list,
  ];
  if (!(await work('web-platform-tests: pip install', PYTHON(), args)))
    throw new SetupError('web-platform-tests: pip install failed, see the lines above');
  writeFileSync(stamp, lock);
}

/**
 * Starts the servers for the checkout in `root`; `first` is the text of a script that every window, frame and worker runs first.
 * Resolves to `{ ports, host, names, stop }`.
 */
export async function serve(root, certificate, first) {
  const report = join(HERE, 'page', 'report.js');
  const options = { root, report, key: certificate.keyFile, cert: certificate.certFile };
  if (first) writeFileSync((options.first = join(WPT_CACHE, 'first.js')), first);
  const child = spawn(PYTHON(), [join(HERE, 'serve', 'serve.py'), JSON.stringify(options)], {
    env: { ...process.env, PYTHONPATH: PACKAGES, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['pipe', 'pipe', process.env.WPT_LOG ? 'inherit' : 'ignore'],
  });
  const kill = () => child.kill();
  process.once('exit', kill);
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new SetupError(`the servers of web-platform-tests did not start: status ${code} (WPT_LOG=1 shows why)`)),
    );
  });
  return {
    ...JSON.parse(line),
    stop() {
      process.off('exit', kill);
      child.stdin.end();
      setTimeout(kill, STOP_MS).unref();
    },
  };
}

const STOP_MS = 2_000;

/** A certificate for the hosts of the tests, as files: `keyFile`, `certFile`, and `spki`, by which Chromium takes it for good. */
export async function certificate() {
  mkdirSync(WPT_CACHE, { recursive: true });
  const names = HOSTS.flatMap((host) => [host, `*.${host}`]);
  const { private: key, cert } = await generate([{ name: 'commonName', value: HOSTS[0] }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
    ],
  });
  const keyFile = join(WPT_CACHE, 'key.pem');
  const certFile = join(WPT_CACHE, 'cert.pem');
  writeFileSync(keyFile, key, { mode: 0o600 });
  writeFileSync(certFile, cert);
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { keyFile, certFile, spki: createHash('sha256').update(publicKey).digest('base64') };
}

const HOSTS = ['web-platform.test', 'not-web-platform.test'];
