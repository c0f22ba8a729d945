//! Runs a program on the core and on the model, and says where they part.
use std::fmt::Debug;

use websocket_wasm::proto::{
    BinaryType, CloseRequest, Handover, HostAction, HostCapabilities, Intake, MessageKind, Socket,
    Ticket, Traffic,
};

use super::close_frame::close_frame;
use super::log::Figures;
use super::model::Model;
use super::program::{Data, Program, Step};
use super::seen::{Asked, Seen, number};

/// What a step led to
#[derive(Debug, PartialEq)]
enum Outcome {
    /// What the host is asked to do
    Asks(Option<Asked>),
    /// The name of an exception
    Throws(&'static str),
    /// The same, and whether there is another look
    Looks(Option<Asked>, bool),
    Says(bool),
}

/// Run a program; `Ok` is what the host was asked to do, `Err` the first difference in words
pub(crate) fn compare(program: &Program) -> Result<Vec<Asked>, String> {
    let mut run = Run::new(program);
    for (index, step) in program.steps.iter().enumerate() {
        run.step(step).map_err(|problem| format!("step {index}, {step:?}: {problem}"))?;
        while program.drains && run.poll()? {}
    }
    Ok(run.asked)
}

struct Run {
    core: Socket<Data>,
    model: Model,
    /// The host's own buffered amount
    in_host: u64,
    /// If it takes Blobs
    binary_type_of_host: Option<BinaryType>,
    time: f64,
    host_is_over: bool,
    host_has_opened: bool,
    /// Blobs that the host is reading
    reading: Vec<(Ticket, Data)>,
    sends: usize,
    asked: Vec<Asked>,
}

impl Run {
    fn new(program: &Program) -> Self {
        let &Program { host_takes_blobs: takes_blobs, high_water_mark, close_timeout, .. } =
            program;
        let mut core = Socket::new(HostCapabilities { takes_blobs });
        core.set_limits(high_water_mark.unwrap_or(u64::MAX), close_timeout);
        Self {
            core,
            model: Model::new(takes_blobs, high_water_mark, close_timeout),
            in_host: 0,
            binary_type_of_host: takes_blobs.then(BinaryType::default),
            time: 0.0,
            host_is_over: false,
            host_has_opened: false,
            reading: vec![],
            sends: 0,
            asked: vec![],
        }
    }

    fn step(&mut self, step: &Step) -> Result<(), String> {
        let before = self.seen();
        let (core, model) = self.run(step.clone());
        equal("the outcome", &core, &model)?;
        let after = self.seen();
        equal("what is seen", &after, &self.model.seen(self.in_host))?;
        if matches!(core, Outcome::Throws(_)) {
            equal("an exception changes nothing: what is seen", &after, &before)?;
        }
        require(after.ready_state >= before.ready_state, "the ready state went backwards")?;
        let may_shrink = matches!(step, Step::HostTransmits(_));
        require(
            may_shrink || after.buffered_amount >= before.buffered_amount,
            "bufferedAmount shrank",
        )?;
        match core {
            Outcome::Asks(Some(asked)) | Outcome::Looks(Some(asked), _) => self.note(asked),
            _ => Ok(()),
        }
    }

    /// Whether there was something to do
    fn poll(&mut self) -> Result<bool, String> {
        let before = self.asked.len();
        self.step(&Step::Poll).map_err(|problem| format!("when drained: {problem}"))?;
        Ok(self.asked.len() > before)
    }

    fn note(&mut self, asked: Asked) -> Result<(), String> {
        let is_last =
            |one: &Asked| matches!(one, Asked::Close { .. } | Asked::Fail | Asked::Abandon);
        // The host may report that it has opened after it was told to close.
        let may_follow = asked == Asked::Abandon || !self.asked.iter().any(is_last);
        require(may_follow, "something was asked of the host after the Close")?;
        if let Asked::Send { id, .. } = asked {
            let is_next =
                |one: &Asked| !matches!(one, Asked::Send { id: earlier, .. } if *earlier >= id);
            require(self.asked.iter().all(is_next), "messages are not in the order of the calls")?;
        }
        self.asked.push(asked);
        Ok(())
    }

    fn run(&mut self, step: Step) -> (Outcome, Outcome) {
        match step {
            Step::Send { kind, bytes } => self.send(kind, bytes),
            Step::Close { code, reason } => self.close(code, reason),
            Step::BlobIsRead { which, succeeds } => self.blob_is_read(which, succeeds),
            Step::HostOpensAfterRequest { is_acknowledged } => self.open(is_acknowledged),
            Step::Poll => {
                let action = self.core.poll_action();
                (Outcome::Asks(self.perform(action)), Outcome::Asks(self.model.poll()))
            }
            Step::Look { below, after } => self.look(below, after),
            Step::GiveUp => {
                let action = self.core.give_up();
                (Outcome::Asks(self.perform(action)), Outcome::Asks(self.model.give_up()))
            }
            Step::Abort => {
                let action = self.core.abort(CloseRequest::default());
                (Outcome::Asks(self.perform(action)), Outcome::Asks(self.model.abort()))
            }
            Step::StartInspection => (
                Outcome::Says(self.core.start_inspection()),
                Outcome::Says(self.model.start_inspection()),
            ),
            Step::StopInspection => (
                Outcome::Says(self.core.stop_inspection()),
                Outcome::Says(self.model.stop_inspection()),
            ),
            quiet => {
                self.report(quiet);
                (Outcome::Asks(None), Outcome::Asks(None))
            }
        }
    }

