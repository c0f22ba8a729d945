//! A connection that is open, or closes.
mod sending;

use std::future::Future;
use std::mem;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_core::Stream;
use futures_sink::Sink;
use tokio::runtime::Handle;
use tokio::task::yield_now;
use tokio::time::{Sleep, sleep};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode as FrameCode;
use tokio_tungstenite::tungstenite::{Bytes, Error, Message as Frame};

pub(super) use self::sending::LARGE;
use super::Native;
use super::closed_by::closed_by;
use super::counted::Counted;
use super::keepalive::{Keepalive, Silence};
use super::link::Link;
use super::task::{Task, hand_over};
use crate::client::close_event::CloseEvent;
use crate::client::driver::Driver;
use crate::client::flight::Flight;
use crate::client::inbound::Room;
use crate::client::message::Message;
use crate::proto::ReadyState;

/// A connection that is open, or closes
pub(super) struct Open {
    socket: WebSocketStream<Counted>,
    flight: Flight,
    is_flushed: bool,
    /// Messages, of which the driver's timer does not know
    has_transmitted: bool,
    /// A Ping may not be answered yet
    answers: bool,
    /// How the server has closed the connection
    closed: Option<CloseEvent>,
    /// When closing is given up
    limit: Option<Pin<Box<Sleep>>>,
    keepalive: Option<Keepalive>,
    /// Of the task
    waker: Waker,
    /// A reader has come across this; the task handles it
    left: Option<Arrival>,
}

/// Why no further message is taken now
pub(super) enum Arrival {
    Nothing,
    /// The app has its turn first
    Enough,
    Close(Option<CloseFrame>),
    Error(Error),
    End,
}

/// So many bytes are reported at once: more would leave the processor's cache before the app reads them
const AT_ONCE: usize = 64 << 10;
/// The server has so much time to answer a Close frame, again whenever something was transmitted; as in Chromium
const CLOSING_LIMIT: Duration = Duration::from_secs(10);
/// And so much to end the TCP connection after both sides have closed; as in Chromium
const ENDING_LIMIT: Duration = Duration::from_secs(2);

impl Open {
    pub(super) fn new(socket: WebSocketStream<Counted>, ping_interval: Option<Duration>) -> Self {
        let keepalive = ping_interval.map(Keepalive::new);
        let flight = Flight::default();
        let (waker, left) = (Waker::noop().clone(), None);
        let (is_flushed, has_transmitted, answers) = (true, false, false);
        let (closed, limit) = (None, None);
        Self {
            socket,
            flight,
            is_flushed,
            has_transmitted,
            answers,
            closed,
            limit,
            keepalive,
            waker,
            left,
        }
    }

    /// Transport what there is; ready when the connection has ended
    pub(super) fn poll(&mut self, task: &mut Task, cx: &mut Context<'_>) -> Poll<CloseEvent> {
        self.waker.clone_from(cx.waker());
        loop {
            task.poll_timer(cx);
            if self.limit.is_none() && !task.link.state().ready_state.is_open() {
                self.limit = Some(Box::pin(sleep(CLOSING_LIMIT)));
            }
            // After the server's Close frame nothing is sent.
            if self.left.is_none()
                && let Err(error) = self.poll_outgoing(&task.link, false, cx)
            {
                return Poll::Ready(self.fail(&error, cx));
            }
            if mem::take(&mut self.has_transmitted) {
                task.fire_timer();
            }
            match self.poll_incoming(task, cx) {
                Arrival::Nothing => match self.poll_limits(task, cx) {
                    Poll::Ready(Some(end)) => return Poll::Ready(end),
                    Poll::Ready(None) => {}
                    Poll::Pending => return Poll::Pending,
                },
                Arrival::Enough => {
                    // A server that never pauses does not stop the clocks.
                    if let Poll::Ready(Some(end)) = self.poll_limits(task, cx) {
                        return Poll::Ready(end);
                    }
                    // Who has been woken comes first, on this thread: it reads on by itself.
                    let _ = pin!(yield_now()).poll(cx);
                    return Poll::Pending;
                }
                Arrival::Close(frame) => {
                    self.closed = Some(closed_by(frame, self.socket.get_ref().latest()));
                    self.limit = Some(Box::pin(sleep(ENDING_LIMIT)));
                    task.link.state().ready_state = ReadyState::Closing;
                }
                Arrival::Error(error) => return Poll::Ready(self.fail(&error, cx)),
                Arrival::End => return Poll::Ready(self.end()),
            }
        }
    }

    /// Report the messages that are there, up to the first that is none
    fn poll_incoming(&mut self, task: &Task, cx: &mut Context<'_>) -> Arrival {
        let mut messages = Vec::new();
        let arrival = self.gather(&mut messages, cx);
        task.handle_messages(messages);
        arrival
    }

