//! Errors as the developer of a game reads them: method, argument, what is allowed.

use crate::steam::report::{not_initialised, say_error};

/// A method was called with an argument it cannot take.
#[cold]
pub fn bad_argument(
    method: &str,
    argument: &str,
    given: impl std::fmt::Display,
    problem: impl std::fmt::Display,
) {
    say_error(format!("SteamLocal.{method}: {argument} is {given}: {problem}."));
}

/// A method could not do what it was asked for.
#[cold]
pub fn error(method: &str, reason: impl std::fmt::Display) {
    say_error(format!("SteamLocal.{method}: {reason}."));
}

/// A method was called from another thread than the main one.
#[cold]
pub fn wrong_thread(method: &str) {
    error(method, "called from a thread; SteamLocal can be used on the main thread only (see call_deferred)");
}

/// A method was called where no local platform answers.
#[cold]
pub fn unavailable(method: &str, steam: bool) {
    if !godot::init::is_main_thread() {
        wrong_thread(method);
    } else if steam {
        error(method, "works on the local platform only, and Steam itself answers now (see is_active)");
    } else {
        error(method, not_initialised());
    }
}
