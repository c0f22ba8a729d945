//! What is counted while a crowd comes back.

/// Bins of a tenth of a second and of a second
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Attempts that came to the balancer, in each tenth of a second
    tenths: Vec<u32>,
    /// What the servers could take in each second that has begun
    takes: Vec<f64>,
    /// Clients by the tenths of a second that they were without a connection
    away: Vec<u32>,
    attempts: u64,
    pub(crate) losses: u64,
    pub(crate) returns: u64,
    /// In a row, of one client
    pub(crate) most_attempts: u32,
}

impl Tally {
    pub(crate) fn knock(&mut self, time: f64) {
        self.attempts += 1;
        count(&mut self.tenths, time);
    }

    /// The servers take so much per second from now on
    pub(crate) fn servers_take(&mut self, time: f64, handshakes: f64) {
        let second = (time / 1000.0) as usize;
        let last = self.takes.last().copied().unwrap_or(0.0);
        self.takes.resize((second + 1).max(self.takes.len()), last);
        self.takes[second] = handshakes;
    }

    pub(crate) fn is_back(&mut self, away: f64) {
        self.returns += 1;
        count(&mut self.away, away);
    }

    /// In how many seconds such a part of the losses was over
    pub(crate) fn time_until_back(&self, part: f64) -> f64 {
        let wanted = self.losses as f64 * part;
        let mut sum = 0.0;
        for (tenth, &clients) in self.away.iter().enumerate() {
            sum += f64::from(clients);
            if sum >= wanted {
                return (tenth + 1) as f64 / 10.0;
            }
        }
        f64::INFINITY
    }

    /// The most attempts in a second, whatever the servers do
    pub(crate) fn busiest(&self) -> u32 {
        self.tenths.windows(10).map(|second| second.iter().sum()).max().unwrap_or(0)
    }

    /// Seconds with more than 1.2 times what the servers can take: all, and the longest row of them
    pub(crate) fn seconds_above(&self) -> (u32, u32) {
        let (mut all, mut row, mut longest) = (0, 0, 0);
        for load in self.loads() {
            row = if load > 1.2 { row + 1 } else { 0 };
            all += u32::from(load > 1.2);
            longest = longest.max(row);
        }
        (all, longest)
    }

    /// How many times more attempts than the servers can take there are in the worst second
    pub(crate) fn peak(&self) -> f64 {
        self.loads().fold(0.0, f64::max)
    }

    /// Of a client that has lost its connection, on the average
    pub(crate) fn mean_attempts(&self) -> f64 {
        self.attempts as f64 / self.losses as f64
    }

    /// For each second in which a server runs: how many times more attempts than all can take
    fn loads(&self) -> impl Iterator<Item = f64> {
        let attempts = self.tenths.chunks(10).map(|second| second.iter().sum::<u32>());
        let last = self.takes.last().copied().unwrap_or(0.0);
        let takes = self.takes.iter().copied().chain(std::iter::repeat(last));
        let seconds = attempts.zip(takes).filter(|&(_, takes)| takes > 0.0);
        seconds.map(|(attempts, takes)| f64::from(attempts) / takes)
    }
}

fn count(bins: &mut Vec<u32>, time: f64) {
    let bin = (time / 100.0) as usize;
    if bin >= bins.len() {
        bins.resize(bin + 1, 0);
    }
    bins[bin] += 1;
}
