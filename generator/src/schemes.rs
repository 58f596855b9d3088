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
    /// What the caller gives, for documentation.
    pub(crate) title: &'static str,
    /// The feature of the runtime that has it; empty for one that is always there.
    pub(crate) feature: &'static str,
    /// In the order of the constructor's arguments; those that `set` takes come last.
    pub(crate) attributes: &'static [SchemeAttribute],
}

impl Scheme {
    /// Whether the caller may give a function that is asked for the attribute.
    pub(crate) fn rotates(&self, key: &str) -> bool {
        self.attributes.iter().any(|it| it.key == key && it.rotates)
    }

    /// Whether the caller gives the attribute, as it is or as one of a grant.
    pub(crate) fn is_given(&self, key: &str) -> bool {
        let of_grants = GRANTS.iter().filter(|_| self.postman == "oauth2").flat_map(|it| it.arguments);
        self.attributes.iter().any(|it| it.key == key && it.role.is_given())
            || of_grants.into_iter().any(|it| *it == key)
    }

    /// Whether the attribute goes through `set`.
    pub(crate) fn sets(&self, key: &str) -> bool {
        self.attributes.iter().any(|it| {
            it.key == key
                && match it.role {
                    Role::Optional | Role::Choice => true,
                    Role::Given | Role::Fixed => false,
                }
        })
    }
}

/// An attribute of an auth type.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SchemeAttribute {
    /// Its key in a collection.
    pub(crate) key: &'static str,
    pub(crate) role: Role,
    /// Used where the collection says nothing.
    pub(crate) default: &'static str,
    /// Whether the caller may give a function that is asked for it.
    pub(crate) rotates: bool,
}

/// Who decides the value of an attribute, and how the runtime's type takes it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The caller, as an argument of the constructor; it is never written into generated code.
    Given,
    /// The collection, as an argument of the constructor.
    Fixed,
    /// The caller, through `set`, if the collection has a value for it; it is never written into generated code.
    Optional,
    /// The collection, through `set`, if it has a value for it.
    Choice,
}

impl Role {
    /// Whether the caller gives it.
    pub(crate) fn is_given(&self) -> bool {
        match self {
            Role::Given | Role::Optional => true,
            Role::Fixed | Role::Choice => false,
        }
    }
}

const fn given(key: &'static str) -> SchemeAttribute {
    SchemeAttribute { key, role: Role::Given, default: "", rotates: false }
}

const fn rotating(key: &'static str) -> SchemeAttribute {
    SchemeAttribute { key, role: Role::Given, default: "", rotates: true }
}

const fn fixed(key: &'static str, default: &'static str) -> SchemeAttribute {
    SchemeAttribute { key, role: Role::Fixed, default, rotates: false }
}

const fn optional(key: &'static str) -> SchemeAttribute {
    SchemeAttribute { key, role: Role::Optional, default: "", rotates: false }
}

const fn choice(key: &'static str) -> SchemeAttribute {
    SchemeAttribute { key, role: Role::Choice, default: "", rotates: false }
}

