// What became of every message of many tabs: by the records of their pages, and what the server wrote down. The rules are those that
// docs/shared.md promises: nothing comes twice or in another order, and what does not come is told by `missed` or `undelivered`.

/**
 * The problems, and the totals. `lives` are by id: `{ record, sent, isEnded }`, one for each page that was loaded; of one that has ended, the
 * last entries may be missing. `connections` are the server's, in the order of their numbers.
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
  const counts = { most: mostReceived(lives), connections };
  const arrivals = arrivalsByLife(connections);
  const breaks = breaksBefore(connections);
  for (const [id, life] of lives) {
    const tell = (problem) => problems.push(`${id}: ${problem}`);
    readReceived(life, counts, totals, tell);
    readSent(life, arrivals.get(id) ?? [], breaks, totals, tell);
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

/** By id of a page: what the server got of it, in order. */
function arrivalsByLife(connections) {
  const arrivals = new Map();
  for (const { number: connection, received } of connections)
    for (const { life, number } of received) {
      if (!arrivals.has(life)) arrivals.set(life, []);
      arrivals.get(life).push({ number, connection });
    }
  return arrivals;
}

/** At each connection's number: how many before it may have lost what was on its way. The last entry is for all. */
function breaksBefore(connections) {
  const before = [0, 0];
  for (const { isLossy } of connections) before.push(before.at(-1) + (isLossy ? 1 : 0));
  return before;
}

// Each message comes once and in order. Between two that do not follow one another, `missed` has said how many there were.
function readReceived({ record }, counts, totals, tell) {
  let last;
  /** What was told since the last message; undefined if nobody can know it. */
  let missed = 0;
  for (const entry of record) {
    // What comes while it takes no part is not for this tab.
    if (entry.type === 'left') missed = undefined;
    if (entry.type === 'missed') {
      const isUnknown = entry.messages === 'unknown';
      missed = isUnknown || missed === undefined ? undefined : missed + entry.messages;
      totals.missed += isUnknown ? 0 : entry.messages;
      totals.rejoined += isUnknown ? 1 : 0;
    }
    if (entry.type !== 'messages') continue;
    const { connection, first, end } = entry;
    totals.received += end - first + 1;
    if (last) compare(last, { connection, first }, missed, counts, tell);
    last = { connection, end };
    missed = 0;
  }
}

function compare(last, next, missed, counts, tell) {
  const place = `after ${last.connection} ${last.end} came ${next.connection} ${next.first}`;
  const isLater = next.connection > last.connection || (next.connection === last.connection && next.first > last.end);
  if (!isLater) return tell(`${place}: twice, or in another order`);
  if (missed === undefined) return undefined;
  // Of a connection that has ended, nobody may have got the last messages: then nobody has missed them.
  const least = countBetween(last, next, (connection) => counts.most.get(connection) ?? 0);
  const most = countBetween(last, next, (connection) => counts.connections[connection - 1].sent);
  if (least <= missed && missed <= most) return undefined;
  const between = least === most ? least : `${least} to ${most}`;
  return tell(`${place}: ${between} messages between, and ${missed} were told as missed`);
}

/** How many messages there were after one and before another; `endOf` tells how many a connection had that has ended. */
function countBetween(last, next, endOf) {
  if (next.connection === last.connection) return next.first - last.end - 1;
  let count = endOf(last.connection) - last.end + next.first - 1;
  for (let connection = last.connection + 1; connection < next.connection; connection += 1) count += endOf(connection);
  return count;
}

// Each message arrives once and in order, or is told as undelivered, or was on its way when a connection broke.
function readSent({ record, sent, isEnded }, arrivals, breaks, totals, tell) {
  const { undelivered, uncertain } = undeliveredOf(record);
  const earliestOf = earliestConnections(record);
  const seen = new Set();
  let latest = { number: 0, connection: 0 };
  // All that is missing before this one was handed to the same connection or an earlier one.
  const account = ({ number, connection }) => {
    for (let missing = latest.number + 1; missing < number; missing += 1) {
      if (undelivered.has(missing) || uncertain.has(missing)) continue;
      totals.lost += 1;
      const earliest = Math.max(latest.connection, earliestOf(missing));
      if (breaks[Math.max(earliest, connection)] === breaks[earliest])
        tell(`${missing} is missing, and nothing was told; no connection from ${earliest} to ${connection} broke`);
    }
  };
  for (const arrival of arrivals) {
    const { number } = arrival;
    if (seen.has(number)) tell(`${number} arrived twice`);
    if (undelivered.has(number))
      tell(`${number} arrived, and was told as undelivered: ${aroundUndelivered(record, number)}`);
    if (number < latest.number) tell(`${number} arrived after ${latest.number}`);
    else {
      account(arrival);
      latest = arrival;
    }
    seen.add(number);
  }
  // A page that has ended may have sent more, and the record does not have it.
  if (!isEnded) account({ number: sent + 1, connection: breaks.length - 1 });
  totals.sent += Math.max(sent, latest.number);
  totals.undelivered += undelivered.size + uncertain.size;
}

/**
 * The connection that a message was handed to, or one before it: what a tab sends while it knows of no connection waits in the tab for the
 * next one, and what it sends while it knows one was not handed to an earlier one.
 */
function earliestConnections(record) {
  /** Messages after `after` were not handed to an earlier connection. */
  const bounds = [{ after: 0, connection: 1 }];
  let heldAfter = 0;
  let openAfter;
  for (const { type, sent, connection } of record) {
    if (type === 'close' || type === 'left') {
      heldAfter ??= sent;
      openAfter = undefined;
      // What has waited here is given away.
      if (type === 'left') heldAfter = sent;
    }
    if (type === 'open') {
      openAfter = heldAfter ?? sent;
      heldAfter = undefined;
    }
    if (type !== 'messages' || connection === bounds.at(-1).connection) continue;
    bounds.push({ after: openAfter ?? sent, connection });
    openAfter = undefined;
  }
  return (number) => bounds.findLast(({ after }) => after < number).connection;
}

/**
 * The numbers that were told as undelivered; `uncertain` are those that may have left: a lost worker had them, or one that has not answered
 * when the tab left.
 */
function undeliveredOf(record) {
  const undelivered = new Set();
  const uncertain = new Set();
  record.forEach(({ type, numbers, turn }, index) => {
    if (type !== 'undelivered') return;
    const isAtOnce = (place, type) => record[place]?.type === type && record[place].turn === turn;
    const isOfLost = isAtOnce(index + 1, 'missed') && record[index + 1].messages === 'unknown';
    // What comes from a worker comes in a task of its own.
    const isUnanswered = isAtOnce(index - 1, 'close') && isAtOnce(index - 2, 'error');
    for (const number of numbers) (isOfLost || isUnanswered ? uncertain : undelivered).add(number);
  });
  return { undelivered, uncertain };
}

/** What a page has noted around the time when it told a message as undelivered, for a problem. */
function aroundUndelivered(record, number) {
  const place = record.findIndex(({ type, numbers }) => type === 'undelivered' && numbers.includes(number));
  return JSON.stringify(record.slice(Math.max(place - 8, 0), place + 5));
}
