//! URLs that the type writes back as they stand. Fewer than there are: of a doubtful one nothing is said.

/// Schemes with their ports, which are not written.
const SCHEMES: &[(&str, u16)] = &[("http", 80), ("https", 443), ("ws", 80), ("wss", 443)];

/// Whether a text is a URL in the spelling that the type writes.
pub(super) fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let Some((_, port)) = SCHEMES.iter().find(|(name, _)| *name == scheme) else { return false };
    let Some(place) = rest.find('/') else { return false };
    let (authority, rest) = rest.split_at(place);
    let (host, own_port) =
        authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    is_host(host) && own_port.is_none_or(|own| is_port(own, *port)) && is_rest(rest)
}

/// Names in lower case. One that ends with a number may be an address, which has spellings of its own; one with
/// `xn--` may be none at all.
fn is_host(host: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_label =
        |label: &str| !label.is_empty() && !label.starts_with("xn--") && label.bytes().all(is_plain);
    let last = host.rsplit('.').next().unwrap_or_default();
    host.split('.').all(is_label) && last.starts_with(|first: char| first.is_ascii_lowercase())
}

fn is_port(port: &str, default: u16) -> bool {
    !port.starts_with('0')
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && port.parse() != Ok(default)
        && port.parse::<u16>().is_ok()
}

/// Path, query and fragment, of characters that nobody encodes; no segment of dots, which would go.
fn is_rest(rest: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&()*+,;=:@/?#%".contains(&byte);
    let path = rest.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase().replace("%2e", ".");
    rest.bytes().all(is_plain) && path.split('/').all(|segment| segment != "." && segment != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_written_back_counts() {
        for text in [
            "https://example.com/",
            "http://a-b.example.com:8080/x/y.png?size=2&q=a%20b#top",
            "wss://localhost/socket",
        ] {
            assert!(is_url(text), "{text}");
        }
        for text in [
            "https://example.com",
            "https://Example.com/",
            "https://example.com:443/",
            "https://example.com:080/",
            "https://example.com:99999/",
            "https://10.0.0.1/",
            "https://a@example.com/",
            "https://example.com/a/../b",
            "https://example.com/%2E%2e/b",
            "https://example.com/a b",
            "https://example.com/{{id}}",
            "https://exämple.com/",
            "https:///x",
            "mailto:a@example.com",
            "/x",
        ] {
            assert!(!is_url(text), "{text}");
        }
    }
}
