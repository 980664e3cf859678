//! The reactions of `SteamServer` to events, beyond emitting signals: none so far. The module exists because both
//! classes share `pump`, which calls it.

use std::collections::VecDeque;

use crate::contract::{Event, Platform};

/// The way for a script to have every frame pump, for a warning.
pub const HOW_TO_EMBED: &str = "switch on the project setting steam/initialization/embed_callbacks";

/// Whether the next pump has to call [`follow`], even if nothing has happened.
pub fn is_suspicious() -> bool {
    false
}

/// Follows the platform's events.
pub fn follow(_platform: &dyn Platform, _queue: &mut VecDeque<Event>, _known: usize) {}

/// Forgets everything, because the platform is gone.
pub fn clear() {}

/// Called in every frame.
pub fn on_frame() {}
