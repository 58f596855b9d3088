//! What the pages of small collections hold, and what they must not.

mod bounds;

use super::{Format, Input, files};
use crate::item::Items;
use crate::source::Source;
use crate::write::File;

/// The files of a reference.
fn reference(text: &str, format: Format) -> Vec<File> {
    use crate::pipeline::{self, Own};
    let source = Source::from_text("shop.json", text);
    let own = Own { settings: crate::settings::Settings::new(), file: None };
    let input = pipeline::Input { source, environments: Vec::new(), own };
    let understood = pipeline::understand(&input, Some(1)).expect("a collection");
    let items = &Items::new(&input.source, &input.environments, []).expect("few secrets");
    let (api, client) = (&understood.api, &understood.client);
    files(&Input { api, client, items, file_name: "shop.json", library: "shop" }, format)
        .expect("templates that fit")
}

fn page(files: &[File], path: &str) -> String {
    let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} of {names:?}")).text.clone()
}

fn own(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../collections");
    std::fs::read_to_string(folder.join(format!("{name}.postman_collection.json"))).expect("a collection")
}

fn collection(items: &str) -> String {
    format!(
        r#"{{"info": {{"name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}}, "item": [{items}]}}"#
    )
}

/// The cells of the table with this label, without tags: name, type, required, description.
fn table(page: &str, label: &str) -> Vec<[String; 4]> {
    let start = page.find(&format!("aria-label=\"{label}\"")).unwrap_or_else(|| panic!("no {label}"));
    let table = page[start..].split("</table>").next().unwrap_or_default();
    let rows = table.split("<tr>").skip(2);
    rows.map(|row| {
        let cells: Vec<String> = row.split("</th>").flat_map(|part| part.split("</td>")).map(words).collect();
        std::array::from_fn(|place| cells.get(place).cloned().unwrap_or_default())
    })
    .collect()
}

/// A text without tags, on one line.
fn words(html: &str) -> String {
    let mut out = String::new();
    for part in html.split('<') {
        let text = part.split_once('>').map_or(part, |(_, text)| text);
        out.push_str(text);
        out.push(' ');
    }
    out.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("&quot;", "\"")
        .replace("&gt;", ">")
        .replace("&lt;", "<")
}

#[test]
fn the_page_of_an_api_key_holds_every_field() {
    let files = reference(&own("api_keys"), Format::Html);
    let page = page(&files, "api-keys/create-an-api-key.html");
    let headers = table(&page, "Request headers");
    assert_eq!(
        headers,
        [[
            "Content-Type",
            "String",
            "Yes",
            "The media type of the request body. Default value: application/json"
        ]
        .map(str::to_owned)]
    );
    let fields = table(&page, "Request body fields");
    let short: Vec<(String, &str, &str)> = fields
        .iter()
        .map(|[name, ty, required, _]| {
            (name.replace(' ', ""), ty.split(' ').next().unwrap_or_default(), required.as_str())
        })
        .collect();
    let wanted = [
        ("id", "String", "No"),
        ("_links[]", "Array", "No"),
        ("_links[].href", "String", "No"),
        ("_links[].rel", "String", "No"),
        ("apiUser", "String", "No"),
        ("description", "String", "Yes"),
        ("updatedTime", "String", "No"),
        ("createdTime", "String", "No"),
        ("type", "String", "No"),
        ("allowedIps[]", "Array", "No"),
        ("acl[]", "Array", "No"),
        ("acl[].scope", "Object", "Yes"),
        ("acl[].scope.customFieldName[]", "Array", "No"),
        ("acl[].scope.productId[]", "Array", "No"),
        ("acl[].scope.planId[]", "Array", "No"),
        ("acl[].scope.organizationId[]", "Array", "No"),
        ("acl[].permissions[]", "Array", "Yes"),
        ("secretKey", "String", "No"),
    ];
    let wanted: Vec<(String, &str, &str)> =
        wanted.map(|(name, ty, required)| (name.to_owned(), ty, required)).into();
    assert_eq!(short, wanted);
    let described = |wanted: &str| {
        let row = fields.iter().find(|[name, ..]| name.replace(' ', "") == wanted);
        row.map(|[.., description]| description.clone()).unwrap_or_default()
    };
    assert_eq!(described("type"), "The kind of key. Valid values: secret publishable Default value: secret");
    assert!(described("_links[].rel").contains("Valid values: self"), "{}", described("_links[].rel"));
    assert!(fields.iter().all(|[.., description]| !description.is_empty()), "{fields:?}");
}

