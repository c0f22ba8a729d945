//! Servers on the same machine, which no network has to be there for.

/// Whether the host of a serialised URL is the machine itself: `localhost` and what is below it, 127.0.0.0/8 and ::1
pub(super) fn is_loopback(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let address = authority.rsplit('@').next().unwrap_or_default();
    if address.starts_with("[::1]") {
        return true;
    }
    let host = address.split(':').next().unwrap_or_default();
    host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.")
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn loopback_is_localhost_and_what_is_below_it_and_127_and_1() {
        for url in [
            "ws://localhost/",
            "ws://localhost:80/x",
            "wss://a.localhost/",
            "ws://127.0.0.1:9/?a",
            "ws://[::1]:9/",
            "ws://user:password@localhost/",
        ] {
            assert!(is_loopback(url), "{url}");
        }
        for url in [
            "",
            "ws://example.com/",
            "ws://example.com/localhost",
            "ws://[::2]/",
            "ws://localhost.example/",
        ] {
            assert!(!is_loopback(url), "{url}");
        }
    }
}
