// Numbers of the core that this room uses. Its own: what it would import from another room, core.js would have to export.
// tests/proto/tables.rs compares them.
export const READY_STATE_CONNECTING = 0;
export const READY_STATE_OPEN = 1;
export const READY_STATE_CLOSING = 2;
export const READY_STATE_CLOSED = 3;
export const CODE_ABNORMAL = 1006;
export const KIND_OTHER = 0;
export const KIND_BLOB = 1;
