//! Folders in memory into what the reader makes of them.

use super::super::testing::reading;
use super::*;
use crate::source::Part;

fn source(files: &[(&str, &str)]) -> Source {
    let mut source = Source::from_text("dir/shop", "");
    let part = |(path, text): &(&str, &str)| Part {
        path: (*path).to_owned(),
        source: Source::from_text(format!("dir/shop/{path}"), *text),
    };
    source.files = files.iter().map(part).collect();
    source.files.sort_by(|a, b| a.path.cmp(&b.path));
    source
}

fn collection(files: &[(&str, &str)]) -> (Collection, Vec<String>) {
    let (found, messages) = reading(|reader| read(&source(files), reader));
    (found.unwrap(), messages)
}

fn show(items: &[Item], depth: usize, lines: &mut Vec<String>) {
    for item in items {
        let indent = "  ".repeat(depth);
        match item {
            Item::Folder(folder) => {
                lines.push(format!("{indent}{:?} {}", folder.name, folder.at));
                show(&folder.items, depth + 1, lines);
            }
            Item::Request(request) => {
                let count = request.responses.len();
                lines.push(format!(
                    "{indent}{} {:?} {} {count}",
                    request.request.method, request.name, request.at
                ));
            }
        }
    }
}

#[test]
fn reads_the_tree() {
    let (found, messages) = collection(&[
        (
            ".resources/definition.yaml",
            "$kind: collection\nname: Shop\ndescription: d\nvariables: {a: 1, no: null}\nauth: [{type: basic, credentials: {username: u}}]\nscripts: [{type: 'http:afterResponse', code: x}]\n",
        ),
        (
            "Users/.resources/definition.yaml",
            "$kind: collection\nname: 'Users / all'\norder: 2000\nsettings: {followRedirects: false}",
        ),
        (
            "Users/Get.request.yaml",
            "$kind: http-request\nurl: h\nauth: {type: inherit}\nscripts: [{type: beforeRequest, code: y}]\nsettings: {disabledSystemHeaders: [accept], strictSSL: false}",
        ),
        (
            "Users/.resources/Get.resources/examples/OK.example.yaml",
            "$kind: http-example\nresponse: {statusCode: 200}",
        ),
        ("Ping.request.yaml", "$kind: http-request\nurl: h\nmethod: post\norder: 1000"),
        ("Call.request.yaml", "$kind: grpc-request\nurl: h"),
        ("Odd.request.yaml", "- 1"),
        (".resources/Gone.resources/examples/e.example.yaml", "$kind: http-example"),
    ]);
    let mut lines = vec![format!("{} {:?} {}", found.name, found.description, found.format.name())];
    show(&found.items, 0, &mut lines);
    lines.extend(found.dropped.iter().map(|it| format!("dropped {} {}: {}", it.name, it.at, it.reason)));
    lines.extend(messages);
    insta::assert_snapshot!(lines.join("\n"), @r#"
    Shop Some("d") v3
    POST "Ping" Ping.request.yaml 0
    "Users / all" Users/.resources/definition.yaml
      GET "Get" Users/Get.request.yaml 1
    dropped Call Call.request.yaml: its kind is `grpc-request`, and an SDK has HTTP and GraphQL requests only
    dropped Odd Odd.request.yaml: it has no `$kind`, so Postman does not take it for a request
    .resources/Gone.resources/examples/e.example.yaml: the file is left out: it is an example, but of no request
    "#);
    let variables: Vec<_> =
        found.variables.iter().map(|v| (v.key.as_str(), v.value.to_text(), v.at.as_str())).collect();
    assert_eq!(
        variables,
        [
            ("a", Some("1".to_owned()), ".resources/definition.yaml#/variables/a"),
            ("no", None, ".resources/definition.yaml#/variables/no"),
        ]
    );
    assert_eq!((found.auth.unwrap().kind.as_str(), found.scripts[0].listen.as_str()), ("basic", "test"));
    let Item::Folder(users) = &found.items[1] else { panic!("no folder") };
    assert_eq!(users.behavior.follow_redirects, Some(false));
    let Item::Request(get) = &users.items[0] else { panic!("no request") };
    assert!(get.request.auth.is_none());
    assert_eq!(get.scripts[0].listen, "prerequest");
    assert_eq!(get.behavior.disabled_system_headers.as_deref(), Some(&["accept".to_owned()][..]));
    assert_eq!(get.behavior.others[0].0, "strictSSL");
}

#[test]
fn a_collection_without_a_definition_has_the_name_of_its_folder() {
    let (found, messages) = collection(&[("a/b.request.yaml", "$kind: http-request\nurl: h")]);
    assert_eq!((found.name.as_str(), messages.len()), ("shop", 0));
}

#[test]
fn several_collections_are_listed() {
    let refused = |files: &[(&str, &str)]| {
        let error = reading(|reader| read(&source(files), reader)).0.unwrap_err();
        format!("{}; {}", error.message, error.help.unwrap())
    };
    let request = "$kind: http-request\nurl: h";
    insta::assert_snapshot!(
        refused(&[
            ("a/.resources/definition.yaml", "$kind: collection"),
            ("a/x.request.yaml", request),
            ("b/.resources/definition.yaml", "$kind: collection"),
            ("b/x.request.yaml", request),
        ]),
        @r#"dir/shop holds 2 collections, but one is expected; give one of them: `dir/shop/a`, `dir/shop/b`; if they are folders of one collection, add `.resources/definition.yaml` with `$kind: collection`"#
    );
    insta::assert_snapshot!(
        refused(&[("postman/a/.resources/definition.yaml", "$kind: collection"), ("postman/a/x.request.yaml", request)]),
        @r#"dir/shop holds a collection, but is none itself; give one of them: `dir/shop/postman/a`; if they are folders of one collection, add `.resources/definition.yaml` with `$kind: collection`"#
    );
}

#[test]
fn what_is_no_yaml_is_told_with_file_and_byte() {
    let files = [("a.request.yaml", "$kind: http-request\nurl: {{base}}/x\n")];
    let error = reading(|reader| read(&source(&files), reader)).0.unwrap_err();
    assert_eq!((error.code, error.pointer.as_str()), (Code::InvalidYaml, "a.request.yaml"));
    let text = crate::report::Report::new(&source(&files)).text(&error, false);
    assert!(text.contains("dir/shop/a.request.yaml:2:"), "{text}");
}

#[test]
fn places_are_those_of_the_file() {
    let files =
        [("a.request.yaml", "$kind: http-request\nurl: h\nbody:\n  type: odd\n  content: é\n\nheader: 1\n")];
    let source = source(&files);
    let mut diagnostics = crate::diagnostic::Diagnostics::default();
    read(&source, &mut Reader { diagnostics: &mut diagnostics }).unwrap();
    let report = crate::report::Report::new(&source);
    let shown: Vec<String> = diagnostics.iter().map(|one| report.line(one)).collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    dir/shop/a.request.yaml:7:1: Postman does not know the key `header` here, and drops it (a.request.yaml#/header); did you mean `headers`? If not, remove it, or use one of: $kind, id, name, description, url, method, headers, queryParams, pathVariables, body, auth, settings, scripts, examples, order
    dir/shop/a.request.yaml:4:9: body type `odd` is not known; the body is read as text (a.request.yaml#/body/type); pick one of: json, text, xml, html, javascript, urlencoded, formdata, file, none
    "#);
}
