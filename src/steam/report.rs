//! Errors and warnings as the developer of a game reads them: method, argument, what is allowed.

use godot::global::{godot_error, godot_warn};

/// A method was called with an argument it cannot take.
#[cold]
pub fn bad_argument(method: &str, argument: &str, given: impl std::fmt::Display, allowed: &str) {
    godot_error!("Steam.{method}: {argument} is {given}: {allowed}.");
}

/// A method could not do what it was asked for.
#[cold]
pub fn error(method: &str, reason: impl std::fmt::Display) {
    godot_error!("Steam.{method}: {reason}.");
}

/// Something that works and probably is not what was meant.
#[cold]
pub fn warning(method: &str, reason: impl std::fmt::Display) {
    godot_warn!("Steam.{method}: {reason}.");
}

/// A method was called where no platform answers: on another thread, before init or after shutdown.
#[cold]
pub fn unavailable(method: &str) {
    if godot::init::is_main_thread() {
        error(method, "Steam is not initialised; call Steam.steamInit() or Steam.steamInitEx() first");
    } else {
        wrong_thread(method);
    }
}

/// A method was called from another thread than the main one.
#[cold]
pub fn wrong_thread(method: &str) {
    error(method, "called from a thread; Steam can be used on the main thread only (see call_deferred)");
}
