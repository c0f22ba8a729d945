/**
 * Importing this puts the class on the global as `WebSocket`, before any later import can keep the browser's own.
 *
 * Where WebAssembly is missing or forbidden, the browser's class stays and one console warning says why.
 *
 * @packageDocumentation
 */
export {};
