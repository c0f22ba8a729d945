//! The ready state. Rule of this file: all transitions are here, nothing else assigns the state, and none goes backwards.
//!
//! `docs/transitions.md` is a table of them, made by calling [`transition`].

numbered! {
    /// How far a connection has come, with the numbers of the IDL constants
    ///
    /// <https://websockets.spec.whatwg.org/#dom-websocket-readystate>
    #[derive(Default, PartialOrd, Ord)]
    pub enum ReadyState {
        /// The connection is not yet established
        #[default]
        Connecting = 0,
        /// Messages can be sent and received
        Open = 1,
        /// The closing handshake has started, or `close()` was called
        Closing = 2,
        /// The connection is closed, or could not be opened
        Closed = 3,
    }
}

/// What leads from one state to another
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// The host is in this state; some may have been passed since the last look
    HostIs(ReadyState),
    /// `close()` is called
    Close,
    /// The application's signal is aborted
    Abort,
    /// The application waits no longer
    GiveUp,
    /// The server has not acknowledged any of the subprotocols that were requested
    NotAcknowledged,
    /// The bytes of a Blob could not be read
    MessageLost,
    /// Closing makes no progress
    ClosingStuck,
}

/// How the connection has to be ended
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Stop it from being established
    Fail,
    /// Start the closing handshake, after all that was sent
    Close,
    /// End it for the application now, whatever becomes of the host's
    Abandon,
}

/// Where an input leads
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The next state, which may be the same
    pub next: ReadyState,
    /// What has to be done
    pub ending: Option<Ending>,
}

/// The state, which only an input changes
#[derive(Debug, Default)]
pub struct Machine {
    state: ReadyState,
}

impl Machine {
    /// The state
    pub fn state(&self) -> ReadyState {
        self.state
    }

    /// Take an input; what has to be done
    pub fn take(&mut self, input: Input) -> Option<Ending> {
        let transition = transition(self.state, input)?;
        self.state = transition.next;
        transition.ending
    }
}

/// Where an input leads from a state; `None` if it changes nothing there
pub fn transition(state: ReadyState, input: Input) -> Option<Transition> {
    use ReadyState::{Closed, Closing, Connecting, Open};
    let (next, ending) = match (state, input) {
        (_, Input::HostIs(host)) if host > state => (host, None),
        (_, Input::HostIs(_)) => return None,
        (Connecting, Input::Close | Input::Abort) => (Closing, Some(Ending::Fail)),
        (Open, Input::Close | Input::Abort) => (Closing, Some(Ending::Close)),
        (Closing | Closed, Input::Close) | (Closed, Input::Abort | Input::GiveUp) => return None,
        (Closing, Input::Abort) | (Connecting | Open | Closing, Input::GiveUp) => {
            (Closed, Some(Ending::Abandon))
        }
        (_, Input::NotAcknowledged | Input::MessageLost | Input::ClosingStuck) => {
            (Closed, Some(Ending::Abandon))
        }
    };
    Some(Transition { next, ending })
}

impl Input {
    /// All inputs
    pub const ALL: [Self; 10] = [
        Self::HostIs(ReadyState::Connecting),
        Self::HostIs(ReadyState::Open),
        Self::HostIs(ReadyState::Closing),
        Self::HostIs(ReadyState::Closed),
        Self::Close,
        Self::Abort,
        Self::GiveUp,
        Self::NotAcknowledged,
        Self::MessageLost,
        Self::ClosingStuck,
    ];
}

impl ReadyState {
    /// Whether messages are transmitted
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open)
    }

    /// The state if the host is in this one: it may still be open while the socket is closing, and is not followed backwards
    pub fn followed_by(self, host: Self) -> Self {
        self.max(host)
    }

    /// Whether nothing that is sent from now on is transmitted
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closing | Self::Closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_followed_forwards_only() {
        for &from in ReadyState::ALL {
            for &to in ReadyState::ALL {
                let expected = (to > from).then_some(Transition { next: to, ending: None });
                assert_eq!(transition(from, Input::HostIs(to)), expected, "{from:?} -> {to:?}");
                let next = expected.map_or(from, |transition| transition.next);
                assert_eq!(from.followed_by(to), next, "{from:?} -> {to:?}");
            }
        }
    }

    #[test]
    fn no_input_leads_backwards() {
        for &state in ReadyState::ALL {
            for input in Input::ALL {
                let next = transition(state, input).map_or(state, |transition| transition.next);
                assert!(next >= state, "{state:?}, {input:?}");
            }
        }
    }

    #[test]
    fn numbers_are_those_of_the_idl() {
        for (number, &state) in (0..).zip(ReadyState::ALL) {
            assert_eq!(state.number(), number);
            assert_eq!(ReadyState::from_number(number), Some(state));
        }
        assert_eq!(ReadyState::from_number(4), None);
        assert_eq!(ReadyState::from_number(255), None);
    }
}
