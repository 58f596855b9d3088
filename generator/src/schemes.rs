//! The auth table: one row per auth type. `lower`, `name` and `emit` treat the rows generically.

/// An auth type that the runtime can apply.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Scheme {
    /// `auth.type` in a collection; empty for one that no auth block names.
    pub(crate) postman: &'static str,
    /// The type in `postwright_runtime::auth`.
    pub(crate) runtime: &'static str,
    /// The plain name of its builder method, in words.
    pub(crate) name: &'static str,
    /// In the order of the constructor's arguments.
    pub(crate) attributes: &'static [SchemeAttribute],
}

/// An attribute of an auth type.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SchemeAttribute {
    /// Its key in a collection.
    pub(crate) key: &'static str,
    pub(crate) role: Role,
    /// Used where the collection says nothing.
    pub(crate) default: &'static str,
}

/// Who decides the value of an attribute.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The caller; it is never written into generated code.
    Given,
    /// The collection.
    Fixed,
}

const fn given(key: &'static str) -> SchemeAttribute {
    SchemeAttribute { key, role: Role::Given, default: "" }
}

const fn fixed(key: &'static str, default: &'static str) -> SchemeAttribute {
    SchemeAttribute { key, role: Role::Fixed, default }
}

/// Every auth type. A new one is a row here and a file in the runtime.
pub(crate) const SCHEMES: &[Scheme] = &[
    Scheme {
        postman: "basic",
        runtime: "Basic",
        name: "basic auth",
        attributes: &[given("username"), given("password")],
    },
    Scheme { postman: "bearer", runtime: "Bearer", name: "bearer token", attributes: &[given("token")] },
    Scheme {
        postman: "apikey",
        runtime: "ApiKey",
        name: "api key",
        attributes: &[fixed("key", ""), fixed("in", "header"), given("value")],
    },
    Scheme {
        postman: "",
        runtime: "SecretHeader",
        name: "",
        attributes: &[fixed("name", ""), given("value")],
    },
];

/// The row for `auth.type`.
pub(crate) fn find(postman: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.postman == postman && !postman.is_empty())
}
