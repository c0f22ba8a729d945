//! One connection for many tabs: the decisions of a `SharedWebSocket`, beside those of the `ReconnectingWebSocket` that it is made of.
//!
//! [`Hub`] is one state machine, in the same four kinds of method as [`Socket`](super::Socket). It knows tabs by numbers that the
//! caller gives them. Times are in milliseconds of a monotonic clock, and are passed in.
//!
//! - **Who is there.** A tab joins, leaves, says that it goes away (into the back/forward cache, frozen), or does not answer a ping in
//!   time. Nobody holds a lock for it. A tab that is away for too long does not keep the connection any more. All transitions of a tab
//!   and of the hub are in [`transitions`]; `docs/transitions.md` is their table.
//! - **What is told to whom.** Whatever comes from the connection is an item: a message, or an event such as `open`. Each tab gets every
//!   item since it joined, in order ([`Account`]). For a tab that is away items are held, up to its `receiveLimit`. What does not fit is
//!   counted, and told at its place in the order: [`Action::TellMissed`], then how the connection is now.
//! - **Who has sent what.** The connection knows bytes only. [`Outgoing`] knows whose they are. A tab keeps each of its messages until it is
//!   told what has become of it ([`Settled`]), in the order of sending.
//! - **Who is asked.** A provider (a token) is asked in one tab, a visible one first, and in another if that does not answer
//!   ([`Questions`]).
//!
//! - **Who is lost.** A worker may end with all that it has. A tab asks for a sign of life ([`transitions::of_link`]); if none comes, it joins
//!   another worker. What it had given away and was not told of is lost: it may have left, so nobody sends it again. What it had not
//!   given away yet, as there was no connection, it gives to the next.
//!
//! Whoever drives it does this after **every** command and report:
//! 1. drain [`poll_action`](Hub::poll_action) until it returns `None`, doing each [`Action`] in that order.
//! 2. forget the items with keys below [`first_held`](Hub::first_held).
//! 3. arm the one timer for [`deadline`](Hub::deadline). When it comes: [`handle_time`](Hub::handle_time).
//!
//! A report of a tab that is not there any more changes nothing.

mod account;
mod boundary;
mod hub;
mod outgoing;
mod policy;
mod questions;
mod report;
mod settled;
mod tab;
mod traffic;
pub mod transitions;

pub use account::{Account, Offer};
pub use boundary::{Action, ActionKind};
pub use hub::Hub;
pub use outgoing::Outgoing;
pub use policy::{Policy, Setting};
pub use questions::Questions;
pub use report::Report;
pub use settled::{Run, Settled};
pub use tab::TabId;
