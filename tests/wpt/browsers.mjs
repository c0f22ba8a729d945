// Browsers that find the hosts of the tests on 127.0.0.1, and take their certificate.
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browsers } from '../../scripts/lib/toolchain.mjs';
import { openBrowser } from '../support/browsers.mjs';
import { WPT_CACHE } from './server.mjs';

/** Opens a browser for the servers with this certificate; resolves to a WebDriver. */
export async function openForTests(engine, { spki, names }) {
  if (engine === 'webkit') process.env.WEBKITDRIVER = webkitDriver(names);
  const driver = await openBrowser(engine, {
    acceptInsecureCerts: true,
    chromiumArgs: [
      '--host-resolver-rules=MAP nonexistent.*.test ^NOTFOUND, MAP *.test 127.0.0.1, MAP *.test. 127.0.0.1',
      `--ignore-certificate-errors-spki-list=${spki}`,
    ],
    // As the browsers ship for most: Debian's Chromium blocks the cookies of third parties.
    chromiumPrefs: { profile: { block_third_party_cookies: false, cookie_controls_mode: 0 } },
    firefoxPrefs: {
      'network.dns.localDomains': names.join(','),
      'network.proxy.type': 0,
      'dom.disable_open_during_load': false,
    },
  });
  await driver.manage().setTimeouts({ script: SCRIPT_MS, pageLoad: SCRIPT_MS });
  return driver;
}

const SCRIPT_MS = 90_000;

/** WebKit has no switch for hosts: its driver gets a file of hosts of its own, which only it and its browser see. */
function webkitDriver(names) {
  const hosts = join(WPT_CACHE, 'hosts');
  const program = join(WPT_CACHE, 'webkit-driver');
  writeFileSync(hosts, `127.0.0.1 localhost ${names.join(' ')}\n`);
  writeFileSync(program, `#!/bin/sh\nexec unshare ${UNSHARED} sh -c '${INSIDE}' '${hosts}' '${DRIVER}' "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

const UNSHARED = process.getuid?.() === 0 ? '--mount' : '--mount --map-root-user';
const INSIDE = 'mount --bind "$0" /etc/hosts && exec "$@"';
const DRIVER = browsers.webkit.driver();
