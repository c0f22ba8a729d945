// Images are known by their first bytes, and never one that can hold a program.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageTypeOf } from '../../www/src/model/image_type.js';

for (const [what, bytes, type] of [
  ['a PNG', '89504e470d0a1a0a0000000d', 'image/png'],
  ['a PNG cut short', '89504e470d0a1a', undefined],
  ['a JPEG', 'ffd8ffe000104a46', 'image/jpeg'],
  ['a GIF of 1987', '474946383761', 'image/gif'],
  ['a GIF of 1989', '474946383961', 'image/gif'],
  ['a WebP', '524946460a00ff0057454250', 'image/webp'],
  ['a RIFF of sound', '524946460a00000057415645', undefined],
  ['a signature that is not at the beginning', '00ffd8ff', undefined],
  ['an SVG', Buffer.from('<svg xmlns="http').toString('hex'), undefined],
  ['nothing', '', undefined],
]) {
  test(`the type of ${what}`, () => assert.equal(imageTypeOf(Uint8Array.from(Buffer.from(bytes, 'hex'))), type));
}
