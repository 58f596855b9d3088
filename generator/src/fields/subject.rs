//! From the headings around a table to what it speaks of. Who teaches types and who shows pages decide by it alike.

use super::Table;

/// A longer heading further out is the title of a text, and says nothing of a table deep below it.
const MOST_WORDS: usize = 4;

/// What the headings around a table say that it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Unknown,
    /// The parameters in the address and the headers.
    Parameters,
    Request,
    Response,
    Error,
}

impl Table {
    /// What the table speaks of. The nearest heading that says something decides; a `Body` may be that of an answer, which
    /// the headings around it tell.
    pub(crate) fn subject(&self) -> Subject {
        let mut is_body = false;
        for (distance, heading) in self.headings.iter().rev().enumerate() {
            let words = words(heading);
            if distance > 0 && words.len() > MOST_WORDS {
                continue;
            }
            match said(&words) {
                Subject::Unknown => {}
                // What is sent is called so nearer than where a page says "Response".
                Subject::Parameters | Subject::Request if is_body => break,
                told @ (Subject::Parameters | Subject::Request | Subject::Response | Subject::Error) => {
                    return told;
                }
            }
            is_body |= words.iter().any(|word| word == "body");
        }
        if is_body { Subject::Request } else { Subject::Unknown }
    }
}

fn words(heading: &str) -> Vec<String> {
    let lower = heading.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// What one heading says, beside of `body`.
fn said(words: &[String]) -> Subject {
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let is_address = has(&["path", "uri", "url"])
        && (words.len() == 1
            || has(&["param", "params", "parameter", "parameters", "variable", "variables"]));
    if has(&["error", "errors"]) {
        Subject::Error
    } else if has(&["output", "outputs", "response", "responses", "result", "results", "returned", "returns"])
    {
        Subject::Response
    } else if is_address || has(&["header", "headers", "query"]) {
        Subject::Parameters
    } else if has(&["input", "payload", "request"]) {
        Subject::Request
    } else {
        Subject::Unknown
    }
}

/// Whether so many rows of all are enough for a table to be believed.
pub(crate) fn is_match(found: usize, all: usize) -> bool {
    found >= 2 && found * 2 >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_heading_that_says_something_decides() {
        for (headings, wanted) in [
            (&["Response", "Attributes"][..], Subject::Response),
            (&["Response", "Body"], Subject::Response),
            (&["Errors", "Body"], Subject::Error),
            (&["Request", "Body"], Subject::Request),
            (&["Query", "Body"], Subject::Request),
            (&["Body"], Subject::Request),
            (&["Returns", "Request body"], Subject::Request),
            (&["Response", "Request", "Attributes"], Subject::Request),
            (&["Hourly body"], Subject::Request),
            (&["Query orders", "Request body"], Subject::Request),
            (&["Request headers", "Attributes"], Subject::Parameters),
            (&["URL parameters"], Subject::Parameters),
            (&["URL shortener"], Subject::Unknown),
            (&["All the results of a search", "Fields"], Subject::Unknown),
            (&[], Subject::Unknown),
        ] {
            let headings = headings.iter().map(|heading| (*heading).to_owned()).collect();
            let table = Table { headings, ..Table::default() };
            assert_eq!(table.subject(), wanted, "{:?}", table.headings);
        }
    }
}
