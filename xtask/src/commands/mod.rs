//! One file per command. Each has its `Arguments` and a `run`; code that two commands share is outside this folder.

pub(crate) mod bench;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod docs;
pub(crate) mod engine_api;
pub(crate) mod godot;
pub(crate) mod live;
pub(crate) mod package;
pub(crate) mod test;
