import { observe } from 'websocket-wasm/observe';

/** A span for each connection; `tracer` is one of OpenTelemetry's. */
export function observeWithSpans(tracer) {
  const open = new Map();
  const count = ({ id, direction, bytes }) => {
    const traffic = open.get(id)[direction];
    traffic.messages += 1;
    traffic.bytes += bytes;
  };
  return observe({
    created({ id, url, time }) {
      // A query may hold a token.
      const attributes = { 'url.full': url.split('?')[0] };
      const span = tracer.startSpan('WebSocket', { startTime: dateOf(time), attributes });
      open.set(id, { span, sent: { messages: 0, bytes: 0 }, received: { messages: 0, bytes: 0 } });
    },
    opened: ({ id, time }) => open.get(id).span.addEvent('open', dateOf(time)),
    sent: count,
    received: count,
    closed({ id, code, meaning, wasClean, time }) {
      const { span, sent, received } = open.get(id);
      open.delete(id);
      span.setAttributes({
        'websocket.close.code': code,
        'websocket.sent.messages': sent.messages,
        'websocket.sent.bytes': sent.bytes,
        'websocket.received.messages': received.messages,
        'websocket.received.bytes': received.bytes,
      });
      // 2 is ERROR.
      if (!wasClean) span.setStatus({ code: 2, message: meaning });
      span.end(dateOf(time));
    },
  });
}

const dateOf = (time) => new Date(performance.timeOrigin + time);
