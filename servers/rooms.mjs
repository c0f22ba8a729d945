// Rooms: what one connection sends goes to all in the room, numbered; and a room's server can be away for a while.

/** The rooms of a server, by name. */
export class Rooms {
  #byName = new Map();

  /** The room with this name, empty if it is new. */
  find(name) {
    return this.#byName.get(name) ?? this.#add(name);
  }

  #add(name) {
    const room = new Room();
    this.#byName.set(name, room);
    if (this.#byName.size > KEPT_ROOMS) this.#byName.delete(this.#byName.keys().next().value);
    return room;
  }
}

class Room {
  #lines = [];
  #count = 0;
  #connections = new Set();
  #backAt = -Infinity;

  /** Whether it lets nobody in. */
  get isAway() {
    return performance.now() < this.#backAt;
  }

  /** How many connections are in it. */
  get size() {
    return this.#connections.size;
  }

  /** Sends the kept lines after number `after`, then every line that anybody says. */
  join(connection, after) {
    for (const { number, line } of this.#lines) if (number > after) connection.send(line);
    this.#connections.add(connection);
    connection.on('message', (data) => this.#say(data.toString()));
    connection.on('close', () => this.#connections.delete(connection));
  }

  /** Drops all connections, and is away for so many milliseconds. */
  restart(milliseconds) {
    this.#backAt = performance.now() + milliseconds;
    for (const connection of this.#connections) connection.drop();
  }

  #say(text) {
    this.#count += 1;
    const line = `${this.#count} ${text}`;
    this.#lines.push({ number: this.#count, line });
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
    for (const connection of this.#connections) connection.send(line);
  }
}

const KEPT_ROOMS = 100;
const KEPT_LINES = 1000;