#[test]
fn the_page_of_a_key_of_an_integration_shows_all_steps() {
    let files = reference(&own("sunshine"), Format::Html);
    let page = page(&files, "integrations/create-integration-key.html");
    let text = words(&page);
    for (step, shown) in [
        ("signs in", "HTTP basic (user name and password) Client::builder().basic_auth(username, password)"),
        ("builds the body", "Request body fields Object as application/json"),
        ("sets the type", "Content-Type String Yes"),
        ("posts", "POST https://api.smooch.io /v2/apps/{appId}/integrations/{integrationId}/keys"),
        (
            "tells failures apart",
            "If nothing came back (no connection, no answer in time), error.status() is None",
        ),
        ("shows the body", "let body = response.body();"),
        ("shows the headers of an error", "error.headers() and error.body() have the rest of the answer"),
        ("shows the example", "Example: Created"),
        ("reads each leaf", "key. id String Yes"),
        ("reads each leaf", "key. displayName String Yes"),
        ("reads each leaf", "key. secret String Yes"),
        ("shows curl", "curl --request POST"),
        ("shows the item", "\"name\": \"Create Integration Key\""),
    ] {
        assert!(text.contains(shown), "{step}: {shown}: {text}");
    }
    for id in ["code-rust", "code-curl", "code-http", "code-item"] {
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
}

/// One operation with a bit of everything.
const SMALL: &str = r#"{
  "name": "Find cups", "request": {
    "method": "POST", "description": "Finds *cups*.\n\n## Body\n\n| field | type | description |\n|--|--|--|\n| size | integer | In ml. Default value: 200 |\n| tags | array | Marks, any. |",
    "url": {"raw": "https://x.test/cups/:shop?page=2", "path": ["cups", ":shop"], "host": ["https://x.test"],
      "query": [{"key": "page", "value": "2", "description": "Which page."}], "variable": [{"key": "shop", "value": "7"}]},
    "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "hunter2hunter2"}]},
    "body": {"mode": "raw", "raw": "{\"size\": 1, \"tags\": [\"a\"]}", "options": {"raw": {"language": "json"}}}},
  "response": [{"name": "Found", "code": 200, "header": [{"key": "Content-Type", "value": "application/json"}], "body": "{\"cups\": [{\"id\": 1.50}]}"}]
}"#;

#[test]
fn a_page_in_html() {
    let page = page(&reference(&collection(SMALL), Format::Html), "find-cups.html");
    let main = page
        .split("<main")
        .nth(1)
        .and_then(|rest| rest.split("<section class=\"panel\"").next())
        .unwrap_or_default();
    let details = page
        .split("<div class=\"details\">")
        .nth(1)
        .and_then(|rest| rest.split("</main>").next())
        .unwrap_or_default();
    insta::assert_snapshot!("page_html", format!("<main{main}\n…\n{details}"));
    assert!(!page.contains("hunter2"), "{page}");
}

#[test]
fn a_page_in_markdown() {
    let page = page(&reference(&collection(SMALL), Format::Markdown), "find-cups.md");
    let (before, code) = page.split_once("## Code").unwrap_or_default();
    let (_, after) = code.split_once("## Responses").unwrap_or_default();
    insta::assert_snapshot!("page_markdown", format!("{before}…\n\n## Responses{after}"));
    assert!(!page.contains("hunter2"), "{page}");
}

