//! When a `ReconnectingWebSocket` connects, waits and gives up, against a world that only records.
mod attempts;
mod ending;
mod heartbeat;
mod network;
mod queue;
mod transitions;
mod world;
