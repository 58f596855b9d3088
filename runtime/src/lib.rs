//! What SDKs written by Postwright call.
