import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchPrices } from './app.js';

const made = [];

class FakeSocket extends EventTarget {
  readyState = 0;
  bufferedAmount = 0;
  protocol = '';
  extensions = '';

  constructor(url) {
    super();
    this.url = url;
    made.push(this);
  }

  send() {}

  close() {
    this.end(1000, true);
  }

  open() {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  receive(data) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  end(code = 1006, wasClean = false) {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code, wasClean }));
  }
}

beforeEach(() => {
  made.length = 0;
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('prices are shown, and old ones are marked until the next connection', () => {
  const [onPrice, onState] = [vi.fn(), vi.fn()];
  const stop = watchPrices(onPrice, onState);
  made[0].open();
  made[0].receive('42');
  expect(onPrice).toHaveBeenCalledWith(42);

  made[0].end();
  expect(onState).toHaveBeenLastCalledWith('old');
  vi.advanceTimersByTime(1_000); // firstDelay
  made[1].open();
  expect(onState).toHaveBeenLastCalledWith('current');
  stop();
});
