//! From events to signals.
//!
//! Events are drained without a lock or a borrow, so a handler may call any method, including `run_callbacks` and
//! `steamShutdown`. A pump inside a handler continues with the same queue, so the order stays the same.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use super::{Class, WHOSE, current, following, signals};
use crate::contract::{Event, Platform};
use crate::script::whose::Whose;
use crate::script::{course, errands, events, report};

/// If an answer waits this long while nobody pumps, a warning says so.
const PUMP_WARNING_DELAY: Duration = Duration::from_secs(2);

thread_local! {
    /// The events that the main thread will emit.
    static QUEUE: RefCell<VecDeque<Event>> = const { RefCell::new(VecDeque::new()) };
}

/// The extension's own events for the next pump, from any thread.
static PUSHED: Mutex<Vec<Event>> = Mutex::new(Vec::new());
/// Whether there are any, so that a pump without any takes no lock.
static ANY_PUSHED: AtomicBool = AtomicBool::new(false);

/// The signal that a script is waiting for, and since when.
static AWAITED: Mutex<Option<(&'static str, Instant)>> = Mutex::new(None);
/// Whether there is one.
static ANY_AWAITED: AtomicBool = AtomicBool::new(false);

// rule: pump.in-handler
hot_methods! {
impl Class {
    /// Emits the signals of everything that has happened since the last call. Call it in every frame, in a node that also
    /// processes while the tree is paused; or let `embed_callbacks` of `steamInit` or the project setting
    /// `steam/initialization/embed_callbacks` do it. Call it only on the main thread, on which all signals are emitted.
    /// Steamworks: `SteamAPI_ManualDispatch_RunFrame`.
    #[func(rename = run_callbacks)]
    pub fn run_callbacks() -> () {
        let has_more = current::with_on_main_thread(method!("run_callbacks"), |platform| {
            // Here and not in the queue, so that an idle pump looks at nothing else.
            let mut told = VecDeque::new();
            if errands::any(WHOSE) {
                pump_all(platform, &mut told);
                return true;
            }
            platform.pump(&mut told);
            if told.is_empty() {
                return false;
            }
            events::show(WHOSE, &told);
            queue_up(platform, &mut told, 0);
            true
        });
        if has_more {
            emit_all();
        }
    }
}
}

/// Fetches events from the platform and from everywhere else.
#[cold]
fn pump_all(platform: &dyn Platform, told: &mut VecDeque<Event>) {
    errands::begin(WHOSE);
    if ANY_AWAITED.load(Ordering::Relaxed) {
        expect_nothing();
    }
    if ANY_PUSHED.load(Ordering::Relaxed) {
        take_pushed(told);
    }
    let known = told.len();
    events::pump(WHOSE, platform, told);
    queue_up(platform, told, known);
    if WHOSE == Whose::User && course::is_playing() {
        errands::add(WHOSE);
    }
}

/// Appends a pump's events to the queue. The first `known` are the extension's own.
#[cold]
fn queue_up(platform: &dyn Platform, told: &mut VecDeque<Event>, known: usize) {
    // A log line reaches scripts, which may pump: the queue has to hold the events first.
    let _lines = (told.len() > known || following::is_suspicious()).then(|| {
        let lines = report::hold();
        following::follow(platform, told, known);
        lines
    });
    if following::is_suspicious() {
        errands::add(WHOSE);
    }
    QUEUE.with_borrow_mut(|queue| queue.append(told));
}

#[cold]
fn take_pushed(queue: &mut VecDeque<Event>) {
    let mut pushed = PUSHED.lock();
    ANY_PUSHED.store(false, Ordering::Relaxed);
    queue.extend(pushed.drain(..));
}

#[cold]
fn expect_nothing() {
    let mut awaited = AWAITED.lock();
    ANY_AWAITED.store(false, Ordering::Relaxed);
    *awaited = None;
}

/// Pumps, and logs nothing if there is no platform.
pub fn pump_if_running() {
    if current::peek(|platform| platform.is_some()) {
        Class::run_callbacks();
    }
}

#[cold]
fn emit_all() {
    while let Some(event) = QUEUE.with_borrow_mut(VecDeque::pop_front) {
        // A pump in a handler continues with the queue.
        errands::add(WHOSE);
        signals::emit(event);
    }
}

/// Forgets the events that have not been emitted. Their platform is gone, and no call is running in it.
// rule: pump.shutdown-in-handler
pub fn clear() {
    expect_nothing();
    following::clear();
    events::clear(WHOSE);
    // Dropped outside the borrow and the lock.
    let pushed = std::mem::take(&mut *PUSHED.lock());
    drop((QUEUE.take(), pushed));
}

/// Adds an event of the extension for the next pump. Call it while you hold the event's platform, so that a shutdown
/// waits until the event is in the queue, and then forgets it.
pub fn push(event: Event) {
    let mut pushed = PUSHED.lock();
    pushed.push(event);
    ANY_PUSHED.store(true, Ordering::Relaxed);
    errands::add(WHOSE);
}

/// Records that a script is now waiting for `signal`, which only a pump can emit.
pub fn expect_answer(signal: &'static str) {
    let mut awaited = AWAITED.lock();
    awaited.get_or_insert_with(|| (signal, Instant::now()));
    ANY_AWAITED.store(true, Ordering::Relaxed);
    errands::add(WHOSE);
}

/// Answers a refused call with `event` at the next pump, as if it came from the platform.
// rule: call.refused-answered
pub fn refuse(signal: &'static str, event: Event) {
    push(event);
    expect_answer(signal);
}

/// Warns if a script is waiting for a signal and nothing pumps, once for each wait. Called in every frame.
// rule: pump.nobody-pumps
pub fn warn_if_not_pumped() {
    if !ANY_AWAITED.load(Ordering::Relaxed) {
        return;
    }
    let Some((signal, since)) = *AWAITED.lock() else { return };
    if since.elapsed() >= PUMP_WARNING_DELAY {
        expect_nothing();
        let reason = format!(
            "a script has been waiting for the signal {signal} for {} s, and nothing calls run_callbacks(); call it in every \
             frame, also while the tree is paused, or {}",
            PUMP_WARNING_DELAY.as_secs(),
            following::HOW_TO_EMBED
        );
        report::warning(method!("run_callbacks"), reason);
    }
}
