//! The platforms that answer now: the user's, which the functions here are about, and the game server's, in [`server`].
//!
//! The main thread holds it for itself and pays no lock on the calls a game makes every frame. All other threads find it in
//! a [`Slot`], whose lock they hold for the length of a call; a shutdown waits for them.
//!
//! While such a call lasts, what it has to say is held back: a line may come to a script, in the engine's `Logger`, and that
//! script may wait for the main thread, which may wait for the call.

use std::cell::RefCell;
use std::sync::Arc;
use std::thread::LocalKey;

use parking_lot::Mutex;

use super::report;
use super::slot::{self, Slot};
use super::whose::Whose;
use crate::contract::Platform;

/// The main thread's own handle of a platform.
type Own = RefCell<Option<Arc<dyn Platform>>>;

thread_local! {
    /// The user's. Filled on the main thread alone.
    static USERS: Own = const { RefCell::new(None) };
    /// The game server's. Filled on the main thread alone.
    static SERVERS: Own = const { RefCell::new(None) };
}

static USER: Current = Current::new(
    &USERS,
    "Steam",
    "Steam is not initialised; call Steam.steamInit() or Steam.steamInitEx() first",
);
static SERVER: Current = Current::new(
    &SERVERS,
    "the game server",
    "the game server is not initialised; call SteamServer.serverInit() or SteamServer.serverInitEx() first",
);

/// One platform that answers, or may.
struct Current {
    own: &'static LocalKey<Own>,
    other_threads: Slot<dyn Platform>,
    last_failure: Mutex<Option<String>>,
    /// The name in messages.
    name: &'static str,
    /// The error line if nobody has initialised it.
    missing: &'static str,
}

/// The platform, lent to another thread than the main one. Its end is the end of the lock first, then what was held back is
/// said.
struct Lent {
    platform: slot::Lent<'static, dyn Platform>,
    _lines: report::Held,
}

impl Current {
    const fn new(own: &'static LocalKey<Own>, name: &'static str, missing: &'static str) -> Current {
        Current { own, other_threads: Slot::new(), last_failure: Mutex::new(None), name, missing }
    }

    #[inline]
    fn lend<R>(&'static self, f: impl FnOnce(Option<&dyn Platform>) -> R) -> R {
        self.own.with_borrow(|current| {
            let lent;
            let platform = match current {
                Some(platform) => Some(&**platform),
                None => {
                    lent = self.lent_to_this_thread();
                    lent.as_ref().and_then(|lent| lent.platform.get())
                }
            };
            f(platform)
        })
    }

    /// `None` on the main thread, and if there is no platform.
    #[cold]
    fn lent_to_this_thread(&'static self) -> Option<Lent> {
        if godot::init::is_main_thread() {
            return None;
        }
        let lines = report::hold();
        Some(Lent { platform: self.other_threads.lend()?, _lines: lines })
    }

    fn replace(&self, platform: Option<Arc<dyn Platform>>) -> Result<Option<Arc<dyn Platform>>, InUse> {
        self.own.with(|current| {
            let mut current = current.try_borrow_mut().map_err(|_| InUse)?;
            self.other_threads.replace(platform.clone());
            Ok(std::mem::replace(&mut *current, platform))
        })
    }

    fn not_initialised(&self) -> String {
        match &*self.last_failure.lock() {
            Some(reason) => {
                format!(
                    "{} is not initialised, since that failed: {}",
                    self.name,
                    reason.trim_end_matches('.')
                )
            }
            None => self.missing.to_owned(),
        }
    }
}

/// The functions by which one of the two platforms is asked.
macro_rules! functions {
    ($current:ident) => {
        /// Calls `f` with the platform, or reports that there is none and answers with the default.
        ///
        /// `f` may not call Godot in a way that runs scripts, other than by [`report`]: a script would find the platform in
        /// use. Nothing in [`Platform`] does.
        #[inline]
        pub fn with<R: Default>(method: &'static str, f: impl FnOnce(&dyn Platform) -> R) -> R {
            $current.lend(|platform| match platform {
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
            $current.lend(|platform| match platform {
                Some(platform) => f(platform),
                None => {
                    report::error(
                        method,
                        format_args!("{}; the signal {signal} will not come", not_initialised()),
                    );
                    R::default()
                }
            })
        }

        /// As [`with`], for what only the main thread may do.
        #[inline]
        pub fn with_on_main_thread<R: Default>(
            method: &'static str,
            f: impl FnOnce(&dyn Platform) -> R,
        ) -> R {
            $current.own.with_borrow(|current| match current {
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
            $current.lend(f)
        }

        /// Puts `platform` in place for all threads and returns what was there, in which no call is in flight any more.
        /// Call it on the main thread.
        pub fn replace(platform: Option<Arc<dyn Platform>>) -> Result<Option<Arc<dyn Platform>>, InUse> {
            $current.replace(platform)
        }

        /// Keeps why the last init failed, `None` if it did not, for the error of every call without a platform.
        pub fn set_last_failure(reason: Option<String>) {
            *$current.last_failure.lock() = reason;
        }

        /// A method was called before init or after shutdown.
        // rule: call.without-init
        #[cold]
        pub fn unavailable(method: &str) {
            report::error(method, not_initialised());
        }

        /// That there is no platform, and why.
        pub fn not_initialised() -> String {
            $current.not_initialised()
        }
    };
}

/// As [`peek`], of the one or the other.
pub fn peek_of<R>(whose: Whose, f: impl FnOnce(Option<&dyn Platform>) -> R) -> R {
    match whose {
        Whose::User => peek(f),
        Whose::GameServer => server::peek(f),
    }
}

/// As [`with_on_main_thread`], of the one or the other.
pub fn with_on_main_thread_of<R: Default>(
    whose: Whose,
    method: &'static str,
    f: impl FnOnce(&dyn Platform) -> R,
) -> R {
    match whose {
        Whose::User => with_on_main_thread(method, f),
        Whose::GameServer => server::with_on_main_thread(method, f),
    }
}

/// A method of the platform is on its way further down the stack.
pub struct InUse;

functions!(USER);

/// The same for the platform of the game server.
pub mod server {
    use super::{Arc, InUse, Platform, SERVER, report};

    pub use super::is_main_thread;

    functions!(SERVER);
}

/// For what only the main thread may do: init, shutdown, and the pump, which emits signals. `false` after an error line.
pub fn is_main_thread(method: &str) -> bool {
    let main = godot::init::is_main_thread();
    if !main {
        report::error(method, "called from a thread; this works on the main thread only (see call_deferred)");
    }
    main
}
