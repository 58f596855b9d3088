//! What the service is: the neutral model between Postman's words and Rust's. Data only.
//!
//! Every decision of meaning is taken (by `lower`): what a variable is, what is required, what is secret,
//! what is sent. Nothing here knows Postman, and nothing here knows how a thing is spelt in Rust.

mod auth;
mod body;
mod notes;
mod operation;
mod parameter;
mod response;
mod schema;
mod server;
#[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "only the command lists them"))]
mod variable;
mod variants;

pub(crate) use auth::{Attribute, Credential, Endpoint, Grant};
pub(crate) use body::{Body, BodyExample, FormField, FormSample, RequestBody};
pub(crate) use notes::{Notes, OwnNotes};
pub(crate) use operation::{ConstantHeader, Group, Operation, PathPiece, QueryEntry, Redirects};
pub(crate) use parameter::{Location, Parameter, Sample, placeholder};
pub(crate) use response::{MediaKind, Response, ResponseExample};
pub(crate) use schema::{Kind, Numbers, Object, Property, Schema, Texts};
pub(crate) use server::{ClientVariable, Piece, Server, Template};
pub(crate) use variable::{Origin, Scope, Variable};
pub(crate) use variants::{Arm, Told, Variants};

use crate::diagnostic::Pointer;

/// A service with all its operations.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) version: Option<String>,
    /// `v1`, `v2.0`, `v2.1`, …: for the manifest only.
    pub(crate) format: &'static str,
    /// The most used one first.
    pub(crate) servers: Vec<Server>,
    pub(crate) variables: Vec<ClientVariable>,
    pub(crate) credentials: Vec<Credential>,
    /// The collection itself, as the root of the groups.
    pub(crate) root: Group,
    pub(crate) skipped: Vec<Skipped>,
}

/// A request that is no operation, and why.
#[derive(Clone, Debug)]
pub(crate) struct Skipped {
    pub(crate) name: String,
    pub(crate) reason: String,
    pub(crate) at: Pointer,
}
