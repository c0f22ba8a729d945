import { nameOf } from '../model/profile.js';
import { OPEN, READY_STATES } from '../model/ready_state.js';
import { confirmed } from './confirm.js';
import { forgetProblem } from './form.js';
import { element, setText } from './format.js';
import { notice } from './notice.js';
import { oncePerPicture } from './schedule.js';

/** A tab for each session, by the ARIA pattern of tabs that are selected as they get the focus; buttons that add and remove. */
export function startTabs(store) {
  const bar = new TabBar(store, document.getElementById('tabs'), document.getElementById('workspace'));
  document.getElementById('add-tab').addEventListener('click', () => {
    store.add();
    document.getElementById('url').select();
  });
  document.getElementById('duplicate-tab').addEventListener('click', () => {
    store.duplicate(store.selected);
    bar.focus();
  });
  document.getElementById('close-tab').addEventListener('click', () => bar.remove(store.selected));
  tellProblems(store);
}

class TabBar {
  #store;
  #list;
  #panel;
  #tabs = new Map();
  #lastId = 0;

  constructor(store, list, panel) {
    this.#store = store;
    this.#list = list;
    this.#panel = panel;
    list.addEventListener('click', ({ target }) => this.#click(target));
    list.addEventListener('keydown', (event) => this.#keyDown(event));
    store.addEventListener('change', () => this.#render());
    store.addEventListener('select', () => {
      this.#render();
      for (const form of panel.querySelectorAll('form:has(.problem)')) forgetProblem(form);
    });
    this.#render();
  }

  /** Gives the focus to the selected tab. */
  focus() {
    this.#tabs.get(this.#store.selected).focus();
  }

  /** Takes a session's tab away; if its connection is open, only if that is confirmed. */
  async remove(session) {
    const question = `“${nameOf(session.profile)}” is open. Close the connection and the tab?`;
    if (session.figures?.readyState === OPEN && !(await confirmed(question, 'Close both'))) return;
    const hadFocus =
      !document.activeElement ||
      document.activeElement === document.body ||
      this.#panel.contains(document.activeElement) ||
      this.#list.closest('.tab-bar').contains(document.activeElement);
    this.#store.remove(session);
    if (hadFocus) this.focus();
  }

  #render() {
    const { sessions, selected } = this.#store;
    for (const [session, tab] of this.#tabs) {
      if (sessions.includes(session)) continue;
      tab.remove();
      this.#tabs.delete(session);
    }
    sessions.forEach((session, index) => {
      const tab = this.#tabs.get(session) ?? this.#newTab(session);
      // Moves only tabs that are out of place: a move takes the focus away.
      if (this.#list.children[index] !== tab) this.#list.insertBefore(tab, this.#list.children[index] ?? null);
      const isSelected = session === selected;
      show(tab, session, isSelected);
      if (isSelected && this.#panel.getAttribute('aria-labelledby') !== tab.id) this.#select(tab);
    });
  }

  #select(tab) {
    this.#panel.setAttribute('aria-labelledby', tab.id);
    tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #newTab(session) {
    const tab = element(
      'div',
      { id: `tab-${++this.#lastId}`, role: 'tab' },
      element('span', { className: 'dot', ariaHidden: 'true' }),
      element('span', { className: 'name' }),
      // For pointers; the keyboard has Delete, and everybody the button of the card.
      element('span', { className: 'close', ariaHidden: 'true', title: 'Close tab (Delete)' }, '×'),
    );
    tab.setAttribute('aria-controls', this.#panel.id);
    tab.setAttribute('aria-keyshortcuts', 'Delete');
    session.addEventListener(
      'figures',
      oncePerPicture(() => show(tab, session, session === this.#store.selected)),
    );
    this.#tabs.set(session, tab);
    return tab;
  }

  #click(target) {
    const session = this.#sessionOf(target.closest('[role="tab"]'));
    if (!session) return;
    if (target.closest('.close')) this.remove(session);
    else this.#store.select(session);
  }

  #keyDown(event) {
    const { key, altKey, ctrlKey, metaKey, shiftKey, target } = event;
    const session = this.#sessionOf(target);
    if (!session || altKey || ctrlKey || metaKey || shiftKey) return;
    if (key === 'Delete') this.remove(session);
    else if (Object.hasOwn(MOVES, key)) {
      const { sessions } = this.#store;
      this.#store.select(sessions[MOVES[key](sessions.indexOf(session), sessions.length)]);
      this.focus();
    } else return;
    event.preventDefault();
  }

  #sessionOf(tab) {
    return this.#store.sessions.find((session) => this.#tabs.get(session) === tab);
  }
}

const MOVES = {
  ArrowRight: (index, length) => (index + 1) % length,
  ArrowLeft: (index, length) => (index + length - 1) % length,
  Home: () => 0,
  End: (index, length) => length - 1,
};

function show(tab, { profile, figures }, isSelected) {
  const state = figures ? READY_STATES[figures.readyState].toLowerCase() : 'not connected';
  const name = nameOf(profile);
  tab.ariaSelected = String(isSelected);
  tab.tabIndex = isSelected ? 0 : -1;
  tab.title = name;
  tab.dataset.state = state;
  setText(tab.querySelector('.name'), name);
  tab.ariaLabel = `${name}, ${state}`;
}

/** Reports once what the page could not read or store. */
function tellProblems(store) {
  let told = '';
  const tell = () => {
    if (store.problem === told) return;
    told = store.problem;
    notice(told);
  };
  store.addEventListener('change', tell);
  store.addEventListener('select', tell);
  tell();
}
