// What a close code means, in a few words.

const MEANINGS = {
  __proto__: null,
  1000: 'normal closure',
  1001: 'going away',
  1002: 'protocol error',
  1003: 'unsupported data',
  1004: 'reserved',
  1005: 'no code',
  1007: 'invalid data',
  1008: 'policy violation',
  1009: 'message too big',
  1010: 'extension missing',
  1011: 'internal error',
  1012: 'service restart',
  1013: 'try again later',
  1014: 'bad gateway',
  1015: 'TLS failed',
  3000: 'unauthorized',
  3003: 'forbidden',
  3008: 'timeout',
};

/** The meaning of a close code; without a Close frame it depends on whether the connection was ever open. */
export const meaningOf = (code, wasOpen) => {
  if (code === 1006) return wasOpen ? 'connection lost' : 'never opened';
  return (
    MEANINGS[code] ?? (code < 3000 ? 'not defined' : code < 4000 ? 'code of a library' : 'code of the application')
  );
};
