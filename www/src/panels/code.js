import { element } from '../view/format.js';
import { copy } from '../view/timeline/take.js';

/** An example's text, to be opened and copied. */
export function codeOf(text) {
  const button = element('button', { type: 'button' }, 'Copy');
  const news = element('span', { className: 'hint', ariaLive: 'polite' });
  button.addEventListener('click', async () => {
    news.textContent = await copy(text).then(() => 'Copied.', ({ message }) => `Not copied: ${message}.`);
  });
  return element('details', { className: 'code' },
    element('summary', {}, 'The code'),
    element('pre', {}, element('code', {}, text.trimEnd())),
    element('div', { className: 'actions' }, button, news));
}
