/** The ready states of a WebSocket: the model asks no class for them, as there may be none. */
export const CONNECTING = 0;
export const OPEN = 1;
export const CLOSING = 2;
export const CLOSED = 3;

/** Their names, by number. */
export const READY_STATES = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'];
