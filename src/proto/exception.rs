//! What a member of the class throws, before it is a JavaScript object.

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
    /// A "SyntaxError"; the message is the parts in a row
    pub fn syntax(message: &[&str]) -> Self {
        Self::new(ExceptionName::Syntax, message)
    }

    /// An "InvalidAccessError"; the message is the parts in a row
    pub fn invalid_access(message: &[&str]) -> Self {
        Self::new(ExceptionName::InvalidAccess, message)
    }

    /// An "InvalidStateError"; the message is the parts in a row
    pub fn invalid_state(message: &[&str]) -> Self {
        Self::new(ExceptionName::InvalidState, message)
    }

    // Parts instead of format!: the formatting machinery weighs more than the rest of the core.
    fn new(name: ExceptionName, message: &[&str]) -> Self {
        let mut text = String::new();
        message.iter().for_each(|part| text.push_str(part));
        Self { name, message: text }
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
