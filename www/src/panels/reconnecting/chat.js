import { ReconnectingWebSocket } from 'websocket-wasm/reconnecting';
import { joinRoom } from './example.js';
import { QueueCount } from './queue_count.js';
import { WORDS } from './words.js';

/** One socket after the other. Reports to `standing` and `record`. */
export class Chat {
  #standing;
  #record;
  #socket;
  #queue;
  #listening = new AbortController();

  constructor({ standing, record }) {
    this.#standing = standing;
    this.#record = record;
  }

  /** Connects again, in a room with the code of the example. If the class throws, so does this, and nothing changes. */
  connect(url, { isRoom, options }) {
    const show = (line) => this.#record.addLine(line);
    const socket = isRoom ? joinRoom(url, show, options) : new ReconnectingWebSocket(url, options);
    this.#listening.abort();
    this.#socket?.close();
    this.#socket = socket;
    this.#queue = new QueueCount({ isSentAgain: isRoom });
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const type of Object.keys(WORDS)) socket.addEventListener(type, (event) => this.#handle(event), { signal });
    socket.addEventListener(
      'message',
      ({ data }) => {
        if (!isRoom) show(typeof data === 'string' ? data : '(binary)');
        this.#standing.show();
      },
      { signal },
    );
    this.#record.clear();
    this.#standing.begin(socket, this.#queue);
  }

  /** Sends or queues a line. Throws if the queue is full. */
  send(line) {
    const { readyState } = this.#socket;
    this.#socket.send(line);
    this.#queue.handleSent(readyState);
    this.#standing.show();
  }

  reconnect() {
    this.#socket.reconnect();
    this.#standing.handleConnect();
  }

  close() {
    this.#socket.close();
    this.#queue.handleClose();
    this.#standing.say(this.#socket.readyState === this.#socket.CLOSED ? 'Closed.' : 'Closing…');
  }

  #handle(event) {
    this.#queue.handle(event);
    this.#record.addEvent(event);
    this.#standing.handle(event);
  }
}
