//! The portal under test and the people who use it. A test is an async function named in [`on_both_engines`].

pub mod actors;
pub mod alone;
pub mod client;
pub mod crowd;
pub mod engine;
pub mod inbox;
pub mod page;
pub mod portal;
pub mod register;
mod template;

/// Makes two tests of each function named: `…::sqlite` and `…::postgres`.
macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {$(
        mod $test {
            #[test]
            fn sqlite() {
                crate::harness::portal::run(crate::harness::engine::Engine::Sqlite, super::$test);
            }

            #[test]
            fn postgres() {
                crate::harness::portal::run(crate::harness::engine::Engine::Postgres, super::$test);
            }
        }
    )+};
}

pub(crate) use on_both_engines;
