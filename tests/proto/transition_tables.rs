//! `docs/transitions.md`: the transitions of the state machines, made by calling them.
use std::collections::{BTreeSet, VecDeque};
use std::fmt::Debug;
use std::path::PathBuf;
use std::{env, fs};

use websocket_wasm::proto::ready_state::{self, ReadyState};
use websocket_wasm::proto::reconnecting::transitions::{Input, transition};
use websocket_wasm::proto::reconnecting::{ActionKind, Phase};
use websocket_wasm::proto::shared::transitions as shared;
use websocket_wasm::proto::stream::{Connection, Effects, Event};

#[test]
fn the_tables_are_those_of_this_code() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/transitions.md");
    let today = document();
    if env::var_os("UPDATE_TABLES").is_some() {
        fs::create_dir_all(file.parent().unwrap()).expect("a folder that can be made");
        fs::write(&file, &today).expect("a file that can be written");
    }
    let committed = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        committed == today,
        "docs/transitions.md is of other code: UPDATE_TABLES=1 cargo test --test proto transition_tables"
    );
}

#[test]
fn every_action_is_in_the_table_of_reconnecting() {
    let text = reconnecting_rows();
    for kind in ActionKind::ALL {
        assert!(text.contains(&format!("| {kind:?} |")), "{kind:?}");
    }
}

fn document() -> String {
    format!(
        "# The state machines

Written by `UPDATE_TABLES=1 cargo test --test proto transition_tables`, which otherwise holds that these are the transitions
of the code. A pair of state and input that is not in a table changes nothing.

## The ready state of a `WebSocket`

`src/proto/ready_state.rs`. `HostIs(…)` is the ready state of the host at a look at it.

{socket_inputs}
| state | input | next state | what is done |
|---|---|---|---|
{socket}
What is done: `Fail` stops the connection from being established, `Close` starts the closing handshake after all that was sent,
`Abandon` ends the connection for the application at once.

## `ReconnectingWebSocket`

`src/proto/reconnecting/transitions.rs`. A phase that begins with `Must` ends with the next `poll_action`, which returns the action. A phase
that begins with `Awaiting` ends when something is called or reported, or in time.

{phases}
{inputs}
| phase | input | next phase | action |
|---|---|---|---|
{reconnecting}
## `WebSocketStream`

`src/proto/stream/connection.rs`. A state is that of the connection, of the readable and of the writable. Only states that can be
reached are listed.

{events}
| state | event | next state | effects |
|---|---|---|---|
{stream}
{shared}",
        socket_inputs = meanings("Inputs", READY_STATE, "Input"),
        socket = socket_rows(),
        phases = meanings("Phases", PHASE, "Phase"),
        inputs = meanings("Inputs", TRANSITIONS, "Input"),
        reconnecting = reconnecting_rows(),
        events = meanings("Events", CONNECTION, "Event"),
        stream = stream_rows(),
        shared = shared_section(),
    )
}

fn shared_section() -> String {
    format!(
        "## `SharedWebSocket`

`src/proto/shared/transitions.rs`. The hub, which is in the worker, has a presence for each tab, and a phase. Each tab has a link to it.

{presences}
{tab_inputs}
| presence | input | next presence | action |
|---|---|---|---|
{tabs}
{hub_phases}
{hub_inputs}
| phase | input | next phase | action |
|---|---|---|---|
{hub}
{links}
{link_inputs}
| link | input | next link | action |
|---|---|---|---|
{link}",
        presences = meanings("Presences", SHARED, "Presence"),
        tab_inputs = meanings("Inputs", SHARED, "TabInput"),
        tabs = rows_of_shared(shared::Presence::ALL, shared::TabInput::ALL, shared::of_tab),
        hub_phases = meanings("Phases", SHARED, "Phase"),
        hub_inputs = meanings("Inputs", SHARED, "HubInput"),
        hub = rows_of_shared(shared::Phase::ALL, shared::HubInput::ALL, shared::of_hub),
        links = meanings("Links", SHARED, "Link"),
        link_inputs = meanings("Inputs", SHARED, "LinkInput"),
        link = rows_of_shared(shared::Link::ALL, shared::LinkInput::ALL, shared::of_link),
    )
}

