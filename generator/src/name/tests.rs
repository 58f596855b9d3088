//! Names, from small services made by hand.

use super::client;
use crate::{
    api::{
        Api, Body, BodyExample, Group, Kind, Location, MediaKind, Object, Operation, OwnNotes, Parameter,
        PathPiece, Property, QueryEntry, Redirects, RequestBody, Response, Schema, Texts,
    },
    diagnostic::Pointer,
    rust::{Argument, Client, Module, Struct, TypeItem},
    settings::Settings,
};

fn operation(name: &str, method: &str, path: &str) -> Operation {
    let mut parameters = Vec::new();
    let mut pieces = Vec::new();
    for segment in path.split('/').skip(1) {
        pieces.push(PathPiece::Literal("/".into()));
        if let Some(name) = segment.strip_prefix(':') {
            pieces.push(PathPiece::Parameter(parameters.len()));
            parameters.push(parameter(name, Location::Path, true));
        } else {
            pieces.push(PathPiece::Literal(segment.into()));
        }
    }
    Operation {
        index: 0,
        name: name.into(),
        description: None,
        deprecated: false,
        method: method.into(),
        server: 0,
        path: pieces,
        parameters,
        query: Vec::new(),
        headers: Vec::new(),
        body: None,
        auth: None,
        secret_headers: Vec::new(),
        responses: Vec::new(),
        redirects: Redirects::default(),
        at: Pointer::root(),
    }
}

fn parameter(name: &str, location: Location, required: bool) -> Parameter {
    Parameter {
        name: name.into(),
        location,
        description: None,
        required,
        deprecated: false,
        secret: false,
        schema: Schema::default(),
        samples: Vec::new(),
        variable: None,
        anew: None,
    }
}

fn group(name: &str, operations: Vec<Operation>, groups: Vec<Group>) -> Group {
    Group { name: name.into(), description: None, groups, operations }
}

fn named(root: Group) -> Client {
    let api = Api {
        name: "Test".into(),
        description: None,
        version: None,
        format: "v2.1",
        servers: Vec::new(),
        variables: Vec::new(),
        credentials: Vec::new(),
        root,
        skipped: Vec::new(),
    };
    client(&api, &Settings::new(), 1, &mut Vec::new())
}

fn methods(module: &Module) -> Vec<&str> {
    module.methods.iter().map(|method| method.ident.as_str()).collect()
}

fn object(properties: &[(&str, Kind)]) -> Kind {
    let properties = properties.iter().map(|(name, kind)| Property {
        name: (*name).into(),
        schema: Schema { kind: kind.clone(), ..Schema::default() },
        required: true,
        seen: (1, 1),
        texts: Texts::default(),
        notes: OwnNotes::default(),
    });
    Kind::Object(Object { properties: properties.collect() })
}

fn answering(mut operation: Operation, status: u16, kind: Kind) -> Operation {
    operation.responses.push(Response {
        status: Some(status),
        content_type: None,
        media: MediaKind::Json(Schema { kind, ..Schema::default() }),
        examples: Vec::new(),
    });
    operation
}

fn types(client: &Client) -> Vec<&str> {
    let name = |item| match item {
        &TypeItem::Struct(Struct { ref ident, .. }) => ident.as_str(),
        TypeItem::Union(union) => union.ident.as_str(),
        TypeItem::Enum(item) => item.ident.as_str(),
    };
    client.types.iter().map(name).collect()
}

#[test]
fn siblings_of_one_name_are_told_apart_by_path_and_method() {
    let list = operation("Users", "GET", "/users");
    let one = operation("Users", "GET", "/users/:id");
    let add = operation("Users", "POST", "/users");
    let forward = named(group("", vec![list.clone(), one.clone(), add.clone()], Vec::new()));
    assert_eq!(methods(&forward.root), ["users", "users_by_id", "post_users"]);
    let backward = named(group("", vec![add, one, list], Vec::new()));
    assert_eq!(methods(&backward.root), ["post_users", "users_by_id", "users"], "the order decides nothing");
}

#[test]
fn names_without_words_fall_back_to_method_and_path() {
    let operations = vec![
        operation("", "GET", "/v1/keys/:id"),
        operation("→", "DELETE", "/v1/keys/:id"),
        operation("https://x.test/a", "PUT", "/a"),
    ];
    assert_eq!(
        methods(&named(group("", operations, Vec::new())).root),
        ["get_v1_keys", "delete_v1_keys", "put_a"]
    );
}

#[test]
fn a_folder_of_its_parents_name_is_told_apart() {
    let client = named(group(
        "",
        Vec::new(),
        vec![group("Users", Vec::new(), vec![group("Users", Vec::new(), Vec::new())])],
    ));
    let users = &client.root.modules[0];
    assert_eq!(users.ident.as_str(), "users");
    assert_eq!(users.modules[0].ident.as_str(), "users_folder");
}

