import 'websocket-wasm/auto';
import { observeWithBreadcrumbs } from './breadcrumbs.js';
import { recordHar } from './har.js';
import { observeWithMarks } from './marks.js';
import { observeWithSpans } from './spans.js';

const output = document.querySelector('output');

// In an app they are of an error tracker and of OpenTelemetry.
const crumbs = [];
const spans = [];
const tracer = {
  startSpan(name, { attributes }) {
    const span = { name, ...attributes };
    spans.push(span);
    return {
      addEvent() {},
      setStatus() {},
      setAttributes: (more) => Object.assign(span, more),
      end: () => Object.assign(span, { hasEnded: true }),
    };
  },
};

observeWithMarks();
observeWithSpans(tracer);
observeWithBreadcrumbs((crumb) => crumbs.push(crumb));
const { toHar } = recordHar();

// Code that knows nothing of all that.
const socket = new WebSocket('ws://127.0.0.1:8081/echo?token=secret');
socket.onopen = () => socket.send('hello');
socket.onmessage = () => socket.close(1000);
await new Promise((resolve) => {
  socket.onclose = resolve;
});

const [span] = spans;
const { log } = await toHar();
const [{ _webSocketMessages: messages }] = log.entries;
output.textContent = [
  `${performance.getEntriesByType('mark').length} marks`,
  `${performance.getEntriesByType('measure').length} measure`,
  `a span with ${span['websocket.sent.bytes']} bytes sent, ${span.hasEnded ? 'ended' : 'open'}`,
  `breadcrumbs: ${crumbs.map(({ message }) => message).join(', ')}`,
  `HAR: ${messages.map(({ type, data }) => `${type} ${data}`).join(', ')}`,
].join('; ');
