//! What has happened on the platform, for all who want to know: the signals of `Steam`, and the multiplayer peers.
//!
//! Whoever pumps fetches for everybody. A peer that pumps leaves what signals have to tell for the next `run_callbacks()`;
//! `run_callbacks()` shows each peer what concerns it. So a peer needs nobody to call `run_callbacks()`, and takes nothing
//! away from scripts. On the main thread alone, where the platform is pumped.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use parking_lot::Mutex;

use crate::contract::{Event, Platform};

/// So much waits for a `run_callbacks()` that never comes, and for an observer that does not look. Whatever is older is dropped
/// then.
const MOST_WAITING: usize = 65_536;

/// What one observer has not looked at yet.
pub type Inbox = Mutex<VecDeque<Event>>;

struct Observer {
    wants: fn(&Event) -> bool,
    inbox: Weak<Inbox>,
}

/// Whether anything of it waits, so that an idle pump looks no further.
static ANY_WAITING: AtomicBool = AtomicBool::new(false);
/// How many platforms have gone.
static STARTS: AtomicU64 = AtomicU64::new(0);

thread_local! {
    /// Fetched by observers, for the next `run_callbacks()`.
    static WAITING: RefCell<VecDeque<Event>> = const { RefCell::new(VecDeque::new()) };
    static OBSERVERS: RefCell<Vec<Observer>> = const { RefCell::new(Vec::new()) };
}

/// An inbox that gets a copy of every event that `wants` chooses, for as long as somebody holds it.
pub fn observe(wants: fn(&Event) -> bool) -> Arc<Inbox> {
    let inbox = Arc::<Inbox>::default();
    OBSERVERS.with_borrow_mut(|observers| {
        observers.retain(|observer| observer.inbox.strong_count() > 0);
        observers.push(Observer { wants, inbox: Arc::downgrade(&inbox) });
    });
    inbox
}

/// As [`Platform::pump`], with what observers have fetched since the last time before it.
pub fn pump(platform: &dyn Platform, events: &mut VecDeque<Event>) {
    if ANY_WAITING.load(Ordering::Relaxed) {
        ANY_WAITING.store(false, Ordering::Relaxed);
        WAITING.with_borrow_mut(|waiting| events.append(waiting));
    }
    let known = events.len();
    platform.pump(events);
    if events.len() > known {
        show(events.iter().skip(known));
    }
}

/// Pumps for the observers. What scripts are told of it waits for the next [`pump`].
pub fn fetch(platform: &dyn Platform) {
    WAITING.with_borrow_mut(|waiting| {
        let known = waiting.len();
        platform.pump(waiting);
        if waiting.len() > known {
            show(waiting.iter().skip(known));
            let surplus = waiting.len().saturating_sub(MOST_WAITING);
            waiting.drain(..surplus);
            ANY_WAITING.store(true, Ordering::Relaxed);
        }
    });
}

fn show<'a>(events: impl Iterator<Item = &'a Event>) {
    OBSERVERS.with_borrow(|observers| {
        if observers.is_empty() {
            return;
        }
        for event in events {
            for observer in observers.iter().filter(|observer| (observer.wants)(event)) {
                if let Some(inbox) = observer.inbox.upgrade() {
                    let mut inbox = inbox.lock();
                    if inbox.len() >= MOST_WAITING {
                        inbox.pop_front();
                    }
                    inbox.push_back(event.clone());
                }
            }
        }
    });
}

/// Forgets everything, since the platform it came from is gone.
pub fn clear() {
    STARTS.fetch_add(1, Ordering::AcqRel);
    let forgotten = WAITING.take();
    OBSERVERS.with_borrow(|observers| {
        for inbox in observers.iter().filter_map(|observer| observer.inbox.upgrade()) {
            inbox.lock().clear();
        }
    });
    drop(forgotten);
}

/// A number that changes when the platform goes: handles of the old one mean nothing on the next.
pub fn generation() -> u64 {
    STARTS.load(Ordering::Acquire)
}