/// Every auth type. A new one is a row here and a file in the runtime.
///
/// Nonces and times have no attribute: those that a collection holds were used up when it was written, so each
/// request gets its own.
pub(crate) const SCHEMES: &[Scheme] = &[
    Scheme {
        postman: "basic",
        runtime: "Basic",
        name: "basic auth",
        title: "name and password of the basic auth",
        feature: "",
        attributes: &[given("username"), given("password")],
    },
    Scheme {
        postman: "bearer",
        runtime: "Bearer",
        name: "bearer token",
        title: "bearer token",
        feature: "",
        attributes: &[rotating("token")],
    },
    Scheme {
        postman: "apikey",
        runtime: "ApiKey",
        name: "api key",
        title: "API key",
        feature: "",
        attributes: &[fixed("key", ""), fixed("in", "header"), rotating("value")],
    },
    Scheme {
        postman: "oauth2",
        runtime: "OAuth2",
        name: "oauth2 token",
        title: "OAuth 2 token",
        feature: "",
        attributes: &[rotating("accessToken"), choice("addTokenTo"), choice("headerPrefix")],
    },
    Scheme {
        postman: "oauth1",
        runtime: "OAuth1",
        name: "oauth1",
        title: "OAuth 1 keys",
        feature: "auth-signed",
        attributes: &[
            given("consumerKey"),
            optional("consumerSecret"),
            optional("token"),
            optional("tokenSecret"),
            optional("privateKey"),
            optional("verifier"),
            choice("signatureMethod"),
            choice("version"),
            choice("realm"),
            choice("callback"),
            choice("addParamsToHeader"),
            choice("includeBodyHash"),
            choice("addEmptyParamsToSign"),
            choice("disableHeaderEncoding"),
        ],
    },
    Scheme {
        postman: "digest",
        runtime: "Digest",
        name: "digest auth",
        title: "name and password of the digest auth",
        feature: "auth-signed",
        attributes: &[
            given("username"),
            given("password"),
            choice("algorithm"),
            choice("realm"),
            choice("nonce"),
            choice("qop"),
            choice("opaque"),
            choice("nonceCount"),
            choice("disableRetryRequest"),
        ],
    },
    Scheme {
        postman: "awsv4",
        runtime: "AwsV4",
        name: "aws key",
        title: "AWS access key",
        feature: "auth-signed",
        attributes: &[
            given("accessKey"),
            given("secretKey"),
            optional("sessionToken"),
            choice("region"),
            choice("service"),
            choice("addAuthDataToQuery"),
        ],
    },
    Scheme {
        postman: "jwt",
        runtime: "Jwt",
        name: "jwt key",
        title: "key of the JSON Web Tokens",
        feature: "auth-signed",
        attributes: &[
            optional("secret"),
            optional("privateKey"),
            choice("algorithm"),
            choice("isSecretBase64Encoded"),
            choice("payload"),
            choice("header"),
            choice("addTokenTo"),
            choice("headerPrefix"),
            choice("queryParamKey"),
        ],
    },
    Scheme {
        postman: "hawk",
        runtime: "Hawk",
        name: "hawk key",
        title: "Hawk key",
        feature: "auth-signed",
        attributes: &[
            given("authId"),
            given("authKey"),
            choice("algorithm"),
            choice("extraData"),
            choice("app"),
            choice("delegation"),
            choice("includePayloadHash"),
        ],
    },
    Scheme {
        postman: "edgegrid",
        runtime: "EdgeGrid",
        name: "edgegrid",
        title: "EdgeGrid keys",
        feature: "auth-signed",
        attributes: &[
            given("accessToken"),
            given("clientToken"),
            given("clientSecret"),
            choice("baseURL"),
            choice("headersToSign"),
            choice("maxBodySize"),
        ],
    },
    Scheme {
        postman: "asap",
        runtime: "Asap",
        name: "asap key",
        title: "ASAP key",
        feature: "auth-signed",
        attributes: &[
            given("privateKey"),
            choice("alg"),
            choice("kid"),
            choice("iss"),
            choice("aud"),
            choice("sub"),
            choice("exp"),
            choice("claims"),
        ],
    },
    Scheme {
        postman: "",
        runtime: "SecretHeader",
        name: "",
        title: "",
        feature: "",
        attributes: &[fixed("name", ""), rotating("value")],
    },
];

/// A way in which the runtime gets OAuth 2 tokens by itself.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    /// The values of `grant_type` that lead to it.
    pub(crate) postman: &'static [&'static str],
    /// The constructor of the runtime's `OAuth2`.
    pub(crate) constructor: &'static str,
    /// The plain name of its builder method, in words.
    pub(crate) name: &'static str,
    /// The attributes that the caller gives, in the order of the constructor's arguments.
    pub(crate) arguments: &'static [&'static str],
}

/// Every grant. A person has to sign in for the last ones; once that is done, the refresh token gets all others.
pub(crate) const GRANTS: &[Grant] = &[
    Grant {
        postman: &["client_credentials"],
        constructor: "client_credentials",
        name: "oauth2 client credentials",
        arguments: &["clientId", "clientSecret"],
    },
    Grant {
        postman: &["password_credentials"],
        constructor: "password",
        name: "oauth2 password",
        arguments: &["clientId", "clientSecret", "username", "password"],
    },
    Grant {
        postman: &["authorization_code", "authorization_code_with_pkce", ""],
        constructor: "refresh_token",
        name: "oauth2 refresh token",
        arguments: &["clientId", "clientSecret", "refreshToken"],
    },
];

/// The row for `grant_type`; a missing one is what Postman shows first.
pub(crate) fn grant(postman: &str) -> Option<&'static Grant> {
    GRANTS.iter().find(|grant| grant.postman.contains(&postman))
}

/// Types that are known and refused, and why.
const REFUSED: &[(&str, &str)] = &[(
    "ntlm",
    "it signs in a connection, not a request, and no connection of an HTTP client belongs to one caller alone",
)];

/// Why a type is refused; `None` if it is not known at all.
pub(crate) fn refused(postman: &str) -> Option<&'static str> {
    REFUSED.iter().find(|(name, _)| *name == postman).map(|(_, why)| *why)
}

/// The feature of the runtime that a type of its `auth` needs; `None` if it is always there.
pub(crate) fn feature(runtime: &str) -> Option<&'static str> {
    let scheme = SCHEMES.iter().find(|scheme| scheme.runtime == runtime)?;
    Some(scheme.feature).filter(|feature| !feature.is_empty())
}

/// The row for `auth.type`.
pub(crate) fn find(postman: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.postman == postman && !postman.is_empty())
}
