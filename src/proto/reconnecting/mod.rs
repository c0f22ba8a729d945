//! When to connect, to wait, to give up, and what waits meanwhile: the decisions of a `ReconnectingWebSocket`.
//!
//! [`Reconnector`] is one state machine, in the same four kinds of method as [`Socket`](super::Socket). Times are in
//! milliseconds of a monotonic clock; a random number is one from 0 to below 1. Both are passed in.
//!
//! The phases say what happens next. All transitions are in [`transitions`]; `docs/transitions.md` is their table:
//!
//! ```text
//!              connect                 handle_resolved                    handle_open
//!   Idle ──────────────▶ AskWhere, Address ──────────▶ Connect, AwaitingOpen ─────────▶ Open
//!    ▲                    ▲    │                           │                             │ close, connect
//!    │        its time has│    │handle_unresolved          │handle_end                   ├───────────▶ Close,
//!    │        come, online│    ▼                           ▼                             ▼       AwaitingClose
//!    │        again, seen └─ AwaitingRetry ◀── FireError, FireClose, ReportUndelivered ◀───────────────┘
//!    │                                             │        (handle_end; dead, lost or too late by handle_time)
//!    └─────────────────────────────────────────────┘
//!                given up, or closed by the application
//! ```
//!
//! Whoever drives it does this after **every** command and report:
//! 1. drain [`poll_action`](Reconnector::poll_action) until it returns `None`, doing each [`Action`] before the next is
//!    asked for. Commands and reports may be made in between (listeners run there): the drain that is going on does theirs.
//! 2. arm the one timer for [`deadline`](Reconnector::deadline). When it comes: [`handle_time`](Reconnector::handle_time).
//!    Early or late makes no difference to what is right; late is noticed.
//!
//! A report that is out of place (a connection that opens while none is connecting, a late answer of a provider) changes nothing.
//!
//! The messages themselves stay outside, each under the key that [`send`](Reconnector::send) returns. Their order and their lengths
//! are the [`Outbox`]'s: [`Action::Send`] names the message to hand over, and what need not be kept any longer is named by
//! [`send`](Reconnector::send), [`handle_transmitted`](Reconnector::handle_transmitted) and [`Action::ReportUndelivered`]. The
//! probe of a heartbeat has no key, as nothing of it is kept.

mod actions;
mod backoff;
mod boundary;
mod heartbeat;
mod holding;
mod outbox;
mod phase;
mod policy;
mod reconnector;
mod report;
mod reports;
mod sending;
mod standing;
pub mod transitions;

pub use backoff::Backoff;
pub use boundary::{Action, ActionKind, Cause, Keys, Sent, SentKind, Standing, Undelivered};
pub use heartbeat::{Beat, Heartbeat, HeartbeatPolicy};
pub use outbox::{Limits, Outbox, Overflow};
pub use phase::Phase;
pub use policy::{Policy, Setting};
pub use reconnector::Reconnector;
pub use report::{Report, ReportDetails};
