/** The type of an image by its first bytes, of those that browsers show and that can hold no program; undefined for anything else. */
export function imageTypeOf(bytes) {
  const start = String.fromCharCode(...bytes.subarray(0, SNIFFED_BYTES));
  return SIGNATURES.find(([, signature]) => signature.test(start))?.[0];
}

/** How many bytes it takes. */
export const SNIFFED_BYTES = 12;

/** @type {[type: string, signature: RegExp][]} */
const SIGNATURES = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is matched with bytes, not with a text.
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF.{4}WEBP/s],
];
