// What passes between the scripts and the policy as numbers. tests/proto/tables.rs compares it with the Rust that has the same names.

/** `ActionKind`: what `poll_action` returns if there is something to do. */
export const ACTION_ASK_WHERE = 1;
export const ACTION_CONNECT = 2;
export const ACTION_SEND = 3;
export const ACTION_PROBE = 4;
export const ACTION_CLOSE = 5;
export const ACTION_DROP = 6;
export const ACTION_FIRE_OPEN = 7;
export const ACTION_FIRE_ERROR = 8;
export const ACTION_FIRE_CLOSE = 9;
export const ACTION_REPORT_UNDELIVERED = 10;
export const ACTION_ASK_WHETHER = 11;
export const ACTION_FIRE_RECONNECTING = 12;
export const ACTION_FIRE_GIVE_UP = 13;
export const ACTION_GREET = 14;

/** `Report`: what `handle_report` takes. */
export const REPORT_CONNECT_OFFLINE = 0;
export const REPORT_CONNECT_ONLINE = 1;
export const REPORT_CLOSE = 2;
export const REPORT_ABORT = 3;
export const REPORT_OPENED = 4;
export const REPORT_ERRORED = 5;
export const REPORT_ENDED = 6;
export const REPORT_LIFE = 7;
export const REPORT_UNSENT_PROBE = 8;
export const REPORT_TIME = 9;
export const REPORT_RESUMED = 10;
export const REPORT_OFFLINE = 11;
export const REPORT_ONLINE = 12;
export const REPORT_UNWANTED = 13;
export const REPORT_WANTED = 14;
/** With the ticket of the attempt. */
export const REPORT_RESOLVED = 15;
export const REPORT_UNRESOLVED = 16;
export const REPORT_HANDED = 17;
export const REPORT_CONNECT_LATER = 18;
export const REPORT_RESTORED = 19;
export const REPORT_HIDDEN = 20;

/** `Standing`: what it returns if there is not. All of them are above the actions, in this order. */
export const STANDING_IDLE = 16;
export const STANDING_ACTIVE = 17;
export const STANDING_ACTIVE_UNTIL = 18;
export const STANDING_CLOSING = 19;
export const STANDING_DIRECT = 20;
export const STANDING_DIRECT_UNTIL = 21;

/** `SentKind`: what `send_message` returns. */
export const SENT_HANDED_OVER = 0;
export const SENT_QUEUED = 1;
export const SENT_QUEUED_FOR_OTHERS = 2;
export const SENT_REFUSED = 3;
export const SENT_DROPPED_NEWEST = 4;
export const SENT_DROPPED_AFTER_CLOSE = 5;

/** `Cause` and `Overflow`, by their numbers. */
export const CAUSES = ['closed', 'failed', 'heartbeat', 'provider', 'hidden'];
export const OVERFLOWS = ['error', 'drop-oldest', 'drop-newest'];

/** `Setting`: what `change_setting` takes, and the value in `Policy::default()`. */
export const SETTINGS = {
  firstDelay: [0, 2_000],
  growth: [1, 3],
  maxDelay: [2, 20_000],
  jitter: [3, 0.75],
  maxAttempts: [4, Infinity],
  stableTime: [5, 5_000],
  maxQueuedBytes: [6, 2 ** 24],
  maxQueuedMessages: [7, Infinity],
  providerTimeout: [8, 10_000],
  returnJitter: [9, 500],
  connectTimeout: [10, 10_000],
  closeTimeout: [11, 5_000],
};

/** Those of a heartbeat, and the value in `HeartbeatPolicy::default()`. */
export const SETTINGS_OF_HEARTBEAT = {
  interval: [12, 30_000],
  timeout: [13, 10_000],
};

/** Those that are no numbers for the application. */
export const SETTING_OVERFLOW = 14;
export const SETTING_ASKS = 15;
export const SETTING_PROBES = 16;
export const SETTING_GREETS = 17;
export const SETTING_IS_LOCAL = 18;
export const SETTING_CLOSE_HIDDEN_AFTER = 19;

/** Of the core. This room has its own: what it would import from another, core.js would have to export. */
export const READY_STATE_OPEN = 1;
export const READY_STATE_CLOSED = 3;
export const CODE_ABNORMAL = 1006;
export const ROOM_NOT_YET = 0;
export const ROOM_ENOUGH = 1;
export const ROOM_NEVER = 2;
export const KIND_OTHER = 0;
export const KIND_BLOB = 1;
