//! What generated code imports: one place, so that a generated module has one dependency and one `use`.
//!
//! Not for hand-written code: it changes with every 0.x.

pub use postwright_runtime_derive::Deserialize;
pub use serde;
pub use serde::{Serialize, de::Deserialize};

pub use crate::api::{Api, Lifted, Operation, Query, Server, Variable};
pub use crate::body::form::{Fields, Form};
pub use crate::call::Call;
pub use crate::core::{Core, CoreBuilder};
pub use crate::version::requires;
pub use crate::{
    __answers as answers, __call as call, __client_builder as client_builder, __form as form,
    __open_enum as open_enum, __union as union, __variants as variants,
};
pub use crate::{
    Body, Bytes, Content, Error, Field, Json, Number, OrPlaceholder, Part, Pending, RawResponse, Response,
    Value, auth, flag, verbatim,
};

/// What `call!` and `answers!` name.
pub mod decode {
    pub use crate::decode::{Answers, Arm, Decoder, answers, bytes, content, empty, json, text};
}

/// What the derive of `Deserialize` names.
pub mod object {
    pub use crate::object::{Entries, Object, deserialize};
}

/// What `client_builder!` names.
pub mod env {
    pub use crate::environment::Environment;
}

/// What `form!` names.
pub mod fields {
    pub use crate::body::form::{AddJson, AddValue, Of};
}

/// What `#[serde(with = "…")]` names.
pub mod mixed {
    pub use crate::mixed::{Mixed, deserialize, serialize};
}

/// What `#[serde(with = "…")]` names.
#[cfg(feature = "time")]
pub mod formats {
    pub use crate::formats::{Clock, Day, Zero, Zulu};
}

/// What `call!` names.
pub mod send {
    #[cfg(feature = "blocking")]
    pub use crate::blocking::wait;
    pub use crate::send::{body, raw, response, stream};
}

/// What `variants!` names.
pub mod variants {
    pub use crate::variants::{Arm, Failure, Variants, deserialize, variant};
}

/// What `union!` names.
pub mod union {
    pub use crate::union::{Kind, Union, deserialize, unknown, variant};
}
