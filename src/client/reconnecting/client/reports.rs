//! What is reported: by the connection, by the platform, and by futures of the app.
use super::super::event::Cause;
use super::super::inbox::Entry;
use super::super::loopback::is_loopback;
use super::super::place::{Change, Listen, Place};
use super::super::settings::Target;
use super::Client;
use crate::client::close_event::CloseEvent;
use crate::client::driver::Watch;
use crate::client::error::ConnectError;
use crate::client::host::Host;
use crate::client::message::Message;
use crate::client::threads::Weak;
use crate::proto::CloseRequest;
use crate::proto::reconnecting::Setting;

/// Watches one connection
pub(super) struct Link<H: Host> {
    pub(super) client: Weak<Client<H>>,
    pub(super) number: u32,
}

impl<H: Host> Link<H> {
    fn report(&self, report: impl FnOnce(&Client<H>)) {
        let client = self.client.upgrade();
        if let Some(client) = client.filter(|client| client.state.borrow().number == self.number) {
            report(&client);
        }
    }
}

impl<H: Host> Watch<H::Incoming> for Link<H> {
    fn handle_open(&self) {
        self.report(|client| client.tell(|policy, now, _| policy.handle_open(now)));
    }

    fn handle_message(&self, message: H::Incoming, byte_len: u64) {
        self.report(|client| client.handle_message(message, byte_len));
    }

    fn handle_end(&self, failure: Option<ConnectError>, end: CloseEvent) {
        self.report(|client| client.handle_end(failure, end));
    }
}

impl<H: Host> Client<H> {
    fn handle_message(&self, message: H::Incoming, byte_len: u64) {
        let (entry, is_alive) = if self.functions.judge() {
            let Ok(message) = H::decode(message) else { return };
            let is_alive = self.functions.is_alive.call(|ask| ask(&message)).unwrap_or(true);
            let is_answer = self.functions.is_answer.call(|ask| ask(&message)).unwrap_or(false);
            ((!is_answer).then_some(Entry::Decoded(message, byte_len)), is_alive)
        } else {
            (Some(Entry::Message(message, byte_len)), true)
        };
        let mut state = self.state.borrow_mut();
        if is_alive && state.notes_life {
            state.life = Some(self.place.now());
        }
        let Some(entry) = entry.filter(|_| !state.has_overflowed) else { return };
        if state.inbox.push_message(entry) {
            let reader = state.inbox.take_reader(false);
            drop(state);
            if let Some(reader) = reader {
                reader.wake();
            }
            return;
        }
        state.has_overflowed = true;
        let link = state.link.clone();
        drop(state);
        if let Some(link) = link {
            link.close(&CloseRequest::default());
        }
    }

    fn handle_end(&self, failure: Option<ConnectError>, end: CloseEvent) {
        self.look();
        let mut state = self.state.borrow_mut();
        state.because = Some(match failure {
            Some(failure) => Cause::Failed(failure.into()),
            None if state.has_overflowed => {
                Cause::ReceiveLimit { limit: state.connection.receive_limit }
            }
            None => Cause::Closed(end.clone()),
        });
        state.end = end;
        drop(state);
        self.tell(|policy, now, random| policy.handle_end(now, random));
    }

    /// It is known where to connect, or not
    pub(super) fn handle_target(&self, ticket: u32, target: Result<Target, String>) {
        let _turn = self.turn.enter();
        match target {
            Ok(target) => {
                let mut state = self.state.borrow_mut();
                if ticket != state.ticket {
                    return;
                }
                state.target = target;
                drop(state);
                self.resolve(ticket);
            }
            Err(text) => self.handle_unknown(ticket, Cause::Provider(text)),
        }
    }

    /// It is known how to greet, or not
    pub(super) fn handle_greeting(&self, ticket: u32, greeting: Result<Vec<Message>, String>) {
        let _turn = self.turn.enter();
        match greeting {
            Ok(messages) => {
                self.greet(messages);
                self.resolve(ticket);
            }
            Err(text) => self.handle_unknown(ticket, Cause::Provider(text)),
        }
    }

    pub(super) fn resolve(&self, ticket: u32) {
        self.tell(|policy, now, _| {
            if policy.handle_resolved(ticket) {
                policy.handle_connecting(now);
            }
        });
    }

    /// There is no connection, for this reason
    pub(super) fn handle_unknown(&self, ticket: u32, because: Cause) {
        let mut state = self.state.borrow_mut();
        if ticket != state.ticket {
            return;
        }
        state.because = Some(because);
        drop(state);
        self.tell(|policy, now, random| policy.handle_unresolved(ticket, now, random));
    }

    #[cfg_attr(not(any(target_arch = "wasm32", test)), allow(dead_code))] // nobody reports
    fn handle_network(&self, is_online: bool) {
        if !is_online {
            self.note_address();
        }
        self.tell(|policy, now, random| policy.handle_network(is_online, now, random));
        self.state.borrow_mut().note_network(is_online);
    }

    /// For a server on the same machine, it makes no difference that the platform is offline
    pub(super) fn note_address(&self) {
        let mut state = self.state.borrow_mut();
        let is_local = is_loopback(&state.url);
        state.policy.set(Setting::IsLocal, f64::from(u8::from(is_local)));
    }
}

impl<H: Host> Listen for Client<H> {
    fn handle_timer(&self) {
        let _turn = self.turn.enter();
        self.state.borrow_mut().alarm = f64::INFINITY;
        self.tell(|policy, now, random| policy.handle_time(now, random));
    }

    fn handle_change(&self, change: Change) {
        let _turn = self.turn.enter();
        let is_hidden = self.place.is_hidden();
        match change {
            Change::Online => self.handle_network(true),
            Change::Offline => self.handle_network(false),
            Change::Restored => {
                self.tell(|policy, now, random| policy.handle_restore(now, random));
            }
            Change::Visibility if is_hidden => {}
            Change::Visibility | Change::Activated => {
                self.tell(|policy, now, random| policy.handle_resume(now, random));
            }
        }
        if is_hidden {
            self.tell(|policy, now, _| policy.handle_hidden(now));
        }
    }
}
