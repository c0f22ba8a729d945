//! What is written down while a scenario runs, and the figures made of it.
use crate::client::{Message, Story};

/// All that happened
pub(crate) struct Record {
    /// When the server is back
    returns: f64,
    /// When connection attempts came to the server
    pub(crate) knocks: Vec<f64>,
    /// When each client had its first connection after the outage
    back: Vec<Option<f64>>,
    /// The messages of each client, in the order in which they came
    pub(crate) arrived: Vec<Vec<Message>>,
    /// Transmitted when nobody was there any more
    pub(crate) lost_on_the_way: Vec<Vec<Message>>,
    pub(crate) stories: Vec<Story>,
}

impl Record {
    pub(crate) fn new(clients: usize, returns: f64) -> Self {
        Self {
            returns,
            knocks: vec![],
            back: vec![None; clients],
            arrived: vec![vec![]; clients],
            lost_on_the_way: vec![vec![]; clients],
            stories: vec![],
        }
    }

    /// A client has a connection
    pub(crate) fn opens(&mut self, client: usize, time: f64) {
        if time >= self.returns {
            self.back[client].get_or_insert(time);
        }
    }

    /// A message has come to where the server is, or was
    pub(crate) fn comes_through(&mut self, client: usize, message: Message, arrives: bool) {
        let messages = if arrives { &mut self.arrived } else { &mut self.lost_on_the_way };
        messages[client].push(message);
    }

    /// After how many milliseconds from its return such a part of the clients is connected again
    pub(crate) fn time_until_back(&self, part: f64) -> f64 {
        let mut times: Vec<f64> =
            self.back.iter().map(|time| time.unwrap_or(f64::INFINITY) - self.returns).collect();
        times.sort_by(f64::total_cmp);
        times[(times.len() as f64 * part).ceil() as usize - 1]
    }

    /// Bytes that were sent while there was no connection
    pub(crate) fn bytes_sent_while_away(&self) -> u64 {
        let messages = self.stories.iter().flat_map(|story| &story.sent_while_away);
        messages.map(|message| message.byte_len).sum()
    }

    /// Those of them that have not arrived
    pub(crate) fn bytes_lost_while_away(&self) -> u64 {
        let lost_of = |(story, arrived): (&Story, &Vec<Message>)| {
            let lost = story.sent_while_away.iter().filter(|message| !arrived.contains(message));
            lost.map(|message| message.byte_len).sum::<u64>()
        };
        self.stories.iter().zip(&self.arrived).map(lost_of).sum()
    }

    /// Attempts in each bin of so many milliseconds from `start`, up to `end`
    pub(crate) fn attempts_in_bins(&self, start: f64, end: f64, bin: f64) -> Vec<usize> {
        let mut bins = vec![0; ((end - start) / bin).ceil() as usize];
        for time in self.knocks.iter().filter(|&&time| time >= start && time < end) {
            bins[((time - start) / bin) as usize] += 1;
        }
        bins
    }

    /// The most attempts in any `window` of so many milliseconds from `start`
    pub(crate) fn busiest(&self, start: f64, window: f64) -> usize {
        let times: Vec<f64> = self.knocks.iter().copied().filter(|&time| time >= start).collect();
        let counts = times
            .iter()
            .enumerate()
            .map(|(index, &first)| times[index..].partition_point(|&time| time < first + window));
        counts.max().unwrap_or(0)
    }
}
