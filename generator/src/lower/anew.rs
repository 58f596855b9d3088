//! From the text of a parameter to the dynamic variable that it is: an id or a time that each call has anew.

use super::resolve::Values;
use super::template;

/// Those that the runtime makes.
const MADE: &[&str] = &["$guid", "$randomUUID", "$timestamp", "$isoTimestamp", "$randomInt"];

/// The dynamic variable that is all of the text, unless somebody has given a variable that name.
pub(super) fn anew(text: &str, values: &Values<'_>) -> Option<&'static str> {
    let name = template::only_variable(text)?;
    MADE.iter().find(|made| **made == name && values.known(name).is_none()).copied()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, header, variable};
    use crate::postman::{Item, Scalar};

    fn made(variables: &[(&str, &str)], values: &[&str]) -> Vec<Option<&'static str>> {
        let mut item = fixture::request("a", "http://h/x");
        item.request.headers = values.iter().map(|value| header("X-Id", value)).collect();
        if let Some(url) = &mut item.request.url {
            url.query =
                values.iter().map(|value| fixture::query("id", Scalar::Text((*value).into()))).collect();
        }
        let mut collection = fixture::collection(vec![Item::Request(Box::new(item))]);
        collection.variables = variables.iter().map(|(key, value)| variable(key, value)).collect();
        let api = fixture::api(&collection);
        fixture::operations(&api)[0].parameters.iter().map(|it| it.anew).collect()
    }

    #[test]
    fn ids_and_times_are_made_for_each_call() {
        assert_eq!(made(&[], &["{{$guid}}"]), [Some("$guid"), Some("$guid")]);
        assert_eq!(made(&[], &["{{$randomCity}}"]), [None, None]);
        assert_eq!(made(&[], &["x-{{$guid}}"]), [None, None]);
        // Two values of one name are for the caller, and so is a variable that only looks like a dynamic one.
        assert_eq!(made(&[], &["{{$guid}}", "{{$guid}}"]), [None, None]);
        assert_eq!(made(&[("$guid", "7")], &["{{$guid}}"]), [None, None]);
    }
}
