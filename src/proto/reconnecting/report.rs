//! Commands and reports as numbers, for callers that can pass nothing else.
use super::reconnector::Reconnector;

numbered! {
    /// A command or a report without its details
    pub enum Report {
        /// [`Reconnector::connect`] while the browser says that it is offline
        ConnectOffline = 0,
        /// [`Reconnector::connect`] while it says that it is online
        ConnectOnline = 1,
        /// [`Reconnector::close`]
        Close = 2,
        /// [`Reconnector::abort`]
        Abort = 3,
        /// [`Reconnector::handle_open`]
        Opened = 4,
        /// [`Reconnector::handle_error`]
        Errored = 5,
        /// [`Reconnector::handle_end`]
        Ended = 6,
        /// [`Reconnector::handle_life`]
        Life = 7,
        /// [`Reconnector::handle_unsent_probe`]
        UnsentProbe = 8,
        /// [`Reconnector::handle_time`]
        Time = 9,
        /// [`Reconnector::handle_resume`]
        Resumed = 10,
        /// [`Reconnector::handle_network`]
        Offline = 11,
        /// [`Reconnector::handle_network`]
        Online = 12,
        /// [`Reconnector::handle_decision`]
        Unwanted = 13,
        /// [`Reconnector::handle_decision`]
        Wanted = 14,
        /// [`Reconnector::handle_resolved`]
        Resolved = 15,
        /// [`Reconnector::handle_unresolved`]
        Unresolved = 16,
        /// [`Reconnector::handle_handed`]
        Handed = 17,
        /// [`Reconnector::connect_when_activated`]
        ConnectLater = 18,
        /// [`Reconnector::handle_restore`]
        Restored = 19,
        /// [`Reconnector::handle_hidden`]
        Hidden = 20,
    }
}

/// What goes with a [`Report`]
#[derive(Clone, Copy, Debug)]
pub struct ReportDetails {
    /// The time
    pub now: f64,
    /// A random number
    pub random: f64,
    /// The number of the attempt that an address is for
    pub ticket: u32,
}

impl Reconnector {
    /// Take a command or a report
    pub fn handle_report(&mut self, report: Report, details: ReportDetails) {
        let ReportDetails { now, random, ticket } = details;
        match report {
            Report::ConnectOffline => self.connect(false, now),
            Report::ConnectOnline => self.connect(true, now),
            Report::Close => self.close(now),
            Report::Abort => self.abort(now),
            Report::Opened => self.handle_open(now),
            Report::Errored => self.handle_error(now),
            Report::Ended => self.handle_end(now, random),
            Report::Life => self.handle_life(now),
            Report::UnsentProbe => self.handle_unsent_probe(),
            Report::Time => self.handle_time(now, random),
            Report::Resumed => self.handle_resume(now, random),
            Report::Offline => self.handle_network(false, now, random),
            Report::Online => self.handle_network(true, now, random),
            Report::Unwanted => self.handle_decision(false),
            Report::Wanted => self.handle_decision(true),
            Report::Resolved => {
                if self.handle_resolved(ticket) {
                    self.handle_connecting(now);
                }
            }
            Report::Unresolved => self.handle_unresolved(ticket, now, random),
            Report::ConnectLater => self.connect_when_activated(now),
            Report::Restored => self.handle_restore(now, random),
            Report::Hidden => self.handle_hidden(now),
            Report::Handed => self.handle_handed(now),
        }
    }
}
