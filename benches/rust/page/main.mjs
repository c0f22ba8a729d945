// What the driver calls, by name and with JSON, as benches/page/main.mjs has it; here the contenders are apps in Rust.

const apps = new Map();
let current;
let turn = 0;

window.bench = {
  /** Starts these apps. */
  async load(names) {
    for (const name of names) {
      const app = await import(`/${name}/app.js`);
      apps.set(name, { ...app, memory: (await app.default()).memory });
    }
  },

  async prepare(name, { servers, ...parameters }) {
    const app = apps.get(name);
    const server = servers[(turn += 1) % servers.length];
    current = await SAMPLES[parameters.sample](app, server, parameters);
  },

  async run() {
    const started = performance.now();
    const counts = await current.run();
    return { wall: performance.now() - started, ...counts };
  },

  finish: () => current.finish?.(),

  /** The bytes of an app's linear memory: before, when messages have come that nobody has read, and when they were read. */
  async unread(name, { servers, type, bytes, count, waitMs }) {
    const app = apps.get(name);
    const size = () => app.memory.buffer.byteLength;
    await app.prepare(`${servers[0]}/source?type=${type}&bytes=${bytes}&messages=${count}`);
    const before = size();
    await app.start();
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const unread = size();
    const read = await app.read(count);
    await app.finish();
    return { before, unread, after: size(), isComplete: read === count * bytes };
  },

  /** An upload to a slow reader: the most that the browser held, and how long it took. */
  async upload(name, { servers, type, bytes, count }) {
    const app = apps.get(name);
    let highest = 0;
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
      send.call(this, data);
      highest = Math.max(highest, this.bufferedAmount);
    };
    try {
      await app.prepare(`${servers[0]}/slow?every=${count}`);
      const started = performance.now();
      await app.send(type, bytes, count, count);
      const wall = performance.now() - started;
      await app.finish();
      return { highest, wall };
    } finally {
      WebSocket.prototype.send = send;
    }
  },

  spin(milliseconds) {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  },

  collectGarbage: () => (window.gc ? window.gc() : window.TestUtils.gc()),

  nothing() {},
};

const SAMPLES = {
  async receive(app, server, { type, bytes, count }) {
    await app.prepare(`${server}/source?type=${type}&bytes=${bytes}&messages=${count}`);
    return { run: async () => ({ messages: count, bytes: await app.receive(count) }), finish: app.finish };
  },

  async send(app, server, { type, bytes, count, burst }) {
    await app.prepare(`${server}/sink?every=${burst}`);
    const run = async () => {
      await app.send(type, bytes, count, burst);
      return { messages: count, bytes: count * bytes };
    };
    return { run, finish: app.finish };
  },

  async round_trip(app, server, { bytes, count }) {
    await app.prepare(`${server}/echo`);
    return { run: async () => ({ messages: count, bytes: await app.round_trip(bytes, count) }), finish: app.finish };
  },

  open_close: (app, server, { count }) => ({ run: () => connections(app.open_close, server, count) }),

  open_drop: (app, server, { count }) => ({ run: () => connections(app.open_drop, server, count) }),
};

async function connections(open, server, count) {
  for (let done = 0; done < count; done += 1) await open(`${server}/idle`);
  return { messages: count };
}
