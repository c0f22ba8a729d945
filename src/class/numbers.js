// What passes between the scripts and the core as numbers. tests/proto/tables.rs compares it with the Rust that has the same names.

/** `Answer`: what a command returns. */
export const ANSWER_REFUSED = 0;
export const ANSWER_NOTHING = 1;
export const ANSWER_SEND = 2;
export const ANSWER_READ_BLOB = 3;
export const ANSWER_AWAIT_ROOM = 4;
export const ANSWER_CLOSE = 5;
export const ANSWER_FAIL = 6;
export const ANSWER_ABANDON = 7;

/** `Handover`: who sends a message. */
export const HANDOVER_BY_THE_CORE = 0;
export const HANDOVER_AS_IT_IS = 1;
export const HANDOVER_COUNTED = 2;

/** `Intake`: what the core has to know of a message. */
export const INTAKE_AS_IT_IS = 0;
export const INTAKE_MEASURED = 1;
export const INTAKE_COPIED = 2;

/** `Room`: what becomes of a wait for room. */
export const ROOM_NOT_YET = 0;
export const ROOM_ENOUGH = 1;
export const ROOM_NEVER = 2;

/** `ReadyState`, with the numbers of the standard. */
export const READY_STATE_CONNECTING = 0;
export const READY_STATE_OPEN = 1;
export const READY_STATE_CLOSING = 2;
export const READY_STATE_CLOSED = 3;

/** `BinaryType`. */
export const BINARY_TYPE_BLOB = 0;
export const BINARY_TYPE_ARRAY_BUFFER = 1;
