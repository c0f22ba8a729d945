// The panel of websocket-wasm/devtools, in a shadow root: the console's timeline and charts, of all sockets of a page. scripts/lib/devtools.mjs
// makes one file of it.

import charts from 'section-of-charts';
import events from 'section-of-events';
import plots from 'uplot/dist/uPlot.min.css';
import base from '../style/base.css';
import chartsStyle from '../style/charts.css';
import controls from '../style/controls.css';
import timeline from '../style/timeline.css';
import { haveLanguage } from '../view/charts/language.js';
import { element } from '../view/format.js';
import { startTimeline } from '../view/timeline/timeline.js';
import { startList } from './list.js';
import own from './panel.css';

export { Sockets } from './sockets.js';

/** Makes the panel in a shadow root, hidden; `onHide()` is called when it is closed, `cut(socket)` to fail a connection. */
export function makePanel(root, sockets, { onHide, cut }) {
  const style = new CSSStyleSheet();
  style.replaceSync([base, controls, timeline, plots, chartsStyle, own].join('\n'));
  root.adoptedStyleSheets = [style];
  const closeButton = element('button', { type: 'button' }, 'Close');
  const list = element('ul', { className: 'sockets' });
  list.setAttribute('aria-label', 'Sockets');
  const head = element('div', { className: 'head-line' }, element('h2', {}, 'WebSockets'), closeButton);
  const panel = element(
    'div',
    { className: 'panel', role: 'region', ariaLabel: 'WebSockets of this page', hidden: true },
    element('div', { className: 'side' }, head, list),
  );
  panel.insertAdjacentHTML('beforeend', asMarkup(events + charts));
  root.append(panel);
  startList(sockets, list, cut);
  startTimeline(sockets, root);
  const card = root.getElementById('charts');
  // On a phone, the room is for the events.
  card.querySelector('details').open = matchMedia('(min-width: 40rem)').matches;
  haveLanguage();
  // uPlot is evaluated only now, when it has a language.
  import('../view/charts/charts_card.js').then(({ ChartsCard }) => new ChartsCard(sockets, card));
  let looking;
  const hide = () => {
    panel.hidden = true;
    clearInterval(looking);
    onHide();
  };
  closeButton.addEventListener('click', hide);
  panel.addEventListener('keydown', (event) => {
    // In the details of a message, and in a search with a text, it means something else.
    if (event.key !== 'Escape' || event.target.closest('.details, [type="search"]:not(:placeholder-shown)')) return;
    event.stopPropagation();
    hide();
  });
  const show = () => {
    panel.hidden = false;
    clearInterval(looking);
    looking = setInterval(() => sockets.look(), LOOK_MS);
    closeButton.focus();
  };
  return { show, hide };
}

/** How often the charts learn what is buffered. */
const LOOK_MS = 250;

// Pages with Trusted Types take no text; this one is a part of the script.
function asMarkup(text) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (!trustedTypes) return text;
  return trustedTypes.createPolicy('websocket-wasm-devtools', { createHTML: () => text }).createHTML('');
}
