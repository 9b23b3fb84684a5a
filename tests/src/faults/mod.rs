//! What happens when something that the portal leans on fails.

mod away;
mod kill;
mod postbox;
mod sink;
mod slow;
