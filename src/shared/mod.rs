//! The way into the hub of a shared connection for `hub.js` beside this file: numbers only.
use alloc::boxed::Box;

use crate::boundary::address::{self, Address};
use crate::proto::shared::{Action, Hub, Policy, Report, Setting};

/// The hub of one connection, for as long as the script's lives
struct Instance {
    hub: Hub,
    /// What goes with the action that was returned last: the tab, and two more
    figures: [f64; 3],
}

/// A hub with the defaults, without tabs
#[unsafe(no_mangle)]
extern "C" fn acquire_hub() -> Address {
    let hub = Hub::new(Policy::default());
    address::lend(Box::new(Instance { hub, figures: [0.0; 3] }))
}

/// The script's is gone
#[unsafe(no_mangle)]
extern "C" fn release_hub(handle: Address) {
    // SAFETY: from `acquire_hub`, and given back once.
    drop(unsafe { address::take_back::<Instance>(handle) });
}

/// Change a number of the policy, by the number of a [`Setting`]
#[unsafe(no_mangle)]
extern "C" fn change_hub(handle: Address, setting: u32, value: f64) {
    if let Some(setting) = Setting::from_number(setting as u8) {
        with_hub(handle, |hub| hub.set(setting, value));
    }
}

/// The number of the next action ([`ActionKind`](crate::proto::shared::ActionKind)); 0 if there is none
#[unsafe(no_mangle)]
extern "C" fn poll_hub(handle: Address) -> u8 {
    with(handle, |instance| {
        let Some(action) = instance.hub.poll_action() else { return 0 };
        instance.note_action(action);
        action.kind().number()
    })
}

/// One of the figures of the latest action: first the tab
#[unsafe(no_mangle)]
extern "C" fn read_figure_of_hub(handle: Address, index: usize) -> f64 {
    with(handle, |instance| instance.figures.get(index).copied().unwrap_or_default())
}

/// What a tab says, by the number of a [`Report`]; whether it makes a difference
#[unsafe(no_mangle)]
extern "C" fn report_tab(handle: Address, report: u32, tab: u32, value: f64, now: f64) -> bool {
    let Some(report) = Report::from_number(report as u8) else { return false };
    with_hub(handle, |hub| hub.handle_report(report, tab, value, now))
}

/// The connection has an event for all tabs, or a message of so many bytes if `is_message`; the key
#[unsafe(no_mangle)]
extern "C" fn offer_item(handle: Address, is_message: u32, byte_len: f64) -> f64 {
    let message = (is_message != 0).then_some(byte_len as u64);
    with_hub(handle, |hub| hub.receive(message) as f64)
}

/// [`Hub::first_held`]
#[unsafe(no_mangle)]
extern "C" fn first_held(handle: Address) -> f64 {
    with_hub(handle, |hub| hub.first_held() as f64)
}

/// [`Hub::has_outgoing`]
#[unsafe(no_mangle)]
extern "C" fn has_outgoing(handle: Address) -> bool {
    with_hub(handle, |hub| hub.has_outgoing())
}

/// [`Hub::handle_transmitted`]
#[unsafe(no_mangle)]
extern "C" fn handle_left(handle: Address, left: f64) {
    with_hub(handle, |hub| hub.handle_transmitted(left as u64));
}

/// [`Hub::handle_opened`]
#[unsafe(no_mangle)]
extern "C" fn handle_opened_hub(handle: Address) {
    with_hub(handle, Hub::handle_opened);
}

/// [`Hub::handle_ended`]
#[unsafe(no_mangle)]
extern "C" fn handle_ended(handle: Address, undelivered: f64, is_last: u32) {
    with_hub(handle, |hub| hub.handle_ended(undelivered as u64, is_last != 0));
}

/// [`Hub::handle_question`]
#[unsafe(no_mangle)]
extern "C" fn handle_question(handle: Address, question: u32, now: f64) {
    with_hub(handle, |hub| hub.handle_question(question, now));
}

/// [`Hub::answer`]
#[unsafe(no_mangle)]
extern "C" fn drop_question(handle: Address, question: u32) {
    with_hub(handle, |hub| hub.answer(question));
}

/// [`Hub::handle_time`]
#[unsafe(no_mangle)]
extern "C" fn handle_time_of_hub(handle: Address, now: f64) {
    with_hub(handle, |hub| hub.handle_time(now));
}

/// [`Hub::deadline`]
#[unsafe(no_mangle)]
extern "C" fn deadline_of_hub(handle: Address) -> f64 {
    with_hub(handle, |hub| hub.deadline())
}

impl Instance {
    fn note_action(&mut self, action: Action) {
        let [tab, first, second] = &mut self.figures;
        *tab = action.tab().unwrap_or_default().into();
        match action {
            Action::Deliver { key, .. } => *first = key as f64,
            Action::TellMissed { missed, .. } => {
                [*first, *second] = [missed.messages as f64, missed.bytes as f64];
            }
            Action::TellSettled { run, .. } => {
                [*first, *second] = [run.left as f64, run.lost as f64]
            }
            Action::Ask { question, .. } => *first = question.into(),
            _ => {}
        }
    }
}

fn with<R>(handle: Address, decide: impl FnOnce(&mut Instance) -> R) -> R {
    // SAFETY: the address comes from `acquire_hub`, only the hub's script has it, and it is released when that is gone. No
    // other reference exists: the wasm calls nothing outside, so nobody comes back here.
    decide(unsafe { address::borrow(handle) })
}

fn with_hub<R>(handle: Address, decide: impl FnOnce(&mut Hub) -> R) -> R {
    with(handle, |instance| decide(&mut instance.hub))
}
