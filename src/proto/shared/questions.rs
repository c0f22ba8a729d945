//! Who is asked what.
use alloc::vec::Vec;

use super::tab::TabId;

/// The questions that are not answered yet
#[derive(Debug, Default)]
pub struct Questions(Vec<Question>);

#[derive(Debug)]
struct Question {
    id: u32,
    /// Who has been asked
    asked: Vec<TabId>,
    /// The tab whose answer is awaited
    awaited: Option<TabId>,
    /// How long it is
    due: f64,
}

impl Questions {
    /// There is a question, which nobody has been asked yet
    pub fn add(&mut self, id: u32) {
        self.0.push(Question { id, asked: Vec::new(), awaited: None, due: f64::INFINITY });
    }

    /// The question is answered, or nobody needs to know any more; whether there was one
    pub fn remove(&mut self, id: u32) -> bool {
        let before = self.0.len();
        self.0.retain(|question| question.id != id);
        self.0.len() < before
    }

    /// A tab does not answer: it has left, or is away
    pub fn stop_awaiting(&mut self, tab: TabId) {
        for question in self.0.iter_mut().filter(|question| question.awaited == Some(tab)) {
            question.stop_awaiting();
        }
    }

    /// A tab is there again: it can be asked once more
    pub fn forget_asked(&mut self, tab: TabId) {
        for question in &mut self.0 {
            question.asked.retain(|&asked| asked != tab);
        }
    }

    /// The time is `now`: whoever has not answered by then is not waited for any longer
    pub fn handle_time(&mut self, now: f64) {
        for question in self.0.iter_mut().filter(|question| question.due <= now) {
            question.stop_awaiting();
        }
    }

    /// A question for the first of the `candidates` that was not asked yet, and is waited for until `due`
    pub fn ask_next(
        &mut self,
        candidates: impl Iterator<Item = TabId> + Clone,
        due: f64,
    ) -> Option<(TabId, u32)> {
        for question in self.0.iter_mut().filter(|question| question.awaited.is_none()) {
            let next = candidates.clone().find(|tab| !question.asked.contains(tab));
            if let Some(tab) = next {
                question.asked.push(tab);
                question.awaited = Some(tab);
                question.due = due;
                return Some((tab, question.id));
            }
        }
        None
    }

    /// When an answer is overdue
    pub fn deadline(&self) -> f64 {
        self.0.iter().map(|question| question.due).fold(f64::INFINITY, f64::min)
    }
}

impl Question {
    fn stop_awaiting(&mut self) {
        self.awaited = None;
        self.due = f64::INFINITY;
    }
}
