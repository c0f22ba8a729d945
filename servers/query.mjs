// The parameters of a behaviour: parsed or refused, so that a mistyped one cannot make a test pass.

/** A parameter cannot be used; the message is for the person who wrote the URL. */
export class BadQuery extends Error {}

/** The path and the parameters of a request's target. */
export function parseTarget(target) {
  const start = target.indexOf('?');
  if (start === -1) return { path: target, query: new Query('') };
  return { path: target.slice(0, start), query: new Query(target.slice(start)) };
}

class Query {
  #parameters;

  constructor(text) {
    this.#parameters = new URLSearchParams(text);
  }

  has(name) {
    return this.#parameters.has(name);
  }

  text(name, fallback) {
    return this.#parameters.get(name) ?? fallback;
  }

  required(name) {
    const text = this.text(name);
    if (!text) throw new BadQuery(`${name} is missing`);
    return text;
  }

  /** A whole number between these limits. */
  integer(name, fallback, { min = 0, max = Number.MAX_SAFE_INTEGER } = {}) {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new BadQuery(`${name}=${text} is not a whole number from ${min} to ${max}`);
    }
    return value;
  }

  /** Bytes, two hexadecimal digits each. */
  bytes(name) {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!/^([0-9a-f]{2})*$/i.test(text)) throw new BadQuery(`${name}=${text} is not bytes in hexadecimal`);
    return Buffer.from(text, 'hex');
  }

  oneOf(name, values) {
    const text = this.text(name);
    if (!values.includes(text)) throw new BadQuery(`${name}=${text ?? ''} is none of ${values.join(', ')}`);
    return text;
  }
}
