// What the driver calls, by name and with JSON: `window.bench`. All that is measured runs here, not in the driver's script.

const contenders = new Map();
let current;

window.bench = {
  /** Loads the scripts of these contenders. */
  async load(names) {
    for (const name of names) contenders.set(name, (await import(`/contenders/${name}.js`)).default);
  },

  /** Opens what the sample of a contender needs. */
  async prepare(contender, parameters) {
    current = await contenders.get(contender).prepare(parameters);
  },

  /** Takes the sample: milliseconds, and what has been counted. */
  run: () => current.run(),

  finish: () => current.finish(),

  /** Keeps the main thread busy, so that its process can be found. */
  spin(milliseconds) {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  },

  /** Only where the browser gives pages a function for it. */
  collectGarbage: () => window.TestUtils.gc(),

  /** What calling costs by itself. */
  nothing() {},
};
