// What is kept of a connection between visits, and moves between people as JSON.
import { InputError } from './bytes.js';

/** The choices of a profile, the first of each by default. */
export const CHOICES = {
  implementation: ['ours', 'native'],
  binaryType: ['blob', 'arraybuffer'],
  place: ['window', 'worker'],
};

/** A new profile: `{ name, url, protocols, implementation, binaryType, place, templates }`, with what is given. */
export function newProfile(given = {}) {
  const choices = Object.fromEntries(Object.entries(CHOICES).map(([key, [first]]) => [key, first]));
  return { name: '', url: '', protocols: [], ...choices, templates: [], ...given };
}

/** The name of a profile, or what stands for it. */
export function nameOf({ name, url }) {
  return name || url.replace(/^wss?:\/\//, '') || 'New connection';
}

/** A profile out of JSON that somebody may have written by hand; throws an InputError that says what is wrong. */
export function readProfile(value, where) {
  require(isObject(value), `${where} is no object`);
  const profile = newProfile();
  for (const key of ['name', 'url']) {
    require(value[key] === undefined || typeof value[key] === 'string', `${where}.${key} is no text`);
    profile[key] = value[key] ?? profile[key];
  }
  for (const [key, choices] of Object.entries(CHOICES)) {
    require(value[key] === undefined || choices.includes(value[key]), `${where}.${key} is ${JSON.stringify(value[key])}, not one of ${choices.join(', ')}`);
    profile[key] = value[key] ?? profile[key];
  }
  profile.protocols = readList(value.protocols, `${where}.protocols`, (item, at) => {
    require(typeof item === 'string', `${at} is no text`);
    return item;
  });
  profile.templates = readList(value.templates, `${where}.templates`, readTemplate);
  return profile;
}

/** A template: `{ name, kind, payload }`, where the payload is what is in the editor of its kind. */
function readTemplate(value, where) {
  require(isObject(value), `${where} is no object`);
  const { name, kind, payload } = value;
  for (const [key, text] of Object.entries({ name, kind, payload })) require(typeof text === 'string', `${where}.${key} is no text`);
  require(TEMPLATE_KINDS.includes(kind), `${where}.kind is ${JSON.stringify(kind)}, not one of ${TEMPLATE_KINDS.join(', ')}`);
  return { name, kind, payload };
}

export const TEMPLATE_KINDS = ['text', 'json', 'hex', 'base64'];

function readList(value, where, read) {
  require(value === undefined || Array.isArray(value), `${where} is no list`);
  return (value ?? []).map((item, index) => read(item, `${where}[${index}]`));
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function require(holds, message) {
  if (!holds) throw new InputError(message);
}
