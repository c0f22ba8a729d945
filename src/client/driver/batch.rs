//! Messages that are reported together.
use super::Driver;
use crate::client::host::Host;
use crate::proto::CloseRequest;

impl<H: Host> Driver<H> {
    /// Several messages have arrived, with their bytes; they are reported for as long as the app wants to hear them
    pub(in crate::client) fn handle_messages(
        &self,
        messages: impl IntoIterator<Item = (H::Incoming, u64)>,
        are_heard: impl Fn() -> bool,
    ) {
        let _turn = self.turn.enter();
        if self.watcher.is_some() {
            // Asked for each: what the app is told may make it close.
            let heard = messages.into_iter().take_while(|_| are_heard());
            return heard.for_each(|(message, byte_len)| self.handle_message(message, byte_len));
        }
        if !are_heard() {
            return;
        }
        let mut state = self.state();
        let (mut wakes, mut overflows) = (false, false);
        for (message, byte_len) in messages {
            let arrival = state.mailbox.push(message, byte_len);
            wakes |= arrival.wakes;
            overflows |= arrival.overflows;
        }
        let reader = if wakes { state.reader.take() } else { None };
        drop(state);
        if overflows {
            self.close(&CloseRequest::default());
        }
        if let Some(reader) = reader {
            reader.wake();
        }
    }
}
