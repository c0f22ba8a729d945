//! What a connection is opened with: the URL and the subprotocols, checked.
use super::exception::Exception;

/// The URL of a connection, as far as it was checked: scheme ws or wss, no fragment
///
/// A long one is checked in pieces, so that nobody has to hold all of it at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SocketUrl {
    /// The length of what is "ws" in the URL: "ws" or "http"
    scheme_len: usize,
    /// How many slashes came before this point, 3 if the host has ended
    slashes: u32,
    has_forbidden_in_host: bool,
}

impl SocketUrl {
    /// Check the first piece of a URL, which holds the whole scheme: of one that a URL parser has parsed and serialised, or of one
    /// that a host is going to parse
    ///
    /// `http` and `https` become `ws` and `wss`. `Err` iff the scheme is another, there is a fragment (an empty one counts), or the
    /// host holds a character that the URL Standard forbids in a domain. That is known when the host has ended, or all.
    pub fn from_start(piece: &str, is_last: bool) -> Result<Self, Exception> {
        let after_name = piece.strip_prefix("http").or_else(|| piece.strip_prefix("ws"));
        // With the "s" of https and wss, if there is one.
        let Some(rest) = after_name.filter(|rest| rest.starts_with(':') || rest.starts_with("s:"))
        else {
            let rule = "The URL's scheme must be ws, wss, http or https. ";
            return Err(Exception::syntax(rule, piece, " has another."));
        };
        let scheme_len = piece.len() - rest.len();
        Self { scheme_len, slashes: 0, has_forbidden_in_host: false }.check_more(piece, is_last)
    }

    /// Check the next piece
    ///
    /// The serialiser escapes '#' everywhere but before the fragment. A domain that went through the URL Standard's
    /// host parser holds no forbidden character; Chromium's parser escapes them instead of failing.
    pub fn check_more(mut self, piece: &str, is_last: bool) -> Result<Self, Exception> {
        for byte in piece.bytes() {
            if byte == b'#' {
                let rule = "The URL must not have a fragment. ";
                return Err(Exception::syntax(rule, piece, " has one."));
            }
            match byte {
                // The third slash ends the host, as a query does; the rest may hold anything escaped.
                _ if self.slashes == 3 => {}
                b'/' => self.slashes += 1,
                b'?' => self.slashes = 3,
                // Before it came the user name and the password, which may hold anything escaped.
                b'@' => self.has_forbidden_in_host = false,
                0..=b' ' | b'%' | b'<' | b'>' | b'\\' | b'^' | b'|' | 0x7f..=0xff => {
                    self.has_forbidden_in_host = true;
                }
                _ => {}
            }
        }
        if self.has_forbidden_in_host && (is_last || self.slashes == 3) {
            return Err(Self::unparsable(piece));
        }
        Ok(self)
    }

    /// The exception for an input that a URL parser refused
    pub fn unparsable(input: &str) -> Exception {
        Exception::syntax("The URL ", input, " is not valid.")
    }

    /// How many of the first characters of the serialised URL have to be "ws" instead: 2, or 4 for "http"
    pub fn scheme_len(&self) -> usize {
        self.scheme_len
    }
}

/// Check a piece of a subprotocol: a token of RFC 6455, section 4.1; `is_repeated` says whether the whole is in the list
/// already
///
/// Two that differ in case only are two: subprotocols are compared as they are. The only piece may be empty, which is
/// not a token.
pub fn check_subprotocol(piece: &str, is_repeated: bool) -> Result<(), Exception> {
    if !is_token(piece) {
        let rule = "A subprotocol must be a token (RFC 6455, section 4.1). '";
        return Err(Exception::syntax(rule, piece, "' is not one."));
    }
    if is_repeated {
        let rule = "A subprotocol must not be given twice. '";
        return Err(Exception::syntax(rule, piece, "' is."));
    }
    Ok(())
}

/// RFC 2616, section 2.2: one or more characters U+0021 to U+007E, no separator
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !is_separator(byte))
}

