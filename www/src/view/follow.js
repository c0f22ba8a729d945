import { oncePerPicture } from './schedule.js';

/**
 * Calls `show(session)` for the selected session: now, when another is selected, and before the next picture whenever its
 * `figures`, its journal or the profiles have changed.
 */
export function followSelected(store, show) {
  let followed = null;
  const later = oncePerPicture(() => show(followed));
  const follow = () => {
    followed?.removeEventListener('figures', later);
    followed?.journal.removeEventListener('change', later);
    followed = store.selected;
    followed.addEventListener('figures', later);
    followed.journal.addEventListener('change', later);
    show(followed);
  };
  store.addEventListener('select', follow);
  store.addEventListener('change', later);
  follow();
}
