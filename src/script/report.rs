//! Errors and warnings for the developer of a game: method, argument, and what is allowed.
//!
//! A method is named with its class: `Steam.createLobby`. Any thread may report; the line can reach a script through the engine's
//! `Logger` on the same thread. Code that holds something that a script may need defers its lines with [`hold`].

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::LazyLock;

use godot::global::{godot_error, godot_warn};
use parking_lot::Mutex;

/// The number of times that the same line is logged: a call in `_process` would fill the log.
const MOST_REPEATS: u32 = 5;
/// The maximum number of remembered lines.
const MOST_LINES: usize = 256;

static LOGGED: LazyLock<Mutex<HashMap<String, u32>>> = LazyLock::new(Mutex::default);

thread_local! {
    /// The deferred lines of this thread, in order; `None` if it logs everything at once.
    static HELD: RefCell<Option<Vec<Line>>> = const { RefCell::new(None) };
}

enum Line {
    Error(String),
    Warning(String),
}

/// Logs a line, unless it has been logged often enough or has to wait.
#[cold]
fn log_line(line: Line) {
    let waits = HELD.with_borrow_mut(|held| match held {
        Some(held) => {
            held.push(line);
            None
        }
        None => Some(line),
    });
    match waits {
        Some(Line::Error(line)) => {
            if let Some(line) = unless_repeated(line) {
                godot_error!("{line}");
            }
        }
        Some(Line::Warning(line)) => {
            if let Some(line) = unless_repeated(line) {
                godot_warn!("{line}");
            }
        }
        None => {}
    }
}

/// While this lives, its thread logs nothing. It logs the deferred lines at the end.
pub struct Held {
    outermost: bool,
}

/// Defers the lines of this thread.
pub fn hold() -> Held {
    let outermost = HELD.with_borrow_mut(|held| {
        let outermost = held.is_none();
        held.get_or_insert_default();
        outermost
    });
    Held { outermost }
}

impl Drop for Held {
    fn drop(&mut self) {
        if self.outermost {
            HELD.take().into_iter().flatten().for_each(log_line);
        }
    }
}

/// Calls `f`, and returns its lines instead of logging them.
#[cfg(feature = "desk")]
pub fn collect<R>(f: impl FnOnce() -> R) -> (R, Vec<String>) {
    let outer = HELD.replace(Some(Vec::new()));
    let result = f();
    let lines = HELD.replace(outer).unwrap_or_default();
    let text = |line| match line {
        Line::Error(line) | Line::Warning(line) => line,
    };
    (result, lines.into_iter().map(text).collect())
}

/// Lets every line be logged again.
pub fn forget() {
    LOGGED.lock().clear();
}

// rule: call.said-often-enough
fn unless_repeated(line: String) -> Option<String> {
    let times = {
        let mut logged = LOGGED.lock();
        if logged.len() >= MOST_LINES && !logged.contains_key(&line) {
            logged.clear();
        }
        let times = logged.entry(line.clone()).or_default();
        *times += 1;
        *times
    };
    match times {
        ..MOST_REPEATS => Some(line),
        MOST_REPEATS => {
            Some(format!("{line} This was reported {MOST_REPEATS} times and is not reported again."))
        }
        _ => None,
    }
}

/// Reports a wrong argument of a method.
// rule: call.wrong-argument
#[cold]
pub fn bad_argument(method: &str, argument: &str, given: impl Display, allowed: impl Display) {
    log_line(Line::Error(format!("{method}: {argument} is {given}: {allowed}.")));
}

/// Reports that a method failed.
#[cold]
pub fn error(method: &str, reason: impl Display) {
    log_line(Line::Error(format!("{method}: {reason}.")));
}

/// Warns about something that works but is probably a mistake.
#[cold]
pub fn warning(method: &str, reason: impl Display) {
    log_line(Line::Warning(format!("{method}: {reason}.")));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(line: &str) -> Option<String> {
        unless_repeated(line.to_owned())
    }

    // One test, since logged lines are remembered for the whole process.
    #[test]
    fn a_line_is_logged_five_times_on_any_thread_in_bounded_memory() {
        for _ in 1..MOST_REPEATS {
            assert_eq!(log("Steam.a: b.").as_deref(), Some("Steam.a: b."));
        }
        let last = std::thread::spawn(|| log("Steam.a: b.")).join().unwrap();
        assert_eq!(last.as_deref(), Some("Steam.a: b. This was reported 5 times and is not reported again."));
        assert_eq!(log("Steam.a: b."), None);
        assert!(log("Steam.a: c.").is_some());
        forget();
        assert!(log("Steam.a: b.").is_some());

        for number in 0..10 * MOST_LINES {
            assert!(log(&number.to_string()).is_some());
        }
        assert!(LOGGED.lock().len() <= MOST_LINES);
    }

    #[test]
    fn lines_wait_for_the_end_of_the_outermost_hold() {
        let waiting = || HELD.with_borrow(|held| held.as_ref().map(Vec::len));
        let outer = hold();
        error("Steam.a", "b");
        let inner = hold();
        warning("Steam.c", "d");
        drop(inner);
        assert_eq!(waiting(), Some(2));
        // Without an engine, nothing can be logged at the end.
        HELD.with_borrow_mut(|held| held.as_mut().map(Vec::clear));
        drop(outer);
        assert_eq!(waiting(), None);
    }
}
