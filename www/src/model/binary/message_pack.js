import { decode } from '@msgpack/msgpack';

/** The value in bytes of MessagePack; throws if they are none, or more than one. */
export const read = (bytes) => decode(bytes, { useBigInt64: true });
