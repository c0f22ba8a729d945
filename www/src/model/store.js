import { checkVersion, fileOf, newProfile, readProfile, VERSION } from './profile.js';
import { Session } from './session.js';

const KEY = 'websocket-wasm console';
/** Where something that was kept but cannot be read is put aside. */
const ASIDE_KEY = `${KEY}, unreadable`;
const RECENT = 12;

/**
 * The tabs: their sessions, which of them is selected, and the URLs that were used last. What should be there at the next
 * visit is kept in `storage` (localStorage, or nothing if the browser forbids it). `links` are the places where sockets can
 * live, as in links/links.js.
 *
 * Fires `change` when tabs or profiles are others, and `select` when another tab is.
 */
export class Store extends EventTarget {
  sessions = [];
  recent = [];
  /** What could not be read or kept, in a sentence; '' while all is well. */
  problem = '';
  #selected = null;
  #echo = '';
  #storage;
  #links;

  constructor(storage, links) {
    super();
    this.#storage = storage;
    this.#links = links;
    const { profiles, recent, selected, echo } = this.#read();
    this.recent = recent;
    this.#echo = echo;
    this.sessions = profiles.map((profile) => this.#newSession(profile));
    if (this.sessions.length === 0) this.sessions.push(this.#newSession());
    this.#selected = this.sessions[selected] ?? this.sessions[0];
  }

  get selected() {
    return this.#selected;
  }

  select(session) {
    if (session === this.#selected) return;
    this.#selected = session;
    this.#keep();
    this.dispatchEvent(new Event('select'));
  }

  /** Adds a tab at the end, or at this index, and selects it. */
  add(profile = newProfile({ url: this.#echo }), index = this.sessions.length) {
    const session = this.#newSession(profile);
    this.sessions.splice(index, 0, session);
    this.#changed();
    this.select(session);
    return session;
  }

  /** Adds a tab for each profile at the end, and selects the first of them. */
  addAll(profiles) {
    const sessions = profiles.map((profile) => this.#newSession(profile));
    this.sessions.push(...sessions);
    this.#changed();
    this.select(sessions[0]);
  }

  /** Adds a tab with the same profile beside the one there is. */
  duplicate(session) {
    const copy = structuredClone(session.profile);
    if (copy.name) copy.name = `${copy.name} (copy)`;
    return this.add(copy, this.sessions.indexOf(session) + 1);
  }

  /** Ends a session and takes its tab away; there is always one left. */
  remove(session) {
    const index = this.sessions.indexOf(session);
    if (index === -1) return;
    session.end();
    this.sessions.splice(index, 1);
    if (this.sessions.length === 0) this.sessions.push(this.#newSession());
    if (session === this.#selected) this.select(this.sessions[Math.min(index, this.sessions.length - 1)]);
    this.#changed();
  }

  /** Changes a session's profile; rejects as `Session.update` does. */
  async update(session, changes) {
    const isTold = session.update(changes);
    this.#changed();
    await isTold;
  }

  /** Remembers a URL as the last one used. */
  use(url) {
    this.recent = [url, ...this.recent.filter((other) => other !== url)].slice(0, RECENT);
    this.#changed();
  }

  /** Remembers a URL no more. */
  forget(url) {
    this.recent = this.recent.filter((other) => other !== url);
    this.#changed();
  }

  /** Gives the URL of the page's echo server to the tabs that have none, and to those with the one that it had at the last visit. */
  offerEcho(url) {
    if (url === '') return;
    const stale = ['', this.#echo];
    this.recent = this.recent.map((other) => (other === this.#echo ? url : other));
    this.#echo = url;
    for (const session of this.sessions) {
      if (stale.includes(session.profile.url)) session.update({ url });
    }
    this.#changed();
  }

  /** Every profile as JSON, for a file. */
  exported() {
    return fileOf(this.sessions.map(({ profile }) => profile));
  }

  #newSession(profile = newProfile({ url: this.#echo })) {
    return new Session(profile, this.#links);
  }

  #changed() {
    this.#keep();
    this.dispatchEvent(new Event('change'));
  }

  #keep() {
    const kept = {
      version: VERSION,
      profiles: this.sessions.map(({ profile }) => profile),
      recent: this.recent,
      selected: this.sessions.indexOf(this.#selected),
      echo: this.#echo,
    };
    try {
      this.#storage?.setItem(KEY, JSON.stringify(kept));
    } catch ({ message }) {
      this.problem = `This browser does not store the connections: ${message}`;
    }
  }

  #read() {
    if (!this.#storage)
      this.problem = 'This browser stores nothing for this page. The connections are lost when you close it.';
    let text = null;
    try {
      text = this.#storage?.getItem(KEY) ?? null;
      const { value, problem } = readKept(text);
      if (problem) this.#putAside(text, problem);
      return value;
    } catch ({ message }) {
      this.problem = `The stored connections cannot be read: ${message}`;
      return NOTHING;
    }
  }

  /** The next save would overwrite it. */
  #putAside(text, problem) {
    this.problem = `Some stored connections cannot be read: ${problem}`;
    try {
      this.#storage.setItem(ASIDE_KEY, text);
    } catch {
      // The storage is full: the page says so and can do no more.
    }
  }
}

const NOTHING = { profiles: [], recent: [], selected: 0, echo: '' };

/** The valid parts of a stored text, and the problem of the rest. */
function readKept(text) {
  if (text === null) return { value: NOTHING };
  let value;
  try {
    value = JSON.parse(text);
    checkVersion(value);
  } catch ({ message }) {
    return { value: NOTHING, problem: message };
  }
  const profiles = [];
  let problem;
  for (const [index, profile] of value.profiles.entries()) {
    try {
      profiles.push(readProfile(profile, `profiles[${index}]`));
    } catch ({ message }) {
      problem ??= message;
    }
  }
  const { recent, selected, echo } = value;
  return {
    value: {
      profiles,
      recent: Array.isArray(recent) ? recent.filter(isText).slice(0, RECENT) : [],
      selected: Number.isInteger(selected) ? selected : 0,
      echo: isText(echo) ? echo : '',
    },
    problem,
  };
}

const isText = (value) => typeof value === 'string';
