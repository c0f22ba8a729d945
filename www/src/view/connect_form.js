import { echoUrl } from '../config.js';
import { followSelected } from './follow.js';
import { onSubmit, tellingProblems } from './form.js';

const CHOICES = ['implementation', 'binaryType', 'place'];

/** URL, subprotocols, class, place and binary type of the selected session: its profile, and the button that connects. */
export function startConnectForm(store) {
  const form = document.getElementById('connect');
  const { url, protocols } = form.elements;
  onSubmit(form, async () => {
    const session = store.selected;
    await session.connect();
    store.use(session.profile.url);
  });
  url.addEventListener('input', () => store.update(store.selected, { url: url.value }));
  protocols.addEventListener('input', () => store.update(store.selected, { protocols: splitProtocols(protocols.value) }));
  for (const name of CHOICES) {
    for (const radio of form.elements[name]) {
      radio.addEventListener('change', () => tellingProblems(form, () => store.update(store.selected, { [name]: radio.value })));
    }
  }
  fillWhenSelected(store, form);
  offerEchoServer(store, form);
}

function fillWhenSelected(store, form) {
  const fill = () => {
    const { profile } = store.selected;
    form.elements.url.value = profile.url;
    form.elements.protocols.value = profile.protocols.join(', ');
    for (const name of CHOICES) form.elements[name].value = profile[name];
    form.querySelector('.problem').textContent = '';
  };
  store.addEventListener('select', fill);
  fill();
  followSelected(store, ({ count, figures }) => {
    const isThere = figures && figures.readyState !== WebSocket.CLOSED;
    form.querySelector('button').textContent = isThere || count > 0 ? 'Reconnect' : 'Connect';
  });
}

// Empty items are kept, as everything that is typed: whether they are right is for the class to say.
function splitProtocols(text) {
  return text.trim() === '' ? [] : text.split(',').map((protocol) => protocol.trim());
}

async function offerEchoServer(store, form) {
  const echo = await echoUrl();
  if (echo === '') form.querySelector('.hint').textContent = 'No echo server came with this page: give the URL of yours.';
  for (const session of store.sessions) {
    if (session.profile.url === '') await store.update(session, { url: echo });
  }
  form.elements.url.value = store.selected.profile.url;
}
