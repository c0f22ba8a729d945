// The Chrome DevTools Protocol over a pipe: messages in JSON, each with a zero byte at its end.

/** Talks to the browser at the other end of `input` and `output`. */
export class Cdp {
  #input;
  #calls = new Map();
  #waiting = [];
  #nextId = 1;
  #unread = [];

  constructor(input, output) {
    this.#input = input;
    output.on('data', (chunk) => this.#read(chunk));
    for (const stream of [input, output]) {
      stream.on('error', (error) => this.#end(error));
      stream.on('close', () => this.#end(new Error('the browser has ended')));
    }
  }

  /** Calls a method; resolves to its result. */
  send(method, params = {}, sessionId = undefined) {
    const id = this.#nextId++;
    const answer = new Promise((resolve, reject) => this.#calls.set(id, { method, resolve, reject }));
    this.#input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return answer;
  }

  /** Resolves to the parameters of the next event of this name. */
  next(method) {
    return new Promise((resolve, reject) => this.#waiting.push({ method, resolve, reject }));
  }

  #read(chunk) {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      this.#handle(JSON.parse(Buffer.concat([...this.#unread, chunk.subarray(from, end)]).toString()));
      this.#unread = [];
      from = end + 1;
    }
    this.#unread.push(chunk.subarray(from));
  }

  #handle({ id, method, params, result, error }) {
    if (id === undefined) {
      for (const waiting of this.#waiting.filter((one) => one.method === method)) waiting.resolve(params);
      this.#waiting = this.#waiting.filter((one) => one.method !== method);
      return;
    }
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (error) call.reject(new Error(`${call.method}: ${error.message}`));
    else call.resolve(result);
  }

  #end(error) {
    for (const { reject } of [...this.#calls.values(), ...this.#waiting]) reject(error);
    this.#calls.clear();
    this.#waiting = [];
  }
}
