// Timers that are on time in hidden pages, too: a page's own ring there once a second, or once a minute.
import { document, find, findGetter, URL } from '../platform/captured.js';
import { clearTimer, now, setTimer } from '../platform/clock.js';
import { isPage } from './host.js';

const Blob = find('Blob');
const MessageChannel = find('MessageChannel');
const Worker = find('Worker');
const isHidden = findGetter('Document', 'hidden');

// A worker's timers are on time. It ends by itself when nobody has used it for a while.
const SCRIPT =
  'let i;onmessage=e=>{clearTimeout(i);i=setTimeout(close,e.data+2e4);setTimeout(()=>e.ports[0].postMessage(0),e.data)};postMessage(0)';
const IDLE_MS = 10_000;
/** How often a task of its own may ring in a row, while there is no worker: a Content-Security-Policy may forbid it. */
const MOST_TASKS = 2_000;

let worker;
let isRunning;
let usedAt = -Infinity;
let tasks = 0;

/** Acts so many milliseconds from now, or earlier; what is returned puts an end to that. */
export const ring = (act, milliseconds) => {
  const timer = setTimer(() => {
    tasks = 0;
    act();
  }, milliseconds);
  const port =
    Worker && MessageChannel && isPage && isHidden?.(document) ? ringElsewhere(act, milliseconds) : undefined;
  return () => {
    clearTimer(timer);
    port?.close();
  };
};

// The timer stays: whichever rings first ends the other.
const ringElsewhere = (act, milliseconds) => {
  startWorker();
  if (!isRunning && (tasks += 1) > MOST_TASKS) return undefined;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = act;
  if (isRunning) worker.postMessage(milliseconds, [port2]);
  else port2.postMessage(0);
  return port1;
};

const startWorker = () => {
  const time = now();
  const isInUse = time < usedAt + IDLE_MS;
  usedAt = time;
  if (isInUse) return;
  isRunning = false;
  try {
    const url = URL.createObjectURL(new Blob([SCRIPT]));
    worker = new Worker(url);
    worker.onmessage = () => {
      isRunning = true;
      URL.revokeObjectURL(url);
    };
  } catch {
    // Without one.
  }
};
