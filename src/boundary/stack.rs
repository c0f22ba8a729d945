//! How a script finds out that the engine's stack is nearly exhausted: before a decision, and not in the middle of it.

/// Go this many frames deep into the engine's stack and come back; the engine throws if it has less
///
/// A frame takes some 70 bytes, more before the engine has optimised it. Frames of JavaScript take several times as long.
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_descend(frames: u32) -> bool {
    descend(frames, 0, 0, 0, 0, 0, 0) == 0
}

/// Uses all of its arguments after the call, so that its frame has to keep them
#[inline(never)]
fn descend(frames: u32, a: u64, b: u64, c: u64, d: u64, e: u64, f: u64) -> u64 {
    if frames == 0 {
        return a;
    }
    // Each frame has values of its own: an engine that inlines the call has to keep those of both.
    let own = u64::from(frames);
    let [g, h, i, j, k, l] = [a ^ own, b ^ own, c ^ own, d ^ own, e ^ own, f ^ own];
    let below = descend(frames - 1, h, i, j, k, l, g);
    // Sums and exclusive ors in turn: no compiler can gather them before the call.
    ((((below ^ a).wrapping_add(b) ^ c).wrapping_add(d) ^ e).wrapping_add(f)) ^ own
}
