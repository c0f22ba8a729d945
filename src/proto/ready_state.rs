//! The ready state. Rule of this file: every transition is here, and none goes backwards.

/// How far a connection has come, with the numbers of the IDL constants
///
/// <https://websockets.spec.whatwg.org/#dom-websocket-readystate>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
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

/// A step that would lead backwards; the state it was asked of has not changed
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IllegalTransition;

impl ReadyState {
    /// All states, in the order a connection goes through them
    pub const ALL: [Self; 4] = [Self::Connecting, Self::Open, Self::Closing, Self::Closed];

    /// The state that an IDL constant stands for, `None` where it stands for none
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The value of the IDL constant
    pub fn number(self) -> u8 {
        self as u8
    }

    /// Move on to `next`
    ///
    /// States may be skipped, since a host is only asked now and then: a connection seen connecting
    /// may be found closed. Returns `Err` iff `next` lies behind; then nothing has changed.
    pub fn advance(&mut self, next: Self) -> Result<(), IllegalTransition> {
        if next < *self {
            return Err(IllegalTransition);
        }
        *self = next;
        Ok(())
    }

    /// Whether `send` must throw
    pub fn is_connecting(self) -> bool {
        matches!(self, Self::Connecting)
    }

    /// Whether messages are transmitted
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open)
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
    fn forward_steps_are_legal_and_backward_ones_change_nothing() {
        for from in ReadyState::ALL {
            for to in ReadyState::ALL {
                let mut state = from;
                let legal = to.number() >= from.number();
                assert_eq!(state.advance(to).is_ok(), legal, "{from:?} -> {to:?}");
                assert_eq!(state, if legal { to } else { from });
            }
        }
    }

    #[test]
    fn numbers_are_those_of_the_idl() {
        for (number, state) in (0..).zip(ReadyState::ALL) {
            assert_eq!(state.number(), number);
            assert_eq!(ReadyState::from_number(number), Some(state));
        }
        assert_eq!(ReadyState::from_number(4), None);
        assert_eq!(ReadyState::from_number(255), None);
    }
}
