// The page in a window as wide as a phone: in a frame, because a browser window cannot be as narrow.
import { serveFolder } from '../../servers/static_server.mjs';
import { forget } from './demo_page.mjs';

/** Opens a URL in such a frame as at a first visit, and leaves the driver in it. */
export async function openOnPhone(t, driver, url, { width = 360, height = 740 } = {}) {
  const frame = `<iframe title="page" src="${url}" style="width: ${width}px; height: ${height}px; border: 0"></iframe>`;
  const outside = await serveFolder({ '/index.html': `<!doctype html>${frame}` });
  t.after(() => outside.close());
  await forget(driver, url);
  await driver.get(outside.url);
  await driver.switchTo().frame(0);
}
