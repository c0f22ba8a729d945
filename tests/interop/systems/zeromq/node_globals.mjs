// What packages written for Node find on the global object; the bundlers of applications put it there.
import { Buffer } from 'buffer';

globalThis.Buffer = Buffer;
globalThis.process = { env: {} };