fn is_separator(byte: u8) -> bool {
    matches!(
        byte,
        b'"' | b'(' | b')' | b',' | b'/' | b':'..=b'@' | b'['..=b']' | b'{' | b'}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(href: &str) -> Result<SocketUrl, Exception> {
        SocketUrl::from_start(href, true)
    }

    fn url(href: &str) -> Option<String> {
        check(href).ok().map(|url| format!("ws{}", &href[url.scheme_len()..]))
    }

    fn in_pieces(href: &str, length: usize) -> Result<SocketUrl, Exception> {
        let (start, mut rest) = href.split_at(length.min(href.len()));
        let mut url = SocketUrl::from_start(start, rest.is_empty())?;
        while !rest.is_empty() {
            let (piece, others) = rest.split_at(length.min(rest.len()));
            rest = others;
            url = url.check_more(piece, rest.is_empty())?;
        }
        Ok(url)
    }

    #[test]
    fn http_schemes_become_websocket_schemes_and_others_are_refused() {
        assert_eq!(url("ws://h/p?q"), Some("ws://h/p?q".into()));
        assert_eq!(url("wss://h:8443/"), Some("wss://h:8443/".into()));
        assert_eq!(url("http://h/"), Some("ws://h/".into()));
        assert_eq!(url("https://u:p@h/"), Some("wss://u:p@h/".into()));
        for other in ["ftp://h/", "mailto:a@b", "blob:http://h/1", "about:blank", "", "wsx://h/"] {
            assert_eq!(check(other).unwrap_err().name(), "SyntaxError", "{other}");
        }
    }

    #[test]
    fn a_fragment_is_refused_even_when_empty() {
        for href in ["ws://h/#", "ws://h/#f", "http://h/p?q#f"] {
            let exception = check(href).unwrap_err();
            assert_eq!(exception.name(), "SyntaxError");
            assert!(exception.message().contains(href));
        }
    }

    #[test]
    fn a_host_with_escaped_characters_is_refused() {
        for href in
            ["ws://foo%20bar.com/", "http://a%00b/", "ws://u@a%b:80/x", "ws://a|b/", "ws://a^b/?q"]
        {
            assert_eq!(url(href), None, "{href}");
        }
        for href in [
            "ws://foo.com/a%20b?c%20d",
            "ws://u%20s:p%20w@foo.com/",
            "ws://[::1]:80/%25",
            "ws://h?a@b%20",
        ] {
            assert_eq!(url(href), Some(href.into()));
        }
    }

    #[test]
    fn a_text_that_a_parser_would_change_before_the_path_is_refused() {
        for text in
            ["ws:/\t/h/", "ws://h h/", "ws:\\\\h/", "ws://h\u{ff05}41/", "ws://\u{ad}/", "ws://h\n"]
        {
            assert_eq!(url(text), None, "{text}");
        }
        for text in ["ws://H:80/a b\u{e9}", "wss://h", "ws:h", "ws://h?\u{e9}"] {
            assert_eq!(url(text), Some(text.into()));
        }
    }

    #[test]
    fn a_url_in_pieces_is_judged_as_the_whole() {
        for href in [
            "ws://h/p?q",
            "https://u%20s:p%20w@foo.com/a%20b",
            "ws://h/p?q#f",
            "ws://a%b:80/x",
            "ws://u@a%b:80",
            "ws://h?a@b%20",
        ] {
            let whole = check(href);
            for length in 6..href.len() {
                let pieces = in_pieces(href, length);
                assert_eq!(pieces.is_ok(), whole.is_ok(), "{href} in pieces of {length}");
                assert_eq!(
                    pieces.map(|url| url.scheme_len()).ok(),
                    whole.as_ref().map(SocketUrl::scheme_len).ok()
                );
            }
        }
    }

    #[test]
    fn a_piece_of_a_subprotocol_is_judged_by_its_characters_and_by_what_the_caller_knows() {
        assert!(check_subprotocol("chat", false).is_ok());
        assert_eq!(
            check_subprotocol("chat", true).unwrap_err().message(),
            "A subprotocol must not be given twice. 'chat' is."
        );
        for piece in ["a b", ""] {
            assert_eq!(check_subprotocol(piece, false).unwrap_err().name(), "SyntaxError");
        }
    }

    #[test]
    fn subprotocols_are_tokens() {
        let is_valid = |text: &str| check_subprotocol(text, false).is_ok();
        for code in 0..=0xff_u32 {
            let character = char::from_u32(code).unwrap();
            let is_separator = "()<>@,;:\\\"/[]?={} \t".contains(character);
            let expected = (0x21..=0x7e).contains(&code) && !is_separator;
            assert_eq!(is_valid(&character.to_string()), expected, "U+{code:04X}");
            assert_eq!(is_valid(&format!("a{character}b")), expected, "inside: U+{code:04X}");
        }
        assert!(!is_valid("\u{fffd}"));
    }
}
