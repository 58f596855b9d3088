//! What a call fails without: credentials, and settings that have no default.

use std::collections::BTreeSet;

use super::Side;
use crate::{manifest::Entry, rust::Ident};

/// Methods of the builder, by name: numbers of servers and credentials mean nothing on another side.
pub(super) type Methods<'a> = BTreeSet<&'a str>;

/// Those that give the operation its credentials.
pub(super) fn credentials<'a>(side: Side<'a>, entry: &Entry<'a>) -> Methods<'a> {
    let rows = entry.method.descriptor.auth.iter().filter_map(|index| side.client.credentials.get(*index));
    rows.map(|row| row.method.as_str()).collect()
}

/// Those that give it an address or a variable that has no default.
pub(super) fn settings<'a>(side: Side<'a>, entry: &Entry<'a>) -> Methods<'a> {
    let Side { api, client } = side;
    let descriptor = &entry.method.descriptor;
    let server = client.servers.get(descriptor.server).filter(|row| row.address.is_none());
    let address = api.servers.get(descriptor.server);
    let is_needed = |name: &str| {
        descriptor.variables.iter().any(|row| row.variable == name)
            || address.is_some_and(|server| server.needs(name))
    };
    let variables = client.variables.iter().filter(|row| row.default.is_none() && is_needed(&row.name));
    let methods = variables.map(|row| &row.method).chain(server.map(|row| &row.method));
    methods.map(Ident::as_str).collect()
}
