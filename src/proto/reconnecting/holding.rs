//! What a browser holds back after connections to a server have failed: Firefox does. Nothing tells when it begins with one.

/// After the first failure, in milliseconds
const FIRST: f64 = 400.0;
/// The factor of each other
const GROWTH: f64 = 1.5;
const MOST: f64 = 60_000.0;

/// For how long it holds back a connection at most, in milliseconds, once another has failed; `before` is for how long until then
pub(super) fn after_failure(before: f64) -> f64 {
    (before * GROWTH).clamp(FIRST, MOST)
}

#[cfg(test)]
mod tests {
    use super::after_failure;

    #[test]
    fn each_failure_makes_it_longer_by_half_up_to_a_minute() {
        let mut time = 0.0;
        let mut times = Vec::new();
        for _ in 0..15 {
            time = after_failure(time);
            times.push(time);
        }
        assert_eq!(times[..4], [400.0, 600.0, 900.0, 1_350.0]);
        // 400 × 1.5^12 = 51,898 ms.
        assert!(times[12] < 60_000.0);
        assert_eq!(times[13..], [60_000.0, 60_000.0]);
    }
}