    fn send(&mut self, kind: MessageKind, bytes: u64) -> (Outcome, Outcome) {
        let id = self.sends;
        self.sends += 1;
        self.observe_buffer();
        let intake = self.core.intake(kind);
        let core = self.core.send(Data { id, kind, bytes, intake });
        let core = core.map(|action| self.perform(action)).map_err(|exception| exception.name());
        let model = self.model.send(id, kind == MessageKind::Blob, bytes);
        (core.into(), model.into())
    }

    fn close(&mut self, code: Option<u16>, reason: String) -> (Outcome, Outcome) {
        let model = close_frame(code, &reason).map(|(code, reason)| self.model.close(code, reason));
        let core = CloseRequest::new(code, &reason)
            .map(|request| self.core.close(request))
            .map(|action| self.perform(action))
            .map_err(|exception| exception.name());
        (core.into(), model.into())
    }

    fn open(&mut self, is_acknowledged: bool) -> (Outcome, Outcome) {
        if self.host_has_opened || self.host_is_over {
            return (Outcome::Asks(None), Outcome::Asks(None));
        }
        self.host_has_opened = true;
        let action = self.core.handle_subprotocol(is_acknowledged);
        let model = self.model.host_opens_after_request(is_acknowledged);
        (Outcome::Asks(self.perform(action)), Outcome::Asks(model))
    }

    fn blob_is_read(&mut self, which: usize, succeeds: bool) -> (Outcome, Outcome) {
        if self.reading.is_empty() {
            return (Outcome::Asks(None), Outcome::Asks(None));
        }
        let (ticket, blob) = self.reading.remove(which % self.reading.len());
        let id = blob.id;
        let read = Data { kind: MessageKind::Buffer, ..blob };
        let action = self.core.handle_blob_read(ticket, succeeds.then_some(read));
        let model = self.model.blob_is_read(id, succeeds);
        (Outcome::Asks(self.perform(action)), Outcome::Asks(model))
    }

    fn look(&mut self, below: Option<u64>, after: u32) -> (Outcome, Outcome) {
        self.observe_buffer();
        self.time += f64::from(after);
        let action = self.core.look(self.time);
        let asked = self.perform(action);
        let delay = self.core.next_look(self.time, below);
        let expected = self.model.look(self.time);
        let is_next = self.model.is_next_look(below);
        (Outcome::Looks(asked, delay.is_some()), Outcome::Looks(expected, is_next))
    }

    fn observe_buffer(&mut self) {
        self.core.observe_buffer(self.in_host);
        self.model.host_holds(self.in_host);
    }

    /// Steps that lead to nothing but what is seen afterwards
    fn report(&mut self, step: Step) {
        match step {
            Step::SetBinaryType(value) => {
                match &mut self.binary_type_of_host {
                    Some(kept) => *kept = value,
                    None => self.core.set_binary_type(value),
                }
                self.model.set_binary_type(value);
            }
            Step::HostIs(state) => {
                self.host_is_over |= state.is_over();
                let asked = (self.core.ready_state_with(state), self.core.handover(state));
                self.core.observe(state);
                let told = (self.core.ready_state(), self.core.handover(state));
                assert_eq!(
                    asked, told,
                    "the same is answered before and after the host is observed"
                );
                self.model.host_is(number(state));
            }
            Step::HostTransmits(bytes) => self.in_host -= bytes.min(self.in_host),
            other => unreachable!("{other:?} is not a report"),
        }
    }

    /// The host does as it is told
    fn perform(&mut self, action: Option<HostAction<Data>>) -> Option<Asked> {
        Some(match action? {
            HostAction::Send(data) => {
                self.in_host += data.bytes;
                Asked::Send { id: data.id, is_kept: data.intake == Intake::Copied }
            }
            HostAction::ReadBlob(ticket, blob) => {
                let id = blob.id;
                self.reading.push((ticket, blob));
                Asked::ReadBlob { id }
            }
            // As any host does: its own closing handshake has begun already.
            HostAction::Close(..) if self.host_is_over => return None,
            HostAction::Close(request) => Asked::Close {
                code: request.code().map(|code| code.number()),
                reason: request.reason().to_owned(),
            },
            HostAction::AwaitRoom => Asked::AwaitRoom,
            HostAction::Fail => Asked::Fail,
            HostAction::Abandon => Asked::Abandon,
        })
    }

    fn seen(&self) -> Seen {
        let core = &self.core;
        Seen {
            ready_state: number(core.ready_state()),
            binary_type: core.binary_type(self.binary_type_of_host.unwrap_or_default()),
            buffered_amount: core.buffered_amount(self.in_host).total(),
            queued: pair(core.queued()),
            handover: match core.handover(core.ready_state()) {
                Handover::ByTheCore => None,
                Handover::AsItIs => Some(false),
                Handover::Counted => Some(true),
            },
            is_abandoned: core.is_abandoned(),
            hides_messages: core.hides_messages(),
            room: core.room(self.in_host, 9),
            figures: core
                .is_inspected()
                .then(|| Figures { dropped: pair(core.dropped_since_inspection()) }),
        }
    }
}

fn pair(traffic: Traffic) -> (u64, u64) {
    (traffic.messages, traffic.bytes)
}

impl From<Result<Option<Asked>, &'static str>> for Outcome {
    fn from(result: Result<Option<Asked>, &'static str>) -> Self {
        result.map_or_else(Self::Throws, Self::Asks)
    }
}

pub(crate) fn equal<T: PartialEq + Debug>(what: &str, core: &T, model: &T) -> Result<(), String> {
    require(core == model, &format!("{what} is\n  {core:?}\nand should be\n  {model:?}"))
}

pub(crate) fn require(is_true: bool, problem: &str) -> Result<(), String> {
    if is_true { Ok(()) } else { Err(problem.to_owned()) }
}
