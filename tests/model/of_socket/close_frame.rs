//! What the standard says of the arguments of `close()`.

/// The checks of `close()`: what its Close frame holds, or the name of the exception
pub(crate) fn close_frame(
    code: Option<u16>,
    reason: &str,
) -> Result<(Option<u16>, String), &'static str> {
    if !matches!(code, None | Some(1000) | Some(3000..=4999)) {
        return Err("InvalidAccessError");
    }
    if utf8_length(reason) > 123 {
        return Err("SyntaxError");
    }
    // A reason alone does not fit into a Close frame.
    let code = if code.is_none() && !reason.is_empty() { Some(1000) } else { code };
    Ok((code, reason.to_owned()))
}

fn utf8_length(text: &str) -> u64 {
    let length = |character: char| match character as u32 {
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x10000 => 3,
        _ => 4,
    };
    text.chars().map(length).sum()
}
