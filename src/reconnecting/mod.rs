//! The way into the policy of `ReconnectingWebSocket` for `driver.js` beside this file: numbers only.
use alloc::boxed::Box;

use crate::boundary::address::{self, Address};
use crate::proto::reconnecting::{
    Action, Keys, Policy, Reconnector, Report, ReportDetails, Sent, Setting, Undelivered,
};
use crate::proto::{ReadyState, Traffic};

/// The policy of one instance, for as long as that lives
struct Instance {
    reconnector: Reconnector,
    /// What goes with the answer that was returned last
    figures: [f64; 5],
}

/// A policy with the defaults, but for these two of its members
#[unsafe(no_mangle)]
extern "C" fn acquire_policy(knows_where: bool, holds_back: bool) -> Address {
    let reconnector = Reconnector::new(Policy { knows_where, holds_back, ..Policy::default() });
    address::lend(Box::new(Instance { reconnector, figures: [0.0; 5] }))
}

/// Change a number of the policy, by the number of a [`Setting`]
#[unsafe(no_mangle)]
extern "C" fn change_setting(handle: Address, setting: u32, value: f64) {
    if let Some(setting) = Setting::from_number(setting as u8) {
        with_policy(handle, |policy| policy.set(setting, value));
    }
}

/// The instance is gone
#[unsafe(no_mangle)]
extern "C" fn release_policy(handle: Address) {
    // SAFETY: from `acquire_policy`, and given back once.
    drop(unsafe { address::take_back::<Instance>(handle) });
}

/// One of the figures of the latest answer
#[unsafe(no_mangle)]
extern "C" fn read_figure(handle: Address, index: usize) -> f64 {
    with(handle, |instance| instance.figures.get(index).copied().unwrap_or_default())
}

/// The number of the next action ([`ActionKind`](crate::proto::reconnecting::ActionKind)), or if there is none, of
/// [`Reconnector::standing`]
///
/// Figures without an action: when it is [`Reconnector::due`].
#[unsafe(no_mangle)]
extern "C" fn poll_action(handle: Address) -> u8 {
    with(handle, Instance::poll)
}

/// What becomes of a message: the number of a [`SentKind`](crate::proto::reconnecting::SentKind)
///
/// Figures: its key, and the keys of those that are dropped for it.
#[unsafe(no_mangle)]
extern "C" fn send_message(handle: Address, byte_len: f64, is_host_open: u32, now: f64) -> u8 {
    with(handle, |instance| {
        let sent = instance.reconnector.send(byte_len as u64, is_host_open != 0, now);
        let [key, first, end, ..] = &mut instance.figures;
        match sent {
            Sent::HandedOver { key: given } => *key = given as f64,
            Sent::Queued { key: given, dropped } => {
                *key = given as f64;
                [*first, *end] = range_of(dropped);
            }
            _ => {}
        }
        sent.kind().number()
    })
}

/// How many messages the queue had no room for; their bytes are figure 0
#[unsafe(no_mangle)]
extern "C" fn take_overflow(handle: Address) -> f64 {
    with(handle, |instance| {
        let overflow = instance.reconnector.take_overflow();
        instance.note(overflow)
    })
}

/// A command or report, by the number of a [`Report`]
#[unsafe(no_mangle)]
extern "C" fn handle_report(handle: Address, number: u32, now: f64, random: f64, ticket: u32) {
    with(handle, |instance| instance.report(number, ReportDetails { now, random, ticket }));
}

/// The same as `handle_report`, then as `poll_action`
#[unsafe(no_mangle)]
extern "C" fn report_and_poll(
    handle: Address,
    number: u32,
    now: f64,
    random: f64,
    ticket: u32,
) -> u8 {
    with(handle, |instance| {
        instance.report(number, ReportDetails { now, random, ticket });
        instance.poll()
    })
}

/// [`Reconnector::is_active`]
#[unsafe(no_mangle)]
extern "C" fn is_active(handle: Address) -> bool {
    with_policy(handle, |policy| policy.is_active())
}

/// [`Reconnector::ticket`]
#[unsafe(no_mangle)]
extern "C" fn latest_ticket(handle: Address) -> u32 {
    with_policy(handle, |policy| policy.ticket())
}

/// [`Reconnector::count_handed`]
#[unsafe(no_mangle)]
extern "C" fn count_handed(handle: Address, byte_len: f64) -> f64 {
    with_policy(handle, |policy| policy.count_handed(byte_len as u64) as f64)
}

/// [`Reconnector::count_greeting`]
#[unsafe(no_mangle)]
extern "C" fn count_greeting(handle: Address, byte_len: f64) -> bool {
    with_policy(handle, |policy| policy.count_greeting(byte_len as u64))
}

