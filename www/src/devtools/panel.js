// The panel of websocket-wasm/devtools, in a shadow root: the console's timeline, of all sockets of a page. scripts/lib/devtools.mjs
// makes one file of it.

import events from 'section-of-events';
import base from '../style/base.css';
import controls from '../style/controls.css';
import timeline from '../style/timeline.css';
import { element } from '../view/format.js';
import { startTimeline } from '../view/timeline/timeline.js';
import { startList } from './list.js';
import own from './panel.css';

export { Sockets } from './sockets.js';

/** Makes the panel in a shadow root, hidden; `onHide()` is called when it is closed, `cut(socket)` to fail a connection. */
export function makePanel(root, sockets, { onHide, cut }) {
  const style = new CSSStyleSheet();
  style.replaceSync([base, controls, timeline, own].join('\n'));
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
  panel.insertAdjacentHTML('beforeend', asMarkup(events));
  root.append(panel);
  startList(sockets, list, cut);
  startTimeline(sockets, root);
  const hide = () => {
    panel.hidden = true;
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
    closeButton.focus();
  };
  return { show, hide };
}

// Pages with Trusted Types take no text; this one is a part of the script.
function asMarkup(text) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (!trustedTypes) return text;
  return trustedTypes.createPolicy('websocket-wasm-devtools', { createHTML: () => text }).createHTML('');
}
