//! Turns a GraphQL query and its variables into the JSON that carries them.

use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a, T> {
    query: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variables: Option<&'a T>,
}

/// The JSON, with the members in the order in which Postman writes them.
pub(crate) fn json<T: Serialize>(
    query: &str,
    operation_name: Option<&str>,
    variables: Option<&T>,
) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&Request { query, operation_name, variables })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_that_are_not_given_are_left_out() {
        let text = |json: Result<Vec<u8>, _>| String::from_utf8(json.unwrap()).unwrap();
        assert_eq!(text(json::<()>("{ a }", None, None)), r#"{"query":"{ a }"}"#);
        assert_eq!(
            text(json("q", Some("n"), Some(&[1]))),
            r#"{"query":"q","operationName":"n","variables":[1]}"#
        );
    }
}
