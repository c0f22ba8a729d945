//! The way into the policy of `ReconnectingWebSocket` for `driver.js` beside this file: numbers only.
use alloc::boxed::Box;

use crate::boundary::address::{self, Address};
use crate::proto::ReadyState;
use crate::proto::reconnecting::{
    Action, Backoff, HeartbeatPolicy, Limits, Overflow, Policy, Reconnector, Sent,
};

/// The policy of one instance, for as long as that lives
struct Instance {
    reconnector: Reconnector,
    /// What goes with the action or the figures that were returned last
    figures: [f64; 3],
}

/// A policy; without a heartbeat its interval is infinite
#[allow(clippy::too_many_arguments)]
#[unsafe(no_mangle)]
extern "C" fn acquire_policy(
    probes: u32,
    asks: u32,
    overflow: u32,
    first_delay: f64,
    growth: f64,
    max_delay: f64,
    jitter: f64,
    max_attempts: f64,
    stable_time: f64,
    max_bytes: f64,
    max_messages: f64,
    ask_timeout: f64,
    interval: f64,
    timeout: f64,
) -> Address {
    let overflow = match overflow {
        0 => Overflow::Error,
        1 => Overflow::DropOldest,
        _ => Overflow::DropNewest,
    };
    let reconnector = Reconnector::new(Policy {
        backoff: Backoff { first_delay, growth, max_delay, jitter },
        max_attempts: max_attempts as u32,
        asks: asks != 0,
        stable_time,
        ask_timeout,
        heartbeat: HeartbeatPolicy { interval, timeout, probes: probes != 0 },
        limits: Limits { bytes: max_bytes as u64, messages: max_messages as u64, overflow },
    });
    address::lend(Box::new(Instance { reconnector, figures: [0.0; 3] }))
}

/// The instance is gone
#[unsafe(no_mangle)]
extern "C" fn release_policy(handle: Address) {
    // SAFETY: from `acquire_policy`, and given back once.
    drop(unsafe { address::take_back::<Instance>(handle) });
}

/// What goes with the action that was polled last
#[unsafe(no_mangle)]
extern "C" fn read_figure(handle: Address, index: usize) -> f64 {
    with(handle, |instance| instance.figures.get(index).copied().unwrap_or_default())
}

/// The number of the next action, in the order of `ACTIONS` in `driver.js`; 0 where there is none
#[unsafe(no_mangle)]
extern "C" fn poll_action(handle: Address) -> u8 {
    with(handle, |instance| {
        let (number, figures) =
            instance.reconnector.poll_action().map_or((0, [0.0; 3]), figures_of);
        instance.figures = figures;
        number
    })
}

/// Negative: the message is handed over (-1), refused (-2), dropped as the newest (-3) or as sent after the end (-4);
/// otherwise it waits, and so many of the oldest are dropped
#[unsafe(no_mangle)]
extern "C" fn send_message(handle: Address, byte_len: f64, is_host_open: u32, now: f64) -> i32 {
    with_policy(handle, |policy| match policy.send(byte_len as u64, is_host_open != 0, now) {
        Sent::HandOver => -1,
        Sent::Refused => -2,
        Sent::DroppedNewest => -3,
        Sent::DroppedAfterClose => -4,
        Sent::Queued { dropped } => dropped as i32,
    })
}

/// How many messages the queue had no room for; their bytes are figure 0
#[unsafe(no_mangle)]
extern "C" fn take_overflow(handle: Address) -> f64 {
    with(handle, |instance| {
        let overflow = instance.reconnector.take_overflow();
        instance.figures[0] = overflow.bytes as f64;
        overflow.messages as f64
    })
}

