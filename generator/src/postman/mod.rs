//! What a Postman collection says, in one model for every format: data only, nothing decided.
//!
//! Spelling, order and disabled entries are kept as they stand in the source; `lower` gives them meaning.

mod auth;
mod body;
mod collection;
mod header;
mod item;
mod request;
mod response;
mod scalar;
mod url;
mod variable;

pub(crate) use auth::{Attribute, Auth};
pub(crate) use body::{Body, Content, FormParameter, FormValue, GraphQlVariables};
pub(crate) use collection::{Collection, Dropped, Format};
pub(crate) use header::Header;
pub(crate) use item::{Behavior, Folder, Item, RequestItem, Script};
pub(crate) use request::Request;
pub(crate) use response::Response;
pub(crate) use scalar::Scalar;
pub(crate) use url::{PathVariable, Query, Url, UserInfo};
pub(crate) use variable::{Environment, Export, Variable};
