//! The options of one call.

use std::sync::Arc;
use std::time::Duration;

use crate::Retry;
use crate::auth::Scheme;
use crate::progress::Watch;

/// What is said of one call, before what the client says of all.
pub(crate) struct Options {
    /// What stands in the place of variables in the names of a JSON body.
    pub(crate) property_names: Vec<(&'static str, String)>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Option<Retry>,
    pub(crate) watch: Watch,
    pub(crate) server: Option<String>,
    /// Instead of the credentials of the client.
    pub(crate) auth: Option<Arc<dyn Scheme>>,
}

impl Options {
    const NONE: Self = Options {
        property_names: Vec::new(),
        timeout: None,
        attempt_timeout: None,
        retry: None,
        watch: Watch::nobody(),
        server: None,
        auth: None,
    };
}

/// The options that a call was given. Apart from it, for few calls have any.
#[derive(Default)]
pub(crate) struct Given(Option<Box<Options>>);

impl Given {
    pub(crate) fn get(&self) -> &Options {
        static NONE: Options = Options::NONE;
        self.0.as_deref().unwrap_or(&NONE)
    }

    pub(crate) fn get_mut(&mut self) -> &mut Options {
        self.0.get_or_insert_with(|| Box::new(Options::NONE))
    }
}
