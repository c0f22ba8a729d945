// The data of a connection that the page stores between visits and exports as JSON.
import { InputError } from './bytes.js';

/** The version of the files that this page writes and reads, and of the stored data. */
export const VERSION = 1;

/** The choices of a profile, the first of each by default. */
export const CHOICES = {
  implementation: ['ours', 'native'],
  binaryType: ['blob', 'arraybuffer'],
  place: ['window', 'worker'],
};

/** A new profile: `{ name, url, protocols, implementation, binaryType, place, templates }`, with the given values. */
export function newProfile(given = {}) {
  const choices = Object.fromEntries(Object.entries(CHOICES).map(([key, [first]]) => [key, first]));
  return { name: '', url: '', protocols: [], ...choices, templates: [], ...given };
}

/** The name of a profile, or a substitute. */
export function nameOf({ name, url }) {
  return name || url.replace(/^wss?:\/\//, '') || 'New connection';
}

/** A profile from JSON, which may be handwritten. Throws an InputError that explains a mistake. */
export function readProfile(value, where) {
  require(isObject(value), `${where} is ${kindOf(value)}, not an object`);
  const profile = newProfile();
  for (const key of ['name', 'url']) {
    require(value[key] === undefined ||
      typeof value[key] === 'string', `${where}.${key} is ${kindOf(value[key])}, not text`);
    profile[key] = value[key] ?? profile[key];
  }
  for (const [key, choices] of Object.entries(CHOICES)) {
    require(value[key] === undefined ||
      choices.includes(value[key]), `${where}.${key} is ${shown(value[key])}, not one of ${choices.join(', ')}`);
    profile[key] = value[key] ?? profile[key];
  }
  profile.protocols = readList(value.protocols, `${where}.protocols`, (item, at) => {
    require(typeof item === 'string', `${at} is ${kindOf(item)}, not text`);
    return item;
  });
  profile.templates = readList(value.templates, `${where}.templates`, readTemplate);
  return profile;
}

/** The content of a file with these profiles; `profilesOf` reads it. */
export function fileOf(profiles) {
  return JSON.stringify({ version: VERSION, profiles }, undefined, 2);
}

/** The profiles in the value of such a file; throws an InputError that explains a mistake and its place. */
export function profilesOf(value) {
  checkVersion(value);
  require(value.profiles.length > 0, 'The file has no profiles');
  return value.profiles.map((profile, index) => readProfile(profile, `profiles[${index}]`));
}

/** Throws an InputError unless the value has a list of profiles of the version that this page knows. */
export function checkVersion(value) {
  require(isObject(value) &&
    value.version === VERSION, `version is ${shown(value?.version)}, but this page reads version ${VERSION}`);
  require(Array.isArray(value.profiles), `profiles is ${kindOf(value.profiles)}, not a list`);
}

/** A template: `{ name, kind, payload }`, where the payload is the content of the editor of its kind. */
function readTemplate(value, where) {
  require(isObject(value), `${where} is ${kindOf(value)}, not an object`);
  const { name, kind, payload } = value;
  for (const [key, text] of Object.entries({ name, kind, payload }))
    require(typeof text === 'string', `${where}.${key} is ${kindOf(value[key])}, not text`);
  require(TEMPLATE_KINDS.includes(kind), `${where}.kind is ${shown(kind)}, not one of ${TEMPLATE_KINDS.join(', ')}`);
  return { name, kind, payload };
}

export const TEMPLATE_KINDS = ['text', 'json', 'hex', 'base64'];

function readList(value, where, read) {
  require(value === undefined || Array.isArray(value), `${where} is ${kindOf(value)}, not a list`);
  return (value ?? []).map((item, index) => read(item, `${where}[${index}]`));
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function require(holds, message) {
  if (!holds) throw new InputError(`${message}.`);
}

function shown(value) {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

function kindOf(value) {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return { string: 'text', number: 'a number', boolean: 'true or false', object: 'an object' }[typeof value];
}

const MOST_SHOWN = 30;
