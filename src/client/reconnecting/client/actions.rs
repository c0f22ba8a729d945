//! Doing what the policy decides.
use std::future::poll_fn;
use std::task::Waker;

use super::super::event::{Cause, Event, to_duration, to_milliseconds};
use super::super::place::{Place, Task};
use super::super::question::Question;
use super::super::settings::Attempt;
use super::Client;
use super::reports::Link;
use crate::client::builder::check;
use crate::client::close_event::CloseEvent;
use crate::client::driver::Driver;
use crate::client::error::Error;
use crate::client::host::Host;
use crate::client::threads::{Rc, Weak};
use crate::proto::reconnecting::{self, Action, Setting, Undelivered};

impl<H: Host> Client<H> {
    /// Do all that is to be done
    ///
    /// What is called meanwhile is done by the call that is going on.
    pub(super) fn drain(&self) {
        if std::mem::replace(&mut self.state.borrow_mut().is_draining, true) {
            return;
        }
        loop {
            let action = self.state.borrow_mut().policy.poll_action();
            match action {
                Some(action) => self.act(action),
                None => break,
            }
        }
        self.settle();
    }

    /// All is done: set the timer, and wake who is concerned
    fn settle(&self) {
        let mut state = self.state.borrow_mut();
        state.is_draining = false;
        let is_active = state.policy.is_active();
        if !is_active && state.is_stopped && !state.is_over {
            let end = state.end.clone();
            state.inbox.push(Event::Closed(end));
            state.is_over = true;
        }
        let wake = state.take_wakers();
        drop(state);
        self.set_alarm();
        self.place.watch(is_active);
        wake.into_iter().for_each(Waker::wake);
    }

    fn act(&self, action: Action) {
        match action {
            Action::AskWhere { ticket } => self.ask_where(ticket),
            Action::Connect => self.connect(),
            Action::Greet { ticket } => self.ask_greeting(ticket),
            Action::Send { key } => self.send_kept(key),
            Action::Probe => self.probe(),
            Action::Close => self.close_link(),
            Action::Drop => self.drop_link(),
            Action::FireOpen => self.tell_open(),
            // The event that says so follows.
            Action::FireError => {}
            Action::FireClose => self.finish_link(),
            Action::ReportUndelivered(undelivered) => self.report_undelivered(undelivered),
            Action::AskWhether { attempt } => self.ask_whether(attempt),
            Action::FireReconnecting { attempt, delay, cause } => {
                self.announce(attempt, delay, cause);
            }
            Action::FireGiveUp { attempts, cause } => self.give_up(attempts, cause),
        }
    }

    fn ask_where(&self, ticket: u32) {
        self.cancel_question();
        let attempt = self.begin_attempt(ticket);
        let answer = self.functions.provider.call(|provide| provide(attempt));
        let Some(answer) = answer else {
            return self.resolve(ticket);
        };
        let me = Weak::clone(&self.me);
        self.wait_for(Box::pin(async move {
            let target = answer.await;
            if let Some(client) = me.upgrade() {
                client.handle_target(ticket, target);
            }
        }));
    }

    fn ask_greeting(&self, ticket: u32) {
        self.cancel_question();
        let attempt = self.attempt();
        let Some(answer) = self.functions.greeting.call(|greet| greet(attempt)) else {
            return self.resolve(ticket);
        };
        let me = Weak::clone(&self.me);
        self.wait_for(Box::pin(async move {
            let greeting = answer.await;
            if let Some(client) = me.upgrade() {
                client.handle_greeting(ticket, greeting);
            }
        }));
    }

    fn begin_attempt(&self, ticket: u32) -> Attempt {
        let attempt = self.attempt();
        let mut state = self.state.borrow_mut();
        state.ticket = ticket;
        state.because = None;
        attempt
    }

    fn attempt(&self) -> Attempt {
        Attempt { number: self.attempts(), cause: self.state.borrow().latest_cause.clone() }
    }

    fn wait_for(&self, task: Task) {
        let question = Question::new(task);
        self.state.borrow_mut().question = Some(Rc::clone(&question));
        self.place.spawn(Box::pin(poll_fn(move |cx| question.poll(cx))));
    }

    fn cancel_question(&self) {
        let question = self.state.borrow_mut().question.take();
        if let Some(question) = question {
            question.cancel();
        }
    }

