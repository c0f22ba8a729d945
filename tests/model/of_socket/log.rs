//! What has happened to a socket, and what an inspector makes of it.

/// What an inspector shows; pairs are messages and bytes
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Figures {
    pub(crate) dropped: (u64, u64),
}

/// What happened that an inspector counts
pub(crate) enum Logged {
    Dropped(u64),
}

/// Count what has happened since an inspector was attached
pub(crate) fn figures(log: &[Logged]) -> Figures {
    let mut figures = Figures::default();
    for logged in log {
        match logged {
            Logged::Dropped(bytes) => add(&mut figures.dropped, *bytes),
        }
    }
    figures
}

fn add(traffic: &mut (u64, u64), bytes: u64) {
    traffic.0 += 1;
    traffic.1 += bytes;
}
