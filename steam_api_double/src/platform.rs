//! The local platform, out of the extension's own sources, without Godot and without Steamworks.

#[path = "../../src/platform/local/mod.rs"]
pub mod local;
