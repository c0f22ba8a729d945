//! The hub of a shared connection, one sentence a test. The model has every history: tests/model/shared.rs.
use websocket_wasm::proto::Traffic;
use websocket_wasm::proto::shared::transitions::{
    HubInput, Link, LinkAction, LinkInput, Phase, Presence, of_hub, of_link,
};
use websocket_wasm::proto::shared::{Account, Action, Hub, Policy, Report, Run};

const LIMIT: u64 = 1_000;

/// A hub with tabs that have these numbers; what was to do for them is done
fn hub_with(tabs: &[u32]) -> Hub {
    let mut hub = Hub::new(Policy::default());
    for &tab in tabs {
        hub.join(tab, LIMIT, 0.0);
    }
    drain(&mut hub);
    hub
}

fn drain(hub: &mut Hub) -> Vec<Action> {
    std::iter::from_fn(|| hub.poll_action()).collect()
}

fn missed(tab: u32, messages: u64, bytes: u64) -> Action {
    Action::TellMissed { tab, missed: Traffic { messages, bytes } }
}

fn settled(tab: u32, left: u64, lost: u64) -> Action {
    Action::TellSettled { tab, run: Run { left, lost } }
}

/// Tabs send messages of these lengths, which the connection is handed
fn send(hub: &mut Hub, messages: &[(u32, u32)]) {
    for &(tab, byte_len) in messages {
        hub.handle_report(Report::Sent, tab, byte_len.into(), 0.0);
    }
    drain(hub);
}

#[test]
fn the_first_tab_connects_and_each_is_told_the_state() {
    let mut hub = Hub::new(Policy::default());
    assert!(hub.join(1, LIMIT, 0.0));
    assert!(hub.join(2, LIMIT, 0.0));
    let expected = [Action::Connect, Action::TellState { tab: 1 }, Action::TellState { tab: 2 }];
    assert_eq!(drain(&mut hub), expected);
}

#[test]
fn a_tab_joins_once() {
    let mut hub = hub_with(&[1]);
    assert!(!hub.join(1, LIMIT, 0.0));
    assert_eq!(drain(&mut hub), []);
}

#[test]
fn each_tab_gets_what_arrives_after_it_has_joined() {
    let mut hub = hub_with(&[1]);
    let first = hub.receive(Some(5));
    hub.join(2, LIMIT, 0.0);
    let second = hub.receive(Some(5));
    let expected = [
        Action::Deliver { tab: 1, key: first },
        Action::TellState { tab: 2 },
        Action::Deliver { tab: 1, key: second },
        Action::Deliver { tab: 2, key: second },
    ];
    assert_eq!(drain(&mut hub), expected);
}

#[test]
fn the_last_that_leaves_closes_after_the_linger() {
    let mut hub = hub_with(&[1, 2]);
    hub.leave(1, 0.0);
    hub.leave(2, 100.0);
    let expected = [Action::ConfirmLeft { tab: 1 }, Action::ConfirmLeft { tab: 2 }];
    assert_eq!(drain(&mut hub), expected);
    assert_eq!(hub.deadline(), 1_100.0);
    hub.handle_time(1_099.0);
    assert_eq!((drain(&mut hub), hub.phase()), (vec![], Phase::Lingering));
    hub.handle_time(1_100.0);
    assert_eq!((drain(&mut hub), hub.phase()), (vec![Action::Close], Phase::Over));
    assert!(!hub.join(3, LIMIT, 1_200.0));
    assert_eq!(hub.deadline(), f64::INFINITY);
}

#[test]
fn who_joins_while_it_lingers_keeps_the_connection() {
    let mut hub = hub_with(&[1]);
    hub.leave(1, 0.0);
    hub.join(2, LIMIT, 500.0);
    hub.handle_time(1_500.0);
    assert!(!drain(&mut hub).contains(&Action::Close));
    assert_eq!(hub.phase(), Phase::Serving);
}

#[test]
fn a_tab_that_hides_gets_nothing_until_it_is_back_and_then_all_in_order() {
    let mut hub = hub_with(&[1]);
    hub.handle_report(Report::Hides, 1, 0.0, 10.0);
    let keys = [hub.receive(Some(5)), hub.receive(None), hub.receive(Some(7))];
    assert_eq!(drain(&mut hub), []);
    assert_eq!(hub.first_held(), keys[0]);
    hub.handle_report(Report::Heard, 1, 0.0, 20.0);
    assert_eq!(drain(&mut hub), keys.map(|key| Action::Deliver { tab: 1, key }));
    assert_eq!(hub.first_held(), keys[2] + 1);
}

