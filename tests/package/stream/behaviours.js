// What a WebSocketStream does, as a table: runs in a page or a worker, on the native class or on ours, and tells the outcomes.
(() => {
  /** A value in a form that can be compared and leave the page. Messages are everyone's own. */
  const told = (value) => {
    if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
    if (value instanceof Error || value instanceof DOMException) {
      const { name, closeCode, reason } = value;
      return closeCode === undefined ? name : { name, closeCode, reason };
    }
    if (value instanceof Uint8Array) return `bytes ${value}`;
    if (Array.isArray(value)) return value.map(told);
    if (value && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, told(part)]));
    }
    if (value && typeof value === 'object') return Object.prototype.toString.call(value);
    return value === undefined ? 'undefined' : value;
  };

  const outcomeOf = async (promise) => {
    try {
      return { value: told(await promise) };
    } catch (error) {
      return { error: told(error) };
    }
  };

  const thrownBy = (act) => {
    try {
      return told(act());
    } catch (error) {
      return told(error);
    }
  };

  const task = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); resolve(); };
    port2.postMessage('');
  });

  const descriptorsOf = (object) => Reflect.ownKeys(object).map(String).sort().map((key) => {
    const name = key.startsWith('Symbol(') ? Symbol.toStringTag : key;
    const { get, set, value, ...flags } = Object.getOwnPropertyDescriptor(object, name);
    const tell = (it) => (typeof it === 'function' ? `${it.name}/${it.length}` : typeof it === 'string' || typeof it === 'number' ? it : typeof it);
    return `${key} ${Object.keys(flags).filter((flag) => flags[flag]).sort()} ${[get, set, value].map(tell)}`;
  });

  const script = (...acts) => `/play?script=${encodeURIComponent(JSON.stringify(acts))}`;

  const behavioursOf = ({ WebSocketStream, WebSocketError }, server) => {
    const connect = async (path = '/echo', options = undefined) => {
      const stream = new WebSocketStream(`${server}${path}`, options);
      const { readable, writable } = await stream.opened;
      const streams = { reader: readable.getReader(), writer: writable.getWriter() };
      streams.writer.closed.catch(() => {});
      streams.reader.closed.catch(() => {});
      streams.writer.ready.catch(() => {});
      return { stream, ...streams };
    };

    /** What becomes of all that a stream has promised. */
    const ends = async ({ stream, reader, writer }) => Object.fromEntries(await Promise.all([
      ['closed', stream.closed], ['reader', reader.closed], ['writer', writer.closed],
    ].map(async ([name, promise]) => [name, await outcomeOf(promise)])));

    const readAll = async (reader) => {
      const read = [];
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return read;
        read.push(told(value));
      }
    };

    const failsToConstruct = (...args) => thrownBy(() => new WebSocketStream(...args));
    const url = `${server}/echo`;
    const logging = (log, members) => new Proxy(members, {
      get: (target, name) => (log.push(`get ${String(name)}`), target[name]),
    });
    const number = (log, name, value) => ({ valueOf: () => (log.push(name), value) });
    const text = (log, name, value) => ({ toString: () => (log.push(name), value) });

    return {
      'shape of WebSocketStream': () => [
        descriptorsOf(WebSocketStream), descriptorsOf(WebSocketStream.prototype),
        Object.getPrototypeOf(WebSocketStream) === Function.prototype,
        Object.getPrototypeOf(WebSocketStream.prototype) === Object.prototype,
      ],
      'shape of WebSocketError': () => [
        descriptorsOf(WebSocketError), descriptorsOf(WebSocketError.prototype),
        Object.getPrototypeOf(WebSocketError) === DOMException,
        Object.getPrototypeOf(WebSocketError.prototype) === DOMException.prototype,
      ],
      'shape of an instance': async () => {
        const { stream } = await connect();
        stream.close();
        return [
          Reflect.ownKeys(stream).length, String(stream), stream instanceof WebSocketStream, stream.constructor === WebSocketStream,
          stream.opened === stream.opened, stream.closed === stream.closed, stream.opened instanceof Promise,
          Object.keys(await stream.opened), Object.keys(await stream.closed), await outcomeOf(stream.opened),
        ];
      },
      'calls without new': () => [thrownBy(() => WebSocketStream(url)), thrownBy(() => WebSocketError())],
      'receivers that are none': async () => {
        const of = (name) => Object.getOwnPropertyDescriptor(WebSocketStream.prototype, name);
        const ofError = (name) => Object.getOwnPropertyDescriptor(WebSocketError.prototype, name);
        const opened = of('opened').get.call({});
        return [
          thrownBy(() => of('url').get.call({})), opened instanceof Promise, await outcomeOf(opened),
          await outcomeOf(of('closed').get.call(WebSocketStream.prototype)), thrownBy(() => of('close').value.call({})),
          thrownBy(() => ofError('closeCode').get.call(new DOMException())), thrownBy(() => ofError('reason').get.call(WebSocketError.prototype)),
        ];
      },
      'subclasses': async () => {
        class Sub extends WebSocketStream { more() { return 'more'; } }
        const stream = new Sub(url);
        stream.close();
        class SubError extends WebSocketError {}
        const error = new SubError('why', { closeCode: 3000 });
        return [stream.more(), stream instanceof WebSocketStream, stream.url === url, error instanceof SubError, error.closeCode, error.message];
      },
      'structuredClone of a stream': async () => {
        const { stream } = await connect();
        stream.close();
        return thrownBy(() => structuredClone(stream));
      },

      'URLs that are refused': () => [
        failsToConstruct(), failsToConstruct('invalid:'), failsToConstruct('ftp://x/'), failsToConstruct(`${url}#`), failsToConstruct(`${url}#f`),
        failsToConstruct(Symbol()), failsToConstruct('ws://foo bar:x/'),
      ],
      'options that are refused': () => [
        failsToConstruct(url, true), failsToConstruct(url, 'x'), failsToConstruct(url, 1), failsToConstruct(url, { protocols: 'hi' }),
        failsToConstruct(url, { protocols: null }), failsToConstruct(url, { protocols: {} }), failsToConstruct(url, { protocols: ['a', 'a'] }),
        failsToConstruct(url, { protocols: [''] }), failsToConstruct(url, { protocols: ['a b'] }), failsToConstruct(url, { protocols: [Symbol()] }),
        failsToConstruct(url, { signal: null }), failsToConstruct(url, { signal: {} }), failsToConstruct(url, { signal: new EventTarget() }),
        failsToConstruct('invalid:', { protocols: 'hi' }), failsToConstruct('invalid:', { signal: null }),
        failsToConstruct('invalid:', { signal: AbortSignal.abort() }), failsToConstruct(url, { protocols: ['a', 'a'], signal: AbortSignal.abort() }),
      ],
      'options that are none': async () => {
        const found = [];
        for (const options of [undefined, null, {}, [], () => {}, { protocols: undefined, signal: undefined }, { protocols: [] }]) {
          const stream = new WebSocketStream(url, options);
          found.push((await stream.opened).protocol);
          stream.close();
        }
        return found;
      },
      'the order of the constructor\'s conversions': () => {
        const log = [];
        const protocols = { get [Symbol.iterator]() { log.push('iterator'); return () => [text(log, 'item', 'a b')][Symbol.iterator](); } };
        const outcome = failsToConstruct(text(log, 'url', 'invalid:'), logging(log, { protocols }));
        return [log.filter((entry) => entry !== 'get receiveLimit'), outcome];
      },
      'the URL as it was parsed': () => {
        const urls = [`${server}/echo?a b#`.slice(0, -1), server.replace('ws', 'HTTP'), `${server}/a/../echo?é`].map((given) => {
          const stream = new WebSocketStream(given);
          stream.closed.catch(() => {});
          stream.opened.catch(() => {});
          stream.close();
          return stream.url.replace(server, 'server');
        });
        return urls;
      },
      'subprotocols': async () => {
        const found = [];
        for (const protocols of [['alpha', 'beta'], new Set(['beta'])]) {
          const stream = new WebSocketStream(url, { protocols });
          const { protocol, extensions } = await stream.opened;
          found.push(protocol, typeof extensions);
          stream.close();
        }
        const refused = new WebSocketStream(`${server}/protocol`, { protocols: ['alpha'] });
        return [found, await outcomeOf(refused.opened), await outcomeOf(refused.closed)];
      },

      'messages both ways': async () => {
        const { stream, reader, writer } = await connect();
        const found = [];
        const memory = new Uint8Array([1, 2, 3, 4, 5]);
        for (const chunk of ['hello', '', 'é€🌍\uFEFF', 'lone \uD800', memory, memory.subarray(1, 3), new DataView(memory.buffer, 4), memory.buffer, new Uint8Array(), 1.5, null, undefined, {}, true, 1n]) {
          found.push(told(await writer.write(chunk)));
          found.push(told((await reader.read()).value));
        }
        stream.close();
        return found;
      },
      'a Blob is written as a string': async () => {
        const { stream, reader, writer } = await connect();
        await writer.write(new Blob(['x']));
        const { value } = await reader.read();
        stream.close();
        return told(value);
      },
      'a binary message': async () => {
        const { stream, reader, writer } = await connect();
        writer.write(new Uint8Array([1, 2]));
        const { value } = await reader.read();
        stream.close();
        return [value.constructor.name, value.byteOffset, value.buffer.byteLength, value.length];
      },
      'what is written is as it was then': async () => {
        const { stream, reader, writer } = await connect();
        const bytes = new Uint8Array([1, 2, 3]);
        const written = writer.write(bytes);
        await written;
        bytes.fill(9);
        const { value } = await reader.read();
        stream.close();
        return told(value);
      },
      'messages keep their order': async () => {
        const { stream, reader, writer } = await connect();
        for (let index = 0; index < 50; index += 1) writer.write(index % 2 ? String(index) : new Uint8Array([index]));
        const found = [];
        for (let index = 0; index < 50; index += 1) found.push(told((await reader.read()).value));
        stream.close();
        return found;
      },
      'chunks that cannot be converted': async () => {
        const found = [];
        for (const chunk of [Symbol(), { toString() { return this; } }, { toString() { throw new RangeError('own'); } },
          new ArrayBuffer(4, { maxByteLength: 8 }), new Uint8Array(new WebAssembly.Memory({ initial: 0, maximum: 1, shared: true }).buffer)]) {
          const { stream, reader, writer } = await connect();
          const written = await outcomeOf(writer.write(chunk));
          const again = await outcomeOf(writer.write('more'));
          stream.close();
          found.push([written, again, await ends({ stream, reader, writer })]);
        }
        return found;
      },

      'close() with nothing': () => closing((stream) => stream.close()),
      'close() with an empty dictionary': () => closing((stream) => stream.close({})),
      'close() with null': () => closing((stream) => stream.close(null)),
      'close() with an empty reason': () => closing((stream) => stream.close({ reason: '' })),
      'close() with a code': () => closing((stream) => stream.close({ closeCode: 3456 })),
      'close() with a code and a reason': () => closing((stream) => stream.close({ closeCode: 3456, reason: 'why' })),
      'close() with a reason alone': () => closing((stream) => stream.close({ reason: 'why' })),
      'close() with a lone surrogate': () => closing((stream) => stream.close({ reason: 'a\uD800b' })),
      'close() with a fraction': () => closing((stream) => stream.close({ closeCode: 1000.9 })),
      'close() twice': () => closing((stream) => { stream.close({ closeCode: 3000 }); stream.close({ closeCode: 3001 }); }),
      'close() and then writer.close()': () => closing((stream, { writer }) => {
        stream.close({ closeCode: 3000 });
        return outcomeOf(writer.close());
      }),
      'close() refuses': async () => {
        const { stream, reader, writer } = await connect();
        const refused = [
          true, 'x', { closeCode: 999 }, { closeCode: 1001 }, { closeCode: 2999 }, { closeCode: 5000 }, { closeCode: -1 }, { closeCode: 65536 },
          { closeCode: 0 }, { closeCode: -0.5 }, { closeCode: NaN }, { closeCode: Infinity }, { closeCode: null }, { closeCode: 1n }, { closeCode: Symbol() }, { closeCode: 999.9 },
          { reason: 'x'.repeat(124) }, { reason: '€'.repeat(42) }, { reason: Symbol() }, { closeCode: 1, reason: 'x'.repeat(124) },
          { closeCode: Symbol(), reason: { toString() { throw new RangeError(); } } },
        ].map((info) => thrownBy(() => stream.close(info)));
        await writer.write('still open');
        const { value } = await reader.read();
        stream.close();
        await stream.closed;
        return [refused, value, thrownBy(() => stream.close({ closeCode: 1 })), thrownBy(() => stream.close())];
      },
      'the order of close()\'s conversions': async () => {
        const { stream } = await connect();
        const log = [];
        stream.close(logging(log, { closeCode: number(log, 'code', 3000), reason: text(log, 'reason', 'why') }));
        return [log, await outcomeOf(stream.closed)];
      },
      'close() while connecting': async () => {
        const stream = new WebSocketStream(`${server}/stall`);
        stream.close({ closeCode: 3000, reason: 'why' });
        return [await outcomeOf(stream.opened), await outcomeOf(stream.closed)];
      },
      'writes after close()': async () => {
        const { stream, reader, writer } = await connect();
        stream.close();
        const written = outcomeOf(writer.write('late'));
        return [await ends({ stream, reader, writer }), await written, await outcomeOf(writer.write('later')), await outcomeOf(reader.read())];
      },
      'a read that waits at the end': async () => {
        const { stream, reader } = await connect();
        const read = outcomeOf(reader.read());
        stream.close();
        return read;
      },

      'writer.close()': () => closing((stream, { writer }) => outcomeOf(writer.close())),
      'writer.close() after writes': () => closing(async (stream, { reader, writer }) => {
        writer.write('first');
        const closed = outcomeOf(writer.close());
        return [await closed, await outcomeOf(reader.read()), await outcomeOf(reader.read())];
      }),
      'writer.close() while the server cuts': async () => {
        const streams = await connect('/play?close=end');
        return [await outcomeOf(streams.writer.close()), await ends(streams)];
      },
      'writer.abort()': () => closing((stream, { writer }) => outcomeOf(writer.abort())),
      'writer.abort() with what is no WebSocketError': () => closing((stream, { writer }) => outcomeOf(writer.abort({ closeCode: 3333, reason: 'ignored' }))),
      'writer.abort() with a code': () => closing((stream, { writer }) => outcomeOf(writer.abort(new WebSocketError('', { closeCode: 3333 })))),
      'writer.abort() with a code and a reason': () => closing((stream, { writer }) => outcomeOf(writer.abort(new WebSocketError('', { closeCode: 3333, reason: 'set' })))),
      'writer.abort() with a reason': () => closing((stream, { writer }) => outcomeOf(writer.abort(new WebSocketError('', { reason: 'set' })))),
      'writer.abort() with a DOMException': () => closing((stream, { writer }) => outcomeOf(writer.abort(Object.assign(new DOMException(), { closeCode: 1000, reason: 'x' })))),
      'reader.cancel()': () => closing((stream, { reader }) => outcomeOf(reader.cancel())),
      'reader.cancel() with a code and a reason': () => closing((stream, { reader }) => outcomeOf(reader.cancel(new WebSocketError('', { closeCode: 3333, reason: 'set' })))),
      'reader.cancel() with a code that a page may not send': async () => {
        const { stream } = await connect('/drop');
        const error = await stream.closed.catch((reason) => reason);
        const streams = await connect();
        const cancelled = await outcomeOf(streams.reader.cancel(error));
        streams.stream.close({ closeCode: 3000 });
        return [cancelled, await outcomeOf(streams.stream.closed)];
      },
      'reader.cancel() and writer.abort()': () => closing(async (stream, { reader, writer }) => [await outcomeOf(reader.cancel()), await outcomeOf(writer.abort())]),
      'messages after reader.cancel()': async () => {
        const streams = await connect(script({ after: 0, act: 'send', size: 3, count: 5 }, { after: 1, act: 'send', size: 3, count: 5 }));
        await streams.reader.cancel();
        return [await outcomeOf(streams.reader.read()), await ends(streams)];
      },

      'the server closes with nothing': () => connect('/close').then(ends),
      'the server closes with a code': () => connect('/close?code=4321&reason=bye').then(ends),
      'the server closes with 1001': () => connect('/close?code=1001&reason=gone').then(ends),
      'the server closes after messages that were read': async () => {
        const streams = await connect('/send?text=hi&count=3&close');
        return [await readAll(streams.reader), await ends(streams)];
      },
      'the server closes after messages that nobody has read': async () => {
        const { stream, reader, writer } = await connect('/send?text=hi&count=3&close');
        let isClosed = false;
        stream.closed.then(() => { isClosed = true; });
        await new Promise((resolve) => { setTimeout(resolve, 300); });
        const before = isClosed;
        const messages = await readAll(reader);
        return [before, messages, await ends({ stream, reader, writer })];
      },
      'the server drops the connection': () => connect('/drop').then(ends),
      'the server drops the connection after messages that nobody has read': async () => {
        const { stream, reader, writer } = await connect(script({ after: 0, act: 'send', size: 3, count: 3 }, { after: 0, act: 'end' }));
        await new Promise((resolve) => { setTimeout(resolve, 300); });
        return [await outcomeOf(reader.read()), await outcomeOf(reader.read()), await outcomeOf(reader.read()), await outcomeOf(reader.read()), await ends({ stream, reader, writer })];
      },
      'the server sends what is no UTF-8': () => connect('/invalid-utf8').then(ends),
      'the server sends a broken frame': () => connect('/invalid-frame?kind=rsv').then(ends),
      'the server cuts while closing': async () => {
        const streams = await connect('/play?close=end');
        streams.stream.close({ closeCode: 4000, reason: 'because' });
        return ends(streams);
      },
      'errors of one end are the same object': async () => {
        const { stream, reader, writer } = await connect('/drop');
        const [closed, read, written] = await Promise.all([stream.closed, reader.closed, writer.closed].map((promise) => promise.catch((error) => error)));
        return [closed === read, read === written, closed instanceof WebSocketError, closed.constructor === WebSocketError, told(closed)];
      },
      'connections that fail': async () => {
        const found = [];
        for (const path of ['/refuse', '/reset', '/nothing']) {
          const stream = new WebSocketStream(`${server}${path}`);
          const [opened, closed] = await Promise.all([stream.opened, stream.closed].map((promise) => promise.catch((error) => error)));
          found.push(told(opened), told(closed), opened === closed, opened instanceof WebSocketError);
        }
        return found;
      },

      'an aborted signal': async () => {
        const reason = new RangeError('own');
        const stream = new WebSocketStream(url, { signal: AbortSignal.abort(reason) });
        const outcomes = await Promise.all([stream.opened, stream.closed].map((promise) => promise.catch((error) => error)));
        stream.close();
        return [outcomes.map(told), outcomes.map((error) => error === reason), stream.url === url, thrownBy(() => stream.close({ closeCode: 1 }))];
      },
      'a signal aborted while connecting': async () => {
        const controller = new AbortController();
        const stream = new WebSocketStream(`${server}/stall`, { signal: controller.signal });
        await task();
        controller.abort('why');
        return [await outcomeOf(stream.opened), await outcomeOf(stream.closed)];
      },
      'a signal aborted after close() while connecting': async () => {
        const controller = new AbortController();
        const stream = new WebSocketStream(`${server}/stall`, { signal: controller.signal });
        stream.close();
        controller.abort('why');
        return [await outcomeOf(stream.opened), await outcomeOf(stream.closed)];
      },
      'a signal aborted when connected': async () => {
        const controller = new AbortController();
        const { stream, reader, writer } = await connect('/echo', { signal: controller.signal });
        controller.abort();
        await writer.write('still here');
        const { value } = await reader.read();
        stream.close();
        return [value, await outcomeOf(stream.closed)];
      },
      'an abort event that no abort has fired': async () => {
        const { signal } = new AbortController();
        const stream = new WebSocketStream(url, { signal });
        signal.dispatchEvent(new Event('abort'));
        const outcome = await outcomeOf(stream.opened.then(() => 'opened'));
        stream.close();
        return outcome;
      },

      'rejections that nobody handles': async () => {
        const reported = [];
        const report = (event) => { if (event.reason instanceof WebSocketError) reported.push(told(event.reason)); };
        addEventListener('unhandledrejection', report);
        const stream = new WebSocketStream(`${server}/refuse`);
        void [stream.opened, stream.closed];
        await connect('/drop').then(({ stream: dropped }) => dropped.closed.catch(() => {}));
        await connect('/drop').then(({ stream: dropped }) => new Promise((resolve) => { setTimeout(resolve, 300, dropped.closed); }).catch(() => {}));
        removeEventListener('unhandledrejection', report);
        return reported;
      },

      'WebSocketError by default': () => errorOf(new WebSocketError()),
      'WebSocketError with all': () => errorOf(new WebSocketError('message', { closeCode: 3456, reason: 'reason' })),
      'WebSocketError with a code': () => errorOf(new WebSocketError('', { closeCode: 3333 })),
      'WebSocketError with a reason': () => errorOf(new WebSocketError('', { reason: 'specified' })),
      'WebSocketError with an empty reason': () => errorOf(new WebSocketError('', { reason: '' })),
      'WebSocketError with undefined': () => errorOf(new WebSocketError(undefined, undefined)),
      'WebSocketError with nulls': () => errorOf(new WebSocketError(null, null)),
      'WebSocketError with lone surrogates': () => {
        const { message, reason } = new WebSocketError('a\uD800', { reason: 'b\uD800' });
        return [message.charCodeAt(1), reason.charCodeAt(1)];
      },
      'WebSocketError refuses': () => [
        true, { closeCode: 999 }, { closeCode: 1001 }, { closeCode: 2999 }, { closeCode: 5000 }, { closeCode: 65536 }, { closeCode: null }, { closeCode: NaN },
        { reason: 'x'.repeat(124) }, { reason: '🔌'.repeat(32) }, { closeCode: 1000, reason: 'x'.repeat(124) }, { reason: Symbol() },
      ].map((init) => thrownBy(() => errorOf(new WebSocketError('', init)))),
      'the order of WebSocketError\'s conversions': () => {
        const log = [];
        const error = new WebSocketError(text(log, 'message', 'm'), logging(log, { closeCode: number(log, 'code', 3000), reason: text(log, 'reason', 'r') }));
        return [log, errorOf(error)];
      },
      'structuredClone of a WebSocketError': () => thrownBy(() => structuredClone(new WebSocketError())),

      'a pipe into the writable': async () => {
        const { stream, reader, writer } = await connect();
        writer.releaseLock();
        const { writable } = await stream.opened;
        const chunks = ['a', 'b', new Uint8Array([1]), 'c'];
        const source = new ReadableStream({ pull(controller) { chunks.length ? controller.enqueue(chunks.shift()) : controller.close(); } });
        const piped = outcomeOf(source.pipeTo(writable));
        return [await readAll(reader), await piped, await outcomeOf(stream.closed)];
      },
      'a pipe out of the readable': async () => {
        const { stream, reader, writer } = await connect('/send?text=hi&count=3&close');
        reader.releaseLock();
        writer.releaseLock();
        const { readable } = await stream.opened;
        const found = [];
        const piped = await outcomeOf(readable.pipeTo(new WritableStream({ write(chunk) { found.push(chunk); } })));
        return [found, piped, await outcomeOf(stream.closed)];
      },
      'a pipe whose source fails': async () => {
        const { stream, reader, writer } = await connect();
        writer.releaseLock();
        const { writable } = await stream.opened;
        const source = new ReadableStream({ start(controller) { controller.error(new WebSocketError('', { closeCode: 4001, reason: 'source' })); } });
        return [await outcomeOf(source.pipeTo(writable)), await outcomeOf(stream.closed), await outcomeOf(reader.closed)];
      },
      'the order of what happens at a clean end': () => orderAtEnd('/close?code=3000', (streams) => streams),
      'the order of what happens at an unclean end': () => orderAtEnd('/drop', (streams) => streams),
      'the order of what happens at open': async () => {
        const log = [];
        const stream = new WebSocketStream(url);
        const opened = stream.opened.then(({ readable, writable }) => {
          log.push('opened');
          const writer = writable.getWriter();
          writer.ready.then(() => log.push('ready'));
          log.push(writer.desiredSize);
          writer.write('x').then(() => log.push('written'));
          log.push(writer.desiredSize);
          return readable.getReader().read();
        });
        await opened;
        log.push('read');
        stream.close();
        return log;
      },
      'a writer that has to wait': async () => {
        const { stream, writer } = await connect('/slow');
        const written = writer.write(new Uint8Array(64_000_000)).then(() => 'written', told);
        const waits = await Promise.race([written, new Promise((resolve) => { setTimeout(() => resolve('waits'), 200); })]);
        const size = writer.desiredSize;
        return [waits, size, stream.url === `${server}/slow`];
      },
      'a write that was not done when the server closed': async () => {
        const streams = await connect('/close?after=1&code=1000');
        streams.writer.write('goodbye').catch(() => {});
        const big = outcomeOf(streams.writer.write(new Uint8Array(64_000_000)));
        return [await ends(streams), await big, await outcomeOf(streams.writer.write('word'))];
      },
    };

    function errorOf(error) {
      const { name, message, code, closeCode, reason } = error;
      return { name, message, code, closeCode, reason, text: String(error), tag: Object.prototype.toString.call(error), own: Object.keys(error) };
    }

    async function closing(act, path = '/echo') {
      const streams = await connect(path);
      const found = await act(streams.stream, streams);
      return [found === undefined ? 'nothing' : found, await ends(streams)];
    }

    async function orderAtEnd(path) {
      const { stream, reader, writer } = await connect(path);
      const log = [];
      const note = (name, promise) => promise.then(() => log.push(`${name} resolved`), () => log.push(`${name} rejected`));
      await Promise.all([note('closed', stream.closed), note('reader', reader.closed), note('writer', writer.closed), note('read', reader.read())]);
      return log;
    }
  };

  /** Runs all of them, or those whose name has `only` in it, at once; resolves to name → outcome. */
  globalThis.runBehaviours = async (classes, server, only = '') => {
    const rows = Object.entries(behavioursOf(classes, server)).filter(([name]) => name.includes(only));
    return Object.fromEntries(await Promise.all(rows.map(async ([name, run]) => {
      const late = new Promise((resolve) => { setTimeout(() => resolve('nothing within 10 s'), 10_000); });
      return [name, await Promise.race([outcomeOf((async () => run())()), late])];
    })));
  };
})();
