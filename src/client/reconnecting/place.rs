//! What the driver needs of the platform beside sockets.
use std::future::Future;
use std::pin::Pin;
use std::rc::Weak;

/// A task of the app, without a result
pub(in crate::client) type Task = Pin<Box<dyn Future<Output = ()>>>;

/// A clock, a timer, random numbers, and what is known of the network and of the page
pub(in crate::client) trait Place: Sized {
    /// The place, if there are sockets in it
    fn find() -> Option<Self>;

    /// Report to this one from now on
    fn listen(&self, listener: Weak<dyn Listen>);

    /// A time in milliseconds that does not go back
    fn now(&self) -> f64;

    /// A number from 0 to below 1
    fn random(&self) -> f64;

    /// Report `handle_timer` after so many milliseconds, and not at the time that was set before
    fn set_timer(&self, delay: Option<f64>);

    /// Whether the platform says that it is online, or says nothing
    fn is_online(&self) -> bool;

    /// Whether nobody can see the page
    fn is_hidden(&self) -> bool;

    /// Whether nobody has seen the page yet
    fn is_prerendered(&self) -> bool;

    /// Whether it holds back connections after others have failed
    fn holds_back(&self) -> bool;

    /// Whether to report changes
    fn watch(&self, is_watched: bool);

    /// Run a task to its end; not before this call returns
    fn spawn(&self, task: Task);
}

/// Who is told of the time and of changes
#[cfg_attr(not(any(target_arch = "wasm32", test)), allow(dead_code))] // nobody reports
pub(in crate::client) trait Listen {
    /// The timer has fired
    fn handle_timer(&self);

    /// Something has changed
    fn handle_change(&self, change: Change);
}

/// A change of the network or of the page
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(any(target_arch = "wasm32", test)), allow(dead_code))] // nobody reports
pub(in crate::client) enum Change {
    /// The platform is online
    Online,
    /// The platform is offline
    Offline,
    /// The page can be seen, or cannot
    Visibility,
    /// The page is activated after it was prerendered
    Activated,
    /// The page goes on after it was frozen, or kept while another was seen
    Restored,
}
