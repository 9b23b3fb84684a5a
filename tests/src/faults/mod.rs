//! What happens when something that the portal leans on fails.

mod postbox;
mod sink;
