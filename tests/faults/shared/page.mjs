// In the page: a SharedWebSocket that sends numbered messages, and a record of what it is told.

/** The text of the page. */
export const pageFor = (url, options) =>
  `<!doctype html><meta charset="utf-8"><title>page</title><script type="module">(${inPage})('/dist/shared.js', ${JSON.stringify(url)}, ${JSON.stringify(options)});</script>`;

async function inPage(script, url, options) {
  const { SharedWebSocket } = await import(script);
  const SEND_MS = 100;
  const life = crypto.randomUUID();
  const socket = new SharedWebSocket(() => new SharedWorker('/dist/shared.worker.js'), url, options);
  let record = [];
  let sent = 0;
  let last;
  let turn = 0;
  /** Entries with the same turn were told at once. */
  const note = (type, more) => {
    queueMicrotask(() => (turn += 1));
    record.push({ type, turn, sent, ...more });
  };
  socket.onmessage = ({ data }) => {
    const [connection, number] = data.split(' ').map(Number);
    const { type, connection: before, end } = record.at(-1) ?? {};
    last = { connection, number };
    // Messages in a row are one entry.
    if (type === 'messages' && before === connection && end === number - 1) record.at(-1).end = number;
    else note('messages', { connection, first: number, end: number });
  };
  for (const type of ['open', 'error', 'reconnecting', 'giveup']) socket.addEventListener(type, () => note(type));
  socket.onclose = ({ code, wasClean }) => note('close', { code, wasClean });
  // JSON has no NaN.
  socket.onmissed = ({ messages }) => note('missed', { messages: Number.isNaN(messages) ? 'unknown' : messages });
  socket.onundelivered = ({ data }) =>
    note('undelivered', { numbers: data.map((text) => Number(text.slice(life.length + 1))) });

  let isTalking = true;
  let isLeaving = false;
  const say = () => {
    // What is sent after `close()` is dropped, as in the standard.
    if (!isTalking || isLeaving) return;
    sent += 1;
    socket.send(`${life} ${sent}`);
  };
  setInterval(say, SEND_MS);

  globalThis.tab = {
    /** What was recorded since it was last asked, and what there is now. */
    take() {
      const { readyState, bufferedAmount } = socket;
      const taken = { life, record, sent, last, readyState, bufferedAmount };
      record = [];
      return taken;
    },
    /** Says one thing more: its connection is known to be there. */
    fallSilent() {
      say();
      isTalking = false;
    },
    reconnect: () => socket.reconnect(),
    /** Leaves the connection, and joins it again when it has. */
    leaveAndJoin() {
      if (isLeaving) return;
      isLeaving = true;
      note('left');
      socket.close();
      const join = () => {
        isLeaving = false;
        socket.reconnect();
      };
      socket.addEventListener('close', () => setTimeout(join, 0), { once: true });
    },
  };
}
