//! Programs that libFuzzer makes up, compared step by step as in `tests/model`.
#![no_main]

#[path = "../../tests/model/of_socket/mod.rs"]
mod of_socket;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let program = of_socket::from_bytes::program(bytes);
    if let Err(difference) = of_socket::compare::compare(&program) {
        panic!("{difference}\nin {program:#?}");
    }
});