    fn connect(&self) {
        let mut state = self.state.borrow_mut();
        state.number = state.number.wrapping_add(1);
        state.has_overflowed = false;
        let mut options = state.connection.clone();
        if !state.target.protocols.is_empty() {
            options.protocols.clone_from(&state.target.protocols);
        }
        let url = state.target.url.clone();
        let (number, ticket) = (state.number, state.ticket);
        let is_deaf = state.inbox.is_abandoned() && !state.notes_life;
        drop(state);
        let watcher = Box::new(Link { client: Weak::clone(&self.me), number });
        let made = check(&options.protocols)
            .map_err(Error::from)
            .and_then(|()| Driver::<H>::connect(&url, options, Some(watcher), self.turn.clone()));
        match made {
            Ok(link) => {
                if is_deaf {
                    link.stop_reading();
                }
                let mut state = self.state.borrow_mut();
                link.url().clone_into(&mut state.url);
                state.link = Some(link);
                drop(state);
                if !self.place.is_online() {
                    self.note_address();
                }
            }
            Err(error) => self.refuse(ticket, error),
        }
    }

    /// The platform has refused the connection
    fn refuse(&self, ticket: u32, error: Error) {
        let is_final = matches!(error, Error::InvalidArgument(_) | Error::Unsupported);
        if is_final && !self.functions.provider.is_there() {
            // It will never be another.
            self.state.borrow_mut().policy.set(Setting::MaxAttempts, 0.0);
        }
        self.handle_unknown(ticket, Cause::Failed(error));
    }

    fn close_link(&self) {
        let state = self.state.borrow();
        let (link, request) = (state.link.clone(), state.close_request.clone());
        drop(state);
        if let Some(link) = link {
            link.close(&request);
        }
    }

    fn drop_link(&self) {
        let mut state = self.state.borrow_mut();
        state.end = CloseEvent::given_up();
        let link = state.let_go();
        drop(state);
        drop(link);
    }

    /// The connection has ended: what was asked for it is not waited for any more
    fn finish_link(&self) {
        self.cancel_question();
        let link = self.state.borrow_mut().let_go();
        drop(link);
    }

    fn tell_open(&self) {
        let (protocol, attempts) = (self.protocol(), self.attempts());
        let mut state = self.state.borrow_mut();
        state.inbox.push(Event::Open { protocol, attempts });
        state.has_news = true;
    }

    fn report_undelivered(&self, undelivered: Undelivered) {
        let mut state = self.state.borrow_mut();
        let mut messages: Vec<_> = state.take(undelivered.handed).collect();
        messages.extend(state.take(undelivered.queued));
        if !messages.is_empty() {
            state.inbox.push(Event::Undelivered(messages));
        }
        state.has_news = true;
    }

    fn ask_whether(&self, attempt: u32) {
        let state = self.state.borrow();
        let cause = state.latest_cause_of(state.policy.cause());
        drop(state);
        let answer = self.functions.should_reconnect.call(|ask| ask(&cause, attempt));
        self.tell(|policy, _, _| policy.handle_decision(answer.unwrap_or(true)));
    }

    fn announce(&self, attempt: u32, delay: f64, cause: reconnecting::Cause) {
        let cause = self.note_cause(cause);
        let asked =
            delay.is_finite().then(|| self.functions.delay.call(|ask| ask(attempt, &cause)));
        let wanted = asked.flatten().map(to_milliseconds);
        let mut state = self.state.borrow_mut();
        if let Some(wanted) = wanted {
            // It may have called close().
            if !state.policy.change_delay(wanted) {
                return;
            }
        }
        let delay = to_duration(wanted.unwrap_or(delay));
        state.inbox.push(Event::Reconnecting { attempt, delay, cause });
    }

    fn give_up(&self, attempts: u32, cause: reconnecting::Cause) {
        let cause = self.note_cause(cause);
        let mut state = self.state.borrow_mut();
        state.inbox.push(Event::GaveUp { attempts, cause });
        state.is_over = true;
        state.has_news = true;
    }

    fn note_cause(&self, cause: reconnecting::Cause) -> Cause {
        let mut state = self.state.borrow_mut();
        let cause = state.latest_cause_of(cause);
        state.latest_cause = Some(cause.clone());
        cause
    }
}
