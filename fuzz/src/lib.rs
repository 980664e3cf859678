//! The platform without Godot and without Steam, for the fuzz targets. What they run is in
//! `src/platform/local/fuzzed`.

// Much of it is not for the targets.
#![allow(dead_code)]

#[path = "../../src/contract/mod.rs"]
pub mod contract;
#[path = "../../src/platform/mod.rs"]
pub mod platform;
#[path = "../../src/multiplayer_peer/session/mod.rs"]
pub mod session;
