/** Arrow keys, Home, End and the page keys move the focus between the rows of the list. */
export function moveByKeys(list, rows, count) {
  list.addEventListener('focusin', ({ target }) => {
    const row = target.closest('.entry');
    if (!row) return;
    rows.activeId = Number(row.dataset.id);
  });
  list.addEventListener('keydown', (event) => {
    const { key, target, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey || ctrlKey || metaKey || shiftKey) return;
    if (key === 'Escape' && target.closest('.details')) return target.closest('.entry').querySelector('.head').focus();
    if (!target.matches('.head, #log') || !Object.hasOwn(MOVES, key) || count() === 0) return;
    event.preventDefault();
    const last = count() - 1;
    const from = rows.activeIndex === -1 ? last : rows.activeIndex;
    const to = Math.max(0, Math.min(last, MOVES[key](from, rows.rowsInSight, last)));
    if (key === 'End') rows.toEnd();
    else rows.stay();
    rows.reveal(to).querySelector('.head').focus({ preventScroll: true });
  });
}

const MOVES = {
  ArrowUp: (from) => from - 1,
  ArrowDown: (from) => from + 1,
  PageUp: (from, page) => from - page,
  PageDown: (from, page) => from + page,
  Home: () => 0,
  End: (from, page, last) => last,
};
