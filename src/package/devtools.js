// `websocket-wasm/devtools`: a button over the page, and behind it a panel with all of its sockets.
import { abandon } from '../class/perform.js';
import { observe } from './observe.js';

/** Observes from now on, and offers the panel; see devtools.d.ts. */
export function devtools(options) {
  const early = [];
  let sockets;
  let panel;
  const tell = (record, socket) => {
    if (sockets) sockets.tell(record, socket);
    else if (early.length < MOST_EARLY) early.push([record, socket]);
  };
  const callbacks = { created: tell, opened: tell, sent: tell, received: tell, closed: tell };
  const observation = observe(callbacks, { content: true, filter: options?.filter });
  const { host, root, button } = launcher();
  const isOpen = () => button.ariaExpanded === 'true';

  const onHide = () => {
    button.ariaExpanded = 'false';
    button.focus();
  };
  const open = async () => {
    // A file of its own: nobody loads it who does not look.
    const { makePanel, Sockets } = await import('./devtools-panel.js');
    if (!panel) {
      sockets = new Sockets();
      for (const [record, socket] of early.splice(0)) sockets.tell(record, socket);
      panel = makePanel(root, sockets, { onHide, cut: abandon });
    }
    button.ariaExpanded = 'true';
    panel.show();
  };
  const close = () => {
    if (isOpen()) panel.hide();
  };
  button.addEventListener('click', () => (isOpen() ? close() : open()));
  return {
    open,
    close,
    stop() {
      observation.stop();
      host.remove();
    },
  };
}

/** Records that wait for the panel to be loaded. */
const MOST_EARLY = 10_000;

function launcher() {
  const host = document.createElement('websocket-wasm-devtools');
  const root = host.attachShadow({ mode: 'open' });
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'WebSockets';
  button.ariaExpanded = 'false';
  Object.assign(button.style, { all: 'revert', position: 'fixed', right: '8px', bottom: '8px', zIndex: '2147483646' });
  root.append(button);
  document.documentElement.append(host);
  return { host, root, button };
}
