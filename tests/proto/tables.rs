//! What both languages know: each `numbers.js` against the Rust that has the same names.
use websocket_wasm::proto::reconnecting::{
    ActionKind, Cause, HeartbeatPolicy, Overflow, Policy, Report, SentKind, Setting, Standing,
};
use websocket_wasm::proto::shared::transitions::{
    Link as HubLink, LinkAction, LinkInput, number_of_link,
};
use websocket_wasm::proto::shared::{
    ActionKind as HubAction, Policy as HubPolicy, Report as TabReport, Setting as HubSetting,
};
use websocket_wasm::proto::stream::{Connection, Effects, Event};
use websocket_wasm::proto::{
    Answer, BinaryType, CloseCode, Handover, Intake, ReadyState, Room, Text, ValueKind,
};

use crate::script_numbers::{
    Table, capitalised, compare, compare_some, differences, listed, of, words,
};

#[test]
fn the_numbers_of_the_texts_are_those_of_the_core() {
    compare(include_str!("../../src/boundary/numbers.js"), &[of("TEXT", Text::ALL, Text::number)]);
}

#[test]
fn the_numbers_of_the_kinds_are_those_of_the_core() {
    compare(include_str!("../../src/convert/numbers.js"), &[kinds()]);
}

#[test]
fn the_numbers_of_the_class_are_those_of_the_core() {
    compare(
        include_str!("../../src/class/numbers.js"),
        &[
            of("ANSWER", Answer::ALL, Answer::number),
            of("HANDOVER", Handover::ALL, Handover::number),
            of("INTAKE", Intake::ALL, Intake::number),
            of("BINARY_TYPE", BinaryType::ALL, BinaryType::number),
            rooms(),
            ready_states(),
        ],
    );
}

#[test]
fn the_numbers_of_wrapped_hosts_are_those_of_the_core() {
    let numbers = include_str!("../../src/wrapped/numbers.js");
    compare_some(numbers, &[], &[ready_states(), close_codes(), kinds()]);
}

#[test]
fn the_numbers_of_records_are_those_of_the_core() {
    compare_some(include_str!("../../src/observe/numbers.js"), &[], &[kinds()]);
}

#[test]
fn the_numbers_of_the_stream_are_those_of_its_policy() {
    let effects = Effects::ALL.iter();
    let effects = effects
        .map(|(name, effect)| (format!("EFFECT_{name}"), f64::from(effect.above_state())))
        .collect();
    // The bits of a state are all below those of the effects.
    let lowest = Effects::ALL[0].1.above_state();
    let state = Table::from([
        ("STATE_NEW".to_owned(), Connection::default().number().into()),
        ("STATE_MASK".to_owned(), (lowest - 1).into()),
    ]);
    let numbers = include_str!("../../src/stream/numbers.js");
    let own = [of("EVENT", Event::ALL, Event::number), effects, state];
    compare_some(numbers, &own, &[ready_states(), close_codes(), kinds()]);
}

#[test]
fn the_numbers_of_reconnecting_are_those_of_its_policy() {
    let own = [
        of("ACTION", ActionKind::ALL, ActionKind::number),
        of("REPORT", Report::ALL, Report::number),
        of("SENT", SentKind::ALL, SentKind::number),
        of("STANDING", Standing::ALL, Standing::number),
        listed("CAUSES", Cause::ALL, Cause::number),
        listed("OVERFLOWS", Overflow::ALL, Overflow::number),
        members("SETTINGS", &SETTINGS, &Policy::default()),
        members("SETTINGS_OF_HEARTBEAT", &SETTINGS_OF_HEARTBEAT, &with_heartbeat()),
        of("SETTING", &OTHER_SETTINGS, Setting::number),
    ];
    compare_some(RECONNECTING, &own, &[ready_states(), close_codes(), kinds(), rooms()]);
}

#[test]
fn the_numbers_of_shared_are_those_of_its_hub() {
    let settings = HubSetting::ALL.iter().flat_map(|&setting| {
        let words = words(setting);
        let rest: String = words[1..].iter().map(|word| capitalised(word)).collect();
        let member = format!("SETTINGS.{}{rest}", words[0]);
        let default = (format!("{member}.default"), value_of_hub(setting, &HubPolicy::default()));
        [(member, setting.number().into()), default]
    });
    let own = [
        of("ACTION", HubAction::ALL, HubAction::number),
        of("REPORT", TabReport::ALL, TabReport::number),
        settings.collect(),
        of("LINK", HubLink::ALL, HubLink::number),
        of("INPUT", LinkInput::ALL, LinkInput::number),
        of("LINK_ACTION", LinkAction::ALL, LinkAction::number),
    ];
    let numbers = include_str!("../../src/shared/numbers.js");
    compare_some(numbers, &own, &[ready_states(), close_codes(), kinds()]);
}

#[test]
fn the_script_of_a_tab_has_the_transitions_of_its_link() {
    let rows = HubLink::ALL.iter().map(|&link| {
        let row = LinkInput::ALL.iter().map(|&input| number_of_link(link, input).to_string());
        row.collect::<Vec<_>>().join(", ")
    });
    let table = rows.map(|row| format!("  [{row}],\n")).collect::<String>();
    let expected = format!("const TRANSITIONS = [\n{table}];\n");
    let script = include_str!("../../src/shared/link.js").replace("\r\n", "\n");
    assert!(script.contains(&expected), "src/shared/link.js has to have\n{expected}");
}

#[test]
fn a_setting_of_the_hub_sets_what_its_name_says() {
    for &setting in HubSetting::ALL {
        let mut policy = HubPolicy::default();
        policy.set(setting, 1.0);
        for &other in HubSetting::ALL {
            let before = value_of_hub(other, &HubPolicy::default());
            let expected = if other == setting { 1.0 } else { before };
            assert_eq!(value_of_hub(other, &policy), expected, "{setting:?} and {other:?}");
        }
    }
}

