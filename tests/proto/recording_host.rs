//! A host that does nothing but write down what it is asked to do.
use websocket_wasm::proto::{
    CloseRequest, Exception, Handover, HostAction, HostCapabilities, Intake, Message, MessageKind,
    ReadyState, Socket, Ticket,
};

/// A message of a given kind; its bytes are its length
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Data {
    pub(crate) kind: MessageKind,
    pub(crate) bytes: &'static str,
    /// What the core has asked for
    intake: Intake,
}

impl Message for Data {
    fn kind(&self) -> MessageKind {
        self.kind
    }

    fn byte_len(&self) -> u64 {
        assert_ne!(self.intake, Intake::AsItIs, "the length of {self:?} is not known");
        self.bytes.len() as u64
    }
}

pub(crate) fn text(bytes: &'static str) -> Data {
    Data { kind: MessageKind::Text, bytes, intake: Intake::Measured }
}

pub(crate) fn buffer(bytes: &'static str) -> Data {
    Data { kind: MessageKind::Buffer, bytes, intake: Intake::Measured }
}

pub(crate) fn blob(bytes: &'static str) -> Data {
    Data { kind: MessageKind::Blob, bytes, intake: Intake::Measured }
}

/// A socket and its host, which is in whatever state the test puts it
pub(crate) struct World {
    pub(crate) socket: Socket<Data>,
    pub(crate) host_state: ReadyState,
    /// The host's own buffered amount, with what it is given
    pub(crate) in_host: u64,
    /// What the host was asked to do, in words
    pub(crate) asked: Vec<String>,
    tickets: Vec<Ticket>,
}

impl World {
    /// A socket that is connecting, on a host that takes Blobs
    pub(crate) fn connecting() -> Self {
        Self::on(HostCapabilities { takes_blobs: true })
    }

    /// A socket that is open, on a host that takes Blobs
    pub(crate) fn open() -> Self {
        let mut world = Self::connecting();
        world.host_state = ReadyState::Open;
        world
    }

    /// A socket that is open, on a host that takes no Blobs
    pub(crate) fn open_without_blobs() -> Self {
        let mut world = Self::on(HostCapabilities { takes_blobs: false });
        world.host_state = ReadyState::Open;
        world
    }

    fn on(host: HostCapabilities) -> Self {
        Self {
            socket: Socket::new(host),
            host_state: ReadyState::Connecting,
            in_host: 0,
            asked: vec![],
            tickets: vec![],
        }
    }

    pub(crate) fn send(&mut self, data: Data) -> Result<(), Exception> {
        self.observe();
        let intake = self.socket.intake(data.kind);
        let action = self.socket.send(Data { intake, ..data })?;
        self.perform(action);
        Ok(())
    }

    pub(crate) fn close(&mut self, code: Option<u16>, reason: &str) -> Result<(), Exception> {
        let request = CloseRequest::new(code, reason)?;
        self.observe();
        let action = self.socket.close(request);
        self.perform(action);
        Ok(())
    }

    /// The host has opened a connection for which subprotocols were requested
    pub(crate) fn open_after_request(&mut self, is_acknowledged: bool) {
        self.host_state = ReadyState::Open;
        let action = self.socket.handle_subprotocol(is_acknowledged);
        self.perform(action);
    }

    /// The bytes of the Blob that the host was asked to read as the `nth` have come, or could not be read
    pub(crate) fn blob_is_read(&mut self, nth: usize, bytes: Option<&'static str>) {
        let action = self.socket.handle_blob_read(self.tickets[nth], bytes.map(buffer));
        self.perform(action);
    }

    /// A look at the host, which holds this much
    pub(crate) fn look(&mut self, in_host: u64) {
        self.look_at(0.0, in_host);
    }

    /// The same at this time
    pub(crate) fn look_at(&mut self, time: f64, in_host: u64) {
        self.in_host = in_host;
        self.observe();
        let action = self.socket.look(time);
        self.perform(action);
    }

    /// The signal of the application is aborted
    pub(crate) fn abort(&mut self) {
        self.observe();
        let action = self.socket.abort(CloseRequest::default());
        self.perform(action);
    }

    pub(crate) fn give_up(&mut self) {
        self.observe();
        let action = self.socket.give_up();
        self.perform(action);
    }

    pub(crate) fn ready_state(&mut self) -> ReadyState {
        self.socket.observe(self.host_state);
        self.socket.ready_state()
    }

    /// Who sends the next message
    pub(crate) fn handover(&self) -> Handover {
        self.socket.handover(self.host_state)
    }

    /// The value of `bufferedAmount` while the host's own is `in_host`
    pub(crate) fn buffered_amount(&self, in_host: u64) -> u64 {
        self.socket.buffered_amount(in_host).total()
    }

    fn observe(&mut self) {
        self.socket.observe(self.host_state);
        self.socket.observe_buffer(self.in_host);
    }

    fn perform(&mut self, first: Option<HostAction<Data>>) {
        let mut action = first;
        while let Some(next) = action {
            self.asked.push(match next {
                HostAction::Send(data) => {
                    self.in_host += data.bytes.len() as u64;
                    let kept = if data.intake == Intake::Copied { "kept " } else { "" };
                    format!("send {kept}{}", data.bytes)
                }
                HostAction::ReadBlob(ticket, data) => {
                    self.tickets.push(ticket);
                    format!("read {}", data.bytes)
                }
                HostAction::AwaitRoom => "await room".to_owned(),
                HostAction::Close(request) => match request.code() {
                    Some(code) => format!("close {} {:?}", code.number(), request.reason()),
                    None => "close".to_owned(),
                },
                HostAction::Fail => "fail".to_owned(),
                HostAction::Abandon => "abandon".to_owned(),
            });
            action = self.socket.poll_action();
        }
    }
}