#[test]
fn headers_are_described_and_required_where_they_are() {
    let item = |name: &str, method: &str, body: &str| {
        format!(
            r#"{{"name": "{name}", "request": {{"method": "{method}", "url": "https://x.test/a", "body": {body},
              "header": [{{"key": "Accept", "value": "text/csv", "description": "Which *format* the list has."}}, {{"key": "Content-Type", "value": "application/json"}}]}}}}"#
        )
    };
    let json = r#"{"mode": "raw", "raw": "{\"a\": 1}"}"#;
    let form = r#"{"mode": "formdata", "formdata": [{"key": "a", "value": "1", "type": "text"}]}"#;
    let items = [item("Send", "POST", json), item("Ask", "GET", json), item("Load", "POST", form)];
    let files = reference(&collection(&items.join(",")), Format::Html);
    let headers = |path: &str| table(&page(&files, path), "Request headers");
    for path in ["send.html", "load.html"] {
        let [name, _, required, described] = headers(path).remove(0);
        assert_eq!((name.as_str(), required.as_str()), ("Accept", "Yes"), "{path}");
        assert_eq!(described, "Which format the list has. Default value: text/csv", "{path}");
    }
    let of_body = |path: &str| {
        let rows = headers(path);
        let row = rows.into_iter().find(|[name, ..]| name == "Content-Type");
        row.map(|[_, _, required, described]| (required, described))
    };
    let json = "The media type of the request body. Default value: application/json";
    assert_eq!(of_body("send.html"), Some(("Yes".to_owned(), json.to_owned())));
    // Postman does not send the body of a GET by itself: it may be left out, and so may its type.
    assert_eq!(of_body("ask.html"), Some(("No".to_owned(), json.to_owned())));
    let boundary = "The media type of the request body, with a boundary, which the SDK makes for each call. Default value: multipart/form-data";
    assert_eq!(of_body("load.html"), Some(("Yes".to_owned(), boundary.to_owned())));
}

#[test]
fn answers_have_the_headers_that_say_something() {
    let example = |more: &str| {
        format!(
            r#"{{"name": "Found", "code": 200, "header": [{{"key": "Content-Type", "value": "application/json"}}, {{"key": "X-RateLimit-Left", "value": "59"}}{more}], "body": "[[1]]"}}"#
        )
    };
    let more = r#", {"key": "Set-Cookie", "value": "sid=hunter2hunter2"}, {"key": "Date", "value": "Mon"}, {"key": "CF-Ray", "value": "1"}, {"key": "x-ratelimit-left", "value": "58"}, {"key": "Link", "value": "<a|b>", "disabled": true}"#;
    let item = format!(
        r#"{{"name": "Find", "request": {{"method": "GET", "url": "https://x.test/a"}}, "response": [{}, {}]}}"#,
        example(more),
        example("")
    );
    let files = reference(&collection(&item), Format::Html);
    let shown = table(&page(&files, "find.html"), "Headers of the response with status 200, response-1");
    let wanted = [["X-RateLimit-Left", "String", "Yes", "Example: 59"], ["Set-Cookie", "String", "No", ""]];
    assert_eq!(shown, wanted.map(|row| row.map(str::to_owned)));
    let files = reference(&collection(&item), Format::Markdown);
    assert!(page(&files, "find.md").contains("| `X-RateLimit-Left` | String | Yes | Example: `59` |"));
}

#[test]
fn lists_say_what_they_hold_and_counts_are_grammatical() {
    let files = reference(&collection(SMALL), Format::Html);
    let fields = table(&page(&files, "find-cups.html"), "Request body fields");
    let kinds: Vec<&str> = fields.iter().map(|[_, kind, ..]| kind.as_str()).collect();
    assert_eq!(kinds, ["Integer i64", "Array of String Vec<String>"]);
    let overview = page(&files, "index.html");
    assert!(words(&overview).contains("1 operation · 3 types"), "{}", words(&overview));
    assert!(overview.contains("<code class=\"path\">/cups/{shop}</code>"), "{overview}");
    let overview = page(&reference(&collection(SMALL), Format::Markdown), "README.md");
    assert!(overview.contains("1 operation, [3 types](types/README.md)"), "{overview}");
    assert!(overview.contains("- [POST Find cups](find-cups.md) `/cups/{shop}`"), "{overview}");
}

#[test]
fn dots_in_the_name_of_a_field_are_no_fields() {
    let deep = (0..9).rev().fold("1".to_owned(), |inner, level| format!("{{\\\"f{level}\\\": {inner}}}"));
    let body = format!("{{\\\"a.b.c.d.e.f.g.h\\\": {{\\\"x\\\": {deep}}}}}");
    let item = format!(
        r#"{{"name": "Send", "request": {{"method": "POST", "url": "https://x.test/a", "body": {{"mode": "raw", "raw": "{body}", "options": {{"raw": {{"language": "json"}}}}}}}}}}"#
    );
    let files = reference(&collection(&item), Format::Html);
    let fields = table(&page(&files, "send.html"), "Request body fields");
    let names: Vec<String> = fields.into_iter().map(|[name, ..]| name.replace(' ', "")).collect();
    assert_eq!(names.len(), 8, "{names:?}");
    assert_eq!(names[7], "a.b.c.d.e.f.g.h.x.f0.f1.f2.f3.f4.f5");
}

