//! The current platforms: the user's, for the functions here, and the game server's, in [`server`].
//!
//! The main thread has its own handle and takes no lock for the calls that a game makes in every frame. All other threads
//! find the platform in a [`Slot`], whose lock they hold during a call; a shutdown waits for them.
//!
//! During such a call, its log lines are held back: a line may reach a script through the engine's `Logger`, and that script
//! may wait for the main thread, which may wait for the call.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::sync::Arc;

use parking_lot::Mutex;

use super::report;
use super::slot::{self, Slot};
use super::whose::Whose;
use crate::contract::Platform;

/// The main thread's own handle of a platform. It is not dropped with the thread, since each call would then check whether that
/// has happened; the end of the class empties it.
type Own = ManuallyDrop<RefCell<Option<Arc<dyn Platform>>>>;

const fn empty() -> Own {
    ManuallyDrop::new(RefCell::new(None))
}

thread_local! {
    /// The user's platform. Set only on the main thread.
    static USERS: Own = const { empty() };
    /// The game server's platform. Set only on the main thread.
    static SERVERS: Own = const { empty() };
}

static USER: Current =
    Current::new("Steam", "Steam is not initialised; call Steam.steamInit() or Steam.steamInitEx() first");
static SERVER: Current = Current::new(
    "the game server",
    "the game server is not initialised; call SteamServer.serverInit() or SteamServer.serverInitEx() first",
);

/// The user's or the game server's platform.
struct Current {
    other_threads: Slot<dyn Platform>,
    last_failure: Mutex<Option<String>>,
    /// The name in messages.
    name: &'static str,
    /// The error line if nobody has initialised it.
    missing: &'static str,
}

/// The platform, lent to a thread other than the main one. Dropping it first releases the lock and then logs the lines that
/// were held back.
struct Lent {
    platform: slot::Lent<'static, dyn Platform>,
    _lines: report::Held,
}

impl Current {
    const fn new(name: &'static str, missing: &'static str) -> Current {
        Current { other_threads: Slot::new(), last_failure: Mutex::new(None), name, missing }
    }

    #[inline]
    fn lend<R>(&'static self, own: &Own, f: impl FnOnce(Option<&dyn Platform>) -> R) -> R {
        let lent;
        let own = own.borrow();
        let platform = match &*own {
            Some(platform) => Some(&**platform),
            None => {
                lent = self.lent_to_this_thread();
                lent.as_ref().and_then(|lent| lent.platform.get())
            }
        };
        f(platform)
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

    fn replace(
        &self,
        own: &Own,
        platform: Option<Arc<dyn Platform>>,
    ) -> Result<Option<Arc<dyn Platform>>, InUse> {
        let mut current = own.try_borrow_mut().map_err(|_| InUse)?;
        self.other_threads.replace(platform.clone());
        Ok(std::mem::replace(&mut *current, platform))
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

/// Defines the functions that call one of the two platforms.
macro_rules! functions {
    ($current:ident, $own:ident) => {
        /// Calls `f` with the platform, or reports that there is none and returns the default.
        ///
        /// `f` must not call Godot in a way that runs scripts, except through [`report`], since a script would find the
        /// platform in use. Nothing in [`Platform`] does so.
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

        /// As [`with`], for a method that a signal answers: without a platform, the signal will not be emitted, and the
        /// error says so.
        pub fn with_answer<R: Default>(
            method: &'static str,
            signal: &'static str,
            f: impl FnOnce(&dyn Platform) -> R,
        ) -> R {
            lend(|platform| match platform {
                Some(platform) => f(platform),
                None => {
                    report::error(
                        method,
                        format_args!("{}; the signal {signal} will not be emitted", not_initialised()),
                    );
                    R::default()
                }
            })
        }

        /// As [`with`], for methods that only the main thread may call.
        #[inline]
        pub fn with_on_main_thread<R: Default>(
            method: &'static str,
            f: impl FnOnce(&dyn Platform) -> R,
        ) -> R {
            $own.with(|own| match &*own.borrow() {
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

        /// Sets `platform` for all threads and returns the previous one, in which no call is running any more. Call it
        /// on the main thread.
        pub fn replace(platform: Option<Arc<dyn Platform>>) -> Result<Option<Arc<dyn Platform>>, InUse> {
            $own.with(|own| $current.replace(own, platform))
        }

        /// Stores the reason for the last init's failure, `None` if it succeeded, for the error of calls without a
        /// platform.
        pub fn set_last_failure(reason: Option<String>) {
            *$current.last_failure.lock() = reason;
        }

        /// A method was called before init or after shutdown.
        // rule: call.without-init
        #[cold]
        pub fn unavailable(method: &str) {
            report::error(method, not_initialised());
        }

        /// Reports that there is no platform, with the reason.
        pub fn not_initialised() -> String {
            $current.not_initialised()
        }

        #[inline]
        fn lend<R>(f: impl FnOnce(Option<&dyn Platform>) -> R) -> R {
            $own.with(|own| $current.lend(own, f))
        }
    };
}

/// As [`peek`], for either platform.
pub fn peek_of<R>(whose: Whose, f: impl FnOnce(Option<&dyn Platform>) -> R) -> R {
    match whose {
        Whose::User => peek(f),
        Whose::GameServer => server::peek(f),
    }
}

/// As [`with_on_main_thread`], for either platform.
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

/// A method of the platform is already running further down the stack.
pub struct InUse;

functions!(USER, USERS);

/// The same for the platform of the game server.
pub mod server {
    use super::{Arc, InUse, Platform, SERVER, SERVERS, report};

    pub use super::is_main_thread;

    functions!(SERVER, SERVERS);
}

/// Checks that this is the main thread, for init, shutdown, and the pump, which emits signals. `false` after an error
/// line.
pub fn is_main_thread(method: &str) -> bool {
    let main = godot::init::is_main_thread();
    if !main {
        report::error(
            method,
            "called from another thread; this works only on the main thread (see call_deferred)",
        );
    }
    main
}
