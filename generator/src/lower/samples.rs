//! The samples of a request's body: the body itself, and those that the saved examples were sent with.

use crate::diagnostic::Pointer;
use crate::postman::{Collection, Content, Item, RequestItem};

/// The texts of raw bodies that are evidence, with their places; the request's own first. A body that the server refused
/// is no evidence of what may be left out.
pub(crate) fn of_request(item: &RequestItem) -> impl Iterator<Item = (&Pointer, &str)> {
    let accepted = item.responses.iter().filter(|response| response.code.is_none_or(|code| code < 400));
    let originals = accepted.filter_map(|response| response.original_request.as_ref());
    let originals = originals.filter_map(|request| request.body.as_ref()).filter(|body| !body.disabled);
    let own = item.request.body.as_ref();
    own.into_iter().chain(originals).filter_map(|body| match &body.content {
        Content::Raw { text, .. } => Some((&body.at, text.as_str())),
        Content::UrlEncoded(_) | Content::FormData(_) | Content::File { .. } | Content::GraphQl { .. } => {
            None
        }
    })
}

/// The samples of every request, by its place.
pub(crate) fn of_requests(collection: &Collection) -> Vec<(Pointer, Vec<(Pointer, String)>)> {
    let mut requests = Vec::new();
    let mut open: Vec<&Item> = collection.items.iter().rev().collect();
    while let Some(item) = open.pop() {
        match item {
            Item::Folder(folder) => open.extend(folder.items.iter().rev()),
            Item::Request(item) => {
                let samples = of_request(item).map(|(at, text)| (at.clone(), text.to_owned()));
                requests.push((item.at.clone(), samples.collect()));
            }
        }
    }
    requests
}
