//! From events to signals.
//!
//! Events are drained with nothing held and nothing borrowed: a handler may call any method, `run_callbacks` and
//! `steamShutdown` included. A pump inside a handler goes on with the same queue, so the order stays.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

use godot::register::godot_api;

use super::{Steam, avatars, one_account, signals};
use crate::contract::Event;
use crate::script::{current, report};

/// An answer that waits this long while nobody pumps gets a warning.
const UNPUMPED: Duration = Duration::from_secs(2);

thread_local! {
    static QUEUE: RefCell<VecDeque<Event>> = const { RefCell::new(VecDeque::new()) };
    static AWAITED: Cell<Option<(&'static str, Instant)>> = const { Cell::new(None) };
}

#[godot_api(secondary)]
impl Steam {
    /// Emits the signals of everything that has happened since the last call. Call it in every frame, in a node that also
    /// processes while the tree is paused, or let `embed_callbacks` of `steamInit` do it.
    /// Steamworks: `SteamAPI_ManualDispatch_RunFrame`.
    // rule: pump.in-handler
    #[func]
    pub fn run_callbacks() {
        let (idle, already_in) = current::with("Steam.run_callbacks", |platform| {
            QUEUE.with_borrow_mut(|queue| {
                let known = queue.len();
                platform.pump(queue);
                let mut already_in = false;
                if queue.len() > known || one_account::is_suspicious() {
                    avatars::follow(platform, queue, known);
                    already_in = one_account::follow(platform, queue.iter().skip(known));
                }
                (queue.is_empty(), already_in)
            })
        });
        AWAITED.set(None);
        if already_in {
            one_account::say_already_in("Steam.joinLobby");
        }
        if !idle {
            emit_all();
        }
    }
}

/// Pumps without a word where there is no platform.
pub fn pump_if_running() {
    if current::peek(|platform| platform.is_some()) {
        Steam::run_callbacks();
    }
}

fn emit_all() {
    while let Some(event) = QUEUE.with_borrow_mut(VecDeque::pop_front) {
        signals::emit(event);
    }
}

/// Forgets what has not been emitted. The platform it came from is gone.
// rule: pump.shutdown-in-handler
pub fn clear() {
    AWAITED.set(None);
    avatars::clear();
    // Dropped outside of the borrow.
    drop(QUEUE.take());
}

/// Adds an event of our own, for the next pump.
pub fn push(event: Event) {
    QUEUE.with_borrow_mut(|queue| queue.push_back(event));
}

/// Notes that the script now waits for `signal`, which only a pump can emit.
pub fn expect_answer(signal: &'static str) {
    if AWAITED.get().is_none() {
        AWAITED.set(Some((signal, Instant::now())));
    }
}

/// Warns, once for each such wait, where a script waits for a signal and nothing pumps. Called in every frame.
// rule: pump.nobody-pumps
pub fn warn_if_unpumped() {
    let Some((signal, since)) = AWAITED.get() else { return };
    if since.elapsed() >= UNPUMPED {
        AWAITED.set(None);
        let reason = format!(
            "the signal {signal} has been waited for since {} s and nothing calls run_callbacks(); call it in every \
             frame, also while the tree is paused, or pass embed_callbacks to steamInit()",
            UNPUMPED.as_secs()
        );
        report::warning("Steam.run_callbacks", reason);
    }
}
