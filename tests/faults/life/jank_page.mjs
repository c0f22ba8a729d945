// In the page: a table of prices, as a page shows that gets many messages. It reads each message, and shows the latest prices once a frame.

const CELLS = 40;

/** The page. */
export const HTML = `<!doctype html><meta charset="utf-8"><title>prices</title><p id="count">0</p><ul>${'<li>–</li>'.repeat(CELLS)}</ul>`;

/** Gets messages for `warmUp` and then for `time` ms, and resolves to what was measured in the latter. */
export async function measure({ place, url, options, warmUp, time }) {
  const found = { seconds: 0, messages: 0, number: -1, late: [], frames: [], longTasks: undefined, inputs: [] };
  const FOLDER = '/package';
  const prices = new Map();
  const cells = [...document.querySelectorAll('li')];
  const count = document.querySelector('#count');
  let isMeasuring = false;

  const receive = ({ data }) => {
    const { number, at, symbol, price } = JSON.parse(data);
    prices.set(symbol, price);
    if (!isMeasuring) return;
    found.messages += 1;
    found.number = number;
    // One of 100 is enough.
    if (number % 100 === 0) found.late.push(Date.now() - at);
  };
  const show = () => {
    count.textContent = String(found.messages);
    cells.forEach((cell, index) => {
      cell.textContent = `S${index}: ${prices.get(`S${index}`)?.toFixed(2) ?? '–'}`;
    });
  };

  const connect = async () => {
    if (place === 'none') return undefined;
    if (place === 'page') {
      const { ReconnectingWebSocket } = await import(`${FOLDER}/reconnecting.js`);
      return new ReconnectingWebSocket(url);
    }
    const { WorkerWebSocket } = await import(`${FOLDER}/worker.js`);
    return new WorkerWebSocket(() => new Worker('/package/shared.worker.js'), url, options);
  };
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  addEventListener('pointerdown', ({ timeStamp }) => {
    if (isMeasuring) found.inputs.push(performance.now() - timeStamp);
  });
  if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
    found.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration, startTime } of list.getEntries())
        if (isMeasuring && startTime > begun) found.longTasks.push(duration);
    }).observe({ type: 'longtask' });
  }

  const socket = await connect();
  if (socket) {
    socket.onmessage = receive;
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
  }
  let begun = Infinity;
  for (let last = await nextFrame(), start = last; last - start < warmUp + time; ) {
    const now = await nextFrame();
    show();
    if (isMeasuring) found.frames.push(now - last);
    else if (now - start >= warmUp) {
      isMeasuring = true;
      begun = performance.now();
    }
    last = now;
  }
  found.seconds = (performance.now() - begun) / 1000;
  isMeasuring = false;
  // The server says no more.
  socket?.send('end');
  return found;
}
