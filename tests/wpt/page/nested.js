// Behind the class in each window: what has no server gets it, too. A document in `srcdoc`, and a worker from a Blob.
'use strict';
if (typeof document === 'object') {
  document.currentScript.remove();
  const first = new URL('/websocket-wasm/first.js', location).href;
  const { set, ...rest } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'srcdoc');
  Object.defineProperty(HTMLIFrameElement.prototype, 'srcdoc', {
    ...rest,
    set(html) {
      set.call(this, `<script src="${first}"></script>${html}`);
    },
  });
  const start = (url) => (String(url).startsWith('blob:') ? inBlob(url) : url);
  const inBlob = (url) =>
    URL.createObjectURL(new Blob([`importScripts(${JSON.stringify(first)}, ${JSON.stringify(url)})`]));
  const native = Worker;
  globalThis.Worker = class Worker extends native {
    constructor(url, options) {
      super(start(url), options);
    }
  };
}
