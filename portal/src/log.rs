//! What is logged: lines of JSON whose texts are fixed in the code.

use tracing::Subscriber;
use tracing_subscriber::{
    EnvFilter, Layer, Registry,
    filter::filter_fn,
    fmt::{self, MakeWriter},
    layer::SubscriberExt,
};

/// Lines to a writer. What a stranger sends that is no HTTP is no error of ours, and an entry of the library's would
/// repeat parts of it: of those there are none.
pub fn lines<W>(filter: EnvFilter, writer: W) -> impl Subscriber
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let ours = filter_fn(|what| !what.target().starts_with("actix_http::h1"));
    let lines = fmt::layer().json().with_writer(writer).with_filter(ours);
    Registry::default().with(lines).with(filter)
}