#[test]
fn what_does_not_fit_is_missed_at_one_place_and_told_there() {
    let mut hub = hub_with(&[1]);
    hub.handle_report(Report::Hides, 1, 0.0, 0.0);
    let held = hub.receive(Some(900));
    for byte_len in [100, 1, 2] {
        hub.receive(Some(byte_len));
    }
    hub.handle_report(Report::Heard, 1, 0.0, 1.0);
    let next = hub.receive(Some(3));
    let expected = [
        Action::Deliver { tab: 1, key: held },
        missed(1, 3, 103),
        Action::TellState { tab: 1 },
        Action::Deliver { tab: 1, key: next },
    ];
    assert_eq!(drain(&mut hub), expected);
}

#[test]
fn a_busy_tab_misses_what_is_above_its_limit_and_goes_on_at_half_of_it() {
    let mut hub = hub_with(&[1]);
    let message = Some(250 - Account::OVERHEAD);
    for _ in 0..6 {
        hub.receive(message);
    }
    assert_eq!(drain(&mut hub).len(), 4);
    hub.handle_report(Report::Acknowledged, 1, 1.0, 0.0);
    assert_eq!(drain(&mut hub), []);
    hub.handle_report(Report::Acknowledged, 1, 1.0, 0.0);
    let bytes = 2 * (250 - Account::OVERHEAD);
    assert_eq!(drain(&mut hub), [missed(1, 2, bytes), Action::TellState { tab: 1 }]);
}

#[test]
fn a_message_above_the_limit_is_told_if_nothing_else_waits() {
    let mut hub = hub_with(&[1]);
    let key = hub.receive(Some(2 * LIMIT));
    assert_eq!(drain(&mut hub), [Action::Deliver { tab: 1, key }]);
}

#[test]
fn a_tab_that_says_nothing_is_pinged_then_away_then_gone() {
    let mut hub = hub_with(&[1]);
    hub.handle_time(10_000.0);
    assert_eq!(drain(&mut hub), [Action::Ping { tab: 1 }]);
    hub.handle_time(15_000.0);
    assert_eq!(hub.presence(1), Some(Presence::Away));
    hub.receive(Some(5));
    hub.handle_time(75_000.0);
    assert_eq!((hub.presence(1), hub.phase()), (Some(Presence::Gone), Phase::Lingering));
    assert_eq!(hub.first_held(), 1, "nothing is held for it");
    hub.handle_report(Report::Heard, 1, 0.0, 75_500.0);
    assert_eq!(drain(&mut hub), [missed(1, 1, 5), Action::TellState { tab: 1 }]);
    assert_eq!(hub.phase(), Phase::Serving);
}

#[test]
fn an_answer_to_a_ping_is_enough() {
    let mut hub = hub_with(&[1]);
    hub.handle_time(10_000.0);
    hub.handle_report(Report::Heard, 1, 0.0, 14_999.0);
    hub.handle_time(15_000.0);
    assert_eq!(hub.presence(1), Some(Presence::Present));
    assert_eq!(hub.deadline(), 24_999.0);
}

#[test]
fn a_visible_tab_is_asked_first_and_another_if_it_does_not_answer() {
    let mut hub = hub_with(&[1, 2, 3]);
    hub.handle_report(Report::Visible, 2, 0.0, 0.0);
    hub.handle_question(7, 0.0);
    assert_eq!(drain(&mut hub), [Action::Ask { tab: 2, question: 7 }]);
    hub.handle_time(3_000.0);
    assert_eq!(drain(&mut hub), [Action::Ask { tab: 1, question: 7 }]);
    hub.leave(1, 3_001.0);
    let asked = [Action::ConfirmLeft { tab: 1 }, Action::Ask { tab: 3, question: 7 }];
    assert_eq!(drain(&mut hub), asked);
    assert!(hub.handle_report(Report::Answered, 2, 7.0, 3_002.0), "a late answer is one");
    assert!(!hub.handle_report(Report::Answered, 3, 7.0, 3_003.0), "it was answered");
}

#[test]
fn a_question_waits_for_a_tab_that_can_be_asked() {
    let mut hub = hub_with(&[1]);
    hub.handle_report(Report::Hides, 1, 0.0, 0.0);
    hub.handle_question(1, 0.0);
    assert_eq!(drain(&mut hub), []);
    hub.handle_report(Report::Heard, 1, 0.0, 1.0);
    assert_eq!(drain(&mut hub), [Action::Ask { tab: 1, question: 1 }]);
}

