//! Tasks that a test polls by hand.
use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Context, Poll, Wake, Waker};

use futures_core::Stream;
use futures_sink::Sink;

use crate::client::{Error, Message};

/// A future, and how often it was woken
pub(super) struct Task<F> {
    future: Pin<Box<F>>,
    count: Arc<Count>,
}

#[derive(Default)]
struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

impl<F: Future> Task<F> {
    pub(super) fn new(future: F) -> Self {
        Self { future: Box::pin(future), count: Arc::default() }
    }

    pub(super) fn poll(&mut self) -> Poll<F::Output> {
        let waker = Waker::from(Arc::clone(&self.count));
        self.future.as_mut().poll(&mut Context::from_waker(&waker))
    }

    /// The output, which has to be there
    pub(super) fn ready(mut self) -> F::Output {
        let Poll::Ready(output) = self.poll() else { panic!("the future is pending") };
        output
    }

    /// The future, polled once and pending
    pub(super) fn pending(mut self) -> Self {
        assert!(self.poll().is_pending(), "the future is ready");
        self
    }

    /// Woken since it was made, which a waiting future has to be
    pub(super) fn woken(self) -> Self {
        assert!(self.times_woken() > 0, "nobody has woken the future");
        self
    }

    pub(super) fn times_woken(&self) -> usize {
        self.count.0.load(SeqCst)
    }
}

/// The next item of a stream, by its own `poll_next`
pub(super) fn next<S: Stream + Unpin>(stream: &mut S) -> impl Future<Output = Option<S::Item>> {
    poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx))
}

/// The methods of a sink as futures
pub(super) fn sink_ready<S: Sink<Message> + Unpin>(
    sink: &mut S,
) -> impl Future<Output = Result<(), S::Error>> {
    poll_fn(|cx| Pin::new(&mut *sink).poll_ready(cx))
}

pub(super) fn sink_flush<S: Sink<Message> + Unpin>(
    sink: &mut S,
) -> impl Future<Output = Result<(), S::Error>> {
    poll_fn(|cx| Pin::new(&mut *sink).poll_flush(cx))
}

pub(super) fn sink_close<S: Sink<Message> + Unpin>(
    sink: &mut S,
) -> impl Future<Output = Result<(), S::Error>> {
    poll_fn(|cx| Pin::new(&mut *sink).poll_close(cx))
}

/// All that can be read now
pub(super) fn read_all(
    receiver: &mut (impl Stream<Item = Result<Message, Error>> + Unpin),
) -> Vec<Option<Result<Message, Error>>> {
    let mut items = Vec::new();
    loop {
        match Task::new(next(receiver)).poll() {
            Poll::Ready(Some(item)) => items.push(Some(item)),
            Poll::Ready(None) => {
                items.push(None);
                return items;
            }
            Poll::Pending => return items,
        }
    }
}

thread_local! {
    static ON_WAKE: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

struct AtOnce;

impl Wake for AtOnce {
    fn wake(self: Arc<Self>) {
        if let Some(act) = ON_WAKE.take() {
            act();
        }
    }
}

/// A waker that does this, once, before `wake` returns: some executors poll at once
pub(super) fn at_once(act: impl FnOnce() + 'static) -> Waker {
    ON_WAKE.set(Some(Box::new(act)));
    Waker::from(Arc::new(AtOnce))
}
