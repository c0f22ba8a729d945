//! What both languages know: each `numbers.js` against the Rust that has the same names.
use std::collections::BTreeMap;
use std::fmt::Debug;

use websocket_wasm::proto::reconnecting::{
    ActionKind, Cause, HeartbeatPolicy, Overflow, Policy, Report, SentKind, Setting,
};
use websocket_wasm::proto::stream::{Connection, Effects, Event};
use websocket_wasm::proto::{
    Answer, BinaryType, CloseCode, Handover, Intake, ReadyState, Room, Text, ValueKind,
};

/// Names and numbers
type Table = BTreeMap<String, f64>;

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
        listed("CAUSES", Cause::ALL, Cause::number),
        listed("OVERFLOWS", Overflow::ALL, Overflow::number),
        members("SETTINGS", &SETTINGS, &Policy::default()),
        members("SETTINGS_OF_HEARTBEAT", &SETTINGS_OF_HEARTBEAT, &with_heartbeat()),
        of("SETTING", &OTHER_SETTINGS, Setting::number),
    ];
    compare_some(RECONNECTING, &own, &[ready_states(), close_codes(), kinds(), rooms()]);
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

const SETTINGS: [Setting; 10] = [
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

/// `PREFIX_NAME = number` for each value of an enum
fn of<T: Copy + Debug>(prefix: &str, all: &[T], number: fn(T) -> u8) -> Table {
    let rows = all.iter().map(|&value| {
        let name = words(value).join("_").to_uppercase();
        (format!("{prefix}_{name}"), number(value).into())
    });
    rows.collect()
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

/// `NAME.the-value = number` for each
fn listed<T: Copy + Debug>(name: &str, all: &[T], number: fn(T) -> u8) -> Table {
    let rows = all
        .iter()
        .map(|&value| (format!("{name}.{}", words(value).join("-")), number(value).into()));
    rows.collect()
}

/// The words of the name of a value, in small letters
fn words(value: impl Debug) -> Vec<String> {
    let mut words: Vec<String> = vec![];
    for letter in format!("{value:?}").chars() {
        if letter.is_uppercase() {
            words.push(String::new());
        }
        words.last_mut().expect("a name in CamelCase").extend(letter.to_lowercase());
    }
    words
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

fn compare(script: &str, expected: &[Table]) {
    compare_some(script, expected, &[]);
}

/// The script has all of `expected`, and of `optional` what it likes
fn compare_some(script: &str, expected: &[Table], optional: &[Table]) {
    let differences = differences(script, expected, optional);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn differences(script: &str, expected: &[Table], optional: &[Table]) -> Vec<String> {
    let script = table_of(script);
    let expected: Table =
        expected.iter().flatten().map(|(name, number)| (name.clone(), *number)).collect();
    let optional: Table =
        optional.iter().flatten().map(|(name, number)| (name.clone(), *number)).collect();
    let mut differences = vec![];
    for (name, number) in &expected {
        if script.get(name) != Some(number) {
            differences
                .push(format!("{name} is {number} in Rust, {:?} in the script", script.get(name)));
        }
    }
    for (name, number) in &script {
        if !expected.contains_key(name) && optional.get(name) != Some(number) {
            differences.push(format!(
                "{name} is {number} in the script, {:?} in Rust",
                optional.get(name)
            ));
        }
    }
    differences
}

/// What a script exports: numbers, members of objects, and places in lists
fn table_of(script: &str) -> Table {
    let mut table = Table::new();
    let mut object = None;
    for line in script.lines().map(str::trim) {
        let exported = line.strip_prefix("export const ").and_then(|rest| rest.split_once(" = "));
        match (exported, object) {
            (Some((name, "{")), _) => object = Some(name),
            (Some((name, list)), _) if list.starts_with('[') => {
                for (number, item) in (0..).zip(list.trim_matches(['[', ']', ';']).split(", ")) {
                    table.insert(format!("{name}.{}", item.trim_matches('\'')), f64::from(number));
                }
            }
            (Some((name, number)), _) => {
                table.insert(name.to_owned(), number_of(number.trim_end_matches(';')));
            }
            (None, Some(name)) if line != "};" => {
                let (member, list) = line.split_once(": ").expect("a member");
                let pair = list.trim_matches(['[', ']', ',']).split_once(", ");
                let (number, default) = pair.expect("a number and a default");
                table.insert(format!("{name}.{member}"), number_of(number));
                table.insert(format!("{name}.{member}.default"), number_of(default));
            }
            (None, Some(_)) => object = None,
            (None, None) => {
                let is_comment = line.starts_with("//") || line.starts_with("/**");
                assert!(line.is_empty() || is_comment, "not read: {line}");
            }
        }
    }
    table
}

/// A number as it is written in a script
fn number_of(text: &str) -> f64 {
    if let Some((base, exponent)) = text.split_once(" ** ") {
        return number_of(base).powf(number_of(exponent));
    }
    if let Some((number, bits)) = text.split_once(" << ") {
        return number_of(number) * 2_f64.powf(number_of(bits));
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return u32::from_str_radix(digits, 16).expect("hexadecimal digits").into();
    }
    match text {
        "Infinity" => f64::INFINITY,
        _ => text.replace('_', "").parse().unwrap_or_else(|_| panic!("{text} is no number")),
    }
}
