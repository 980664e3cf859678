//! The local platform, from the extension's own sources, without Godot and without Steamworks.

#[path = "../../src/platform/local/mod.rs"]
pub mod local;
