//! What has happened on a platform, for all who want to know: the signals of its class, and the multiplayer peers.
//!
//! Whoever pumps fetches for everybody. A peer that pumps leaves what signals have to tell for the next `run_callbacks()`;
//! `run_callbacks()` shows each peer what concerns it. So a peer needs nobody to call `run_callbacks()`, and takes nothing
//! away from scripts. On the main thread alone, where the platform is pumped.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::thread::LocalKey;

use parking_lot::Mutex;

use super::course;
use super::whose::Whose;
use crate::contract::{Event, Platform};

/// So much waits for a `run_callbacks()` that never comes, and for an observer that does not look. Whatever is older is dropped
/// then.
const MOST_WAITING: usize = 65_536;

/// The events that one observer has not taken yet.
pub type Inbox = Mutex<VecDeque<Event>>;

struct Observer {
    wants: fn(&Event) -> bool,
    inbox: Weak<Inbox>,
}

/// The events of one platform.
struct Events {
    /// Whether anything waits, so that an idle pump looks no further.
    any_waiting: AtomicBool,
    /// How many platforms have gone.
    starts: AtomicU64,
    own: &'static LocalKey<Own>,
}

/// The main thread's part of it.
struct Own {
    /// Fetched by observers, for the next `run_callbacks()`.
    waiting: RefCell<VecDeque<Event>>,
    observers: RefCell<Vec<Observer>>,
}

impl Own {
    const fn new() -> Own {
        Own { waiting: RefCell::new(VecDeque::new()), observers: RefCell::new(Vec::new()) }
    }
}

thread_local! {
    static USERS: Own = const { Own::new() };
    static SERVERS: Own = const { Own::new() };
}

static USER: Events = Events::new(&USERS);
static SERVER: Events = Events::new(&SERVERS);

impl Events {
    const fn new(own: &'static LocalKey<Own>) -> Events {
        Events { any_waiting: AtomicBool::new(false), starts: AtomicU64::new(0), own }
    }

    #[inline]
    fn of(whose: Whose) -> &'static Events {
        match whose {
            Whose::User => &USER,
            Whose::GameServer => &SERVER,
        }
    }

    fn show<'a>(&self, events: impl Iterator<Item = &'a Event>) {
        self.own.with(|own| {
            let observers = own.observers.borrow();
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
}

/// An inbox that gets a copy of every event that `wants` chooses, for as long as somebody holds it.
pub fn observe(whose: Whose, wants: fn(&Event) -> bool) -> Arc<Inbox> {
    let inbox = Arc::<Inbox>::default();
    Events::of(whose).own.with(|own| {
        let mut observers = own.observers.borrow_mut();
        observers.retain(|observer| observer.inbox.strong_count() > 0);
        observers.push(Observer { wants, inbox: Arc::downgrade(&inbox) });
    });
    inbox
}

/// As [`Platform::pump`], with what observers have fetched since the last time before it.
#[inline]
pub fn pump(whose: Whose, platform: &dyn Platform, queue: &mut VecDeque<Event>) {
    let events = Events::of(whose);
    if events.any_waiting.load(Ordering::Relaxed) {
        events.any_waiting.store(false, Ordering::Relaxed);
        events.own.with(|own| queue.append(&mut own.waiting.borrow_mut()));
    }
    let known = queue.len();
    if whose == Whose::User {
        course::advance(platform);
    }
    platform.pump(queue);
    if queue.len() > known {
        events.show(queue.iter().skip(known));
    }
}

/// Pumps for the observers. What scripts are told of it waits for the next [`pump`].
pub fn fetch(whose: Whose, platform: &dyn Platform) {
    let events = Events::of(whose);
    events.own.with(|own| {
        let mut waiting = own.waiting.borrow_mut();
        let known = waiting.len();
        if whose == Whose::User {
            course::advance(platform);
        }
        platform.pump(&mut waiting);
        if waiting.len() > known {
            events.show(waiting.iter().skip(known));
            let surplus = waiting.len().saturating_sub(MOST_WAITING);
            waiting.drain(..surplus);
            events.any_waiting.store(true, Ordering::Relaxed);
        }
    });
}

/// Forgets everything, since the platform it came from is gone.
pub fn clear(whose: Whose) {
    let events = Events::of(whose);
    if whose == Whose::User {
        course::stop();
    }
    events.starts.fetch_add(1, Ordering::AcqRel);
    events.own.with(|own| {
        let forgotten = own.waiting.take();
        for inbox in own.observers.borrow().iter().filter_map(|observer| observer.inbox.upgrade()) {
            inbox.lock().clear();
        }
        drop(forgotten);
    });
}

/// A number that changes when the platform goes: handles of the old one mean nothing on the next.
pub fn generation(whose: Whose) -> u64 {
    Events::of(whose).starts.load(Ordering::Acquire)
}
