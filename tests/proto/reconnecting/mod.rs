//! When a `ReconnectingWebSocket` connects, waits and gives up, against a world that only records.
mod attempts;
mod ending;
mod greeting;
mod heartbeat;
mod hidden;
mod network;
mod queue;
mod reports;
mod returns;
mod transitions;
mod world;
