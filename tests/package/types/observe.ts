// observe(), as an app uses it.
import { observe } from 'websocket-wasm/observe';
import type { CloseRecord, MessageRecord, Observation, ObserveOptions, ObserverCallbacks, SocketRecord } from 'websocket-wasm/observe';

export const options: ObserveOptions = { content: true, filter: (url) => url.startsWith('wss:'), sample: 0.1 };
const log: (string | number)[] = [];
const callbacks: ObserverCallbacks = {
  created: ({ id, url }, socket) => log.push(id, url, socket.readyState),
  opened: ({ type, protocol, time }: SocketRecord) => log.push(type, protocol, time),
  sent({ direction, kind, bytes, content }: MessageRecord) {
    if (typeof content === 'string') log.push(content.length);
    else if (content instanceof ArrayBuffer) log.push(content.byteLength);
    else if (content) log.push(content.size);
    log.push(direction satisfies 'sent' | 'received', kind satisfies 'text' | 'binary', bytes);
  },
  closed: ({ code, reason, wasClean, meaning }: CloseRecord) => log.push(code, reason, String(wasClean), meaning),
};

const all = (record: SocketRecord | MessageRecord | CloseRecord): void => {
  if (record.type === 'closed') log.push(record.meaning);
  if (record.type === 'message') log.push(record.bytes);
};
export const observation: Observation = observe(callbacks, options);
observe({ created: all, opened: all, sent: all, received: all, closed: all }).stop();
observe({});

// @ts-expect-error Callbacks are functions.
observe({ sent: 1 });
// @ts-expect-error It is a number.
observe({}, { sample: 'half' });
// @ts-expect-error A record has no socket.
observe({ created: ({ socket }) => socket });
