// An exchange by the console's forms, with the entries of the timeline.

/**
 * Connects, sends and closes in one tab, and does what is wrong on the way; each step waits for the timeline's newest entry. It
 * runs in the page: step by step through a driver it would take ten times as long. Resolves to a line for each entry.
 */
export async function exchange(driver, choices) {
  const { problem, entries } = await driver.executeAsyncScript(
    `const [choices, done] = arguments; (${exchangeHere})((${stepsHere})(), choices, done);`,
    choices,
  );
  if (problem) throw new Error(problem);
  return entries;
}

function exchangeHere({ choose, connect, send, close, step, linesSeen }, { place, implementation, echo }, done) {
  const run = async () => {
    choose('place', place);
    choose('implementation', implementation);
    await connect('local exception', 'ftp://127.0.0.1/');
    await connect('out connect', echo.replace('/echo', '/stall'));
    await send('local exception', 'text', 'text', 'too early');
    await close('in close', '', '');
    await connect('in open', echo, 'chat');
    await send('in text', 'text', 'text', 'grüße, 🌍');
    await send('in Blob', 'bytes', 'bytes', '00 7f ff', 'Uint8Array');
    await send('in Blob', 'bytes', 'bytes', 'ca fe', 'Blob');
    await step('out set', null, () => choose('binaryType', 'arraybuffer'));
    await send('in ArrayBuffer', 'bytes', 'bytes', '01'.repeat(100_000), 'ArrayBuffer');
    await step('out set', null, () => choose('binaryType', 'blob'));
    await close('local exception', '1001', '');
    await close('local exception', '1000', 'x'.repeat(124));
    await close('in close', '3001', 'enough');
  };
  run().then(
    () => done({ entries: linesSeen() }),
    (error) => done({ problem: error.message }),
  );
}

/** The steps in a tab: `connect`, `send` and `close` fill their form, and wait until the newest entry is as wanted. */
function stepsHere() {
  const set = (id, value) => {
    const field = document.getElementById(id);
    field.value = value;
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  };
  const choose = (name, value) => document.querySelector(`#workspace [name="${name}"][value="${value}"]`).click();
  /** By id: a step adds fewer than there is room for. */
  const seen = new Map();
  const collect = () => {
    for (const row of document.querySelectorAll('#log .entry')) {
      const { id, direction, kind } = row.dataset;
      seen.set(
        Number(id),
        `${direction} ${kind} ${row.querySelector('.size').textContent} ${row.querySelector('.content').textContent}`,
      );
    }
  };
  const newest = () =>
    Array.from(document.querySelectorAll('#log .entry')).reduce(
      (last, row) => (last && Number(last.dataset.id) > Number(row.dataset.id) ? last : row),
      null,
    );
  const step = async (wanted, form, act) => {
    const before = Number(newest()?.dataset.id ?? 0);
    act();
    if (form) document.getElementById(form).requestSubmit();
    for (let tries = 0; tries < 1000; tries += 1) {
      const { id = 0, direction, kind } = newest()?.dataset ?? {};
      if (Number(id) > before && `${direction} ${kind}` === wanted) return collect();
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    }
    throw new Error(`waited for ${wanted}; the newest is ${newest()?.textContent}`);
  };
  const connect = (wanted, url, protocols = '') =>
    step(wanted, 'connect', () => {
      set('url', url);
      set('protocols', protocols);
    });
  const send = (wanted, kind, field, value, type) =>
    step(wanted, 'send', () => {
      choose('kind', kind);
      set(field, value);
      if (type) set('bytes-type', type);
    });
  const close = (wanted, code, reason) =>
    step(wanted, 'close', () => {
      set('code', code);
      set('reason', reason);
    });
  const linesSeen = () =>
    Array.from(seen)
      .sort(([one], [other]) => one - other)
      .map(([, line]) => line);
  return { choose, connect, send, close, step, linesSeen };
}