/// A command or report, by its number in `numbers.js`; the ticket goes with `handle_resolved` and `handle_unresolved`
#[unsafe(no_mangle)]
extern "C" fn handle_report(handle: Address, number: u32, now: f64, random: f64, ticket: u32) {
    with_policy(handle, |policy| match number {
        0 | 1 => policy.connect(number == 1, now),
        2 => policy.close(now),
        3 => policy.handle_open(now),
        4 => policy.handle_error(now),
        5 => policy.handle_end(now, random),
        6 => policy.handle_life(now),
        7 => policy.handle_time(now, random),
        8 => policy.handle_resume(now),
        9 | 10 => policy.handle_network(number == 10, now, random),
        11 | 12 => policy.handle_decision(number == 12),
        13 => policy.handle_resolved(ticket),
        14 => policy.handle_unresolved(ticket, now, random),
        15 => policy.abort(now),
        _ => policy.handle_unsent_probe(),
    });
}

#[unsafe(no_mangle)]
extern "C" fn count_probe(handle: Address, byte_len: f64, now: f64) -> bool {
    with_policy(handle, |policy| policy.count_probe(byte_len as u64, now))
}

#[unsafe(no_mangle)]
extern "C" fn handle_transmitted(handle: Address, bytes_left: f64) -> usize {
    with_policy(handle, |policy| policy.handle_transmitted(bytes_left as u64))
}

/// [`Reconnector::deadline`]
#[unsafe(no_mangle)]
extern "C" fn next_deadline(handle: Address) -> f64 {
    with_policy(handle, |policy| policy.deadline())
}

#[unsafe(no_mangle)]
extern "C" fn is_active(handle: Address) -> bool {
    with_policy(handle, |policy| policy.is_active())
}

#[unsafe(no_mangle)]
extern "C" fn ready_state(handle: Address, of_connection: u32) -> u8 {
    let of_connection = match of_connection {
        0 => ReadyState::Connecting,
        1 => ReadyState::Open,
        2 => ReadyState::Closing,
        _ => ReadyState::Closed,
    };
    with_policy(handle, |policy| policy.ready_state(of_connection).number())
}

#[unsafe(no_mangle)]
extern "C" fn buffered_amount(handle: Address, in_connection: f64) -> f64 {
    with_policy(handle, |policy| policy.buffered_amount(in_connection as u64) as f64)
}

/// [`Reconnector::attempts`]
#[unsafe(no_mangle)]
extern "C" fn attempt_count(handle: Address, now: f64) -> u32 {
    with_policy(handle, |policy| policy.attempts(now))
}

/// How many messages; their bytes are figure 0
#[unsafe(no_mangle)]
extern "C" fn count_undelivered(handle: Address) -> f64 {
    with(handle, |instance| {
        let undelivered = instance.reconnector.undelivered();
        instance.figures[0] = undelivered.bytes as f64;
        undelivered.messages as f64
    })
}

fn with<R>(handle: Address, decide: impl FnOnce(&mut Instance) -> R) -> R {
    // SAFETY: the address comes from `acquire_policy`, only the driver of the instance has it, and it is released when that
    // is gone. No other reference exists: the wasm calls nothing outside, so nobody comes back here.
    decide(unsafe { address::borrow(handle) })
}

fn with_policy<R>(handle: Address, decide: impl FnOnce(&mut Reconnector) -> R) -> R {
    with(handle, |instance| decide(&mut instance.reconnector))
}

fn figures_of(action: Action) -> (u8, [f64; 3]) {
    let mut figures = [0.0; 3];
    match action {
        Action::AskWhere { ticket } => figures[0] = ticket.into(),
        Action::ReportUndelivered(undelivered) => {
            let traffic = undelivered.traffic;
            figures[0] = traffic.bytes as f64;
            figures[2] = (undelivered.handed + undelivered.queued) as f64;
        }
        Action::AskWhether { attempt } => figures[0] = attempt.into(),
        Action::FireReconnecting { attempt, delay, cause } => {
            figures = [attempt.into(), delay, cause.number().into()];
        }
        Action::FireGiveUp { attempts, cause } => {
            figures = [attempts.into(), 0.0, cause.number().into()];
        }
        _ => {}
    }
    (action.kind().number(), figures)
}
