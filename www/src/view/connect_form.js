import { echoUrl } from '../config.js';
import { onSubmit } from './form.js';

/** URL, subprotocols, class and binary type. The choice of class holds for the next connection. */
export function startConnectForm(session) {
  const form = document.getElementById('connect');
  onSubmit(form, ({ url, protocols, implementation }) => {
    session.connect({ url: url.value, protocols: splitProtocols(protocols.value), implementation: implementation.value });
  });
  for (const radio of form.elements.binaryType) {
    radio.addEventListener('change', () => { session.binaryType = radio.value; });
  }
  session.binaryType = form.elements.binaryType.value;
  offerEchoServer(form);
}

// Empty items are kept, as everything that is typed: whether they are right is for the class to say.
function splitProtocols(text) {
  return text.trim() === '' ? [] : text.split(',').map((protocol) => protocol.trim());
}

async function offerEchoServer(form) {
  const echo = await echoUrl();
  const { url } = form.elements;
  if (url.value === '') url.value = echo;
  if (echo === '') form.querySelector('.hint').textContent = 'No echo server came with this page: give the URL of yours.';
}
