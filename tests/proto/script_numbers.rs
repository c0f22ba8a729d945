//! Reads what a `numbers.js` exports, and compares it with tables of Rust.
use std::collections::BTreeMap;
use std::fmt::Debug;

/// Names and numbers
pub(crate) type Table = BTreeMap<String, f64>;

/// `PREFIX_NAME = number` for each value of an enum
pub(crate) fn of<T: Copy + Debug>(prefix: &str, all: &[T], number: fn(T) -> u8) -> Table {
    let rows = all.iter().map(|&value| {
        let name = words(value).join("_").to_uppercase();
        (format!("{prefix}_{name}"), number(value).into())
    });
    rows.collect()
}

/// `NAME.the-value = number` for each
pub(crate) fn listed<T: Copy + Debug>(name: &str, all: &[T], number: fn(T) -> u8) -> Table {
    let rows = all
        .iter()
        .map(|&value| (format!("{name}.{}", words(value).join("-")), number(value).into()));
    rows.collect()
}

/// The words of the name of a value, in small letters
pub(crate) fn words(value: impl Debug) -> Vec<String> {
    let mut words: Vec<String> = vec![];
    for letter in format!("{value:?}").chars() {
        if letter.is_uppercase() {
            words.push(String::new());
        }
        words.last_mut().expect("a name in CamelCase").extend(letter.to_lowercase());
    }
    words
}

pub(crate) fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

pub(crate) fn compare(script: &str, expected: &[Table]) {
    compare_some(script, expected, &[]);
}

/// The script has all of `expected`, and of `optional` what it likes
pub(crate) fn compare_some(script: &str, expected: &[Table], optional: &[Table]) {
    let differences = differences(script, expected, optional);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

pub(crate) fn differences(script: &str, expected: &[Table], optional: &[Table]) -> Vec<String> {
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