fn socket_rows() -> String {
    let mut rows = Rows::default();
    for &state in ReadyState::ALL {
        for input in ready_state::Input::ALL {
            if let Some(transition) = ready_state::transition(state, input) {
                let ending = transition.ending.map_or(String::new(), name_of);
                rows.add(name_of(state), name_of(input), name_of(transition.next), ending);
            }
        }
    }
    rows.markdown()
}

fn reconnecting_rows() -> String {
    let mut rows = Rows::default();
    for &phase in Phase::ALL {
        for &input in Input::ALL {
            if let Some(transition) = transition(phase, input) {
                let action = transition.action.map_or(String::new(), name_of);
                rows.add(name_of(phase), name_of(input), name_of(transition.next), action);
            }
        }
    }
    rows.markdown()
}

fn stream_rows() -> String {
    let mut rows = Rows::default();
    for state in states_of_streams() {
        for &event in Event::ALL {
            let mut next = state;
            let effects = next.handle(event);
            if next != state || effects != Effects::NONE {
                rows.add(state_of(state), name_of(event), state_of(next), names_of(effects));
            }
        }
    }
    rows.markdown()
}

fn rows_of_shared<S: Copy + Debug, I: Copy + Debug, A: Debug>(
    states: &[S],
    inputs: &[I],
    transition: fn(S, I) -> Option<shared::Transition<S, A>>,
) -> String {
    let mut rows = Rows::default();
    for &state in states {
        for &input in inputs {
            if let Some(transition) = transition(state, input) {
                let action = transition.action.map_or(String::new(), name_of);
                rows.add(name_of(state), name_of(input), name_of(transition.next), action);
            }
        }
    }
    rows.markdown()
}

/// All states that a new connection can come to
fn states_of_streams() -> Vec<Connection> {
    let mut seen = BTreeSet::from([Connection::default().number()]);
    let mut open = VecDeque::from([Connection::default()]);
    while let Some(state) = open.pop_front() {
        for &event in Event::ALL {
            let mut next = state;
            next.handle(event);
            if seen.insert(next.number()) {
                open.push_back(next);
            }
        }
    }
    let mut states: Vec<_> = seen.into_iter().filter_map(Connection::from_number).collect();
    states.sort_by_key(|state| (state.phase().number(), state.number()));
    states
}

fn state_of(state: Connection) -> String {
    format!("{:?}, {:?}, {:?}", state.phase(), state.readable(), state.writable())
}

fn names_of(effects: Effects) -> String {
    let names = Effects::ALL.iter().filter(|(_, effect)| effects.contains(*effect));
    names.map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

fn name_of(value: impl Debug) -> String {
    format!("{value:?}")
}

/// Inputs that lead from one state to the same place share a row
#[derive(Default)]
struct Rows(Vec<(String, Vec<String>, String, String)>);

impl Rows {
    fn add(&mut self, state: String, input: String, next: String, action: String) {
        let known = self.0.iter_mut().find(|(of, _, to, does)| {
            (of.as_str(), to.as_str(), does.as_str()) == (&state, &next, &action)
        });
        match known {
            Some((_, inputs, ..)) => inputs.push(input),
            None => self.0.push((state, vec![input], next, action)),
        }
    }

    fn markdown(&self) -> String {
        let rows = self.0.iter().map(|(state, inputs, next, action)| {
            format!("| {state} | {} | {next} | {action} |\n", inputs.join(", "))
        });
        rows.collect()
    }
}

const READY_STATE: &str = include_str!("../../src/proto/ready_state.rs");
const PHASE: &str = include_str!("../../src/proto/reconnecting/phase.rs");
const TRANSITIONS: &str = include_str!("../../src/proto/reconnecting/transitions.rs");
const SHARED: &str = include_str!("../../src/proto/shared/transitions.rs");
const CONNECTION: &str = include_str!("../../src/proto/stream/connection.rs");

/// A list of the values of an enum with their documentation
fn meanings(title: &str, source: &str, name: &str) -> String {
    let start = source.find(&format!("pub enum {name} {{")).expect("an enum of this name");
    let mut list = format!("{title}:\n\n");
    let mut meaning = "";
    for line in source[start..].lines().skip(1).map(str::trim) {
        if line == "}" {
            return list;
        }
        if let Some(text) = line.strip_prefix("/// ") {
            meaning = text;
        } else {
            let value = line.split([' ', ',', '(']).next().unwrap_or(line);
            list += &format!("- `{value}`: {meaning}\n");
        }
    }
    panic!("{name} does not end")
}
