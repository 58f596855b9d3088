//! From `protocolProfileBehavior` at every level to the settings of one request.

use super::Lowering;
use crate::api::Redirects;
use crate::diagnostic::{Code, Pointer};
use crate::postman::Behavior;

/// Headers that Postman adds by itself, and so does the SDK, whatever the collection says.
const SYSTEM_HEADERS: &[&str] = &["accept", "accept-encoding", "content-length", "host", "user-agent"];

/// The settings of a level inside another one: key by key, the inner one wins.
pub(super) fn inside(outer: &Behavior, inner: &Behavior) -> Behavior {
    Behavior {
        disable_body_pruning: inner.disable_body_pruning.or(outer.disable_body_pruning),
        disable_url_encoding: inner.disable_url_encoding.or(outer.disable_url_encoding),
        follow_redirects: inner.follow_redirects.or(outer.follow_redirects),
        follow_original_method: inner.follow_original_method.or(outer.follow_original_method),
        max_redirects: inner.max_redirects.or(outer.max_redirects),
        disabled_system_headers: inner
            .disabled_system_headers
            .clone()
            .or_else(|| outer.disabled_system_headers.clone()),
        others: Vec::new(),
    }
}

/// Whether Postman leaves a header out that it would add by itself.
pub(super) fn disables(behavior: &Behavior, header: &str) -> bool {
    behavior.disabled_system_headers.iter().flatten().any(|name| name == header)
}

/// What an operation does when it is redirected.
pub(super) fn redirects(behavior: &Behavior) -> Redirects {
    Redirects {
        follow: behavior.follow_redirects.unwrap_or(true),
        keep_method: behavior.follow_original_method.unwrap_or(false),
        limit: behavior.max_redirects,
    }
}

/// Reports what the SDK does not honour, at the level that says it.
pub(super) fn report(lowering: &mut Lowering<'_>, behavior: &Behavior, at: &Pointer) {
    let mut warn = |code: Code, message: String, help: &str| {
        lowering.diagnostics.warn(code, message, at, help);
    };
    for name in SYSTEM_HEADERS.iter().filter(|name| disables(behavior, name)) {
        let message = format!("the header `{name}` is switched off in Postman, but the SDK sends it");
        let help = "servers ignore it as a rule; if this one does not, give the client of the SDK its own `http_client`";
        warn(Code::NotSentAsInPostman, message, help);
    }
    for (name, value) in &behavior.others {
        if let Some((code, why, help)) = objection(name, value) {
            warn(code, format!("the setting `{name}` is not honoured: {why}"), help);
        }
    }
}

/// Reports a URL that Postman sends as it stands and the SDK encodes; `path` and `query` are those of the collection,
/// their variables replaced.
pub(super) fn report_url(
    lowering: &mut Lowering<'_>,
    behavior: &Behavior,
    path: &str,
    query: &[String],
    at: &Pointer,
) {
    if behavior.disable_url_encoding != Some(true) {
        return;
    }
    let is_encoded = |c: char, others: &str| !c.is_ascii_graphic() || others.contains(c);
    let found = path.chars().find(|c| is_encoded(*c, "\"<>`{}"));
    let found =
        found.or_else(|| query.iter().flat_map(|text| text.chars()).find(|c| is_encoded(*c, "\"'<>")));
    if let Some(found) = found {
        let message = format!(
            "the setting `disableUrlEncoding` is not honoured: the SDK encodes the character {found:?} of the URL"
        );
        let help = "write the URL as it is to be sent, with `%20` for a space; then both send the same";
        lowering.warn_once(Code::NotSentAsInPostman, message, at, help);
    }
}

/// Why a setting is not honoured, and what to do instead; `None` if the SDK does what it says. The value is JSON.
fn objection(name: &str, value: &str) -> Option<(Code, &'static str, &'static str)> {
    let is_off = matches!(value, "false" | "0" | "\"\"" | "[]" | "{}");
    match name {
        "strictSSL" if is_off => Some((
            Code::UnsupportedSetting,
            "the SDK checks certificates",
            "give the client of the SDK an `http_client` that trusts the server's certificate",
        )),
        // Certificates are checked, nothing is kept between calls, and no `Referer` is ever sent.
        "strictSSL" | "disableCookies" | "removeRefererHeaderOnRedirect" => None,
        "followAuthorizationHeader" if !is_off => Some((
            Code::NotSentAsInPostman,
            "no credential of the SDK follows a redirect to another origin",
            "call the address that the redirect leads to as an operation of its own",
        )),
        "protocolVersion" if value == "\"auto\"" => None,
        _ if is_off => None,
        _ => Some((
            Code::UnsupportedSetting,
            "the SDK sends requests without it",
            "configure the `http_client` of the SDK yourself, or delete the setting in Postman",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, diagnosed};
    use super::*;
    use crate::postman::{Environment, Item};

    #[test]
    fn only_what_is_sent_otherwise_is_told() {
        let others = [
            ("strictSSL", "true"),
            ("disableCookies", "true"),
            ("removeRefererHeaderOnRedirect", "true"),
            ("protocolVersion", "\"auto\""),
            ("tlsDisabledProtocols", "[]"),
            ("followAuthorizationHeader", "false"),
            ("strictSSL", "false"),
            ("followAuthorizationHeader", "true"),
            ("protocolVersion", "\"http2\""),
        ];
        let mut item = fixture::request("r", "http://h/x");
        item.behavior = Behavior {
            disabled_system_headers: Some(vec![
                "accept".into(),
                "postman-token".into(),
                "content-type".into(),
            ]),
            others: others.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            ..Behavior::default()
        };
        let collection = fixture::collection(vec![Item::Request(Box::new(item))]);
        let (_, told) = diagnosed(&collection, &Environment::default());
        assert_eq!(
            told,
            [
                "Warning not-sent-as-in-postman: the header `accept` is switched off in Postman, but the SDK sends it",
                "Warning unsupported-setting: the setting `strictSSL` is not honoured: the SDK checks certificates",
                "Warning not-sent-as-in-postman: the setting `followAuthorizationHeader` is not honoured: no credential of the SDK follows a redirect to another origin",
                "Warning unsupported-setting: the setting `protocolVersion` is not honoured: the SDK sends requests without it",
            ]
        );
    }

    #[test]
    fn only_urls_that_would_be_encoded_are_told() {
        let told = |url: &str| {
            let mut item = fixture::request("r", url);
            item.behavior.disable_url_encoding = Some(true);
            let mut collection = fixture::collection(vec![Item::Request(Box::new(item))]);
            collection.variables = vec![fixture::variable("name", "a b")];
            diagnosed(&collection, &Environment::default()).1.len()
        };
        for url in ["http://h/x?a=1&b=%20,;:@!$*()~[]^|{}`", "http://h/it's/{{other}}", "http://h/:id"] {
            assert_eq!(told(url), 0, "{url}");
        }
        for url in
            ["http://h/a b", "http://h/{{name}}", "http://h/ß", "http://h/x?a='1'", "http://h/x?{{name}}=1"]
        {
            assert_eq!(told(url), 1, "{url}");
        }
    }
}
