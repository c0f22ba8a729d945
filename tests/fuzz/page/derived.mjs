// Classes that a page derives from the class under test.

/** Makes a socket of the class that `spec` names, or of `Class` itself; `adopt` is called with it, at the latest when it is made. */
export function constructDerived(Class, spec, args, run, adopt) {
  const socket = spec ? MAKERS[spec.kind](Class, args, spec, run, adopt) : new Class(...args);
  adopt(socket);
  return socket;
}

const MAKERS = {
  empty: (Class, args) => new (class extends Class {})(...args),
  twice: (Class, args) => new (class extends class extends Class {} {})(...args),

  fields: (Class, args) =>
    new (class extends Class {
      label = 'a field';
      #own = 1;

      get own() {
        return this.#own;
      }
    })(...args),

  overrides: (Class, args) =>
    new (class extends Class {
      get readyState() {
        return super.readyState;
      }

      get bufferedAmount() {
        return super.bufferedAmount;
      }

      send(...data) {
        return super.send(...data);
      }

      close(...codeAndReason) {
        return super.close(...codeAndReason);
      }

      addEventListener(...listener) {
        return super.addEventListener(...listener);
      }
    })(...args),

  /** The prototype is another one of the page's. */
  newTarget(Class, args) {
    const newTarget = function () {}.bind();
    newTarget.prototype = Object.create(Class.prototype);
    return Reflect.construct(Class, args, newTarget);
  },

  /** Calls a listener of the pool before the constructor returns. */
  acts: (Class, args, { listener }, run, adopt) =>
    new (class extends Class {
      constructor(...given) {
        super(...given);
        adopt(this);
        run.call(listener);
      }
    })(...args),
};
