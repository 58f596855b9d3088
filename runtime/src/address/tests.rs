//! The URLs that settings, operations and arguments make.

use super::*;
use crate::api::{Api, Server, Variable};
use crate::core::CoreBuilder;
use crate::{Value, flag};

static API: Api = Api::new("t", "")
    .servers(&[Server::new("base_url", Some("{scheme}://{host}/v1")), Server::new("other", None)])
    .variables(&[Variable::new("scheme", "scheme", Some("https")), Variable::new("host", "host", None)]);

fn build(builder: CoreBuilder, operation: &Operation, arguments: &Arguments) -> Result<String, String> {
    let core = builder.build().map_err(|error| error.to_string())?;
    url(&core.0, operation, None, arguments)
        .map(|(url, _)| url.to_string())
        .map_err(|error| error.to_string())
}

fn path_of(template: &'static str, given: &[(&'static str, &str)]) -> Result<String, String> {
    let (mut arguments, mut text) = (Arguments::default(), String::new());
    for (name, encoded) in given {
        arguments.push_path(name, &crate::verbatim(*encoded));
    }
    push_path(&mut text, template, &arguments).map(|()| text).map_err(|error| error.to_string())
}

fn query_of(places: &[Query], given: &[(&str, Value<'_>)]) -> Option<String> {
    let (mut arguments, mut text) = (Arguments::default(), String::new());
    for (name, value) in given {
        arguments.push_query(name, value);
    }
    push_query(&mut text, places, &arguments);
    text.strip_prefix('?').map(str::to_owned)
}

#[test]
fn addresses_are_put_together_from_settings() {
    let builder = || CoreBuilder::new(&API);
    let users = Operation::new("GET", 0, "/users");
    let none = Arguments::default();
    let get = |builder| build(builder, &users, &none);
    assert_eq!(get(builder().variable("host", "h.test:81")).unwrap(), "https://h.test:81/v1/users");
    assert_eq!(get(builder().server(0, "http://x/")).unwrap(), "http://x//users");
    assert_eq!(get(builder().server(0, "x.test")).unwrap(), "http://x.test/users");
    assert_eq!(
        get(builder().server(0, " https:////x/a b{c}#d")).unwrap(),
        "https://x/a%20b%7Bc%7D%23d/users"
    );
    assert_eq!(get(builder().origin("http://127.0.0.1:9/ignored")).unwrap(), "http://127.0.0.1:9/v1/users");
    let origin = builder().origin("http://o").server(0, "https://name:pass@in valid/a?b=c");
    assert_eq!(get(origin).unwrap(), "http://o/a?b=c/users");
    assert_eq!(
        get(builder()).unwrap_err(),
        "`host` in the address of the server is not set: set it with `host(…)` of the builder"
    );
    // Read by themselves, these would name another host.
    for slashes in ["//evil/a", "/\\evil/a", "\t/\n/evil/a"] {
        let whole = Url::parse(&format!("http://h{slashes}/users")).unwrap();
        let text = get(builder().server(0, format!("http://h{slashes}"))).unwrap();
        assert_eq!(text, whole.as_str());
        assert!(text.starts_with("http://h//"), "{text}");
    }
    let other = Operation::new("GET", 1, "x");
    assert_eq!(
        build(builder(), &other, &none).unwrap_err(),
        "the address of the server is not set: set it with `other(…)` of the builder"
    );
    assert_eq!(build(builder().origin("http://o"), &other, &none).unwrap(), "http://o/x");
    assert_eq!(build(builder().server(1, "https://h"), &other, &none).unwrap(), "https://h/x");
    for invalid in ["ftp://h", "https://a b", "http://u:secret@h:99999", ""] {
        let message = get(builder().server(0, invalid)).unwrap_err();
        assert!(message.contains("base_url(…)") && !message.contains("secret"), "{message}");
    }
}

#[test]
fn user_info_is_taken_out_of_the_address() {
    let core = CoreBuilder::new(&API).server(0, "http://na%20me:p@ss@h/").build().unwrap();
    let (url, user) = url(&core.0, &Operation::new("GET", 0, ""), None, &Arguments::default()).unwrap();
    let user = user.unwrap();
    assert_eq!((url.as_str(), &*user.name, &*user.password), ("http://h/", "na me", "p@ss"));
}

#[test]
fn paths_are_filled() {
    assert_eq!(path_of("/a/{id}/b c", &[("id", "x%2Fy")]).unwrap(), "/a/x%2Fy/b%20c");
    assert_eq!(path_of("/{id}.{ext}/{id}", &[("id", "7"), ("ext", "gz")]).unwrap(), "/7.gz/7");
    assert_eq!(path_of("/{id}/{id}", &[("id", "1"), ("id", "2")]).unwrap(), "/1/2");
    assert_eq!(path_of("/{no}/{id}/{", &[("id", "1")]).unwrap(), "/%7Bno%7D/1/%7B");
    assert_eq!(path_of("/{{id}}", &[("id", "1")]).unwrap(), "/%7B1%7D");
    assert_eq!(path_of("/a/../b", &[("id", "1")]).unwrap(), "/a/../b");
    for (template, id) in
        [("/{id}", ".."), ("/{id}", "%2e"), ("/.{id}", "."), ("/{id}/x", "a/%2E%2e/b"), ("/{id}{id}", ".")]
    {
        assert!(path_of(template, &[("id", id)]).unwrap_err().contains("`id`"), "{template} {id}");
    }
    assert_eq!(path_of("/v{id}", &[("id", "..")]).unwrap(), "/v..");
}

#[test]
fn queries_keep_the_order_of_their_places() {
    let places = [
        Query::Parameter("b"),
        Query::Fixed(Some("v"), Some("1 &")),
        Query::Parameter("a"),
        Query::Parameter("b"),
    ];
    assert_eq!(query_of(&places, &[]).unwrap(), "v=1%20%26");
    let filled = |given: &[(&str, Value<'_>)]| query_of(&places, given).unwrap();
    assert_eq!(filled(&[("a", 1.into()), ("b", flag())]), "b&v=1%20%26&a=1");
    assert_eq!(
        filled(&[("b", 1.into()), ("b", 2.into()), ("b", 3.into()), ("z", 4.into()), ("v", 5.into())]),
        "b=1&v=1%20%26&v=5&b=2&b=3&z=4"
    );
    assert_eq!(filled(&[("z", 1.into()), ("y", 2.into()), ("z", 3.into())]), "v=1%20%26&z=1&z=3&y=2");
    assert_eq!(query_of(&[Query::Parameter("b")], &[]), None);
    let fixed = |key, value| query_of(&[Query::Fixed(key, value)], &[]).unwrap();
    assert_eq!(fixed(Some("a"), None), "a");
    assert_eq!(fixed(Some("a"), Some("")), "a=");
    assert_eq!(fixed(None, Some("v")), "=v");
    assert_eq!(fixed(Some(""), None), "");
}

#[test]
fn the_url_parser_changes_nothing_that_was_encoded() {
    let punctuation = "a !\"$%&'()*+,-.;<=>@[]^_`{|}~z%zz%4a%";
    let operation = Operation::new("GET", 0, "/v/{p}//x/").query(&[Query::Parameter("q")]);
    let value = crate::verbatim(punctuation);
    let (mut path, query) = (String::new(), encode::query_value(&value).unwrap());
    encode::push_path(&mut path, &value);
    let mut arguments = Arguments::default();
    arguments.push_path("p", &value);
    arguments.push_query("k[]", &value);
    arguments.push_query("e", &crate::verbatim("é`{}\\"));
    assert_eq!(
        build(CoreBuilder::new(&API).server(0, "http://h"), &operation, &arguments).unwrap(),
        format!("http://h/v/{path}//x/?k[]={query}&e=%C3%A9`{{}}\\")
    );
}

#[test]
fn blanks_behind_a_host_are_no_part_of_an_address() {
    let of = |url: &str| {
        let builder = CoreBuilder::new(&API).variable("host", "h").server(0, url);
        build(builder, &Operation::new("GET", 0, "/users"), &Arguments::default())
    };
    assert_eq!(of("http://h\n").unwrap(), "http://h/users");
    for url in ["http://h ", "http://h /v1", "http://h\u{1}"] {
        assert!(of(url).unwrap_err().contains("base_url(…)"), "{url}");
    }
}
