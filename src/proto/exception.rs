//! What a member of the class throws, before it is a JavaScript object.
use alloc::string::String;

/// A `DOMException` to be thrown: its name and a message with the value and the rule it breaks
///
/// <https://webidl.spec.whatwg.org/#idl-DOMException-error-names>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    name: ExceptionName,
    message: String,
}

/// The `DOMException` names that the WebSocket interface uses
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExceptionName {
    /// The URL, a subprotocol or the length of a close reason is not allowed
    Syntax,
    /// The close code is not allowed
    InvalidAccess,
    /// The connection is not yet established
    InvalidState,
}

impl Exception {
    /// A "SyntaxError"; the message is the rule, the value and the verdict in a row
    pub fn syntax(rule: &str, value: &str, verdict: &str) -> Self {
        Self { name: ExceptionName::Syntax, message: concat(rule, value, verdict) }
    }

    /// An "InvalidAccessError"; its message likewise
    pub fn invalid_access(rule: &str, value: &str, verdict: &str) -> Self {
        Self { name: ExceptionName::InvalidAccess, message: concat(rule, value, verdict) }
    }

    /// An "InvalidStateError"; its message likewise
    pub fn invalid_state(rule: &str, value: &str, verdict: &str) -> Self {
        Self { name: ExceptionName::InvalidState, message: concat(rule, value, verdict) }
    }

    /// The value of the `DOMException`'s `name`
    pub fn name(&self) -> &'static str {
        match self.name {
            ExceptionName::Syntax => "SyntaxError",
            ExceptionName::InvalidAccess => "InvalidAccessError",
            ExceptionName::InvalidState => "InvalidStateError",
        }
    }

    /// The value of the `DOMException`'s `message`
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// Three texts in a row
///
/// Instead of `format!`, whose machinery weighs more than the rest of the core.
pub(super) fn concat(first: &str, second: &str, third: &str) -> String {
    [first, second, third].concat()
}

/// A number in decimal digits, for a message
pub(super) fn decimal(number: usize) -> String {
    let digit = char::from(b'0' + (number % 10) as u8);
    let front = if number < 10 { String::new() } else { decimal(number / 10) };
    concat(&front, digit.encode_utf8(&mut [0; 4]), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_writes_a_number_as_the_standard_library_does() {
        for number in [0, 1, 9, 10, 99, 100, 4999, 65535, usize::MAX] {
            assert_eq!(decimal(number), number.to_string());
        }
    }
}
