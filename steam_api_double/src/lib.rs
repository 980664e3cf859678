//! A stand-in for Valve's `libsteam_api`, so that the extension's way to Steam can be tested where no Steam runs.
//!
//! It exports the C functions of the flat interface that the extension calls, with the SDK's layouts, and answers as the
//! SDK documents. Users in different processes reach each other: behind it stands the local platform. The loader takes
//! it for Valve's library when it lies under that name beside the extension, or first on the loader's path; the extension
//! is then the very binary that ships.
//!
//! It is strict: a process that breaks a rule of the SDK (a call after shutdown, a callback fetched before the one before was freed,
//! a null pointer where one must not be) ends the process with a line that says so. And it can be told to misbehave, see
//! [`switches`].
//!
//! Nothing of this is ever packaged.

mod action_events;
mod arguments;
mod callbacks;
mod calls;
mod connections;
#[path = "../../src/contract/mod.rs"]
pub mod contract;
mod downloads;
mod examples;
mod flat;
pub mod platform;
mod server_lists;
mod steam;
pub mod switches;
