// Runs the tables.
{
  const AT_A_TIME = 8;

  const within = (milliseconds, promise) => {
    const late = new Promise((resolve) => {
      setTimeout(resolve, milliseconds, `nothing within ${milliseconds} ms`);
    });
    return Promise.race([promise, late]);
  };

  /** Runs all rows, some of them at a time: Chromium holds back who connects too often at once. Resolves to name → outcome. */
  globalThis.runBehaviours = async (classes, server) => {
    const given = toolsFor(classes, server);
    const rows = behaviours.flatMap((table) => Object.entries(table(given)));
    const outcomes = {};
    const runRest = async () => {
      for (let row = rows.shift(); row; row = rows.shift()) {
        const [name, run] = row;
        outcomes[name] = await within(10_000, tools.outcomeOf((async () => run())()));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, runRest));
    return outcomes;
  };
}
