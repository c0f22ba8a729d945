import { observe } from 'websocket-wasm/observe';

/** Records all traffic; `toHar()` is what has happened so far, as Chromium's network panel saves and opens it. */
export function recordHar() {
  const entries = new Map();
  const add = ({ id, direction, kind, time, content }) =>
    entries.get(id).messages.push({ direction, kind, time: dateOf(time) / 1000, content });
  const { stop } = observe(
    {
      created: ({ id, url, time }) => entries.set(id, { url, started: dateOf(time), messages: [], duration: 0 }),
      sent: add,
      received: add,
      closed({ id, time }) {
        const entry = entries.get(id);
        entry.duration = dateOf(time) - entry.started;
      },
    },
    { content: true },
  );
  const toHar = async () => ({
    log: {
      version: '1.2',
      creator: { name: 'websocket-wasm', version: '1' },
      entries: await Promise.all([...entries.values()].map(toEntry)),
    },
  });
  return { stop, toHar };
}

const dateOf = (time) => performance.timeOrigin + time;
const NOTHING = { cookies: [], headers: [], headersSize: -1, bodySize: -1 };

async function toEntry({ url, started, messages, duration }) {
  return {
    _resourceType: 'websocket',
    _webSocketMessages: await Promise.all(messages.map(toMessage)),
    startedDateTime: new Date(started).toISOString(),
    time: duration,
    request: { method: 'GET', url, httpVersion: 'HTTP/1.1', queryString: [], ...NOTHING },
    response: {
      status: 101,
      statusText: 'Switching Protocols',
      httpVersion: 'HTTP/1.1',
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      ...NOTHING,
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: duration },
  };
}

async function toMessage({ direction, kind, time, content }) {
  const type = direction === 'sent' ? 'send' : 'receive';
  if (kind === 'text') return { type, time, opcode: 1, data: content };
  const bytes = new Uint8Array(await new Blob([content]).arrayBuffer());
  return { type, time, opcode: 2, data: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
}