    /// A reader has read all: it looks itself whether more is there, which takes no wake-up and no other thread
    ///
    /// The task stays the one that is woken, and the one that handles everything else.
    pub(super) fn fetch(&mut self, link: &Link, driver: &Driver<Native>) {
        // A transport of the app may need the runtime.
        if self.left.is_some() || self.closed.is_some() || Handle::try_current().is_err() {
            return;
        }
        let waker = self.waker.clone();
        let mut messages = Vec::new();
        let arrival = self.gather(&mut messages, &mut Context::from_waker(&waker));
        if !messages.is_empty() {
            hand_over(messages, link, driver);
        }
        match arrival {
            // The transport wakes the task.
            Arrival::Nothing => return,
            Arrival::Enough => {}
            arrival => self.left = Some(arrival),
        }
        waker.wake();
    }

    fn gather(&mut self, messages: &mut Vec<Message>, cx: &mut Context<'_>) -> Arrival {
        if let Some(arrival) = self.left.take() {
            return arrival;
        }
        let mut room = Room(AT_ONCE);
        loop {
            if let Err(error) = self.poll_answers(cx) {
                return Arrival::Error(error);
            }
            let before = messages.len();
            let arrival = self.socket.get_mut().take_messages(messages, &mut room, cx);
            if messages.len() > before {
                self.rest();
            }
            if let Some(arrival) = arrival {
                return arrival;
            }
            let Poll::Ready(frame) = Pin::new(&mut self.socket).poll_next(cx) else {
                return Arrival::Nothing;
            };
            self.rest();
            let message = match frame {
                Some(Ok(Frame::Text(text))) => Message::Text(text.as_str().to_owned()),
                Some(Ok(Frame::Binary(bytes))) => Message::Binary(bytes.into()),
                Some(Ok(Frame::Close(frame))) => return Arrival::Close(frame),
                Some(Ok(Frame::Ping(_))) => {
                    self.answers = true;
                    continue;
                }
                Some(Ok(Frame::Pong(_) | Frame::Frame(_))) => continue,
                Some(Err(error)) => return Arrival::Error(error),
                None => return Arrival::End,
            };
            room.less(message.len());
            messages.push(message);
            if room.0 == 0 {
                return Arrival::Enough;
            }
        }
    }

    /// Have the answer to a Ping transmitted: the protocol does so only when it reads or writes again
    fn poll_answers(&mut self, cx: &mut Context<'_>) -> Result<(), Error> {
        if self.answers
            && let Poll::Ready(flushed) = Pin::new(&mut self.socket).poll_flush(cx)
        {
            self.answers = false;
            return flushed;
        }
        Ok(())
    }

    /// Somebody is there
    fn rest(&mut self) {
        if let Some(keepalive) = &mut self.keepalive {
            keepalive.rest();
        }
    }

    /// Whether the time is over; `None` if there is something to send
    fn poll_limits(&mut self, task: &Task, cx: &mut Context<'_>) -> Poll<Option<CloseEvent>> {
        if self.limit.as_mut().is_some_and(|limit| limit.as_mut().poll(cx).is_ready()) {
            return Poll::Ready(Some(self.end()));
        }
        let Some(keepalive) = &mut self.keepalive else { return Poll::Pending };
        match keepalive.poll(cx) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(Silence::Long) => return Poll::Ready(Some(CloseEvent::given_up())),
            Poll::Ready(Silence::First) => {}
        }
        // It overtakes no message: nothing may be sent after a Close frame.
        let mut state = task.link.state();
        if state.ready_state.is_open() {
            state.outgoing.push_back(Frame::Ping(Bytes::new()));
        }
        Poll::Ready(None)
    }

    /// The connection fails: the server is told why, if that is possible at once
    fn fail(&mut self, error: &Error, cx: &mut Context<'_>) -> CloseEvent {
        let code = match error {
            Error::Utf8(_) => FrameCode::Invalid,
            Error::Capacity(_) => FrameCode::Size,
            Error::Protocol(_) => FrameCode::Protocol,
            _ => return self.end(),
        };
        let frame = CloseFrame { code, reason: "".into() };
        if Pin::new(&mut self.socket).start_send(Frame::Close(Some(frame))).is_ok() {
            let _ = Pin::new(&mut self.socket).poll_flush(cx);
        }
        self.end()
    }

    /// How it has ended: cleanly, if the server has closed it
    fn end(&mut self) -> CloseEvent {
        self.closed.take().unwrap_or_else(CloseEvent::given_up)
    }
}