#[test]
fn folders_never_take_the_name_of_a_crate() {
    let folders = ["std", "types", "core", "type"].map(|name| group(name, Vec::new(), Vec::new()));
    let client = named(group("", Vec::new(), folders.into()));
    let names: Vec<_> = client.root.modules.iter().map(|module| module.ident.as_str()).collect();
    assert_eq!(names, ["std_folder", "types_folder", "core_folder", "r#type"]);
}

#[test]
fn beyond_four_arguments_required_parameters_move_into_a_struct() {
    let mut operation = operation("Find", "GET", "/a/:b/:c");
    for name in ["d", "e", "type"] {
        operation.query.push(QueryEntry::Parameter(operation.parameters.len()));
        operation.parameters.push(parameter(name, Location::Query, true));
    }
    let client = named(group("", vec![operation.clone()], Vec::new()));
    let arguments = |client: &Client| -> Vec<String> {
        client.root.methods[0].arguments.iter().map(|Argument { ident, .. }| ident.to_string()).collect()
    };
    assert_eq!(arguments(&client), ["b", "c", "params"]);
    assert_eq!(client.root.params[0].ident.as_str(), "FindParams");
    operation.parameters.pop();
    operation.query.pop();
    let client = named(group("", vec![operation], Vec::new()));
    assert_eq!(arguments(&client), ["b", "c", "d", "e"]);
    assert!(client.root.params.is_empty());
}

#[test]
fn options_of_a_call_give_way_to_no_parameter() {
    let mut operation = operation("Find", "GET", "/a");
    for name in ["timeout", "limit", "from_date", "send"] {
        operation.parameters.push(parameter(name, Location::Query, false));
    }
    let client = named(group("", vec![operation], Vec::new()));
    let setters: Vec<_> = client.root.methods[0].setters.iter().map(|setter| setter.ident.as_str()).collect();
    assert_eq!(setters, ["timeout_param", "limit", "with_from_date", "send_param"]);
}

#[test]
fn equal_bodies_of_a_folder_are_one_type() {
    let key = || object(&[("id", Kind::String), ("owner", object(&[("name", Kind::String)]))]);
    let operations = vec![
        answering(operation("Get key", "GET", "/keys/:id"), 200, key()),
        answering(operation("Create key", "POST", "/keys"), 201, key()),
        answering(
            operation("List keys", "GET", "/keys"),
            200,
            Kind::Array(Box::new(Schema { kind: key(), ..Schema::default() })),
        ),
    ];
    let client = named(group("", Vec::new(), vec![group("API keys", operations, Vec::new())]));
    assert_eq!(types(&client), ["ApiKey", "Owner"]);
}

#[test]
fn one_name_for_two_shapes_goes_to_the_more_frequent_one() {
    let address = |field: &str| object(&[(field, Kind::String)]);
    let operations = vec![
        answering(operation("A", "GET", "/a"), 200, object(&[("address", address("zip"))])),
        answering(
            operation("B", "GET", "/b"),
            200,
            object(&[("address", address("street")), ("b", Kind::String)]),
        ),
        answering(
            operation("C", "GET", "/c"),
            200,
            object(&[("address", address("street")), ("c", Kind::String)]),
        ),
    ];
    let client = named(group("", operations, Vec::new()));
    assert_eq!(types(&client), ["AResponse", "AAddress", "BResponse", "Address", "CResponse"]);
}

#[test]
fn request_types_get_constructors_or_defaults() {
    let fields = ["a", "b", "c", "d", "e"].map(|name| (name, Kind::String));
    let mut wide = operation("Wide", "POST", "/wide");
    let mut narrow = operation("Narrow", "POST", "/narrow");
    for (operation, fields) in [(&mut wide, &fields[..]), (&mut narrow, &fields[..4])] {
        operation.body = Some(RequestBody {
            body: Body::Json {
                schema: Schema { kind: object(fields), ..Schema::default() },
                example: BodyExample { json: None },
            },
            content_type: None,
            content_type_in_headers: false,
            optional: false,
            at: Pointer::root(),
        });
    }
    let client = named(group("", vec![wide, narrow], Vec::new()));
    let constructors: Vec<_> = client
        .types
        .iter()
        .map(|item| match item {
            TypeItem::Struct(item) => (item.constructor.clone(), item.derives_default),
            TypeItem::Union(_) | TypeItem::Enum(_) => (None, false),
        })
        .collect();
    assert_eq!(constructors, [(None, true), (Some(vec![0, 1, 2, 3]), false)]);
}
