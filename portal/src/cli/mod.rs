//! The commands of the binary: each takes its arguments and gives back what is to be printed.

pub mod deadline;
