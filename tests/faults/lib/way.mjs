// One direction of a proxied connection.

/** So many bytes may wait for their time before the sender feels it. */
const QUEUE_BYTES = 256 * 1024;

/** Moves bytes from one TCP socket to another, in order, under conditions that may change: `{ delay, rate }`. */
export class Way {
  #from;
  #to;
  #conditions;
  /** `{ data, due }` each; no data is the sender's end. */
  #queue = [];
  #queuedBytes = 0;
  /** When the line has carried all that is in the queue. */
  #freeAt = 0;
  #timer;
  #isStalled = false;
  #isSwallowing = false;
  #isFull = false;

  constructor(from, to, conditions) {
    this.#from = from;
    this.#to = to;
    this.#conditions = conditions;
    from.on('data', (data) => this.#take(data));
    from.on('end', () => this.#take());
    to.on('drain', () => {
      this.#isFull = false;
      this.#move();
    });
    to.on('close', () => this.#discard());
    // Whoever sends to one that is gone has to hear of it.
    from.on('close', () => this.#take());
  }

  /** Forwards and reads nothing until `resume()`. */
  stall() {
    this.#isStalled = true;
    this.#move();
  }

  resume() {
    this.#isStalled = false;
    this.#move();
  }

  /** Throws away what waits and what will come. */
  swallow() {
    this.#isSwallowing = true;
    this.#discard();
    this.#from.resume();
  }

  /** Ends this direction only: the receiver hears that nothing more will come, and may go on sending. */
  end() {
    this.swallow();
    this.#to.end();
  }

  #take(data) {
    if (this.#isSwallowing) return;
    const { delay, rate } = this.#conditions;
    this.#freeAt = Math.max(this.#freeAt, performance.now()) + (data ? (1000 * data.length) / rate : 0);
    this.#queue.push({ data, due: this.#freeAt + delay });
    this.#queuedBytes += data?.length ?? 0;
    this.#move();
  }

  /** Writes what is due, and sees to it that the rest has its turn. */
  #move() {
    clearTimeout(this.#timer);
    while (this.#queue.length > 0 && !this.#isStalled && !this.#isFull) {
      const wait = this.#queue[0].due - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#move(), wait);
        break;
      }
      this.#write(this.#queue.shift().data);
    }
    if (this.#isStalled || this.#queuedBytes > QUEUE_BYTES) this.#from.pause();
    else this.#from.resume();
  }

  #write(data) {
    if (this.#to.writableEnded || this.#to.destroyed) return;
    if (!data) return this.#to.end();
    this.#queuedBytes -= data.length;
    this.#isFull = !this.#to.write(data);
  }

  #discard() {
    clearTimeout(this.#timer);
    this.#queue = [];
    this.#queuedBytes = 0;
  }
}
