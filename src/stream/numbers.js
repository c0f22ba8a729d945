// What passes between the scripts and the policy as numbers. tests/proto/tables.rs compares it with the Rust that has the same names.

/** `Event`: what `next_state` takes. */
export const EVENT_OPENED = 0;
export const EVENT_SIGNAL_ABORTED = 1;
export const EVENT_CLOSE_CALLED = 2;
export const EVENT_READER_CANCELLED = 3;
export const EVENT_WRITER_CLOSED = 4;
export const EVENT_WRITER_ABORTED = 5;
export const EVENT_WRITE_STARTED = 6;
export const EVENT_WRITE_FINISHED = 7;
export const EVENT_RECEIVED = 8;
export const EVENT_OVERFLOWED = 9;
export const EVENT_PEER_STARTED_CLOSING = 10;
export const EVENT_CLOSED_CLEANLY = 11;
export const EVENT_CLOSED_UNCLEANLY = 12;
export const EVENT_WRITER_ABORTING = 13;

/** `Connection`: the number of a new one, and the bits of what `next_state` returns that are its next number. */
export const STATE_NEW = 0;
export const STATE_MASK = 0xff;

/** `Effects`: the other bits of that. */
export const EFFECT_OPEN = 1 << 8;
export const EFFECT_SEND = 1 << 9;
export const EFFECT_RESOLVE_WRITE = 1 << 10;
export const EFFECT_DELIVER = 1 << 11;
export const EFFECT_REJECT_OPENED = 1 << 12;
export const EFFECT_END_READABLE = 1 << 13;
export const EFFECT_END_WRITABLE = 1 << 14;
export const EFFECT_SETTLE_WRITER_CLOSE = 1 << 15;
export const EFFECT_SETTLE_CLOSED = 1 << 16;
export const EFFECT_CLOSE_SOCKET = 1 << 17;
export const EFFECT_CLEAN = 1 << 18;
export const EFFECT_COMPLETE = 1 << 19;
export const EFFECT_REJECT_WRITE = 1 << 20;

/** Of the core. This room has its own: what it would import from another, core.js would have to export. */
export const READY_STATE_OPEN = 1;
export const CODE_NORMAL = 1000;
export const CODE_ABNORMAL = 1006;
export const KIND_BUFFER = 2;
export const KIND_VIEW = 3;
