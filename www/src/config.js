/** The URL of the echo server that runs beside this page; '' where the page is served without one. */
export async function echoUrl() {
  try {
    const response = await fetch(new URL('./config.json', import.meta.url));
    return response.ok ? (await response.json()).echoUrl : '';
  } catch (error) {
    // Chromium tells pages nothing about a rejection that its own code, here the JSON parser, has made.
    throw new Error(`config.json cannot be read: ${error.message}`, { cause: error });
  }
}
