//! What a connection is opened with, against checks written out plainly.
use proptest::collection::vec;
use proptest::prelude::*;
use websocket_wasm::proto::{Exception, SocketUrl, check_subprotocol};

use crate::config;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn subprotocols_are_refused_as_the_standard_says(list in vec(subprotocols(), 0..5)) {
        for (index, protocol) in list.iter().enumerate() {
            let checked = check_subprotocol(protocol, list[..index].contains(protocol));
            let refused = checked.map_err(|exception| exception.name()).err();
            let expected = (!are_allowed(&list[..=index])).then_some("SyntaxError");
            prop_assert_eq!(refused, expected);
            if refused.is_some() {
                return Ok(());
            }
        }
    }

    #[test]
    fn a_url_is_checked_by_its_parts(parts in urls()) {
        let href = parts.href(&parts.scheme);
        let checked = check(&href).map(|url| connected_to(&href, &url));
        let checked = checked.map_err(|exception| exception.name());
        prop_assert_eq!(checked, parts.expected());
    }

    #[test]
    fn no_text_at_all_makes_a_url_of_another_scheme_or_with_a_fragment(text in "([a-z]{2,5}:)?\\PC{0,40}") {
        if let Ok(url) = check(&text) {
            let url = connected_to(&text, &url);
            prop_assert!(url.starts_with("ws:") || url.starts_with("wss:"), "{}", url);
            prop_assert!(!url.contains('#'), "{}", url);
        }
    }
}

fn check(href: &str) -> Result<SocketUrl, Exception> {
    SocketUrl::from_start(href, true)
}

/// The URL of the connection, made of the serialised one
fn connected_to(href: &str, url: &SocketUrl) -> String {
    format!("ws{}", &href[url.scheme_len()..])
}

fn subprotocols() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[abAB]",
        4 => "[!-~&&[^()<>@,;:\\\\\"/\\[\\]?={}]]{1,8}",
        1 => "[ -~]{0,3}",
        1 => ".{0,2}",
    ]
}

fn are_allowed(list: &[String]) -> bool {
    let is_separator = |character| "()<>@,;:\\\"/[]?={}".contains(character);
    let is_token = |text: &String| {
        let fits =
            |character| ('\u{21}'..='\u{7e}').contains(&character) && !is_separator(character);
        !text.is_empty() && text.chars().all(fits)
    };
    let is_repeated = |text: &String| list.iter().filter(|other| *other == text).count() > 1;
    list.iter().all(is_token) && !list.iter().any(is_repeated)
}

/// The parts of a serialised URL with a special scheme
#[derive(Clone, Debug)]
struct Parts {
    scheme: String,
    /// With its "@"
    credentials: String,
    host: String,
    /// With its ":"
    port: String,
    path: String,
    /// With its "?"
    query: String,
    fragment: Option<String>,
}

impl Parts {
    fn href(&self, scheme: &str) -> String {
        let Self { credentials, host, port, path, query, .. } = self;
        let fragment = self.fragment.as_ref().map(|text| format!("#{text}")).unwrap_or_default();
        format!("{scheme}://{credentials}{host}{port}{path}{query}{fragment}")
    }

    fn expected(&self) -> Result<String, &'static str> {
        let scheme = match self.scheme.as_str() {
            "http" | "ws" => "ws",
            "https" | "wss" => "wss",
            _ => return Err("SyntaxError"),
        };
        // What the URL Standard forbids in a domain and a lax parser leaves or escapes.
        let host_is_forbidden = self.host.contains(|character| "%<>\\^| ".contains(character));
        if self.fragment.is_some() || host_is_forbidden {
            return Err("SyntaxError");
        }
        Ok(self.href(scheme))
    }
}

// Each part has the characters that the URL serialiser leaves there as they are.
fn urls() -> impl Strategy<Value = Parts> {
    let scheme = prop_oneof![8 => "ws|wss|http|https", 1 => "ftp|file|w|wsx|httpss|javascript"];
    let credentials = prop_oneof![3 => Just(String::new()), 1 => "[a-z%!$]{0,4}(:[a-z%&~]{0,4})?@"];
    let host = prop_oneof![4 => "[a-z0-9.-]{1,12}", 1 => "\\[[0-9a-f:]{2,8}\\]", 1 => "[a-z.% <>\\\\^|]{1,6}"];
    let port = prop_oneof!["", ":[0-9]{1,5}"];
    let path = "/[a-z/%@:|;=^\\\\]{0,12}";
    let query = prop_oneof!["", "\\?[a-z/%@:|?&=^\\\\]{0,12}"];
    let fragment = prop_oneof![4 => Just(None), 1 => "[a-z/?@%]{0,4}".prop_map(Some)];
    (scheme, credentials, host, port, path, query, fragment).prop_map(
        |(scheme, credentials, host, port, path, query, fragment)| Parts {
            scheme,
            credentials,
            host,
            port,
            path,
            query,
            fragment,
        },
    )
}