/// Figures: from which key on and below which messages need not be kept any longer
#[unsafe(no_mangle)]
extern "C" fn take_queued(handle: Address) {
    with(handle, |instance| {
        let [first, end, ..] = &mut instance.figures;
        [*first, *end] = range_of(instance.reconnector.take_queued());
    });
}

/// [`Reconnector::change_delay`]
#[unsafe(no_mangle)]
extern "C" fn change_delay(handle: Address, delay: f64) -> bool {
    with_policy(handle, |policy| policy.change_delay(delay))
}

/// Whether there still is a connection for a probe
#[unsafe(no_mangle)]
extern "C" fn count_probe(handle: Address, byte_len: f64, now: f64) -> bool {
    with_policy(handle, |policy| policy.count_probe(byte_len as u64, now))
}

/// All messages with a key below this need not be kept; 0 if nothing new is known
#[unsafe(no_mangle)]
extern "C" fn handle_transmitted(handle: Address, bytes_left: f64) -> f64 {
    with_policy(handle, |policy| policy.handle_transmitted(bytes_left as u64).end as f64)
}

/// The value of `readyState`; `of_connection` is the connection's
#[unsafe(no_mangle)]
extern "C" fn ready_state(handle: Address, of_connection: u32) -> u8 {
    let of_connection = ReadyState::from_number(of_connection as u8).unwrap_or_default();
    with_policy(handle, |policy| policy.ready_state(of_connection).number())
}

/// The value of `bufferedAmount`; `in_connection` is the connection's
#[unsafe(no_mangle)]
extern "C" fn buffered_amount(handle: Address, in_connection: f64) -> f64 {
    with_policy(handle, |policy| policy.buffered_amount(in_connection as u64) as f64)
}

/// [`Reconnector::attempts`]
#[unsafe(no_mangle)]
extern "C" fn attempt_count(handle: Address, now: f64) -> u32 {
    with_policy(handle, |policy| policy.attempts(now))
}

/// How many messages were reported as undelivered; their bytes are figure 0
#[unsafe(no_mangle)]
extern "C" fn count_undelivered(handle: Address) -> f64 {
    with(handle, |instance| instance.note(instance.reconnector.undelivered()))
}

/// How many messages wait for a connection; their bytes are figure 0
#[unsafe(no_mangle)]
extern "C" fn count_queued(handle: Address) -> f64 {
    with(handle, |instance| instance.note(instance.reconnector.queued()))
}

impl Instance {
    fn report(&mut self, number: u32, details: ReportDetails) {
        if let Some(report) = Report::from_number(number as u8) {
            self.reconnector.handle_report(report, details);
        }
    }

    fn poll(&mut self) -> u8 {
        if let Some(action) = self.reconnector.poll_action() {
            self.note_action(action);
            return action.kind().number();
        }
        self.figures[0] = self.reconnector.due();
        self.reconnector.standing().number()
    }

    /// What goes with an action, in the order of its fields
    fn note_action(&mut self, action: Action) {
        let figures = &mut self.figures;
        match action {
            Action::AskWhere { ticket: number }
            | Action::Greet { ticket: number }
            | Action::AskWhether { attempt: number } => {
                figures[0] = number.into();
            }
            Action::Send { key } => figures[0] = key as f64,
            Action::ReportUndelivered(Undelivered { handed, queued, traffic }) => {
                [figures[0], figures[1]] = range_of(handed);
                [figures[2], figures[3]] = range_of(queued);
                figures[4] = traffic.bytes as f64;
            }
            Action::FireReconnecting { attempt, delay, cause } => {
                [figures[0], figures[1], figures[2]] =
                    [attempt.into(), delay, cause.number().into()];
            }
            Action::FireGiveUp { attempts, cause } => {
                [figures[0], figures[1]] = [attempts.into(), cause.number().into()];
            }
            _ => {}
        }
    }

    fn note(&mut self, traffic: Traffic) -> f64 {
        self.figures[0] = traffic.bytes as f64;
        traffic.messages as f64
    }
}

fn with<R>(handle: Address, decide: impl FnOnce(&mut Instance) -> R) -> R {
    // SAFETY: the address comes from `acquire_policy`, only the driver of the instance has it, and it is released when that
    // is gone. No other reference exists: the wasm calls nothing outside, so nobody comes back here.
    decide(unsafe { address::borrow(handle) })
}

fn with_policy<R>(handle: Address, decide: impl FnOnce(&mut Reconnector) -> R) -> R {
    with(handle, |instance| decide(&mut instance.reconnector))
}

fn range_of(keys: Keys) -> [f64; 2] {
    [keys.first as f64, keys.end as f64]
}