#[test]
fn what_was_transmitted_is_told_to_whom_it_belongs() {
    let mut hub = hub_with(&[1, 2]);
    send(&mut hub, &[(1, 10), (2, 20), (1, 30)]);
    hub.handle_transmitted(30);
    assert_eq!(drain(&mut hub), [settled(1, 1, 0), settled(2, 1, 0)]);
    assert!(hub.has_outgoing());
    hub.handle_transmitted(0);
    assert_eq!(drain(&mut hub), [settled(1, 1, 0)]);
    assert!(!hub.has_outgoing());
}

#[test]
fn the_last_messages_of_a_connection_are_those_that_were_lost_with_it() {
    let mut hub = hub_with(&[1, 2]);
    send(&mut hub, &[(1, 10), (2, 20), (1, 30)]);
    hub.handle_ended(2, false);
    assert_eq!(drain(&mut hub), [settled(1, 1, 1), settled(2, 0, 1)]);
    assert!(!hub.has_outgoing());
}

#[test]
fn what_waits_for_a_connection_is_lost_only_if_none_comes() {
    for is_last in [false, true] {
        let mut hub = hub_with(&[1]);
        send(&mut hub, &[(1, 10)]);
        hub.handle_report(Report::Queued, 1, 20.0, 0.0);
        hub.handle_ended(1 + u64::from(is_last), is_last);
        assert_eq!(drain(&mut hub), [settled(1, 0, 1 + u64::from(is_last))]);
        hub.handle_transmitted(0);
        assert_eq!(drain(&mut hub), [], "it waits, or is known to be lost");
        hub.handle_opened();
        hub.handle_transmitted(0);
        let told: &[_] = if is_last { &[] } else { &[settled(1, 1, 0)] };
        assert_eq!(drain(&mut hub), told);
    }
}

#[test]
fn a_message_that_no_connection_will_have_is_lost() {
    let mut hub = hub_with(&[1]);
    hub.handle_report(Report::Refused, 1, 5.0, 0.0);
    assert_eq!(drain(&mut hub), [settled(1, 0, 1)]);
}

#[test]
fn a_tab_that_is_back_is_told_what_has_become_of_its_messages_in_their_order() {
    let mut hub = hub_with(&[1]);
    send(&mut hub, &[(1, 1), (1, 2), (1, 3)]);
    hub.handle_report(Report::Hides, 1, 0.0, 0.0);
    hub.handle_transmitted(5);
    hub.handle_ended(1, false);
    hub.handle_report(Report::Queued, 1, 4.0, 1.0);
    assert_eq!(drain(&mut hub), [settled(1, 2, 1)], "a word of it is enough");
    hub.handle_report(Report::Hides, 1, 0.0, 2.0);
    hub.handle_opened();
    hub.handle_transmitted(0);
    hub.handle_report(Report::Heard, 1, 0.0, 3.0);
    assert_eq!(drain(&mut hub), [settled(1, 1, 0)]);
}

#[test]
fn who_asks_for_a_sign_of_life_gets_one_after_what_was_held() {
    let mut hub = hub_with(&[1]);
    hub.handle_report(Report::Hides, 1, 0.0, 0.0);
    let key = hub.receive(Some(5));
    hub.handle_report(Report::Asks, 1, 0.0, 1.0);
    assert_eq!(drain(&mut hub), [Action::Deliver { tab: 1, key }, Action::Answer { tab: 1 }]);
}

#[test]
fn a_worker_is_lost_when_it_was_asked_twice_and_not_before() {
    let mut link = Link::Heard;
    let mut actions = Vec::new();
    for _ in 0..3 {
        let transition = of_link(link, LinkInput::Overdue).expect("a transition");
        link = transition.next;
        actions.extend(transition.action);
    }
    assert_eq!(actions, [LinkAction::Ask, LinkAction::Ask, LinkAction::Rejoin]);
    assert_eq!(link, Link::Joining);
    assert_eq!(of_link(Link::Joining, LinkInput::Cut), None, "no worker is started again at once");
}

#[test]
fn a_tab_that_is_not_there_changes_nothing() {
    let mut hub = hub_with(&[1]);
    for &report in Report::ALL.iter().filter(|&&report| report != Report::Joined) {
        assert!(!hub.handle_report(report, 9, 1.0, 0.0), "{report:?}");
        assert_eq!(drain(&mut hub), []);
    }
    assert!(!hub.has_outgoing());
}

#[test]
fn nothing_leads_out_of_the_end() {
    for &input in HubInput::ALL {
        assert_eq!(of_hub(Phase::Over, input), None);
    }
}
