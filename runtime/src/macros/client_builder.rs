//! The settings of every client.

#[doc(hidden)]
#[macro_export]
macro_rules! __client_builder {
    ($builder:ident, $client:ident { $($method:ident($($variable:literal),+ $(,)?)),* $(,)? }) => {
        $crate::__client_builder!($builder, $client);

        #[allow(dead_code)]
        impl $client {
            /// Makes a client out of the variables of the environment: see [`from_env`](
            #[doc = concat!(stringify!($builder), "::from_env) of the builder.")]
            ///
            /// # Errors
            ///
            /// When the address of the server needs a variable that is not set, or one cannot be used. The error names it.
            pub fn from_env() -> ::core::result::Result<Self, $crate::Error> {
                $builder::from_env()?.core.addressed()?.build().map(|core| Self { core })
            }
        }

        #[allow(dead_code)]
        impl $builder {
            /// Starts with what the variables of the environment say. Their names begin with the name of this SDK (of
            /// its module or crate), in capitals; an empty one counts as none, unless it stands beside one with which it
            /// belongs together and that is not empty. The address of the server may be set later. These are read:
            ///
            $($(#[doc = concat!("- `…_", $variable, "`")])+)*
            ///
            /// # Errors
            ///
            /// When one of several that belong together is not set, or when one is not UTF-8. The error names it. A missing
            /// credential is an error of the call that needs it.
            pub fn from_env() -> ::core::result::Result<Self, $crate::Error> {
                let mut builder = $client::builder();
                let mut environment = $crate::codegen::env::Environment::of(::core::module_path!());
                $(
                    if let ::core::option::Option::Some(values) =
                        environment.read(::core::stringify!($method), [$($variable),+])?
                    {
                        let mut values = ::core::iter::IntoIterator::into_iter(values);
                        builder = builder.$method($($crate::__next!(values, $variable)),+);
                    }
                )*
                ::core::result::Result::Ok(Self { core: environment.finish(builder.core) })
            }
        }
    };
    ($builder:ident, $client:ident) => {
        #[allow(dead_code)]
        impl $builder {
            /// The client.
            ///
            /// # Errors
            ///
            /// When a setting cannot be used. A missing credential is an error of the call that needs it.
            pub fn build(self) -> ::core::result::Result<$client, $crate::Error> {
                self.core.build().map(|core| $client { core })
            }

            /// Sets the time in which every call must be answered completely, with all attempts; without it, there is
            /// no limit.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self { core: self.core.timeout(timeout) }
            }

            /// Sets the time in which a connection must be made. An HTTP client of one's own has its own.
            pub fn connect_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self { core: self.core.connect_timeout(timeout) }
            }

            /// Sets the time in which one attempt must be answered completely; without it, there is no limit.
            pub fn attempt_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self { core: self.core.attempt_timeout(timeout) }
            }

            /// Sets how often a call is sent again if that does no harm (twice): see [`Retry`]($crate::Retry).
            pub fn retries(self, times: u32) -> Self {
                Self { core: self.core.retry($crate::Retry::times(times)) }
            }

            /// Sets when a call is sent again.
            pub fn retry(self, retry: $crate::Retry) -> Self {
                Self { core: self.core.retry(retry) }
            }

            /// Sets the most bytes that an answer may have, decompressed; without it, there is no limit. Streams have
            /// none.
            pub fn max_response_size(self, bytes: u64) -> Self {
                Self { core: self.core.max_response_size(bytes) }
            }

            /// Adds something that sees every request before it is sent and every answer after it came. The first one
            /// is the outermost; redirects and repeated calls pass it again.
            pub fn middleware<F, A>(self, middleware: F) -> Self
            where
                F: ::core::ops::Fn($crate::reqwest::Request, $crate::Next) -> A
                    + ::core::marker::Send
                    + ::core::marker::Sync
                    + 'static,
                A: ::core::future::Future<
                        Output = ::core::result::Result<$crate::reqwest::Response, $crate::TransportError>,
                    > + $crate::MaybeSend
                    + 'static,
            {
                Self { core: self.core.middleware(middleware) }
            }

            /// Sets what carries requests to their servers instead of an HTTP client: a made-up server, for tests.
            pub fn transport(self, transport: impl $crate::Transport + 'static) -> Self {
                Self { core: self.core.transport(transport) }
            }

            /// Sets the header `User-Agent`; without it, it names this SDK and its runtime.
            pub fn user_agent(self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self { core: self.core.user_agent(value) }
            }

            /// Adds a header to every call; it replaces a constant header of an operation.
            pub fn header(
                self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self { core: self.core.header(name, value) }
            }

            /// Sets the HTTP client: proxies, certificates, cookies, pools and HTTP/2 are its own, and so is its
            /// redirect policy, which goes before `follow_redirects`.
            pub fn http_client(self, client: $crate::reqwest::Client) -> Self {
                Self { core: self.core.transport(client) }
            }

            /// Replaces scheme, host and port of every request, for tests against a server of one's own.
            pub fn origin(self, origin: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self { core: self.core.origin(origin) }
            }

            /// Sets whether redirects are followed (they are, up to 10). Credentials never go to another origin.
            pub fn follow_redirects(self, follow: bool) -> Self {
                Self { core: self.core.follow_redirects(follow) }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __next {
    ($values:ident, $variable:literal) => {
        ::core::iter::Iterator::next(&mut $values).unwrap_or_default()
    };
}
