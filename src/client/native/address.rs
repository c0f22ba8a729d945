//! The URL of a connection, as browsers take it.
use url::Url;

use crate::client::error::{Error, InvalidArgument};

/// The URL, with ws or wss, and without a fragment; there is no page that it could be relative to
pub(super) fn checked(url: &str) -> Result<Url, Error> {
    let not_allowed = || InvalidArgument::url(url);
    let mut parsed = Url::parse(url).map_err(|_| not_allowed())?;
    let scheme = match parsed.scheme() {
        "ws" | "http" => "ws",
        "wss" | "https" => "wss",
        _ => return Err(not_allowed().into()),
    };
    parsed.set_scheme(scheme).map_err(|()| not_allowed())?;
    if parsed.fragment().is_some() {
        return Err(not_allowed().into());
    }
    Ok(parsed)
}
