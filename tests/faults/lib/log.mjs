// What servers of numbered messages have told, in the test's own memory: it outlives them.
import { EventEmitter, once } from 'node:events';
import { addToRuns } from './page/runs.mjs';

/** The log of one or more servers, which may be killed and started again. */
export class Log {
  /** By name: `{ client, up, down }`, where `up` are the runs of numbers that came, and `down` is how many were sent. */
  connections = new Map();
  #news = new EventEmitter().setMaxListeners(0);
  /** The largest number of each client. */
  #latest = new Map();

  /** Takes a line of a server. */
  take(line) {
    const [what, name, value] = line.split(' ');
    if (what === 'connection') this.connections.set(name, { client: value, up: [], down: 0 });
    else if (what === 'down') this.connections.get(name).down = Number(value);
    else this.#takeNumber(this.connections.get(name), Number(value));
  }

  /** The connections of a client in the order in which they came. */
  of(client) {
    const own = [...this.connections].filter(([, connection]) => connection.client === client);
    return own.map(([name, connection]) => ({ name, ...connection }));
  }

  /** Resolves when this number of a client has come. */
  async has(client, number) {
    while (!(this.#latest.get(client) >= number)) await once(this.#news, client);
  }

  #takeNumber({ client, up }, number) {
    addToRuns(up, number);
    this.#latest.set(client, number);
    this.#news.emit(client);
  }
}
