// The clients are the globals Phoenix and LiveView, which take the class from the global. The page is not the server's: it takes
// the view's markup from there, as the browser would have with the page.
import { closing, TEXT } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step, control }) {
  await step('the markup that the server renders', async () => {
    await takeView(urls.page);
    return counter();
  });
  const { id } = view();
  const live = new LiveView.LiveSocket(urls.socket, Phoenix.Socket, {
    params: { _csrf_token: document.querySelector('meta[name=csrf-token]').content },
  });
  await step('join', async () => {
    live.connect();
    await until(isConnected);
    return [live.socket.connectionState(), counter()];
  });
  await step('click, and the server patches the page', () => changed('#count', () => click('#more')));
  await step('once more', () => changed('#count', () => click('#more')));
  await step('down', () => changed('#count', () => click('#less')));
  await step('text of a form', () => changed('#text', () => write(TEXT)));
  await step('a patch that the server sends on its own', () => changed('#count', () => click('#later')));
  await step('a live patch of the address', async () => {
    const patched = new Promise((resolve) => addEventListener('phx:navigate', resolve, { once: true }));
    const size = await changed('#step', () => click('#patch'));
    return [size, (await patched).detail.patch, location.search, await changed('#count', () => click('#less'))];
  });
  await step('the server restarts: the view is mounted anew, and the form recovered', async () => {
    const end = ended(live);
    await control('restart');
    const { code, wasClean } = await end;
    await until(() => isConnected() && counter() === '0' && find('#text').textContent === TEXT);
    return [{ code, wasClean }, counter(), find('#text').textContent];
  });
  await step('the view goes away', async () => {
    const end = ended(live);
    live.disconnect();
    const gone = await fetch(`${urls.page}gone/${id}`);
    return [await end, await gone.text(), isConnected()];
  });
}

/** Puts the view that a page of the server has, and its token, into this one. */
async function takeView(url) {
  const response = await fetch(url);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  document.head.append(page.querySelector('meta[name=csrf-token]'));
  document.body.append(page.querySelector('[data-phx-main]'));
}

const find = (selector) => document.querySelector(selector);
const view = () => find('[data-phx-main]');
const counter = () => find('#count').textContent;
const isConnected = () => view().classList.contains('phx-connected');
const click = (selector) => find(selector).click();

function write(text) {
  const input = find('#form input');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The text of an element once it is another. */
async function changed(selector, act) {
  const before = find(selector).textContent;
  act();
  await until(() => find(selector).textContent !== before);
  return find(selector).textContent;
}

/** Resolves once the document is as it should be. */
function until(isSo) {
  return new Promise((resolve) => {
    const check = () => {
      if (!isSo()) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(check);
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    check();
  });
}

/** What the close event of a live socket's connection says. */
function ended(live) {
  return new Promise((resolve) => live.socket.conn.addEventListener('close', (close) => resolve(closing(close))));
}
