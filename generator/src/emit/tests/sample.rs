//! A client with every construct, and large ones made of it.

use crate::rust::*;
use types::{set, structure};

mod types;

fn id(text: &str) -> Ident {
    Ident::new(text)
}

fn docs(lines: &[&str]) -> Docs {
    Docs(lines.iter().map(|line| (*line).to_owned()).collect())
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn boxed(ty: Type) -> Box<Type> {
    Box::new(ty)
}

fn named(name: &str) -> Type {
    Type::Named(id(name))
}

fn argument(name: &str, kind: ArgumentKind) -> Argument {
    Argument { ident: id(name), kind }
}

fn given(name: &str) -> StepValue {
    StepValue::Argument(id(name))
}

pub(super) fn client() -> Client {
    Client {
        title: text("Sunshine \"Conversations\""),
        version: Some(text("1.2")),
        docs: docs(&["Sunshine Conversations.", "", "Talks to people: \\[really\\]."]),
        servers: vec![
            ServerRow { method: id("base_url"), address: Some(text("{scheme}://{host}/v1")) },
            ServerRow { method: id("uploads_url"), address: None },
        ],
        variables: vec![
            VariableRow { name: text("scheme"), method: id("scheme"), default: Some(text("https")) },
            VariableRow { name: text("hostName"), method: id("host"), default: None },
        ],
        credentials: vec![
            CredentialRow { method: id("basic_auth") },
            CredentialRow { method: id("api_key") },
        ],
        builder: builder(),
        root: root(),
        types: types::types(),
        aliases: vec![Alias { ident: id("OldId"), target: id("Id") }],
    }
}

fn builder() -> Vec<BuilderMethod> {
    let credential = |ident: &str, index, runtime, values| BuilderMethod {
        ident: id(ident),
        docs: docs(&["Gives the credentials."]),
        target: BuilderTarget::Credential { index, runtime, constructor: "new", values },
        environment: Vec::new(),
    };
    let taken = |name: &str| CredentialValue::Argument(id(name));
    let fixed = |value: &str| CredentialValue::Literal(text(value));
    vec![
        BuilderMethod {
            ident: id("base_url"),
            docs: docs(&["Where requests go."]),
            target: BuilderTarget::Server(0),
            environment: vec![text("BASE_URL")],
        },
        BuilderMethod {
            ident: id("host"),
            docs: docs(&["The variable `hostName`."]),
            target: BuilderTarget::Variable { name: text("hostName"), argument: id("host") },
            environment: vec![text("HOST")],
        },
        BuilderMethod {
            environment: vec![text("BASIC_AUTH_USERNAME"), text("BASIC_AUTH_PASSWORD")],
            ..credential("basic_auth", 0, "Basic", vec![taken("username"), taken("password")])
        },
        credential("api_key", 1, "ApiKey", vec![fixed("X-Api-Key"), fixed("header"), taken("value")]),
    ]
}

fn root() -> Module {
    Module {
        ident: id("client"),
        handle: id("Client"),
        accessor: id("client"),
        docs: Docs::default(),
        uses_types: true,
        methods: vec![Method {
            arguments: vec![argument("text", ArgumentKind::Text)],
            steps: vec![Step::Text { value: given("text") }],
            ..method("say", "Say")
        }],
        params: vec![Params {
            ident: id("SayParams"),
            docs: docs(&["What `say` needs."]),
            fields: vec![(id("tone"), docs(&["How loud."]))],
        }],
        modules: vec![integrations()],
    }
}

fn integrations() -> Module {
    Module {
        ident: id("integrations"),
        handle: id("Integrations"),
        accessor: id("integrations"),
        docs: docs(&["Integrations with `others`."]),
        uses_types: true,
        methods: vec![create(), upload(), search(), download()],
        params: vec![Params {
            ident: id("UploadParams"),
            docs: docs(&["What `upload` needs."]),
            fields: ["limit", "x_tenant", "a", "b", "c", "d", "e", "r#type"]
                .map(|name| (id(name), docs(&["A value."])))
                .to_vec(),
        }],
        modules: vec![Module {
            ident: id("keys"),
            handle: id("Keys"),
            accessor: id("keys"),
            docs: docs(&["Keys."]),
            uses_types: false,
            methods: Vec::new(),
            params: Vec::new(),
            modules: Vec::new(),
        }],
    }
}

/// A GET without anything.
fn method(ident: &str, call: &str) -> Method {
    Method {
        ident: id(ident),
        call: id(call),
        docs: docs(&["GET `/`", "", "Does it."]),
        deprecated: None,
        arguments: Vec::new(),
        steps: Vec::new(),
        setters: Vec::new(),
        descriptor: Descriptor {
            name: text(ident),
            method: text("GET"),
            server: 0,
            path: text("/v2"),
            query: Vec::new(),
            headers: Vec::new(),
            auth: Vec::new(),
            content_type: None,
            follow_redirects: true,
            keep_method: false,
            max_redirects: None,
            variables: Vec::new(),
        },
        output: Output { ty: Type::Unit, decoder: Decoder::Empty },
        answers: None,
        errors: None,
        body_type: None,
        response_types: Vec::new(),
        aliases: Vec::new(),
    }
}

fn create() -> Method {
    let plain = method("create_integration_key", "CreateIntegrationKey");
    let path = |name: &str, argument: &str| Step::Path { name: text(name), value: given(argument) };
    Method {
        arguments: vec![
            argument("app_id", ArgumentKind::Value),
            argument("integration_id", ArgumentKind::Value),
            argument("body", ArgumentKind::Borrowed(named("CreateIntegrationKeyRequest"))),
        ],
        steps: vec![
            path("appId", "app_id"),
            path("integrationId", "integration_id"),
            Step::Json { value: given("body") },
        ],
        setters: create_setters(),
        descriptor: Descriptor {
            name: text("Create Integration Key"),
            method: text("POST"),
            path: text("/v2/apps/{appId}/integrations/{integrationId}/keys"),
            query: vec![
                QueryRow::Parameter(text("limit")),
                QueryRow::Fixed { key: None, value: Some(text("x\u{202e}\n")) },
            ],
            headers: vec![HeaderRow { name: text("Accept"), value: text("application/json") }],
            auth: vec![0, 1],
            content_type: Some(text("application/json")),
            follow_redirects: false,
            keep_method: true,
            max_redirects: Some(2),
            variables: Vec::new(),
            ..plain.descriptor
        },
        output: Output { ty: Type::Local(id("CreateIntegrationKeyAnswer")), decoder: Decoder::Answers },
        answers: Some(AnswerEnum {
            ident: id("CreateIntegrationKeyAnswer"),
            docs: docs(&["What [`Integrations::create_integration_key`] answers."]),
            answers: vec![
                answer("Created", Some(201), Decoder::Json, named("CreateIntegrationKeyRequest")),
                answer("Other", None, Decoder::Text, Type::String),
            ],
            unknown: None,
        }),
        errors: Some(AnswerEnum {
            ident: id("CreateIntegrationKeyError"),
            docs: docs(&["What [`Integrations::create_integration_key`] fails with."]),
            answers: vec![
                answer("Forbidden", Some(403), Decoder::Json, Type::Vec(boxed(named("Id")))),
                answer("Conflict", Some(409), Decoder::Empty, Type::Unit),
                answer("Teapot", Some(418), Decoder::Bytes, Type::Bytes),
            ],
            unknown: Some(id("Unknown")),
        }),
        ..plain
    }
}

fn create_setters() -> Vec<Setter> {
    let setter = |name: &str, deprecated, kind, step| Setter {
        ident: id(name),
        docs: docs(&["The parameter."]),
        deprecated,
        argument: argument(name, kind),
        step,
        adds: false,
    };
    let limit = Step::Query { name: text("limit"), value: given("limit") };
    let list = ArgumentKind::Borrowed(Type::Vec(boxed(named("Id"))));
    vec![
        setter("limit", Some(Deprecation { note: Some(text("use `page`")) }), ArgumentKind::Value, limit),
        setter("body", None, list, Step::Json { value: given("body") }),
    ]
}

fn answer(ident: &str, status: Option<u16>, decoder: Decoder, ty: Type) -> Answer {
    Answer { ident: id(ident), docs: docs(&["As documented."]), status, decoder, ty }
}

fn upload() -> Method {
    let of = |name: &str| StepValue::Field(id("params"), id(name));
    let arguments = ["a", "b", "c", "d", "e"].map(|name| argument(name, ArgumentKind::Value));
    let form = [
        argument("body", ArgumentKind::Owned(named("UploadForm"))),
        argument("params", ArgumentKind::Owned(Type::Local(id("UploadParams")))),
    ];
    let path = ["a", "b", "c", "d", "e"].map(|name| Step::Path { name: text(name), value: given(name) });
    let rest = [
        Step::Multipart { value: given("body") },
        Step::Query { name: text("limit"), value: of("limit") },
        Step::Header { name: text("X-Tenant"), value: of("x_tenant") },
    ];
    Method {
        deprecated: Some(Deprecation { note: None }),
        arguments: arguments.into_iter().chain(form).collect(),
        steps: path.into_iter().chain(rest).collect(),
        ..method("r#type", "Type")
    }
}

fn search() -> Method {
    Method {
        arguments: vec![argument("variables", ArgumentKind::Borrowed(named("Search")))],
        steps: vec![Step::GraphQl {
            query: text("query A {\n  a\n}"),
            operation_name: Some(text("A")),
            variables: Some(given("variables")),
        }],
        setters: vec![Setter {
            ident: id("form"),
            docs: docs(&["The form."]),
            deprecated: None,
            argument: argument("form", ArgumentKind::Borrowed(named("UploadForm"))),
            step: Step::UrlEncoded { value: given("form") },
            adds: false,
        }],
        output: Output {
            ty: Type::Map(boxed(Type::Vec(boxed(Type::Option(boxed(named("CreateIntegrationKeyRequest"))))))),
            decoder: Decoder::Json,
        },
        ..method("search", "Search")
    }
}

fn download() -> Method {
    Method {
        arguments: vec![argument("body", ArgumentKind::Body)],
        steps: vec![
            Step::Bytes { value: given("body") },
            Step::GraphQl { query: text("{ a }"), operation_name: None, variables: None },
        ],
        output: Output { ty: Type::Content, decoder: Decoder::Content },
        ..method("download", "Download")
    }
}

/// As many operations and structs, each as large as in a real collection.
pub(super) fn large(operations: usize, structs: usize) -> Client {
    let fields = || (0..8).map(|index| set(&format!("field_{index}"), FieldKind::Optional, Type::String));
    let methods = |folder: usize| {
        (0..20).map(move |index| Method {
            setters: create().setters,
            ..Method {
                call: id(&format!("Create{index}")),
                docs: docs(&["POST `/v2/apps`", "", "Creates a key for an integration, as people do.", ""]),
                answers: None,
                errors: None,
                output: Output { ty: named(&format!("Type{folder}")), decoder: Decoder::Json },
                ..create()
            }
        })
    };
    let modules = (0..operations / 20).map(|folder| Module {
        ident: id(&format!("folder_{folder}")),
        methods: methods(folder).collect(),
        modules: Vec::new(),
        ..integrations()
    });
    Client {
        types: (0..structs)
            .map(|index| TypeItem::Struct(structure(&format!("Type{index}"), fields().collect())))
            .collect(),
        root: Module { modules: modules.collect(), ..root() },
        ..client()
    }
}
