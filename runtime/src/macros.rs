//! The macros that generated code calls: what would be the same lines in every operation and type.

mod call;
mod client_builder;

/// Includes a module that `postwright::build_script` wrote.
///
/// ```ignore
/// postwright_runtime::include_sdk!(pub mod sunshine);
/// ```
///
/// Attributes, documentation and any visibility may stand before `mod`; a semicolon after the name is allowed.
#[macro_export]
macro_rules! include_sdk {
    ($(#[$attribute:meta])* $visibility:vis mod $name:ident $(;)?) => {
        $(#[$attribute])*
        // A folder may have the collection's name.
        #[allow(clippy::module_inception)]
        #[doc = concat!("The SDK `", stringify!($name), "`, written by Postwright.")]
        $visibility mod $name {
            include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __answers {
    ($name:ident { $($status:tt $($decoder:ident)? => $variant:ident),* $(,)? }) => {
        impl $crate::codegen::decode::Answers for $name {
            const ARMS: &'static [$crate::codegen::decode::Arm<Self>] =
                &[$($crate::__arm!($name, $status $($decoder)? => $variant)),*];
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __arm {
    ($name:ident, _ => $variant:ident) => {
        $crate::codegen::decode::Arm::fallback(|response| {
            $crate::codegen::decode::content(response).map($name::$variant)
        })
    };
    ($name:ident, $status:tt empty => $variant:ident) => {
        $crate::codegen::decode::Arm::new(
            $crate::__status!($status),
            $crate::codegen::decode::Decoder::empty,
            |_| ::core::result::Result::Ok($name::$variant),
        )
    };
    ($name:ident, $status:tt $decoder:ident => $variant:ident) => {
        $crate::codegen::decode::Arm::new(
            $crate::__status!($status),
            $crate::codegen::decode::Decoder::$decoder,
            |response| $crate::codegen::decode::$decoder(response).map($name::$variant),
        )
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __status {
    (*) => {
        ::core::option::Option::None
    };
    ($status:tt) => {
        ::core::option::Option::Some($status)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($name:ident { $($kind:ident => $variant:ident),* $(,)? }) => {
        impl<'de> $crate::codegen::union::Union<'de> for $name {
            const KINDS: &'static [$crate::codegen::union::Kind] = &[$($crate::codegen::union::Kind::$kind),*];

            fn read<D: $crate::codegen::serde::Deserializer<'de>>(
                kind: $crate::codegen::union::Kind,
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                match kind {
                    $($crate::codegen::union::Kind::$kind => {
                        $crate::codegen::union::variant(deserializer).map(Self::$variant)
                    })*
                    other => ::core::result::Result::Err($crate::codegen::union::unknown(other)),
                }
            }
        }

        impl<'de> $crate::codegen::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::union::deserialize(deserializer)
            }
        }

        impl $crate::codegen::serde::Serialize for $name {
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::__write!($kind, value, serializer),)*
                }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __variants {
    ($name:ident tag $tag:literal { $($arms:tt)* }) => {
        $crate::__variants!(@ $name, ::core::option::Option::Some($tag), { $($arms)* });
    };
    ($name:ident fields { $($arms:tt)* }) => {
        $crate::__variants!(@ $name, ::core::option::Option::None, { $($arms)* });
    };
    (@ $name:ident, $tag:expr, { $([$($mark:literal),*] => $variant:ident),* $(,)? }) => {
        impl $crate::codegen::variants::Variants for $name {
            const TAG: ::core::option::Option<&'static str> = $tag;
            const ARMS: &'static [$crate::codegen::variants::Arm<Self>] = &[$(
                $crate::codegen::variants::Arm::new(&[$($mark),*], |json| {
                    $crate::codegen::variants::variant(json).map($name::$variant)
                })
            ),*];

            fn other(json: $crate::codegen::Json) -> Self {
                Self::Other(json)
            }
        }

        impl<'de> $crate::codegen::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::variants::deserialize(deserializer)
            }
        }

        impl $crate::codegen::serde::Serialize for $name {
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => {
                        $crate::codegen::serde::Serialize::serialize(value, serializer)
                    })*
                    Self::Other(json) => $crate::codegen::serde::Serialize::serialize(json, serializer),
                }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum {
    ($name:ident { $($text:literal => $variant:ident),* $(,)? }) => {
        #[allow(dead_code, unreachable_pub)]
        impl $name {
            /// The text as it is in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Other(text) => text,
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::Other(::std::borrow::ToOwned::to_owned(other)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                match text.as_str() {
                    $($text => Self::$variant,)*
                    _ => Self::Other(text),
                }
            }
        }

        impl<'de> $crate::codegen::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <::std::string::String as $crate::codegen::serde::Deserialize>::deserialize(deserializer)
                    .map(::core::convert::From::from)
            }
        }

        impl $crate::codegen::serde::Serialize for $name {
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __write {
    (mixed, $value:ident, $serializer:ident) => {
        $crate::codegen::mixed::serialize($value, $serializer)
    };
    ($kind:ident, $value:ident, $serializer:ident) => {
        $crate::codegen::serde::Serialize::serialize($value, $serializer)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __form {
    ($name:ident { $($key:literal => $field:ident $(as $content_type:literal)?),* $(,)? }) => {
        impl $crate::codegen::Form for $name {
            #[allow(unused_imports, unused_variables)]
            fn fields(&self, fields: &mut $crate::codegen::Fields) {
                use $crate::codegen::fields::{AddJson as _, AddValue as _, Of};
                $((&Of(&self.$field)).add_to(fields, $key, $crate::__content_type!($($content_type)?));)*
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __content_type {
    () => {
        ::core::option::Option::None
    };
    ($content_type:literal) => {
        ::core::option::Option::Some($content_type)
    };
}

#[cfg(test)]
#[expect(clippy::allow_attributes, reason = "the macros are for the code of others")]
mod tests {
    use crate::codegen::open_enum;

    #[derive(Clone, Debug, PartialEq, Eq)]
    enum Type {
        Secret,
        Past,
        Other(String),
    }
    open_enum!(Type { "secret" => Secret, "past-due" => Past });

    #[test]
    fn an_open_enum_keeps_every_text() {
        let json = r#"["secret","past-due","tomorrow's","Secret",""]"#;
        let read: Vec<Type> = serde_json::from_str(json).unwrap();
        let other = |text: &str| Type::Other(text.to_owned());
        assert_eq!(read, [Type::Secret, Type::Past, other("tomorrow's"), other("Secret"), other("")]);
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
        assert_eq!(Type::from("past-due".to_owned()), Type::Past);
        assert_eq!(format!("{:>7}", Type::from("secret")), " secret");
        let error = serde_json::from_str::<Type>("1").unwrap_err().to_string();
        assert!(error.starts_with("invalid type: integer `1`, expected a string"), "{error}");
    }
}
