// The class and the browser's own are the same to the compiler: either goes where the other is expected.
import Default, { WebSocket } from 'websocket-wasm';

type Ours = WebSocket;
type Native = globalThis.WebSocket;
const native = globalThis.WebSocket;

export const oursAsNative = (ours: Ours): Native => ours;
export const nativeAsOurs = (socket: Native): Ours => socket;

export const ourClassAsNative: typeof native = WebSocket;
export const nativeClassAsOurs: typeof WebSocket = native;
export const defaultIsTheClass: typeof WebSocket = Default;

globalThis.WebSocket = WebSocket;

// As libraries take the class: as an option, and mixed with the browser's own.
declare function connect(options: { WebSocket?: typeof globalThis.WebSocket }): void;
connect({ WebSocket });
export const either = Math.random() < 0.5 ? WebSocket : native;
new either('wss://example.org/', ['chat']).send('hello');
