import { nameOf } from '../model/profile.js';
import { element } from './format.js';
import { oncePerPicture } from './schedule.js';

/** A tab for each session, and a button that adds one. */
export function startTabs(store) {
  const list = document.getElementById('tabs');
  const render = oncePerPicture(() => list.replaceChildren(...store.sessions.map((session) => tabOf(store, session))));
  store.addEventListener('change', render);
  store.addEventListener('select', render);
  document.getElementById('add-tab').addEventListener('click', () => store.add());
  render();
}

function tabOf(store, session) {
  const isSelected = session === store.selected;
  const tab = element('button', { type: 'button', role: 'tab', ariaSelected: String(isSelected), tabIndex: isSelected ? 0 : -1 }, nameOf(session.profile));
  tab.setAttribute('aria-controls', 'workspace');
  tab.addEventListener('click', () => store.select(session));
  return tab;
}
