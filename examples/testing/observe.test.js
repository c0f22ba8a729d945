import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { install, uninstall } from 'websocket-wasm';
import { observe } from 'websocket-wasm/observe';

/** Something of an app, or of a library that it uses. */
function subscribe(topic) {
  const socket = new WebSocket('wss://news.example/');
  socket.onopen = () => socket.send(JSON.stringify({ subscribe: topic }));
}

class OpenAtOnce extends EventTarget {
  readyState = 0;
  bufferedAmount = 0;
  protocol = '';
  extensions = '';

  constructor() {
    super();
    queueMicrotask(() => {
      this.readyState = 1;
      this.dispatchEvent(new Event('open'));
    });
  }

  send() {}

  close() {}
}

beforeEach(() => {
  vi.stubGlobal('WebSocket', OpenAtOnce);
  install();
});
afterEach(() => {
  uninstall();
  vi.unstubAllGlobals();
});

test('the app subscribes when the connection is open', async () => {
  const sent = [];
  const observation = observe({ sent: ({ content }) => sent.push(content) }, { content: true });
  subscribe('weather');
  await vi.waitFor(() => expect(sent).toEqual(['{"subscribe":"weather"}']));
  observation.stop();
});
