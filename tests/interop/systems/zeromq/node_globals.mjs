// What packages written for Node find on the global object; the bundlers of applications put it there.
// biome-ignore lint/style/useNodejsImportProtocol: this is the package that bundlers have for it.
import { Buffer } from 'buffer';

globalThis.Buffer = Buffer;
globalThis.process = { env: {} };
