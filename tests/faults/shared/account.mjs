// What became of every message of many tabs: by the records of their pages, and what the server wrote down.

/**
 * The problems, and the totals. `lives` are by id: `{ record, sent, isEnded }`, one for each page that was loaded; of one that has ended, the
 * last entries may be missing. `connections` are the server's.
 */
export function accountOfTabs(lives, connections) {
  const problems = [];
  const totals = {
    lives: lives.size,
    connections: connections.length,
    received: 0,
    missed: 0,
    sent: 0,
    lost: 0,
    undelivered: 0,
    rejoined: 0,
  };
  const most = mostReceived(lives);
  for (const [id, life] of lives) {
    const tell = (problem) => problems.push(`${id}: ${problem}`);
    readReceived(life, most, totals, tell);
    readSent(id, life, connections, totals, tell);
  }
  return { problems, totals };
}

/** By connection: the number of the last message that any tab got. */
function mostReceived(lives) {
  const most = new Map();
  for (const { record } of lives.values())
    for (const { type, connection, end } of record)
      if (type === 'messages') most.set(connection, Math.max(end, most.get(connection) ?? 0));
  return most;
}

// Each message comes once and in order. Between two that do not follow one another, `missed` has said how many there were.
function readReceived({ record }, most, totals, tell) {
  let last;
  let missed = 0;
  for (const entry of record) {
    if (entry.type === 'left') last = undefined;
    if (entry.type === 'missed') {
      const isUnknown = entry.messages === 'unknown';
      missed = isUnknown || missed === undefined ? undefined : missed + entry.messages;
      totals.missed += isUnknown ? 0 : entry.messages;
      totals.rejoined += isUnknown ? 1 : 0;
    }
    if (entry.type !== 'messages') continue;
    const { connection, first, end } = entry;
    totals.received += end - first + 1;
    if (last) compare(last, { connection, first }, { missed, most, tell });
    last = { connection, end };
    missed = 0;
  }
}

function compare(last, next, { missed, most, tell }) {
  const place = `after ${last.connection} ${last.end} came ${next.connection} ${next.first}`;
  const isLater = next.connection > last.connection || (next.connection === last.connection && next.first > last.end);
  if (!isLater) return tell(`${place}: twice, or in another order`);
  if (missed === undefined) return undefined;
  const between = countBetween(last, next, most);
  // Of another connection nobody may have got the last messages.
  const isRight = next.connection === last.connection ? missed === between : missed >= between;
  return isRight ? undefined : tell(`${place}: ${between} messages between, and ${missed} were told as missed`);
}

/** How many messages tabs could have got after one and before another. */
function countBetween(last, next, most) {
  if (next.connection === last.connection) return next.first - last.end - 1;
  let count = most.get(last.connection) - last.end + next.first - 1;
  for (const [connection, end] of most) if (connection > last.connection && connection < next.connection) count += end;
  return count;
}

// Each message arrives once and in order, or is told as undelivered, or was on its way when a connection broke.
function readSent(id, { record, sent, isEnded }, connections, totals, tell) {
  const { undelivered, uncertain } = undeliveredOf(record);
  const seen = new Set();
  let latest = 0;
  let isLossy = false;
  const account = (number) => {
    for (let missing = latest + 1; missing < number; missing += 1) {
      if (undelivered.has(missing) || uncertain.has(missing)) continue;
      totals.lost += 1;
      if (!isLossy) tell(`${missing} is missing, and nothing was told`);
    }
    latest = Math.max(latest, number);
  };
  for (const { received, isLossy: breaks } of connections) {
    for (const { number } of received.filter(({ life }) => life === id)) {
      if (seen.has(number)) tell(`${number} arrived twice`);
      if (undelivered.has(number)) tell(`${number} arrived, and was told as undelivered`);
      if (number < latest) tell(`${number} arrived after ${latest}`);
      account(number);
      seen.add(number);
      isLossy = false;
    }
    isLossy ||= breaks;
  }
  // A page that has ended may have sent more, and the record does not have it.
  if (!isEnded) account(sent + 1);
  totals.sent += Math.max(sent, latest);
  totals.undelivered += undelivered.size + uncertain.size;
}

/** The numbers that were told as undelivered; `uncertain` are those that a lost worker had, which may have left. */
function undeliveredOf(record) {
  const undelivered = new Set();
  const uncertain = new Set();
  record.forEach(({ type, numbers }, index) => {
    if (type !== 'undelivered') return;
    const isOfWorker = record[index + 1]?.type === 'missed' && record[index + 1].messages === 'unknown';
    for (const number of numbers) (isOfWorker ? uncertain : undelivered).add(number);
  });
  return { undelivered, uncertain };
}
