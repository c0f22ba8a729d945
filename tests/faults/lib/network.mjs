// Has a browser be offline, and online again.

/** What a browser of these engines has to be opened with. The second gives pages a function that collects garbage, for the soak. */
export const BROWSER_OPTIONS = {
  firefoxDriverArgs: ['--allow-system-access'],
  firefoxPrefs: { 'dom.testing.testutils.enabled': true },
};

/**
 * Tells a browser whether it is online: `navigator.onLine` and the events are its own in Chromium and Firefox. WebKit has no such
 * command: the page says so itself. Connections to this machine that are open stay, so that the test has to cut them.
 */
export async function setOnline(isOnline, { engine, driver, page }) {
  await SWITCHES[engine](isOnline, { driver, page });
  page.isOffline = !isOnline;
}

const SWITCHES = {
  async chromium(isOnline, { driver }) {
    if (isOnline) await driver.deleteNetworkConditions();
    else
      await driver.setNetworkConditions({ offline: true, latency: 0, download_throughput: -1, upload_throughput: -1 });
  },
  async firefox(isOnline, { driver }) {
    await driver.setContext('chrome');
    await driver.executeScript('Services.io.offline = arguments[0]', !isOnline);
    await driver.setContext('content');
  },
  webkit: (isOnline, { page }) => page.call('pretendToBe', isOnline ? 'online' : 'offline'),
};
