import { echoUrl } from '../config.js';
import { CHOICES, nameOf } from '../model/profile.js';
import { followSelected } from './follow.js';
import { onEdit, onSubmit, tellingProblems } from './form.js';
import { setText } from './format.js';
import { startRecentUrls } from './recent_urls.js';

/** Name, URL, subprotocols, class, place and binary type of the selected session: its profile, and the button that connects. */
export function startConnectForm(store) {
  const form = document.getElementById('connect');
  const name = document.getElementById('name');
  const { url, protocols } = form.elements;
  onSubmit(form, () => connect(store));
  const changes = (change) => tellingProblems(form, () => store.update(store.selected, change));
  onEdit(name, () => changes({ name: name.value }));
  onEdit(url, () => changes({ url: url.value }));
  onEdit(protocols, () => changes({ protocols: splitProtocols(protocols.value) }));
  for (const choice of Object.keys(CHOICES)) {
    for (const radio of form.elements[choice])
      radio.addEventListener('change', () => changes({ [choice]: radio.value }));
  }
  const fill = () => fillIn(form, name, store.selected.profile);
  store.addEventListener('select', fill);
  fill();
  followSelected(store, ({ count, profile }) => {
    setText(form.querySelector('.primary'), count > 0 ? 'Reconnect' : 'Connect');
    name.placeholder = nameOf({ ...profile, name: '' });
  });
  startOptions();
  startRecentUrls(store, (used) => {
    changes({ url: used });
    url.value = used;
    url.focus();
  });
  offerEcho(store, form, fill);
}

/** Connects the selected session as the button does: an error of the class is shown below the form. */
export function connectSelected(store) {
  return tellingProblems(document.getElementById('connect'), () => connect(store));
}

async function connect(store) {
  const session = store.selected;
  const used = session.profile.url;
  await session.connect();
  store.use(used);
}

/** On a phone, a button shows and hides the options. */
function startOptions() {
  const button = document.getElementById('options-open');
  button.addEventListener('click', () => {
    const isOpen = document.getElementById('workspace').classList.toggle('shows-options');
    button.ariaExpanded = String(isOpen);
  });
}

function fillIn(form, name, profile) {
  name.value = profile.name;
  form.elements.url.value = profile.url;
  form.elements.protocols.value = profile.protocols.join(', ');
  for (const choice of Object.keys(CHOICES)) form.elements[choice].value = profile[choice];
}

// Empty items stay, as everything that is typed: the class decides whether they are valid.
function splitProtocols(text) {
  return text.trim() === '' ? [] : text.split(',').map((protocol) => protocol.trim());
}

async function offerEcho(store, form, fill) {
  const echo = await echoUrl();
  if (echo === '') {
    form.querySelector('.hint').textContent =
      'No echo server came with this page. Enter the URL of a WebSocket server.';
    form.querySelector('.start').hidden = true;
  }
  const { url } = store.selected.profile;
  store.offerEcho(echo);
  // What somebody types stays as it is.
  if (store.selected.profile.url !== url) fill();
}
