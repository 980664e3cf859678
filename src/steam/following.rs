//! The reactions of `Steam` to events, beyond emitting signals: requested avatars, and copies of a game under one
//! account.

use std::collections::VecDeque;

use super::{avatars, first_import, one_account};
use crate::contract::{Event, Platform};

/// The way for a script to have every frame pump, for a warning.
pub const HOW_TO_EMBED: &str = "pass embed_callbacks to steamInit()";

/// Whether the next pump has to call [`follow`], even if nothing has happened.
#[inline]
pub fn is_suspicious() -> bool {
    one_account::is_suspicious()
}

/// Handles the platform's events in the queue from index `known` on.
///
/// Not within the pump, which would have more to set up where nothing has happened.
#[inline(never)]
pub fn follow(platform: &dyn Platform, queue: &mut VecDeque<Event>, known: usize) {
    avatars::follow(platform, queue, known);
    one_account::follow(platform, queue.iter().skip(known));
}

/// Forgets everything, because the platform is gone.
pub fn clear() {
    avatars::clear();
}

/// Called in every frame.
pub fn on_frame() {
    first_import::on_frame();
}
