//! How the server has closed a connection.
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use crate::client::close_event::{CloseCode, CloseEvent};
use crate::client::latest::Latest;

/// What tungstenite says instead of a code that it does not know
const REPLACED: (u16, &str) = (1002, "Protocol violation");
const NEVER_SENT: [CloseCode; 3] =
    [CloseCode::NO_STATUS, CloseCode::ABNORMAL, CloseCode::TLS_HANDSHAKE];

/// What a Close frame of the server says; one with a code that is never sent fails the connection, as in browsers
pub(super) fn closed_by(frame: Option<CloseFrame>, latest: &Latest) -> CloseEvent {
    let Some(CloseFrame { code, reason }) = frame else {
        return CloseEvent::new(CloseCode::NO_STATUS.number(), String::new(), true);
    };
    let told = (u16::from(code), reason.as_str());
    // Browsers tell the code.
    let (code, reason) = match told {
        REPLACED => latest.closing().unwrap_or(told),
        _ => told,
    };
    if NEVER_SENT.contains(&CloseCode::from(code)) {
        return CloseEvent::given_up();
    }
    CloseEvent::new(code, reason.to_owned(), true)
}
