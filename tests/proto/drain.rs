//! When a buffer is looked at again.
use websocket_wasm::proto::Drain;

#[test]
fn the_first_looks_are_a_millisecond_apart() {
    let drain = Drain::new(5.0, 1000);
    assert_eq!(drain.delay(5.0, 1000), 1.0);
    assert_eq!(drain.delay(6.0, 1000), 1.0);
}

#[test]
fn where_nothing_moves_a_sixteenth_of_the_time_passes_up_to_a_tenth_of_a_second() {
    let mut drain = Drain::new(1000.0, 64);
    for (waited, delay) in [(16.0, 1.0), (32.0, 2.0), (160.0, 10.0), (1600.0, 100.0), (1e9, 100.0)]
    {
        drain.look(1000.0 + waited, 64);
        assert_eq!(drain.delay(1000.0 + waited, 64), delay, "{waited} ms");
    }
}

#[test]
fn where_it_moves_three_quarters_of_the_predicted_rest_pass() {
    let mut drain = Drain::new(0.0, 10_000);
    drain.look(1000.0, 9_000);
    // One byte a millisecond.
    for (rest, delay) in [(1, 1.0), (4, 3.0), (40, 30.0), (80, 60.0), (9_000, 62.5)] {
        assert_eq!(drain.delay(1000.0, rest), delay, "{rest} bytes");
    }
}

#[test]
fn a_buffer_that_has_grown_has_not_moved() {
    let mut drain = Drain::new(0.0, 100);
    drain.look(320.0, 5000);
    assert_eq!(drain.delay(320.0, 5000), 20.0);
    drain.look(480.0, 4000);
    assert!(drain.delay(480.0, 4000) <= 30.0);
}
#[test]
fn the_rate_is_the_mean_of_two_bursts_until_nothing_moves() {
    let mut drain = Drain::new(1000.0, 10_000);
    drain.look(1100.0, 9_000);
    drain.look(1300.0, 3_000);
    // 10 bytes a millisecond, then 30.
    assert_eq!(drain.delay(1300.0, 40), 1.5);
    drain.look(1400.0, 3_000);
    assert_eq!(drain.delay(1400.0, 40), 6.25);
}
