//! The options of every call, and the ways to send it.

#[doc(hidden)]
#[macro_export]
macro_rules! __call {
    ($name:ident, $decoder:ident, $output:ty $(,)?) => {
        #[allow(dead_code)]
        impl $name {
            /// Adds a header. The first one of a name replaces what the operation or the client says.
            pub fn header<'a>(
                self,
                name: &str,
                value: impl ::core::convert::Into<$crate::Value<'a>>,
            ) -> Self {
                Self(self.0.header(name, value))
            }

            /// Adds a query parameter.
            pub fn query<'a>(self, name: &str, value: impl ::core::convert::Into<$crate::Value<'a>>) -> Self {
                Self(self.0.query(name, value))
            }

            /// Sets the time in which the call must be answered completely, with all attempts.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Sets the time in which one attempt must be answered completely.
            pub fn attempt_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.attempt_timeout(timeout))
            }

            /// Sets how often the call is sent again if that does no harm: see [`Retry`]($crate::Retry).
            pub fn retries(self, times: u32) -> Self {
                Self(self.0.retry($crate::Retry::times(times)))
            }

            /// Sets when the call is sent again.
            pub fn retry(self, retry: $crate::Retry) -> Self {
                Self(self.0.retry(retry))
            }

            /// Adds the header `Idempotency-Key`: a server that knows it carries the request out once, however often
            /// it comes, and so it may be sent again.
            pub fn idempotency_key(self, key: impl ::core::convert::AsRef<str>) -> Self {
                Self(self.0.idempotency_key(key))
            }

            /// Sets who is told how far the bodies of request and answer have come, with each piece of them.
            pub fn on_progress(
                self,
                tell: impl ::core::ops::Fn($crate::Progress)
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'static,
            ) -> Self {
                Self(self.0.on_progress(tell))
            }

            /// Signs this call with another credential than the client's.
            pub fn auth(self, scheme: impl $crate::auth::Scheme + 'static) -> Self {
                Self(self.0.auth(scheme))
            }

            /// Sets the address of the server for this call.
            pub fn base_url(self, url: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.base_url(url))
            }

            /// Sends the call; gives the whole answer: status, headers and decoded body.
            ///
            /// # Errors
            ///
            /// When nothing was sent or answered, when the status is none of success, when the body cannot be decoded.
            pub fn send(self) -> $crate::Pending<$crate::Response<$output>> {
                $crate::codegen::send::response(self.0, $crate::codegen::decode::$decoder)
            }

            /// Sends the call; gives the answer as it came, whatever its status.
            ///
            /// # Errors
            ///
            /// When nothing was sent or answered.
            pub fn send_raw(self) -> $crate::Pending<$crate::RawResponse> {
                $crate::codegen::send::raw(self.0)
            }

            /// Sends the call; gives a successful answer as soon as its head is there, so that its body can be read
            /// while it comes.
            ///
            /// # Errors
            ///
            /// When nothing was sent or answered, when the status is not 2xx.
            pub fn stream(self) -> $crate::Pending<$crate::Stream> {
                $crate::codegen::send::stream(self.0)
            }
        }

        $crate::__call_blocking!($name, $output);

        impl ::core::future::IntoFuture for $name {
            type Output = ::core::result::Result<$output, $crate::Error>;
            type IntoFuture = $crate::Pending<$output>;

            fn into_future(self) -> Self::IntoFuture {
                $crate::codegen::send::body(self.0, $crate::codegen::decode::$decoder)
            }
        }
    };
}

// A `cfg` in a macro asks for the features of the crate that calls it: so there are two.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __call_blocking {
    ($name:ident, $output:ty) => {};
}

#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __call_blocking {
    ($name:ident, $output:ty) => {
        #[allow(dead_code)]
        impl $name {
            /// Sends the call and waits for the body, without async.
            ///
            /// # Errors
            ///
            /// Those of `.await`; and when it is called from async code, whose thread must not wait.
            pub fn call_blocking(self) -> ::core::result::Result<$output, $crate::Error> {
                $crate::codegen::send::wait(::core::future::IntoFuture::into_future(self))
            }

            /// Sends the call and waits for the whole answer, without async.
            ///
            /// # Errors
            ///
            /// Those of `.send()`; and when it is called from async code, whose thread must not wait.
            pub fn send_blocking(self) -> ::core::result::Result<$crate::Response<$output>, $crate::Error> {
                $crate::codegen::send::wait(self.send())
            }
        }
    };
}
