import { element } from './format.js';

/** Shows a sentence above the page, where it moves nothing, until it is dismissed. '' removes it. */
export function notice(text) {
  const box = document.getElementById('notice');
  if (text === '') return box.replaceChildren();
  const dismiss = element('button', { type: 'button' }, 'Dismiss');
  dismiss.addEventListener('click', () => box.replaceChildren());
  return box.replaceChildren(element('p', {}, text), dismiss);
}
