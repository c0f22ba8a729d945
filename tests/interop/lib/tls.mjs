// A certificate made on the spot, for servers that read theirs from files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../../../scripts/lib/run.mjs';
import { certificate } from '../../../servers/certificate.mjs';

/** The paths of `{ key, cert }` in PEM for 127.0.0.1 and localhost. */
export async function certificateFiles() {
  const folder = join(CACHE, 'interop', 'tls');
  mkdirSync(folder, { recursive: true });
  const { key, cert } = await certificate();
  const paths = { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') };
  writeFileSync(paths.key, key, { mode: 0o600 });
  writeFileSync(paths.cert, cert);
  return paths;
}
