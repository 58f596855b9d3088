//! The text of a URL turns into its parts, cut where Postman cuts it.

use crate::diagnostic::Pointer;
use crate::postman::{Query, Scalar, Url, UserInfo};

/// Cuts the text of a URL; `None` for a blank one. Every query entry points at the text itself.
pub(super) fn parse(text: &str, at: &Pointer) -> Option<Url> {
    let text = text.trim_start();
    if text.is_empty() {
        return None;
    }
    let hidden = hide_variables(text);
    let mut rest = Part { text, mask: &hidden };
    if let Some((before, _)) = rest.cut("#") {
        rest = before;
    }
    let mut url = Url { at: at.clone(), ..Url::default() };
    if let Some((before, after)) = rest.cut("?") {
        url.query = query(after.text, at);
        rest = before;
    }
    let slashed = rest.slashed();
    let mut rest = Part { text: &slashed.0, mask: &slashed.1 };
    if let Some((scheme, after)) = rest.cut("://") {
        url.scheme = Some(scheme.text.to_owned()).filter(|scheme| !scheme.is_empty());
        rest = after.without_leading('/');
    }
    if let Some((authority, path)) = rest.cut("/") {
        url.path = path.split('/').iter().map(|segment| segment.text.to_owned()).collect();
        rest = authority;
    }
    if let Some((user_info, after)) = rest.cut_last('@') {
        url.user_info = Some(self::user_info(user_info));
        rest = after;
    }
    // A colon inside of `[…]` belongs to an IPv6 address.
    if let Some((host, port)) = rest.cut_last(':').filter(|(_, port)| !port.mask.contains(']')) {
        url.port = Some(port.text.to_owned()).filter(|port| !port.is_empty());
        rest = host;
    }
    rest.text.clone_into(&mut url.host);
    Some(url)
}

/// Cuts the text of a query, without its `?`.
pub(super) fn query(text: &str, at: &Pointer) -> Vec<Query> {
    let entry = |(key, value): (Option<String>, Option<String>)| {
        let value = value.map_or(Scalar::Null, Scalar::Text);
        Query { key, value, disabled: false, description: None, at: at.clone() }
    };
    pairs(text).into_iter().map(entry).collect()
}

/// Cuts `a=1&b` into keys and values, undecoded.
pub(super) fn pairs(text: &str) -> Vec<(Option<String>, Option<String>)> {
    let hidden = hide_variables(text);
    let pieces = Part { text, mask: &hidden }.split('&');
    let last = pieces.len().saturating_sub(1);
    let pair = |(index, piece): (usize, &Part<'_>)| match piece.text.split_once('=') {
        Some((key, value)) => (Some(key.to_owned()), Some(value.to_owned())),
        // Nothing between two `&` keeps both of them; nothing at the end keeps the last one.
        None if piece.text.is_empty() && index != last => (None, None),
        None => (Some(piece.text.to_owned()), None),
    };
    pieces.iter().enumerate().map(pair).collect()
}

/// The text with every `{{variable}}` made unrecognisable, byte for byte: what stands in one does not cut.
fn hide_variables(text: &str) -> String {
    let mut mask = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("{{") {
        let inner = &rest[open + 2..];
        let length = inner.find(['{', '}']).unwrap_or(inner.len());
        let (shown, hidden) =
            if inner[length..].starts_with("}}") { (open, length + 4) } else { (open + 1, 0) };
        mask.push_str(&rest[..shown]);
        mask.extend(std::iter::repeat_n('_', hidden));
        rest = &rest[shown + hidden..];
    }
    mask + rest
}

/// A piece of a URL, and the same piece with its variables hidden, of the same length.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    mask: &'t str,
}

impl Part<'_> {
    fn cut(self, separator: &str) -> Option<(Self, Self)> {
        self.mask.find(separator).map(|index| self.around(index, separator.len()))
    }

    fn cut_last(self, separator: char) -> Option<(Self, Self)> {
        self.mask.rfind(separator).map(|index| self.around(index, separator.len_utf8()))
    }

    fn around(self, index: usize, length: usize) -> (Self, Self) {
        let (before, after) = (&self.text[..index], &self.text[index + length..]);
        (
            Self { text: before, mask: &self.mask[..index] },
            Self { text: after, mask: &self.mask[index + length..] },
        )
    }

    fn split(self, separator: char) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut rest = self;
        while let Some((part, after)) =
            rest.mask.find(separator).map(|index| rest.around(index, separator.len_utf8()))
        {
            parts.push(part);
            rest = after;
        }
        parts.push(rest);
        parts
    }

    fn without_leading(self, leading: char) -> Self {
        let mask = self.mask.trim_start_matches(leading);
        Self { text: &self.text[self.mask.len() - mask.len()..], mask }
    }

    /// The text and its mask with `/` for every `\\`.
    fn slashed(self) -> (String, String) {
        let backslashes = self.mask.match_indices('\\');
        let mut text = self.text.to_owned();
        for (index, _) in backslashes {
            text.replace_range(index..=index, "/");
        }
        (text, self.mask.replace('\\', "/"))
    }
}

