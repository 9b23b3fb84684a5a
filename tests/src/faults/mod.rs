//! What happens when something that the portal leans on fails.

mod kill;
mod postbox;
mod sink;
