//! The platform that answers now.
//!
//! The main thread holds it for itself and pays no lock on the calls a game makes every frame. All other threads find it in
//! a [`Slot`], whose lock they hold for the length of a call; a shutdown waits for them.
//!
//! While such a call lasts, what it has to say is held back: a line may come to a script, in the engine's `Logger`, and that
//! script may wait for the main thread, which may wait for the call.

use std::cell::RefCell;
use std::sync::Arc;

use parking_lot::Mutex;

use super::report;
use super::slot::{self, Slot};
use crate::contract::Platform;

thread_local! {
    /// Filled on the main thread alone.
    static CURRENT: RefCell<Option<Arc<dyn Platform>>> = const { RefCell::new(None) };
}

static OTHER_THREADS: Slot<dyn Platform> = Slot::new();
static LAST_FAILURE: Mutex<Option<String>> = Mutex::new(None);

/// The platform, lent to another thread than the main one. Its end is the end of the lock first, then what was held back is
/// said.
struct Lent {
    platform: slot::Lent<'static, dyn Platform>,
    _lines: report::Held,
}

impl Lent {
    /// `None` on the main thread, and if there is no platform.
    #[cold]
    fn to_this_thread() -> Option<Lent> {
        if godot::init::is_main_thread() {
            return None;
        }
        let lines = report::hold();
        Some(Lent { platform: OTHER_THREADS.lend()?, _lines: lines })
    }
}

/// Calls `f` with the platform, or reports that there is none and answers with the default.
///
/// `f` may not call Godot in a way that runs scripts, other than by [`report`]: a script would find the platform in use. Nothing
/// in [`Platform`] does.
#[inline]
pub fn with<R: Default>(method: &'static str, f: impl FnOnce(&dyn Platform) -> R) -> R {
    lend(|platform| match platform {
        Some(platform) => f(platform),
        None => {
            unavailable(method);
            R::default()
        }
    })
}

/// As [`with`], for a method that a signal answers: if there is no platform, nobody emits it, and the line says so.
pub fn with_answer<R: Default>(
    method: &'static str,
    signal: &'static str,
    f: impl FnOnce(&dyn Platform) -> R,
) -> R {
    lend(|platform| match platform {
        Some(platform) => f(platform),
        None => {
            report::error(method, format_args!("{}; the signal {signal} will not come", not_initialised()));
            R::default()
        }
    })
}

/// As [`with`], for what only the main thread may do.
#[inline]
pub fn with_on_main_thread<R: Default>(method: &'static str, f: impl FnOnce(&dyn Platform) -> R) -> R {
    CURRENT.with_borrow(|current| match current {
        Some(platform) => f(&**platform),
        None => {
            if is_main_thread(method) {
                unavailable(method);
            }
            R::default()
        }
    })
}

/// Calls `f` with the platform if there is one.
pub fn peek<R>(f: impl FnOnce(Option<&dyn Platform>) -> R) -> R {
    lend(f)
}

#[inline]
fn lend<R>(f: impl FnOnce(Option<&dyn Platform>) -> R) -> R {
    CURRENT.with_borrow(|current| {
        let lent;
        let platform = match current {
            Some(platform) => Some(&**platform),
            None => {
                lent = Lent::to_this_thread();
                lent.as_ref().and_then(|lent| lent.platform.get())
            }
        };
        f(platform)
    })
}

/// A method of the platform is on its way further down the stack.
pub struct InUse;

/// Puts `platform` in place for all threads and returns what was there, in which no call is in flight any more. To be called
/// on the main thread.
pub fn replace(platform: Option<Arc<dyn Platform>>) -> Result<Option<Arc<dyn Platform>>, InUse> {
    CURRENT.with(|current| {
        let mut current = current.try_borrow_mut().map_err(|_| InUse)?;
        OTHER_THREADS.replace(platform.clone());
        Ok(std::mem::replace(&mut *current, platform))
    })
}

/// Keeps why the last init failed, `None` if it did not, for the error of every call without a platform.
pub fn set_last_failure(reason: Option<String>) {
    *LAST_FAILURE.lock() = reason;
}

/// A method was called before init or after shutdown.
// rule: call.without-init
#[cold]
pub fn unavailable(method: &str) {
    report::error(method, not_initialised());
}

/// That there is no platform, and why.
pub fn not_initialised() -> String {
    match &*LAST_FAILURE.lock() {
        Some(reason) => {
            format!("Steam is not initialised, since that failed: {}", reason.trim_end_matches('.'))
        }
        None => "Steam is not initialised; call Steam.steamInit() or Steam.steamInitEx() first".to_owned(),
    }
}

/// For what only the main thread may do: init, shutdown, and the pump, which emits signals. `false` after an error line.
pub fn is_main_thread(method: &str) -> bool {
    let main = godot::init::is_main_thread();
    if !main {
        report::error(method, "called from a thread; this works on the main thread only (see call_deferred)");
    }
    main
}
