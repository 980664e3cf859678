//! A stand-in for Valve's `libsteam_api`, so that the Steam platform can be tested without Steam.
//!
//! It exports the C functions of the flat interface that the extension calls, with the SDK's layouts, and answers as the
//! SDK documents. Users in different processes reach each other through the local platform. The loader takes it for
//! Valve's library if it has that name beside the extension, or if it comes first on the loader's path; the extension is
//! the binary that ships.
//!
//! It is strict: if a process breaks a rule of the SDK (a call after shutdown, a callback fetched before the previous one was freed,
//! an illegal null pointer), it ends the process with a line that says so. It can also misbehave on demand, see [`switches`].
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
