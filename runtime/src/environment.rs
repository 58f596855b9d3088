//! Settings of a client out of the variables of the environment: for continuous integration and containers.

use crate::Error;
use crate::core::CoreBuilder;

/// The variables of one SDK, and what was found of them.
#[derive(Debug)]
pub struct Environment {
    prefix: String,
    /// Which variables give what a method of the builder sets.
    methods: Vec<(&'static str, String)>,
}

impl Environment {
    /// Of the SDK that is the module of this path: `app::sunshine` reads `SUNSHINE_…`.
    #[must_use]
    pub fn of(module_path: &str) -> Self {
        let name = module_path.rsplit("::").next().unwrap_or_default();
        let name = name.trim_start_matches("r#").to_uppercase();
        Environment { prefix: name, methods: Vec::new() }
    }

    /// The values of what a method of the builder takes, in order; `None` if none of them says anything. An empty one says
    /// nothing by itself: so continuous integration passes a secret that it does not have. Beside another one it is an
    /// empty value, such as that of a password.
    ///
    /// # Errors
    ///
    /// When one says something and another one is not set, or when one is no text.
    pub fn read<const N: usize>(
        &mut self,
        method: &'static str,
        variables: [&str; N],
    ) -> Result<Option<[String; N]>, Error> {
        let names = variables.map(|name| format!("{}_{name}", self.prefix));
        self.methods.push((method, names.join(" and ")));
        let mut values = [const { None }; N];
        for (value, name) in values.iter_mut().zip(&names) {
            *value = read(name)?;
        }
        if values.iter().flatten().all(String::is_empty) {
            return Ok(None);
        }
        if let Some(missing) = values.iter().position(Option::is_none) {
            let says = |value: &Option<String>| value.as_ref().is_some_and(|value| !value.is_empty());
            let given = names.iter().zip(&values).find(|(_, value)| says(value));
            let given = given.map_or("", |(name, _)| name.as_str());
            return Err(Error::argument(format!(
                "the environment variable {} is not set, which {given} needs beside it",
                names[missing]
            )));
        }
        Ok(Some(values.map(Option::unwrap_or_default)))
    }

    /// Lets the errors of the client name the variables.
    #[must_use]
    pub fn finish(self, core: CoreBuilder) -> CoreBuilder {
        core.with_environment(self.methods)
    }
}

/// The value of a variable.
fn read(name: &str) -> Result<Option<String>, Error> {
    let Some(value) = std::env::var_os(name) else { return Ok(None) };
    // Not what it is: it may be a secret.
    let no_text = |_| Error::argument(format!("the environment variable {name} is not UTF-8"));
    value.into_string().map(Some).map_err(no_text)
}
