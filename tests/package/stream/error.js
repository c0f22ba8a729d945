// WebSocketError.
behaviours.push(({ logging, number, text, WebSocketError, thrownBy, errorOf }) => ({
  'WebSocketError by default': () => errorOf(new WebSocketError()),
  'WebSocketError with all': () => errorOf(new WebSocketError('message', { closeCode: 3456, reason: 'reason' })),
  'WebSocketError with a code': () => errorOf(new WebSocketError('', { closeCode: 3333 })),
  'WebSocketError with a reason': () => errorOf(new WebSocketError('', { reason: 'specified' })),
  'WebSocketError with an empty reason': () => errorOf(new WebSocketError('', { reason: '' })),
  'WebSocketError with undefined': () => errorOf(new WebSocketError(undefined, undefined)),
  'WebSocketError with nulls': () => errorOf(new WebSocketError(null, null)),
  'WebSocketError with lone surrogates': () => {
    // The message is a DOMString, and the host's own.
    const { reason } = new WebSocketError('', { reason: 'b\uD800' });
    return reason.charCodeAt(1);
  },
  'WebSocketError refuses': () =>
    [
      true,
      { closeCode: 999 },
      { closeCode: 1001 },
      { closeCode: 2999 },
      { closeCode: 5000 },
      { closeCode: null },
      { reason: 'x'.repeat(124) },
      { reason: '🔌'.repeat(32) },
      { closeCode: 1000, reason: 'x'.repeat(124) },
      { reason: Symbol() },
    ].map((init) => thrownBy(() => errorOf(new WebSocketError('', init)))),
  'WebSocketError with what is no unsigned short': () =>
    [-1, 65536, NaN].map((closeCode) => thrownBy(() => new WebSocketError('', { closeCode }))),
  "the order of WebSocketError's conversions": () => {
    const log = [];
    const error = new WebSocketError(
      text(log, 'message', 'm'),
      logging(log, { closeCode: number(log, 'code', 3000), reason: text(log, 'reason', 'r') }),
    );
    return [log, errorOf(error)];
  },
  'structuredClone of a WebSocketError': () => thrownBy(() => structuredClone(new WebSocketError())),
}));