fn user_info(part: Part<'_>) -> UserInfo {
    match part.cut(":") {
        Some((user, password)) => {
            UserInfo { user: user.text.to_owned(), password: Some(password.text.to_owned()) }
        }
        None => UserInfo { user: part.text.to_owned(), password: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scheme, user, password, host, port, path and query, with `|` between segments and `&` between pairs.
    fn cut(text: &str) -> String {
        let Some(url) = parse(text, &Pointer::root()) else { return "none".to_owned() };
        let show = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let user = url.user_info.map(|info| format!("{}:{}", info.user, show(info.password)));
        let query: Vec<String> =
            url.query.into_iter().map(|q| format!("{}={}", show(q.key), show(q.value.to_text()))).collect();
        let path = if url.path.is_empty() { "-".to_owned() } else { url.path.join("|") };
        format!(
            "{} {} {} {} {path} {}",
            show(url.scheme),
            show(user),
            url.host,
            show(url.port),
            query.join("&")
        )
    }

    #[test]
    fn cuts_in_the_order_of_postman() {
        let cases = [
            ("https://api.acme.test/v1/users?a=1#top", "https - api.acme.test - v1|users a=1"),
            ("acme.test", "- - acme.test - - "),
            ("acme.test/", "- - acme.test -  "),
            ("  acme.test/a  ", "- - acme.test - a   "),
            ("https://acme.test?x=1", "https - acme.test - - x=1"),
            ("https://acme.test/a#b?c=d", "https - acme.test - a "),
            ("https:\\\\acme.test\\a?x=\\b", "https - acme.test - a x=\\b"),
            ("https:////acme.test/a", "https - acme.test - a "),
            ("https://acme.test//a///b/", "https - acme.test - |a|||b| "),
            ("https://acme.test:81/a/../b", "https - acme.test 81 a|..|b "),
            ("https://acme.test:/a", "https - acme.test - a "),
            ("https://me:p@ss@acme.test/a", "https me:p@ss acme.test - a "),
            ("https://me@acme.test", "https me:- acme.test - - "),
            ("https://me:p/w@acme.test/a", "https - me p w@acme.test|a "),
            ("https://[::1]:81/a", "https - [::1] 81 a "),
            ("https://[::1]/a", "https - [::1] - a "),
            ("://acme.test", "- - acme.test - - "),
            ("/a/b", "- -  - a|b "),
            ("", "none"),
            ("  ", "none"),
        ];
        for (text, expected) in cases {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_in_a_variable_does_not_cut() {
        let cases = [
            ("{{base}}/users/:id", "- - {{base}} - users|:id "),
            ("{{a/b?c#d:e@f&g}}/x", "- - {{a/b?c#d:e@f&g}} - x "),
            ("{{scheme}}://{{host}}:{{port}}/a", "{{scheme}} - {{host}} {{port}} a "),
            ("https://{{u}}:{{p}}@acme.test/{{é}}/b", "https {{u}}:{{p}} acme.test - {{é}}|b "),
            ("{{base}}?a={{x&y}}&b", "- - {{base}} - - a={{x&y}}&b=-"),
            ("{{a{b/c}}", "- - {{a{b - c}} "),
            ("{{{a/b}}}/c", "- - {{{a/b}}} - c "),
            ("{{open/a", "- - {{open - a "),
            ("{{}}/a", "- - {{}} - a "),
            ("{{a\\b}}\\c", "- - {{a\\b}} - c "),
        ];
        for (text, expected) in cases {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn keeps_what_a_query_leaves_out() {
        assert_eq!(cut("h?a&b=&=c&&d=e=f&"), "- - h - - a=-&b=&=c&-=-&d=e=f&=-");
        assert_eq!(cut("h?"), "- - h - - =-");
        assert_eq!(cut("h?&"), "- - h - - -=-&=-");
    }
}