#[test]
fn every_setting_is_in_one_of_the_tables() {
    let listed = [&SETTINGS[..], &SETTINGS_OF_HEARTBEAT, &OTHER_SETTINGS].concat();
    assert_eq!(listed, Setting::ALL);
}

#[test]
fn a_setting_sets_what_its_name_says() {
    for &setting in Setting::ALL {
        let mut policy = Policy::default();
        policy.set(setting, 1.0);
        assert_eq!(value_of(setting, &policy), 1.0, "{setting:?}");
        for &other in Setting::ALL.iter().filter(|&&other| other != setting) {
            let before = value_of(other, &Policy::default());
            assert_eq!(value_of(other, &policy), before, "{setting:?} changes {other:?}");
        }
    }
}

#[test]
fn a_table_that_differs_is_found() {
    let expected = [of("INTAKE", Intake::ALL, Intake::number)];
    let right = "export const INTAKE_AS_IT_IS = 0;\nexport const INTAKE_MEASURED = 1;\nexport const INTAKE_COPIED = 2;\n";
    assert!(differences(right, &expected, &[]).is_empty());
    for wrong in [
        right.replace("MEASURED = 1", "MEASURED = 2").replace("COPIED = 2", "COPIED = 1"),
        right.replace("export const INTAKE_COPIED = 2;\n", ""),
        right.replace("COPIED", "KEPT"),
        format!("{right}export const INTAKE_MORE = 3;\n"),
    ] {
        assert!(!differences(&wrong, &expected, &[]).is_empty(), "{wrong}");
    }
}

const SETTINGS: [Setting; 12] = [
    Setting::FirstDelay,
    Setting::Growth,
    Setting::MaxDelay,
    Setting::Jitter,
    Setting::MaxAttempts,
    Setting::StableTime,
    Setting::MaxQueuedBytes,
    Setting::MaxQueuedMessages,
    Setting::ProviderTimeout,
    Setting::ReturnJitter,
    Setting::ConnectTimeout,
    Setting::CloseTimeout,
];
const SETTINGS_OF_HEARTBEAT: [Setting; 2] = [Setting::Interval, Setting::Timeout];
const OTHER_SETTINGS: [Setting; 6] = [
    Setting::Overflow,
    Setting::Asks,
    Setting::Probes,
    Setting::Greets,
    Setting::IsLocal,
    Setting::CloseHiddenAfter,
];

const RECONNECTING: &str = include_str!("../../src/reconnecting/numbers.js");

fn ready_states() -> Table {
    of("READY_STATE", ReadyState::ALL, ReadyState::number)
}

fn kinds() -> Table {
    of("KIND", ValueKind::ALL, ValueKind::number)
}

fn rooms() -> Table {
    of("ROOM", Room::ALL, Room::number)
}

fn close_codes() -> Table {
    let codes = [("NORMAL", CloseCode::NORMAL.number()), ("ABNORMAL", CloseCode::ABNORMAL)];
    codes.map(|(name, code)| (format!("CODE_{name}"), code.into())).into()
}

/// A policy with a heartbeat for which the application says nothing else
fn with_heartbeat() -> Policy {
    Policy { heartbeat: HeartbeatPolicy::default(), ..Policy::default() }
}

fn value_of(setting: Setting, policy: &Policy) -> f64 {
    let unlimited =
        |value: u64, most: u64| if value == most { f64::INFINITY } else { value as f64 };
    match setting {
        Setting::FirstDelay => policy.backoff.first_delay,
        Setting::Growth => policy.backoff.growth,
        Setting::MaxDelay => policy.backoff.max_delay,
        Setting::Jitter => policy.backoff.jitter,
        Setting::MaxAttempts => unlimited(policy.max_attempts.into(), u32::MAX.into()),
        Setting::StableTime => policy.stable_time,
        Setting::MaxQueuedBytes => unlimited(policy.limits.bytes, u64::MAX),
        Setting::MaxQueuedMessages => unlimited(policy.limits.messages, u64::MAX),
        Setting::ProviderTimeout => policy.ask_timeout,
        Setting::ConnectTimeout => policy.connect_timeout,
        Setting::CloseTimeout => policy.close_timeout,
        Setting::Interval => policy.heartbeat.interval,
        Setting::Timeout => policy.heartbeat.timeout,
        Setting::Probes => policy.heartbeat.probes.into(),
        Setting::Asks => policy.asks.into(),
        Setting::Greets => policy.greets.into(),
        Setting::ReturnJitter => policy.return_jitter,
        Setting::IsLocal => policy.is_local.into(),
        Setting::CloseHiddenAfter => policy.close_hidden_after,
        Setting::Overflow => policy.limits.overflow.number().into(),
    }
}

fn value_of_hub(setting: HubSetting, policy: &HubPolicy) -> f64 {
    match setting {
        HubSetting::Linger => policy.linger,
        HubSetting::PingInterval => policy.ping_interval,
        HubSetting::PingTimeout => policy.ping_timeout,
        HubSetting::AwayTimeout => policy.away_timeout,
        HubSetting::AnswerTimeout => policy.answer_timeout,
    }
}

/// For each setting `NAME.member = number`, and `NAME.member.default = value`
fn members(name: &str, settings: &[Setting], policy: &Policy) -> Table {
    let rows = settings.iter().flat_map(|&setting| {
        let words = words(setting);
        let rest: String = words[1..].iter().map(|word| capitalised(word)).collect();
        let member = format!("{name}.{}{rest}", words[0]);
        let default = (format!("{member}.default"), value_of(setting, policy));
        [(member, setting.number().into()), default]
    });
    rows.collect()
}
