//! What the derive of generated code reads, beside what serde's own derive reads from the same JSON.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Field, codegen};

/// The same struct twice; both are written by serde.
macro_rules! twice {
    ($(#[$attribute:meta])* struct $name:ident { $($(#[$of_field:meta])* $field:ident: $ty:ty,)* }) => {
        mod own {
            use super::*;
            #[derive(Debug, PartialEq, codegen::Serialize, codegen::Deserialize)]
            #[serde(crate = "crate::codegen::serde")]
            $(#[$attribute])*
            pub(super) struct $name { $($(#[$of_field])* $field: $ty,)* }
        }
        mod serdes {
            use super::*;
            #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
            $(#[$attribute])*
            pub(super) struct $name { $($(#[$of_field])* $field: $ty,)* }
        }
    };
}

twice! {
    struct Thing {
        id: u8,
        r#type: String,
        #[serde(rename = "Ünï \"code\"")]
        named: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maybe: Option<f64>,
        #[serde(rename = "null-able", default, skip_serializing_if = "Field::is_absent")]
        field: Field<Vec<u8>>,
        #[serde(with = "crate::mixed")]
        mixed: f64,
        #[serde(default, with = "crate::mixed")]
        mixed_or_none: Option<f64>,
        map: BTreeMap<String, Option<Inner>>,
    }
}

#[derive(Debug, PartialEq, codegen::Serialize, codegen::Deserialize)]
#[serde(crate = "crate::codegen::serde")]
struct Inner {
    /// Names of the variables that read it.
    entries: u8,
    field: u8,
    field_0: u8,
}

#[derive(Debug, PartialEq, codegen::Serialize, codegen::Deserialize)]
#[serde(crate = "crate::codegen::serde")]
struct Empty {}

#[derive(Debug, PartialEq, codegen::Serialize, codegen::Deserialize)]
#[serde(crate = "crate::codegen::serde")]
struct Optional {
    #[serde(default)]
    a: Option<u8>,
}

/// What is read, written again, or the error with its place.
fn outcome<T: DeserializeOwned + Serialize>(json: &str) -> Result<String, String> {
    let read: T = serde_json::from_str(json).map_err(|error| error.to_string())?;
    // What has been parsed already is read alike.
    let value: T =
        serde_json::from_value(serde_json::from_str(json).unwrap()).map_err(|error| error.to_string())?;
    let text = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
    Ok(text)
}

const WHOLE: &str = r#"{"id":7,"type":"a","Ünï \"code\"":true,"maybe":1.5,"null-able":[1],"mixed":2,"mixed_or_none":3,"map":{"k":{"entries":1,"field":2,"field_0":3},"n":null}}"#;

#[test]
fn each_struct_is_read_as_by_serde() {
    let whole: serde_json::Map<String, serde_json::Value> = serde_json::from_str(WHOLE).unwrap();
    let mut all =
        vec![WHOLE.to_owned(), "{}".to_owned(), "null".to_owned(), "7".to_owned(), "\"a\"".to_owned()];
    for key in whole.keys() {
        let without = |value: Option<serde_json::Value>| {
            let mut object = whole.clone();
            object.remove(key);
            // Behind all others, and so in another order.
            object.extend(value.map(|value| (key.clone(), value)));
            serde_json::to_string(&object).unwrap()
        };
        all.push(without(None));
        for value in ["null", "-1", "[]", "\"x\"", "{\"a\":{\"entries\":1}}", "[300]", "{\"a\":[1,2]}"] {
            all.push(without(Some(serde_json::from_str(value).unwrap())));
        }
        let name = serde_json::to_string(key).unwrap();
        all.push(format!("{},{name}:{}}}", WHOLE.strip_suffix('}').unwrap(), whole[key]));
    }
    all.push(WHOLE.replacen('{', "{\"unknown\":[{\"deep\":{}}],\"\":null,", 1));
    // Cut off and broken everywhere.
    let ends = WHOLE.char_indices().map(|(end, _)| end);
    all.extend(ends.clone().map(|end| WHOLE[..end].to_owned()));
    all.extend(ends.map(|end| format!("{}!{}", &WHOLE[..end], &WHOLE[end..])));
    let mut read = 0;
    for json in &all {
        let own = outcome::<own::Thing>(json);
        read += usize::from(own.is_ok());
        assert_eq!(own, outcome::<serdes::Thing>(json), "{json}");
    }
    assert!(read > 20 && read < all.len() / 2, "{read} of {}", all.len());
    assert_eq!(outcome::<own::Thing>(WHOLE).as_deref(), Ok(WHOLE));
}

#[test]
fn a_list_is_no_struct() {
    fn refused<T: DeserializeOwned + Debug>(json: &str) -> String {
        serde_json::from_str::<T>(json).unwrap_err().to_string()
    }
    assert_eq!(
        refused::<Inner>("[1,2,3]"),
        "invalid type: sequence, expected struct Inner at line 1 column 1"
    );
    assert!(refused::<Empty>("[]").contains("expected struct Empty"));
}

#[test]
fn what_has_no_field_or_defaults_only_passes_over_all_else() {
    assert_eq!(outcome::<Empty>(r#"{"a":[{}],"b":1}"#).as_deref(), Ok("{}"));
    assert_eq!(outcome::<Optional>(r#"{"b":1}"#).as_deref(), Ok(r#"{"a":null}"#));
    let error = outcome::<Optional>(r#"{"b":1,"a":"x"}"#).unwrap_err();
    assert!(error.starts_with("invalid type: string \"x\", expected u8 at line 1"), "{error}");
    assert!(outcome::<Optional>(r#"{"a":1,"a":2}"#).unwrap_err().starts_with("duplicate field `a`"));
}
