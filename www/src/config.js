/** The URL of the echo server that runs beside this page; '' if there is none. */
export const echoUrl = async () => (await config()).echoUrl;

/** `{ url, httpUrl }` of the test server, whose paths select behaviours; null if there is none. */
export const testsServer = async () => (await config()).server;

/** The URLs of the benchmark server; an empty list if there is none. */
export const benchmarkServers = async () => (await config()).benchmarkServers;

async function config() {
  try {
    const response = await fetch(new URL('./config.json', import.meta.url));
    return { ...NOTHING, ...(response.ok && (await response.json())) };
  } catch (error) {
    // Chromium hides rejections from pages that its own code makes, here the JSON parser.
    throw new Error(`config.json cannot be read: ${error.message}`, { cause: error });
  }
}

const NOTHING = { echoUrl: '', server: null, benchmarkServers: [] };
