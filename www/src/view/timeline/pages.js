import { element, formatNumber } from '../format.js';

/**
 * A text that is shown in pages if it is long: `total` of what `name` says, `size` on a page, and `read(start, end)`, which
 * gives their text or a promise of it. `lines` is how many lines the first page has, if that is known before.
 */
export function paged({ total, size, name, read, lines = 0 }) {
  const text = element('pre', { className: 'whole', tabIndex: 0 });
  text.setAttribute('role', 'group');
  text.setAttribute('aria-label', 'Content');
  // As high at once as it will be: nothing moves when it has been read.
  text.style.setProperty('--lines', lines);
  let first = 0;
  const turn = async (to) => {
    first = to;
    try {
      const page = read(first, first + size);
      const content = page instanceof Promise ? await page : page;
      // Another page may have been turned to meanwhile.
      if (first === to) text.textContent = content;
    } catch (error) {
      text.textContent = `The message cannot be read. ${error.name}: ${error.message}`;
    }
    text.scrollTop = 0;
    showPlace?.();
  };
  let showPlace;
  if (total <= size) {
    turn(0);
    return text;
  }
  const last = Math.floor((total - 1) / size) * size;
  const place = element('p', { className: 'place' });
  const earlier = pageButton('Previous', () => turn(Math.max(0, first - size)));
  const later = pageButton('Next', () => turn(Math.min(last, first + size)));
  showPlace = () => {
    place.textContent = `${formatNumber(first + 1)} to ${formatNumber(Math.min(total, first + size))} of ${formatNumber(total)} ${name}`;
    // Not `disabled`: that would take the focus away.
    earlier.ariaDisabled = String(first === 0);
    later.ariaDisabled = String(first === last);
  };
  turn(0);
  return element('div', {}, element('div', { className: 'pages' }, earlier, later, place), text);
}

function pageButton(label, act) {
  const button = element('button', { type: 'button' }, label);
  button.addEventListener('click', act);
  return button;
}
