// What passes between the scripts and the hub as numbers. tests/proto/tables.rs compares it with the Rust that has the same names.

/** `ActionKind`: what `poll_hub` returns. */
export const ACTION_CONNECT = 1;
export const ACTION_CLOSE = 2;
export const ACTION_TELL_STATE = 3;
export const ACTION_DELIVER = 4;
export const ACTION_TELL_MISSED = 5;
export const ACTION_TELL_UNBUFFERED = 6;
export const ACTION_RETURN_MESSAGE = 7;
export const ACTION_PING = 8;
export const ACTION_ASK = 9;
export const ACTION_CONFIRM_LEFT = 10;

/** `Report`: what a tab says. */
export const REPORT_JOINED = 0;
export const REPORT_LEFT = 1;
export const REPORT_HEARD = 2;
export const REPORT_HIDES = 3;
export const REPORT_VISIBLE = 4;
export const REPORT_HIDDEN = 5;
export const REPORT_ACKNOWLEDGED = 6;
export const REPORT_SENT = 7;
export const REPORT_ANSWERED = 8;

/** `Setting`: its number, and its default. */
export const SETTINGS = {
  linger: [0, 1000],
  pingInterval: [1, 10_000],
  pingTimeout: [2, 5000],
  awayTimeout: [3, 60_000],
  answerTimeout: [4, 3000],
};

/** Of the core. */
export const READY_STATE_CONNECTING = 0;
export const READY_STATE_OPEN = 1;
export const READY_STATE_CLOSING = 2;
export const READY_STATE_CLOSED = 3;
export const CODE_ABNORMAL = 1006;
export const KIND_OTHER = 0;
export const KIND_VIEW = 3;
export const KIND_TEXT = 4;
