// How each browser engine is started. To add one, add an entry, and its programs to scripts/lib/toolchain.mjs.
import { Builder, Capability, logging } from 'selenium-webdriver';
import chrome from 'selenium-webdriver/chrome.js';
import firefox from 'selenium-webdriver/firefox.js';
import { OutputFile } from './output_file.mjs';
import { startWebKitDriver } from './webkit.mjs';

/**
 * Name → `variables`, which name the engine's programs in the environment, and `open(paths, options)`, which resolves to
 * `{ driver, readConsole, dispose }`: the WebDriver, with `logs` what reads the console, and what to do after `quit`.
 * `noConsole` says why an engine cannot have `logs`.
 *
 * The drivers take free ports on 127.0.0.1 and make a fresh profile by themselves. Nothing that watches the network is
 * switched on: it would slow WebSockets down.
 */
export const ENGINES = {
  chromium: {
    variables: { browser: 'CHROME_BIN', driver: 'CHROMEDRIVER' },
    async open(paths, given) {
      const {
        acceptInsecureCerts = false,
        chromiumArgs = [],
        chromiumPrefs,
        chromiumWithout = [],
        logs = false,
      } = given;
      const options = new chrome.Options();
      options.setBinaryPath(paths.browser);
      options.addArguments(...CHROMIUM_ARGS, ...(isRoot() ? ['--no-sandbox'] : []), ...chromiumArgs);
      options.setAcceptInsecureCerts(acceptInsecureCerts);
      if (chromiumWithout.length) options.excludeSwitches(...chromiumWithout);
      if (chromiumPrefs) options.setUserPreferences(chromiumPrefs);
      if (logs) options.setLoggingPrefs({ [logging.Type.BROWSER]: 'ALL' });
      const driver = await builder('chrome')
        .setChromeOptions(options)
        .setChromeService(new chrome.ServiceBuilder(paths.driver))
        .build();
      return { driver, readConsole: logs && (() => readChromiumConsole(driver)) };
    },
  },

  firefox: {
    variables: { browser: 'FIREFOX_BIN', driver: 'GECKODRIVER' },
    async open(paths, { acceptInsecureCerts = false, firefoxDriverArgs = [], firefoxPrefs = {}, logs = false }) {
      const options = new firefox.Options();
      options.setBinary(paths.browser);
      options.addArguments('-headless');
      options.setAcceptInsecureCerts(acceptInsecureCerts);
      const prefs = { ...FIREFOX_PREFS, 'devtools.console.stdout.content': logs, ...firefoxPrefs };
      for (const [name, value] of Object.entries(prefs)) options.setPreference(name, value);
      const service = new firefox.ServiceBuilder(paths.driver).addArguments(...firefoxDriverArgs);
      const output = logs ? new OutputFile() : undefined;
      if (output) service.setStdio(['ignore', output.descriptor, output.descriptor]);
      try {
        const driver = await builder('firefox').setFirefoxOptions(options).setFirefoxService(service).build();
        return { driver, readConsole: output && (() => readFirefoxConsole(output)), dispose: () => output?.close() };
      } catch (error) {
        output?.close();
        throw error;
      }
    },
  },

  webkit: {
    variables: { browser: 'WEBKIT_BIN', driver: 'WEBKITDRIVER' },
    noConsole:
      "WebKit's driver has no command for the console, and a browser that is driven does not write it anywhere",
    async open(paths, { acceptInsecureCerts = false }) {
      const { url, stop } = await startWebKitDriver(paths.driver);
      try {
        const driver = await builder('MiniBrowser', {
          [Capability.ACCEPT_INSECURE_TLS_CERTS]: acceptInsecureCerts,
          'webkitgtk:browserOptions': { binary: paths.browser, args: ['--automation'] },
        })
          .usingServer(url)
          .build();
        return { driver, dispose: stop };
      } catch (error) {
        stop();
        throw error;
      }
    },
  },
};

function builder(name, more = {}) {
  const capabilities = { browserName: name, [Capability.TIMEOUTS]: { script: SCRIPT_TIMEOUT_MS }, ...more };
  return new Builder().disableEnvironmentOverrides().withCapabilities(capabilities);
}

async function readChromiumConsole(driver) {
  const entries = await driver.manage().logs().get(logging.Type.BROWSER);
  return entries.map((entry) => entry.message);
}

// Firefox's driver has no command for it; Firefox can write the console to its standard output, among other things.
function readFirefoxConsole(output) {
  return output.readLines().filter((line) => /^(console\.\w+|JavaScript \w+): /.test(line));
}

const isRoot = () => process.getuid?.() === 0;

const CHROMIUM_ARGS = [
  '--headless=new',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const FIREFOX_PREFS = {
  // After a connection that failed, Firefox would hold back the next ones to the same server, each longer.
  'network.websocket.delay-failed-reconnects': false,
  // Otherwise its own errors about servers that it cannot reach get into the console's lines.
  'messaging-system.rsexperimentloader.enabled': false,
};

const SCRIPT_TIMEOUT_MS = 60_000;
