//! What a tab says, by number.
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
        /// It sends a message; the value is its length in bytes
        Sent = 7,
        /// It answers a question, which is the value
        Answered = 8,
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
            Report::Sent => self.send(tab, value as u64),
            Report::Answered => return self.answer(value as u32),
            Report::Joined | Report::Left | Report::Heard => {}
        }
        true
    }
}
