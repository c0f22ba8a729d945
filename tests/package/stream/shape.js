// What its shape is.
behaviours.push(({ WebSocketStream, WebSocketError, url, connect, outcomeOf, thrownBy, descriptorsOf }) => ({
  'shape of WebSocketStream': () => [
    descriptorsOf(WebSocketStream),
    descriptorsOf(WebSocketStream.prototype),
    Object.getPrototypeOf(WebSocketStream) === Function.prototype,
    Object.getPrototypeOf(WebSocketStream.prototype) === Object.prototype,
  ],
  'shape of WebSocketError': () => [
    descriptorsOf(WebSocketError),
    descriptorsOf(WebSocketError.prototype),
    Object.getPrototypeOf(WebSocketError) === DOMException,
    Object.getPrototypeOf(WebSocketError.prototype) === DOMException.prototype,
  ],
  'shape of an instance': async () => {
    const { stream } = await connect();
    stream.close();
    return [
      Reflect.ownKeys(stream).length,
      String(stream),
      stream instanceof WebSocketStream,
      stream.constructor === WebSocketStream,
      stream.opened === stream.opened,
      stream.closed === stream.closed,
      stream.opened instanceof Promise,
      Object.keys(await stream.opened),
      Object.keys(await stream.closed),
      await outcomeOf(stream.opened),
    ];
  },
  'calls without new': () => [thrownBy(() => WebSocketStream(url)), thrownBy(() => WebSocketError())],
  'receivers that are none': async () => {
    const of = (name) => Object.getOwnPropertyDescriptor(WebSocketStream.prototype, name);
    const ofError = (name) => Object.getOwnPropertyDescriptor(WebSocketError.prototype, name);
    const opened = of('opened').get.call({});
    return [
      thrownBy(() => of('url').get.call({})),
      opened instanceof Promise,
      await outcomeOf(opened),
      await outcomeOf(of('closed').get.call(WebSocketStream.prototype)),
      thrownBy(() => of('close').value.call({})),
      thrownBy(() => ofError('closeCode').get.call(new DOMException())),
      thrownBy(() => ofError('reason').get.call(WebSocketError.prototype)),
    ];
  },
  subclasses: async () => {
    class Sub extends WebSocketStream {
      more() {
        return 'more';
      }
    }
    const stream = new Sub(url);
    stream.close();
    class SubError extends WebSocketError {}
    const error = new SubError('why', { closeCode: 3000 });
    return [
      stream.more(),
      stream instanceof WebSocketStream,
      stream.url === url,
      error instanceof SubError,
      error.closeCode,
      error.message,
    ];
  },
  'structuredClone of a stream': async () => {
    const { stream } = await connect();
    stream.close();
    return thrownBy(() => structuredClone(stream));
  },
}));
