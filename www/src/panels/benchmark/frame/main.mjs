// What the panel calls in its frame: `window.bench`, of which benches/page/main.mjs has more. All that is measured runs here.
const contenders = new Map();
let current;

window.bench = {
  /** Loads the scripts of these contenders, each with a copy of the samples of its own. */
  async load(names) {
    for (const name of names)
      contenders.set(name, (await import(new URL(`contenders/${name}.js`, import.meta.url))).default);
  },

  /** Opens what the sample of a contender needs. */
  async prepare(contender, parameters) {
    current = await contenders.get(contender).prepare(parameters);
  },

  /** Takes the sample: milliseconds, and what has been counted. */
  run: () => current.run(),

  finish: () => current.finish(),

  /** No page may ask for it. A task's time for what the last sample has left to do. */
  collectGarbage: () =>
    new Promise((resolve) => {
      setTimeout(resolve);
    }),
};
