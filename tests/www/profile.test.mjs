// Profiles: by default, named, and out of a file that somebody may have written by hand.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileOf, nameOf, newProfile, profilesOf, readProfile } from '../../www/src/model/profile.js';

const WHOLE = {
  name: 'Chat',
  url: 'wss://chat.test/',
  protocols: ['chat', 'v2'],
  implementation: 'native',
  binaryType: 'arraybuffer',
  place: 'worker',
  templates: [{ name: 'hello', kind: 'json', payload: '{}' }],
};

for (const [profile, name] of [
  [{ name: 'Chat', url: 'ws://a/' }, 'Chat'],
  [{ name: '', url: 'wss://a.test/x' }, 'a.test/x'],
  [{ name: '', url: 'https://a.test/' }, 'https://a.test/'],
  [{ name: '', url: 'ws://' }, 'New connection'],
  [{ name: '', url: '' }, 'New connection'],
]) {
  test(`${JSON.stringify(profile)} is called ${name}`, () => assert.equal(nameOf(profile), name));
}

test('a file has the whole of every profile', () => {
  assert.deepEqual(profilesOf(JSON.parse(fileOf([WHOLE, newProfile()]))), [WHOLE, newProfile()]);
});

test('what a profile lacks is as by default, and what it has too much is left out', () => {
  assert.deepEqual(readProfile({ url: 'ws://a/', colour: 'red' }, 'it'), newProfile({ url: 'ws://a/' }));
  assert.deepEqual(readProfile({}, 'it'), newProfile());
});

describe('a file is refused that', () => {
  const file = (...profiles) => ({ version: 1, profiles });
  const template = (change) =>
    file({ ...WHOLE, templates: [WHOLE.templates[0], { ...WHOLE.templates[0], ...change }] });
  for (const [what, value, message] of [
    ['is null', null, 'version is missing, but this page reads version 1.'],
    ['is a list', [], 'version is missing, but this page reads version 1.'],
    ['has no version', { profiles: [WHOLE] }, 'version is missing, but this page reads version 1.'],
    ['has another version', { version: 2, profiles: [WHOLE] }, 'version is 2, but this page reads version 1.'],
    ['has its version as text', { version: '1', profiles: [WHOLE] }, 'version is "1", but this page reads version 1.'],
    ['lacks profiles', { version: 1 }, 'profiles is missing, not a list.'],
    ['has an object of profiles', { version: 1, profiles: {} }, 'profiles is an object, not a list.'],
    ['has none', file(), 'The file has no profiles.'],
    ['has text for a profile', file(WHOLE, 'ws://a/'), 'profiles[1] is text, not an object.'],
    ['has null for a profile', file(null), 'profiles[0] is null, not an object.'],
    ['has a list for a profile', file([]), 'profiles[0] is a list, not an object.'],
    ['has a number for a name', file({ name: 1 }), 'profiles[0].name is a number, not text.'],
    ['has null for a URL', file({ url: null }), 'profiles[0].url is null, not text.'],
    ['has text for subprotocols', file({ protocols: 'chat' }), 'profiles[0].protocols is text, not a list.'],
    [
      'has a subprotocol of true',
      file({ protocols: ['chat', true] }),
      'profiles[0].protocols[1] is true or false, not text.',
    ],
    [
      'has another class',
      file({ implementation: 'theirs' }),
      'profiles[0].implementation is "theirs", not one of ours, native.',
    ],
    [
      'has another binary type',
      file({ binaryType: null }),
      'profiles[0].binaryType is null, not one of blob, arraybuffer.',
    ],
    [
      'has another place',
      file({ place: 'x'.repeat(99) }),
      `profiles[0].place is "${'x'.repeat(29)}…, not one of window, worker.`,
    ],
    ['has an object of templates', file({ templates: {} }), 'profiles[0].templates is an object, not a list.'],
    ['has a list for a template', file({ templates: [[]] }), 'profiles[0].templates[0] is a list, not an object.'],
    [
      'has a template without a name',
      template({ name: undefined }),
      'profiles[0].templates[1].name is missing, not text.',
    ],
    [
      'has a template of another kind',
      template({ kind: 'xml' }),
      'profiles[0].templates[1].kind is "xml", not one of text, json, hex, base64.',
    ],
    ['has a number in a template', template({ payload: 1 }), 'profiles[0].templates[1].payload is a number, not text.'],
  ]) {
    test(what, () => assert.throws(() => profilesOf(value), { message }));
  }
});
