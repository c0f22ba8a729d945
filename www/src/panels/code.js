import { element } from '../view/format.js';
import { copy } from '../view/timeline/take.js';

/** A card with an example, to be opened and copied: its bytes, as webpack would minify a text. */
export function codeCard(bytes) {
  const text = new TextDecoder().decode(bytes);
  const button = element('button', { type: 'button' }, 'Copy');
  const news = element('span', { className: 'hint', ariaLive: 'polite' });
  button.addEventListener('click', async () => {
    news.textContent = await copy(text).then(
      () => 'Copied.',
      ({ message }) => `Copy failed: ${message}.`,
    );
  });
  return element(
    'section',
    { className: 'card code', ariaLabel: 'Code' },
    element(
      'details',
      {},
      element('summary', {}, 'Source code of this example'),
      element('pre', {}, element('code', {}, text.trimEnd())),
      element('div', { className: 'actions' }, button, news),
    ),
  );
}
