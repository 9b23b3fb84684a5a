//! Files that hang on a request: what may be one, how it comes in, who gets it out again.

pub mod keep;
pub mod mistaken;
pub mod name;
pub mod original;
pub mod read;
mod shape;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_mistaken;
#[cfg(test)]
mod tests_staff;
pub mod upload;

/// Most files of one side on one request.
pub const MOST: u64 = 10;
/// Most bytes of a file.
pub const LARGEST: u64 = 10 * 1024 * 1024;
/// Most bytes of the files that are sent at once (security.md 5.6).
pub const LARGEST_TOGETHER: u64 = 50 * 1024 * 1024;
/// Most bytes of all files of one requester.
pub const OF_REQUESTER: u64 = 200 * 1024 * 1024;

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bad {
    /// Its name has no ending of a kind that is taken.
    Kind,
    /// It is not what its name says.
    Content,
    Empty,
    TooLarge,
    /// A picture with too many dots.
    Dots,
}

impl Bad {
    /// Part of the key of its sentence, and how the record names it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Content => "content",
            Self::Empty => "empty",
            Self::TooLarge => "large",
            Self::Dots => "dots",
        }
    }
}
