// What passes between the scripts and the hub as numbers. tests/proto/tables.rs compares it with the Rust that has the same names.

/** `ActionKind`: what `poll_hub` returns. */
export const ACTION_CONNECT = 1;
export const ACTION_CLOSE = 2;
export const ACTION_TELL_STATE = 3;
export const ACTION_DELIVER = 4;
export const ACTION_TELL_MISSED = 5;
export const ACTION_TELL_SETTLED = 6;
export const ACTION_ANSWER = 7;
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
export const REPORT_ASKS = 9;
export const REPORT_QUEUED = 10;
export const REPORT_REFUSED = 11;

/** `Link`: what a tab knows of its worker. */
export const LINK_JOINING = 0;
export const LINK_HEARD = 1;
export const LINK_ASKED = 2;
export const LINK_ASKED_AGAIN = 3;
export const LINK_KEPT = 4;

/** `LinkInput`: what happens to that. */
export const INPUT_HEARD = 0;
export const INPUT_OVERDUE = 1;
export const INPUT_CUT = 2;
export const INPUT_HIDES = 3;
export const INPUT_BACK = 4;

/** `LinkAction`: what is done about it. */
export const LINK_ACTION_ASK = 1;
export const LINK_ACTION_REJOIN = 2;

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
