//! The form of every byte that leaves the process.

pub mod link;
