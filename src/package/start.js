// The class out of an instance of its wasm.
import { imports, useExports } from 'imports-of-the-class';
import { webSocketClass } from '../bindings/class.js';

export { imports };

export const start = ({ exports }) => {
  useExports(exports);
  exports.__wbindgen_start();
  return webSocketClass(exports);
};
