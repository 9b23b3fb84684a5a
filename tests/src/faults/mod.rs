//! What happens when something that the portal leans on fails.

mod away;
mod duties;
mod kill;
mod memory;
mod postbox;
mod program;
mod roads;
mod scene;
pub mod sink;
mod slow;
mod spray;
mod stall;
mod stop;
