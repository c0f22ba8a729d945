import { InputError } from './bytes.js';
import { newProfile, readProfile } from './profile.js';
import { Session } from './session.js';

const KEY = 'websocket-wasm console';
const VERSION = 1;
const RECENT = 12;

/**
 * The tabs: their sessions, which of them is selected, and the URLs that were used last. What should be there at the next
 * visit is kept in `storage` (localStorage, or nothing where the browser forbids it).
 *
 * Fires `change` when tabs or profiles are others, and `select` when another tab is.
 */
export class Store extends EventTarget {
  sessions = [];
  recent = [];
  /** What could not be read or kept, in a sentence; '' while all is well. */
  problem = '';
  #selected = null;
  #storage;

  constructor(storage) {
    super();
    this.#storage = storage;
    const { profiles, recent, selected } = this.#read();
    this.recent = recent;
    this.sessions = profiles.map((profile) => new Session(profile));
    if (this.sessions.length === 0) this.sessions.push(new Session(newProfile()));
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

  /** Adds a tab, and selects it. */
  add(profile = newProfile()) {
    const session = new Session(profile);
    this.sessions.push(session);
    this.#changed();
    this.select(session);
    return session;
  }

  /** Ends a session and takes its tab away; there is always one left. */
  remove(session) {
    const index = this.sessions.indexOf(session);
    session.end();
    this.sessions.splice(index, 1);
    if (this.sessions.length === 0) this.sessions.push(new Session(newProfile()));
    if (session === this.#selected) this.select(this.sessions[Math.min(index, this.sessions.length - 1)]);
    this.#changed();
  }

  /** Changes a session's profile; rejects as `Session.update` does. */
  async update(session, changes) {
    try {
      await session.update(changes);
    } finally {
      this.#changed();
    }
  }

  /** Remembers a URL as the last one used. */
  use(url) {
    this.recent = [url, ...this.recent.filter((other) => other !== url)].slice(0, RECENT);
    this.#changed();
  }

  /** Every profile as JSON, for a file. */
  exported() {
    return JSON.stringify({ version: VERSION, profiles: this.sessions.map(({ profile }) => profile) }, undefined, 2);
  }

  /** Adds the profiles of such a file as tabs and selects the first; throws an InputError that says what is wrong with it, and then adds none. */
  import(text) {
    const profiles = profilesOf(parse(text));
    if (profiles.length === 0) throw new InputError('The file has no profiles.');
    const sessions = profiles.map((profile) => new Session(profile));
    this.sessions.push(...sessions);
    this.#changed();
    this.select(sessions[0]);
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
    };
    try {
      this.#storage?.setItem(KEY, JSON.stringify(kept));
      this.problem = '';
    } catch ({ message }) {
      this.problem = `This browser does not keep the connections: ${message}`;
    }
  }

  #read() {
    const nothing = { profiles: [], recent: [], selected: 0 };
    try {
      const text = this.#storage?.getItem(KEY);
      if (!text) return nothing;
      const value = parse(text);
      const recent = Array.isArray(value.recent) ? value.recent.filter((url) => typeof url === 'string').slice(0, RECENT) : [];
      return { profiles: profilesOf(value), recent, selected: value.selected };
    } catch ({ message }) {
      this.problem = `What was kept cannot be read: ${message}`;
      return nothing;
    }
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch ({ message }) {
    throw new InputError(`This is not JSON: ${message}`);
  }
}

function profilesOf(value) {
  if (value?.version !== VERSION) throw new InputError(`Its version is ${JSON.stringify(value?.version)}; this page knows ${VERSION}.`);
  if (!Array.isArray(value.profiles)) throw new InputError('It has no list of profiles.');
  return value.profiles.map((profile, index) => readProfile(profile, `profiles[${index}]`));
}
