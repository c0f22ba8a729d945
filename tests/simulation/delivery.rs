//! What becomes of numbered messages: each arrives once and in order, or is accounted for.
use websocket_wasm::proto::reconnecting::{Limits, Overflow, Policy};

use crate::client::Message;
use crate::record::Record;
use crate::server::Capacity;
use crate::world::{Scenario, simulate};

const CLIENTS: usize = 40;

/// Clients that talk much, whose networks fail now and then, and whose server is away for a minute
fn talkative(limits: Limits) -> Scenario {
    Scenario {
        seed: 2,
        clients: CLIENTS,
        policy: Policy { limits, ..Policy::default() },
        capacity: Capacity { handshakes: 1000.0, backlog: 511.0 },
        outage: (30_000.0, 90_000.0),
        send_interval: 100.0,
        quiet_from: 120_000.0,
        cut_interval: 5_000.0,
    }
}

#[test]
fn every_message_arrives_once_and_in_order_or_is_reported_or_was_on_its_way_to_a_server_that_ended()
{
    let record = simulate(&talkative(Limits::default()));
    hold_accounts(&record);
    let count = |messages: &dyn Fn(usize) -> usize| (0..CLIENTS).map(messages).sum::<usize>();
    assert!(count(&|client| record.stories[client].undelivered.len()) > CLIENTS);
    assert!(count(&|client| record.lost_on_the_way[client].len()) > 10);
    assert_eq!(count(&|client| record.stories[client].overflowed.len()), 0);
}

#[test]
fn what_waits_stays_within_the_limit_and_what_had_no_room_is_told() {
    for overflow in [Overflow::Error, Overflow::DropOldest, Overflow::DropNewest] {
        for (bytes, messages) in [(500, u64::MAX), (u64::MAX, 30)] {
            let record = simulate(&talkative(Limits { bytes, messages, overflow }));
            hold_accounts(&record);
            for story in &record.stories {
                let told = (story.overflow.messages, story.overflow.bytes);
                assert_eq!(told, sum(&story.overflowed), "{overflow:?}");
                let most = story.most_queued;
                assert!(most.bytes <= bytes && most.messages <= messages, "{overflow:?}");
                assert!(!story.overflowed.is_empty(), "{overflow:?}");
            }
        }
    }
}

#[test]
fn the_oldest_or_the_newest_go_as_the_policy_says() {
    let deliver_their_last = |overflow| {
        let limits = Limits { messages: 30, overflow, ..Limits::default() };
        // They stop talking while the server is away.
        let record = simulate(&Scenario { quiet_from: 80_000.0, ..talkative(limits) });
        let clients = record.stories.iter().zip(&record.arrived);
        clients.filter(|(story, arrived)| story.sent.last() == arrived.last()).count()
    };
    assert_eq!(deliver_their_last(Overflow::DropOldest), CLIENTS);
    assert_eq!(deliver_their_last(Overflow::DropNewest), 0);
}

fn hold_accounts(record: &Record) {
    for (client, story) in record.stories.iter().enumerate() {
        let (arrived, lost) = (&record.arrived[client], &record.lost_on_the_way[client]);
        assert!(arrived.is_sorted_by(|one, next| one.number < next.number), "client {client}");
        let fates = [arrived, lost, &story.undelivered, &story.overflowed];
        let mut numbers: Vec<usize> =
            fates.into_iter().flatten().map(|message| message.number).collect();
        numbers.sort_unstable();
        let all: Vec<usize> = (0..story.sent.len()).collect();
        assert_eq!(numbers, all, "client {client}: each has one fate");
    }
}

fn sum(messages: &[Message]) -> (u64, u64) {
    (messages.len() as u64, messages.iter().map(|message| message.byte_len).sum())
}
