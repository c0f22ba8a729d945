//! What has to be done after an event.

/// A set of things to do, in the order in which they are listed here
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effects(u16);

impl Effects {
    /// Nothing
    pub const NONE: Self = Self(0);
    /// Make the two streams and resolve `opened` with them
    pub const OPEN: Self = Self(1);
    /// Send the message
    pub const SEND: Self = Self(1 << 1);
    /// Resolve the write that waits for room
    pub const RESOLVE_WRITE: Self = Self(1 << 2);
    /// Enqueue the message into the readable
    pub const DELIVER: Self = Self(1 << 3);
    /// Reject `opened`
    pub const REJECT_OPENED: Self = Self(1 << 4);
    /// Close the readable, or error it
    pub const END_READABLE: Self = Self(1 << 5);
    /// Error the writable, and the write that waits for room
    pub const END_WRITABLE: Self = Self(1 << 6);
    /// Settle the promise of the writer's `close()`
    pub const SETTLE_WRITER_CLOSE: Self = Self(1 << 7);
    /// Settle `closed`
    pub const SETTLE_CLOSED: Self = Self(1 << 8);
    /// Close the socket, or have it fail if it is connecting
    pub const CLOSE_SOCKET: Self = Self(1 << 9);
    /// The streams end as at a clean end
    pub const CLEAN: Self = Self(1 << 10);
    /// Promises are resolved, not rejected
    pub const COMPLETE: Self = Self(1 << 11);
    /// Reject the write that waits for room
    pub const REJECT_WRITE: Self = Self(1 << 12);

    /// Each of them, with its name
    pub const ALL: &[(&str, Self)] = &[
        ("OPEN", Self::OPEN),
        ("SEND", Self::SEND),
        ("RESOLVE_WRITE", Self::RESOLVE_WRITE),
        ("DELIVER", Self::DELIVER),
        ("REJECT_OPENED", Self::REJECT_OPENED),
        ("END_READABLE", Self::END_READABLE),
        ("END_WRITABLE", Self::END_WRITABLE),
        ("SETTLE_WRITER_CLOSE", Self::SETTLE_WRITER_CLOSE),
        ("SETTLE_CLOSED", Self::SETTLE_CLOSED),
        ("CLOSE_SOCKET", Self::CLOSE_SOCKET),
        ("CLEAN", Self::CLEAN),
        ("COMPLETE", Self::COMPLETE),
        ("REJECT_WRITE", Self::REJECT_WRITE),
    ];

    /// The bits above those of the number of a [`Connection`](super::Connection), the first in the list being the lowest
    pub const fn above_state(self) -> u32 {
        (self.0 as u32) << 8
    }

    /// These and others
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// These, and others if so
    pub const fn and_if(self, condition: bool, others: Self) -> Self {
        if condition { self.and(others) } else { self }
    }

    /// Whether all of the others are among these
    pub fn contains(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }
}
