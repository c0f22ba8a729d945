//! The network and the page.
use super::*;

#[test]
fn offline_attempts_wait_for_the_network_and_online_they_are_made_soon() {
    let (mut socket, host) = open();
    fake_place::set_online(false);
    host.end(1006, "", false);
    let told = events(&mut socket);
    assert!(matches!(&*told, [Event::Reconnecting { delay: None, .. }]), "{told:?}");
    let count = FakeSocket::count();
    fake_place::set_online(true);
    pass(250.0);
    assert_eq!(FakeSocket::count(), count + 1);
}

#[test]
fn a_server_on_the_same_machine_needs_no_network() {
    let mut socket = ReconnectingWebSocket::connect("ws://localhost:8080/");
    fake_place::set_online(false);
    FakeSocket::latest().open("");
    FakeSocket::latest().end(1006, "", false);
    let told = events(&mut socket);
    assert!(matches!(told.last(), Some(Event::Reconnecting { delay: Some(_), .. })), "{told:?}");
    fake_place::set_online(true);
}

#[test]
fn a_hidden_page_has_no_connection_if_the_options_say_so() {
    let (mut socket, host) = open_with(|builder| builder.close_hidden_after(ms(1000)));
    fake_place::set_hidden(true);
    pass(999.0);
    assert!(host.closes.borrow().is_empty());
    pass(1.0);
    host.end(1005, "", true);
    let told = [Event::Reconnecting { attempt: 1, delay: None, cause: Cause::Hidden }];
    assert_eq!(events(&mut socket), told);
    let count = FakeSocket::count();
    pass(600_000.0);
    assert_eq!(FakeSocket::count(), count);
    fake_place::set_hidden(false);
    pass(500.0);
    assert_eq!(FakeSocket::count(), count + 1);
}

#[test]
fn a_prerendered_page_connects_when_it_is_activated_and_messages_wait() {
    fake_place::set_prerendered(true);
    let socket = connect_with(|builder| builder);
    socket.try_send("waits").unwrap();
    pass(60_000.0);
    assert_eq!(FakeSocket::count(), 0);
    fake_place::set_prerendered(false);
    FakeSocket::latest().open("");
    assert_eq!(*FakeSocket::latest().sent.borrow(), texts(&["waits"]));
}

#[test]
fn a_restored_page_connects_soon() {
    let (_socket, host) = open();
    fake_place::restore();
    host.end(1006, "", false);
    let count = FakeSocket::count();
    pass(250.0);
    assert_eq!(FakeSocket::count(), count + 1);
}

#[test]
fn the_page_is_watched_only_while_anything_goes_on() {
    let (socket, host) = open();
    let place = FakePlace::latest();
    assert!(place.is_watched.get());
    socket.close();
    host.end(1000, "", true);
    assert!(!place.is_watched.get() && !place.has_timer());
    socket.reconnect();
    assert!(place.is_watched.get());
}
