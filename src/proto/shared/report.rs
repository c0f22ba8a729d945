//! What a tab says, by number.
use super::boundary::Action;
use super::hub::Hub;
use super::tab::TabId;

numbered! {
    /// What a tab says, or what is found out about it
    pub enum Report {
        /// It joins; the value is its `receiveLimit` in bytes
        Joined = 0,
        /// It leaves, or is closed
        Left = 1,
        /// It answers a ping, or is back
        Heard = 2,
        /// It goes away, and may come back
        Hides = 3,
        /// Somebody can see it
        Visible = 4,
        /// Nobody can see it
        Hidden = 5,
        /// It has taken so many items, which is the value
        Acknowledged = 6,
        /// It sends a message, which the connection is handed; the value is its length in bytes
        Sent = 7,
        /// It answers a question, which is the value
        Answered = 8,
        /// It asks for a sign of life
        Asks = 9,
        /// It sends a message, which waits for a connection; the value is its length in bytes
        Queued = 10,
        /// It sends a message, and there will be no connection
        Refused = 11,
    }
}

impl Hub {
    /// One of them; whether it makes a difference
    pub fn handle_report(&mut self, report: Report, tab: TabId, value: f64, now: f64) -> bool {
        if report == Report::Joined {
            return self.join(tab, value as u64, now);
        }
        if report == Report::Left {
            return self.leave(tab, now);
        }
        if !self.hear(tab, now) {
            return false;
        }
        match report {
            Report::Hides => self.handle_hides(tab, now),
            Report::Visible => self.handle_visibility(tab, true),
            Report::Hidden => self.handle_visibility(tab, false),
            Report::Acknowledged => self.handle_acknowledged(tab, value as u64),
            Report::Sent => self.send(tab, value as u64, true),
            Report::Queued => self.send(tab, value as u64, false),
            Report::Refused => self.refuse(tab),
            Report::Asks => self.actions.push_back(Action::Answer { tab }),
            Report::Answered => return self.answer(value as u32),
            Report::Joined | Report::Left | Report::Heard => {}
        }
        true
    }
}
