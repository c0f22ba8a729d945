import { decode } from 'cborg';
import { bigIntDecoder, bigNegIntDecoder } from 'cborg/taglib';

/** The value in bytes of CBOR; throws if they are none, or more than one. A tag that is not known becomes an object with its name. */
export const read = (bytes) => decode(bytes, { useMaps: true, tags: TAGS });

const KNOWN = {
  0: (read) => read(),
  1: (read) => new Date(read() * 1000),
  2: bigIntDecoder,
  3: bigNegIntDecoder,
  // That it is CBOR.
  55799: (read) => read(),
};

const TAGS = new Proxy(KNOWN, {
  get: (known, tag) => known[tag] ?? ((read) => ({ [`tag ${String(tag)}`]: read() })),
});
