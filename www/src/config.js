/** The URL of the echo server that runs beside this page; '' where the page is served without one. */
export const echoUrl = async () => (await config()).echoUrl;

/** `{ url, httpUrl }` of the tests' server, whose paths are behaviours; null where there is none. */
export const testsServer = async () => (await config()).server;

/** The URLs of the benchmark's server; none where there is none. */
export const benchmarkServers = async () => (await config()).benchmarkServers;

async function config() {
  try {
    const response = await fetch(new URL('./config.json', import.meta.url));
    return { ...NOTHING, ...(response.ok && (await response.json())) };
  } catch (error) {
    // Chromium tells pages nothing about a rejection that its own code, here the JSON parser, has made.
    throw new Error(`config.json cannot be read: ${error.message}`, { cause: error });
  }
}

const NOTHING = { echoUrl: '', server: null, benchmarkServers: [] };
