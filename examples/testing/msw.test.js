import { ws } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchPrices } from './app.js';

const prices = ws.link('wss://prices.example/');
const server = setupServer(prices.addEventListener('connection', ({ client }) => client.send('42')));
beforeAll(() => server.listen());
afterAll(() => server.close());

test('the price of the server is shown', async () => {
  const price = await new Promise((resolve) => {
    const stop = watchPrices(
      (value) => {
        stop();
        resolve(value);
      },
      () => {},
    );
  });
  expect(price).toBe(42);
});
