//! From `protocolProfileBehavior` at every level to the settings of one request.

use super::Lowering;
use crate::diagnostic::{Code, Pointer};
use crate::postman::Behavior;

/// The settings of a level inside another one: key by key, the inner one wins.
pub(super) fn inside(outer: &Behavior, inner: &Behavior) -> Behavior {
    Behavior {
        disable_body_pruning: inner.disable_body_pruning.or(outer.disable_body_pruning),
        disable_url_encoding: inner.disable_url_encoding.or(outer.disable_url_encoding),
        follow_redirects: inner.follow_redirects.or(outer.follow_redirects),
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

/// Reports what the SDK does not honour, at the level that says it.
pub(super) fn report(lowering: &mut Lowering<'_>, behavior: &Behavior, at: &Pointer) {
    let mut names: Vec<&str> = behavior.others.iter().map(String::as_str).collect();
    if behavior.disable_url_encoding == Some(true) {
        names.push("disableUrlEncoding");
    }
    if let Some(first) = names.first() {
        let (list, them) = (names.join("`, `"), if names.len() == 1 { "it" } else { "them" });
        let message = format!("the setting `{list}` is not honoured: the SDK sends requests without {them}");
        let help = format!("configure the HTTP client of the SDK yourself, or delete `{first}` in Postman");
        lowering.warn_once(Code::UnsupportedSetting, message, at, help);
    }
}