#[test]
fn the_search_shows_what_pages_show() {
    let item =
        r#"{"name": "Pay\u202egpx\u200b", "request": {"method": "GET", "url": "https://x.test/a\u202eb"}}"#;
    let files = reference(&collection(item), Format::Html);
    let index = page(&files, "assets/search.js");
    assert!(index.contains("\"Paygpx\"") && !index.contains(['\u{202e}', '\u{200b}']), "{index}");
}

const EVIL: &[&str] = &[
    "<script>alert(1)</script>",
    "</textarea></code></pre></script><script>alert(1)</script>",
    "\\\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "[a](javascript:alert(1))",
    "]]>",
    "{{7*7}}{% raw %}{{ site }}",
    "a|b\\n\\n# c\\n```\\n~~~",
];

#[test]
fn hostile_words_stay_words() {
    let items: Vec<String> = EVIL.iter().map(|evil| {
        format!(
            r#"{{"name": "{evil}", "request": {{"method": "POST", "description": "{evil}", "header": [{{"key": "X-{evil}", "value": "{evil}", "description": "{evil}"}}],
              "url": {{"raw": "https://x.test/{evil}", "host": ["https://x.test"], "path": ["a"], "query": [{{"key": "{evil}", "value": "{evil}", "description": "{evil}"}}]}},
              "body": {{"mode": "urlencoded", "urlencoded": [{{"key": "{evil}", "value": "{evil}", "description": "{evil}"}}]}}}},
              "response": [{{"name": "{evil}", "code": 200, "header": [{{"key": "Content-Type", "value": "application/json; {evil}"}}], "body": "{{\"<b>\": \"x\"}}"}}]}}"#
        )
    }).collect();
    let text = collection(&items.join(",")).replace("\"Shop\"", "\"<script>alert(1)</script>\"");
    let files = reference(&text, Format::Html);
    assert!(files.iter().any(|file| file.text.contains("<h1>{{7*7}}{% raw %}{{ site }}</h1>")));
    for file in files {
        let lower = file.text.to_lowercase();
        if is(&file, "html") {
            assert_eq!(lower.matches("<script").count(), 1, "{}", file.path);
            for bad in
                ["<img", "\" onmouseover=", "onerror=alert(1)>", "href=\"javascript", "<b>\"", "</textarea"]
            {
                assert!(!lower.contains(bad), "{}: {bad}", file.path);
            }
        }
    }
    for file in reference(&text, Format::Markdown).iter().filter(|file| is(file, "md")) {
        let events = pulldown_cmark::Parser::new_ext(&file.text, pulldown_cmark::Options::ENABLE_TABLES);
        for event in events {
            if let pulldown_cmark::Event::Html(html) | pulldown_cmark::Event::InlineHtml(html) = &event {
                assert_eq!(&**html, "<br>", "{}", file.path);
            }
            if let pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) = &event {
                assert!(!dest_url.contains("javascript:"), "{}: {dest_url}", file.path);
            }
        }
    }
}

fn is(file: &File, extension: &str) -> bool {
    std::path::Path::new(&file.path).extension().is_some_and(|own| own == extension)
}

#[test]
fn many_operations_take_seconds_and_no_page_lists_them_all() {
    let item = |number: usize| {
        format!(
            r#"{{"name": "Get thing {number}", "request": {{"method": "GET", "url": "https://x.test/{number}"}}}}"#
        )
    };
    let items: Vec<String> = (0..2_000).map(item).collect();
    let start = std::time::Instant::now();
    let files = reference(&collection(&items.join(",")), Format::Html);
    let seconds = start.elapsed().as_secs();
    assert_eq!(files.iter().filter(|file| file.path.starts_with("get-thing")).count(), 2_000);
    let longest =
        files.iter().filter(|file| file.path.starts_with("get-thing")).map(|file| file.text.len()).max();
    assert!(longest.is_some_and(|longest| longest < 30_000), "{longest:?}");
    // Without optimisation, beside other tests.
    assert!(seconds < 60, "{seconds} s");
}
