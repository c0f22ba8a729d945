// An empty wasm module, inlined and instantiated while this module is evaluated.

const text = '\0asm\x01\0\0\0';

const bytes = () => {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
};

export const failure = instantiate();

export const WebSocket = class WebSocket extends EventTarget {
  send() {}
};

function instantiate() {
  try {
    new WebAssembly.Instance(new WebAssembly.Module(bytes()), {});
    return undefined;
  } catch (cause) {
    return cause;
  }
}
