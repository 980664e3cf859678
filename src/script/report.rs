//! Errors and warnings as the developer of a game reads them: method, argument, what is allowed.
//!
//! A method is named with its class: `Steam.createLobby`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Display;

use godot::global::{godot_error, godot_warn};

/// So often a line is said that stays the same: a call in `_process` would fill the log.
const MOST_REPEATS: u32 = 5;
/// So many different lines are remembered.
const MOST_LINES: usize = 256;

thread_local! {
    static SAID: RefCell<HashMap<String, u32>> = RefCell::default();
}

/// Says what is wrong, unless it has been said often enough.
#[cold]
fn say_error(line: String) {
    if let Some(line) = worth_saying(line) {
        godot_error!("{line}");
    }
}

/// Says what is probably not meant, unless it has been said often enough.
#[cold]
fn say_warning(line: String) {
    if let Some(line) = worth_saying(line) {
        godot_warn!("{line}");
    }
}

/// Lets every line be said again.
pub fn forget() {
    SAID.take();
}

// rule: call.said-often-enough
fn worth_saying(line: String) -> Option<String> {
    let times = SAID.with_borrow_mut(|said| {
        if said.len() >= MOST_LINES && !said.contains_key(&line) {
            said.clear();
        }
        let times = said.entry(line.clone()).or_default();
        *times += 1;
        *times
    });
    match times {
        ..MOST_REPEATS => Some(line),
        MOST_REPEATS => Some(format!("{line} Said {MOST_REPEATS} times now, and not again.")),
        _ => None,
    }
}

/// A method was called with an argument it cannot take.
// rule: call.wrong-argument
#[cold]
pub fn bad_argument(method: &str, argument: &str, given: impl Display, allowed: impl Display) {
    say_error(format!("{method}: {argument} is {given}: {allowed}."));
}

/// A method could not do what it was asked for.
#[cold]
pub fn error(method: &str, reason: impl Display) {
    say_error(format!("{method}: {reason}."));
}

/// Something that works and probably is not what was meant.
#[cold]
pub fn warning(method: &str, reason: impl Display) {
    say_warning(format!("{method}: {reason}."));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> Option<String> {
        worth_saying(line.to_owned())
    }

    #[test]
    fn a_line_that_stays_the_same_is_said_five_times_and_others_are_said_all_the_same() {
        for _ in 1..MOST_REPEATS {
            assert_eq!(said("Steam.a: b.").as_deref(), Some("Steam.a: b."));
        }
        assert_eq!(said("Steam.a: b.").as_deref(), Some("Steam.a: b. Said 5 times now, and not again."));
        assert_eq!(said("Steam.a: b."), None);
        assert!(said("Steam.a: c.").is_some());
        forget();
        assert!(said("Steam.a: b.").is_some());
    }

    #[test]
    fn ever_new_lines_take_no_memory() {
        for number in 0..10 * MOST_LINES {
            assert!(said(&number.to_string()).is_some());
        }
        assert!(SAID.with_borrow(HashMap::len) <= MOST_LINES);
    }
}
