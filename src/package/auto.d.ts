/**
 * Importing this puts the class on the global as `WebSocket`, before any later import can keep the browser's own.
 *
 * It never throws. If the class cannot be used or the page has fixed its `WebSocket`, the global stays as it is, and one
 * console warning says why.
 *
 * @module websocket-wasm/auto
 */
export {};
