//! Steps whose answers are compared, and those of a page.
use websocket_wasm::proto::ReadyState;

use super::compare::Run;
use super::program::Step;
use crate::of_socket::compare::equal;

impl Run {
    /// Whether the policy may be changed by it
    pub(super) fn ask(&mut self, step: &Step) -> Result<bool, String> {
        match *step {
            Step::CountProbe { byte_len } => {
                let is_handed = self.core.count_probe(byte_len, self.now);
                let expected = self.model.count_probe(byte_len, self.now);
                self.hand_over_ours(byte_len, is_handed, expected)
            }
            Step::CountGreeting { byte_len } => {
                let is_handed = self.core.count_greeting(byte_len);
                let expected = self.model.count_greeting(byte_len);
                self.hand_over_ours(byte_len, is_handed, expected)
            }
            Step::SendDirectly { ref byte_lens } => self.send_directly(byte_lens),
            Step::TakeQueued => {
                let taken = self.core.take_queued();
                equal("what is taken", &taken, &self.model.take_queued())?;
                Ok(!self.forget(taken)?.is_empty())
            }
            Step::ChangeDelay(delay) => {
                let is_awaited = self.core.change_delay(delay);
                equal("whether it is awaited", &is_awaited, &self.model.change_delay(delay))?;
                Ok(is_awaited)
            }
            ref other => unreachable!("{other:?} has no answer"),
        }
    }

    /// Of what is handed over and is no message nothing is kept
    fn hand_over_ours(
        &mut self,
        byte_len: u64,
        is_handed: bool,
        expected: bool,
    ) -> Result<bool, String> {
        if is_handed {
            self.in_host += byte_len;
        }
        equal("whether it is handed over", &is_handed, &expected)?;
        Ok(is_handed)
    }

    /// As drivers do if nobody has to be asked: all are handed over, then they are counted
    fn send_directly(&mut self, byte_lens: &[u64]) -> Result<bool, String> {
        if !self.core.is_direct() || self.host != ReadyState::Open {
            return Ok(false);
        }
        self.core.handle_handed(self.now);
        for &byte_len in byte_lens {
            let key = self.core.count_handed(byte_len);
            equal("the key", &key, &self.model.hand_directly(byte_len, self.now))?;
            self.kept.insert(key, byte_len);
            self.in_host += byte_len;
        }
        Ok(true)
    }

    /// What happens to a page
    pub(super) fn page(&mut self, step: &Step) {
        let (core, model) = (&mut self.core, &mut self.model);
        let (now, random) = (self.now, self.random);
        match *step {
            Step::ConnectLater => {
                core.connect_when_activated(now);
                model.connect_later(now);
            }
            Step::Hide => {
                core.handle_hidden(now);
                model.hides(now);
            }
            Step::Resume => {
                core.handle_resume(now, random);
                model.resumes(now, random);
            }
            Step::Restore => {
                core.handle_restore(now, random);
                model.restores(now, random);
            }
            ref other => unreachable!("{other:?} happens to no page"),
        }
    }
}
