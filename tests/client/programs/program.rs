//! What a program does, and what the server does meanwhile. Each number has one.

/// A connection, from the arguments to the end
#[derive(Debug)]
pub(super) struct Program {
    pub(super) target: Target,
    pub(super) protocols: Vec<&'static str>,
    pub(super) steps: Vec<Step>,
    /// More than this may not wait to be read
    pub(super) receive_limit: Option<usize>,
    /// Nobody reads until the server has ended the connection
    pub(super) reads_late: bool,
    pub(super) ending: Ending,
}

#[derive(Debug)]
pub(super) enum Target {
    /// Echoes, and does the steps' acts
    Play {
        /// What it answers to the subprotocols: the first one that is requested, or this
        protocol: Option<&'static str>,
        /// What it does when it gets a Close frame, instead of an answer
        at_close: Option<&'static str>,
    },
    /// There is no connection
    Refused(&'static str),
    /// Not allowed
    Invalid(&'static str),
}

#[derive(Debug)]
pub(super) enum Step {
    /// A message of so many bytes, which comes back
    Send { size: usize, is_text: bool, tries: bool },
    /// Closing with what is not allowed
    CloseWrongly(u16, usize),
    /// The server does this
    Act(String),
}

#[derive(Debug)]
pub(super) enum Ending {
    Close,
    CloseWith(u16, &'static str),
    /// The receiver is dropped, and then the sender closes
    CloseUnread(u16),
    /// Twice, the second time with another code
    CloseTwice(u16, u16),
    /// All is dropped
    Drop,
}

/// A generator with few bits, the same everywhere
pub(super) struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

const SIZES: &[usize] = &[0, 1, 9, 125, 126, 127, 1000, 65_535, 65_536, 100_000];
const WRONG_CODES: &[u16] = &[0, 1, 999, 1001, 1005, 1006, 2999, 5000, 65_535];
const RIGHT_CODES: &[u16] = &[1000, 3000, 3001, 4000, 4999];
const REASONS: &[&str] = &["", "bye", "h\u{e9}\u{2713} \u{1f30d}"];
/// Of a server: also what no Close frame may have
const CODES_OF_SERVERS: &[u16] = &[
    0, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013,
    1014, 1015, 1016, 2999, 3000, 4999, 5000, 65_535,
];
/// No status; a code in half; a reason that is not UTF-8; 123 bytes of reason
const BODIES: &[&str] = &["", "03", "03e8fffe", "03e8c3"];
/// Reserved bits and opcodes, masked frames, a lone continuation, a text that is not UTF-8, a long or cut Ping, half a Close frame
const BROKEN: &[&str] = &[
    "c10161",
    "a10161",
    "8b00",
    "8300",
    "818100000000aa",
    "800161",
    "8102fffe",
    "8103e282",
    "0900",
    "897e0001",
    "887e0080",
    "8805",
    "8801ff",
    "817f8000000000000000",
    "01016181016b",
];

impl Program {
    pub(super) fn random(seed: u64, number: u64) -> Self {
        let mut random = Random(((seed << 20) | number).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..4 {
            random.next();
        }
        let is_late = random.one_in(4);
        // Natively a text counts by its bytes, and in browsers by its UTF-16 code units.
        let only_binary = is_late && random.one_in(2);
        let steps: Vec<_> =
            (0..random.below(6)).map(|_| Step::random(&mut random, only_binary)).collect();
        let end = steps.iter().find(|step| step.ends_connection());
        let reads_late = is_late && end.is_some_and(Step::ends_gently);
        Self {
            target: Target::random(&mut random),
            protocols: random.of::<&[_]>(&[&[], &[], &["a"], &["a", "b"]]).to_vec(),
            steps,
            receive_limit: (reads_late && only_binary).then_some(3000),
            reads_late,
            ending: Ending::random(&mut random),
        }
    }
}

impl Target {
    fn random(random: &mut Random) -> Self {
        match random.below(16) {
            0 => Self::Refused(random.of(&["refuse", "reset", "nothing"])),
            1 => Self::Invalid(random.of(&[
                "ws://[",
                "ftp://h/",
                "ws://h/#f",
                "ws://h:99999/",
                "wss://%/",
            ])),
            _ => Self::Play {
                protocol: match random.one_in(8) {
                    true => Some(random.of(&["", "a", "b", "c"])),
                    false => None,
                },
                at_close: random.of(&[None, None, None, None, Some("end"), Some("reset")]),
            },
        }
    }
}

impl Step {
    fn random(random: &mut Random, only_binary: bool) -> Self {
        match random.below(10) {
            0 => Self::CloseWrongly(random.of(WRONG_CODES), 0),
            1 => Self::CloseWrongly(1000, random.of(&[124, 1000])),
            2..5 => Self::Act(random_act(random, only_binary)),
            _ => Self::Send {
                size: random.of(SIZES),
                is_text: random.one_in(2) && !only_binary,
                tries: random.one_in(3),
            },
        }
    }
}

impl Step {
    /// Whether the server ends the connection
    pub(super) fn ends_connection(&self) -> bool {
        let Self::Act(act) = self else { return false };
        ["close", "raw", "cut", "end", "reset"]
            .iter()
            .any(|name| act.starts_with(&format!(r#""act":"{name}""#)))
    }

    /// The same, and overtakes no message: a reset does, and in Chromium what breaks the protocol
    fn ends_gently(&self) -> bool {
        let Self::Act(act) = self else { return false };
        act.contains(r#""act":"end""#)
            || act.contains(r#""code":1000"#)
            || act.contains(r#""code":4999"#)
    }
}

/// As servers/play.mjs has it, without the time
fn random_act(random: &mut Random, only_binary: bool) -> String {
    let is_binary = random.one_in(2) || only_binary;
    match random.below(12) {
        0..3 => {
            let (size, count) = (random.of(SIZES), 1 + random.below(3));
            format!(r#""act":"send","size":{size},"binary":{is_binary},"count":{count}"#)
        }
        3 | 4 => {
            let (size, pieces) = (random.of(&[9, 1000, 70_000]), 1 + random.below(5));
            format!(r#""act":"fragments","size":{size},"binary":{is_binary},"pieces":{pieces}"#)
        }
        5 => r#""act":"ping""#.into(),
        6 | 7 => {
            let (code, reason) = (random.of(CODES_OF_SERVERS), random.of(REASONS));
            format!(r#""act":"close","code":{code},"reason":"{reason}""#)
        }
        8 => format!(r#""act":"close","body":"{}""#, random.of(BODIES)),
        9 => format!(r#""act":"raw","bytes":"{}""#, random.of(BROKEN)),
        10 => format!(r#""act":"cut","binary":{is_binary},"gently":{}"#, random.one_in(2)),
        _ => format!(r#""act":"{}""#, random.of(&["end", "reset"])),
    }
}

impl Ending {
    fn random(random: &mut Random) -> Self {
        match random.below(8) {
            0 | 1 => Self::Close,
            2..5 => Self::CloseWith(random.of(RIGHT_CODES), random.of(REASONS)),
            5 => Self::CloseUnread(random.of(RIGHT_CODES)),
            6 => Self::CloseTwice(random.of(RIGHT_CODES), random.of(RIGHT_CODES)),
            _ => Self::Drop,
        }
    }
}
