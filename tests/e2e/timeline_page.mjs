// The timeline as its tests see it.
import { By, Select } from 'selenium-webdriver';

/** Reads and operates the timeline of a site. */
export function timelineOf({ driver, echoUrl }) {
  const run = (script, ...args) => driver().executeScript(script, ...args);
  const find = (selector) => driver().findElement(By.css(selector));
  return {
    run,
    serverUrl: (path) => echoUrl().replace('/echo', path),
    count: () => run(() => document.querySelector('#log-count').textContent),
    liveUrls: () => run(() => (window.wrappedJSObject ?? window).liveUrls),
    type: (...keys) =>
      driver()
        .actions()
        .sendKeys(...keys)
        .perform(),
    pictures: () => driver().executeAsyncScript(afterPictures),
    /** Notes from now on each text of the live region, as a line for `told`. */
    listen: () => run(writeDownNews),
    told: () => run(() => (window.wrappedJSObject ?? window).news),
    /** The place of the row that has the focus. */
    focused: () => run(() => Number(document.activeElement.closest('.entry')?.getAttribute('aria-posinset') ?? 0)),
    async open(place) {
      await (await find(`.entry[aria-posinset="${place}"] .head`)).click();
      return find(`.entry[aria-posinset="${place}"] .details`);
    },
    choose: async (selector, label) => new Select(await find(selector)).selectByVisibleText(label),
    /** Presses a button; resolves to the file that it downloads. */
    async downloaded(selector) {
      await run(takeDownloads);
      await (await find(selector)).click();
      await driver().wait(() => run(() => (window.wrappedJSObject ?? window).taken !== ''), 20_000, 'a download');
      return JSON.parse(await run(() => (window.wrappedJSObject ?? window).taken));
    },
  };
}

// The following functions run in the page. In Firefox, scripts of a driver have their own views of the page's objects.

function afterPictures(done) {
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));
}

function writeDownNews() {
  const page = window.wrappedJSObject ?? window;
  page.news = '';
  const region = document.querySelector('#log-news');
  new MutationObserver(() => {
    page.news += `${region.textContent}\n`;
  }).observe(region, { childList: true });
}

function takeDownloads() {
  const page = window.wrappedJSObject ?? window;
  page.taken = '';
  const blobs = new Map();
  const { createObjectURL } = page.URL;
  page.URL.createObjectURL = (blob) => {
    const url = createObjectURL.call(page.URL, blob);
    blobs.set(url, blob);
    return url;
  };
  // Each browser puts its downloads somewhere else.
  page.HTMLAnchorElement.prototype.click = function taken() {
    const { href, download: name } = this;
    const reader = new FileReader();
    reader.onload = () => {
      page.taken = JSON.stringify({ name, text: reader.result });
    };
    reader.readAsText(blobs.get(href));
  };
}
