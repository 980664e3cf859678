//! The platform that answers now.
//!
//! It is held for the main thread alone: another thread finds nothing here, which is how a call from a GDScript `Thread`
//! is recognised without a check of its own, and the main thread pays no lock on the calls a game makes every frame.

use std::cell::RefCell;
use std::sync::Arc;

use super::report;
use crate::contract::Platform;

thread_local! {
    static CURRENT: RefCell<Option<Arc<dyn Platform>>> = const { RefCell::new(None) };
    static LAST_FAILURE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Calls `f` with the platform, or reports that there is none and answers with the default.
///
/// `f` may not call Godot in a way that runs scripts: a script would find the platform borrowed. Nothing in
/// [`Platform`] does.
#[inline]
pub fn with<R: Default>(method: &'static str, f: impl FnOnce(&dyn Platform) -> R) -> R {
    CURRENT.with_borrow(|current| match current {
        Some(platform) => f(&**platform),
        None => {
            unavailable(method);
            R::default()
        }
    })
}

/// Calls `f` with the platform if there is one on this thread.
pub fn peek<R>(f: impl FnOnce(Option<&dyn Platform>) -> R) -> R {
    CURRENT.with_borrow(|current| f(current.as_deref()))
}

/// A method of the platform is on its way further down the stack.
pub struct InUse;

/// Puts `platform` in place and returns what was there.
pub fn replace(platform: Option<Arc<dyn Platform>>) -> Result<Option<Arc<dyn Platform>>, InUse> {
    CURRENT.with(|current| {
        let mut current = current.try_borrow_mut().map_err(|_| InUse)?;
        Ok(std::mem::replace(&mut *current, platform))
    })
}

/// Keeps why the last init failed, `None` where it did not, for the error of every call without a platform.
pub fn set_last_failure(reason: Option<String>) {
    LAST_FAILURE.set(reason);
}

/// A method was called where no platform answers: on another thread, before init or after shutdown.
// rule: call.without-init
#[cold]
pub fn unavailable(method: &str) {
    if godot::init::is_main_thread() {
        report::error(method, not_initialised());
    } else {
        wrong_thread(method);
    }
}

/// That there is no platform, and why.
pub fn not_initialised() -> String {
    LAST_FAILURE.with_borrow(|failure| match failure {
        Some(reason) => {
            format!("Steam is not initialised, since that failed: {}", reason.trim_end_matches('.'))
        }
        None => "Steam is not initialised; call Steam.steamInit() or Steam.steamInitEx() first".to_owned(),
    })
}

/// A method was called from another thread than the main one.
#[cold]
pub fn wrong_thread(method: &str) {
    report::error(method, "called from a thread; this works on the main thread only (see call_deferred)");
}
