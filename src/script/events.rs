//! The events of a platform, for all observers: the signals of its class, and the multiplayer peers.
//!
//! Every pump fetches for all observers. A peer that pumps keeps the events for signals until the next `run_callbacks()`;
//! `run_callbacks()` passes each peer its events. So a peer does not depend on `run_callbacks()`, and takes no events away
//! from scripts. All of this is on the main thread, which pumps the platform.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::thread::LocalKey;

use parking_lot::Mutex;

use super::course;
use super::errands;
use super::whose::Whose;
use crate::contract::{Event, Platform};

/// The maximum number of events that wait for a `run_callbacks()` or an observer. Older ones are dropped.
const MOST_WAITING: usize = 65_536;

/// The events that one observer has not taken yet.
pub type Inbox = Mutex<VecDeque<Event>>;

struct Observer {
    wants: fn(&Event) -> bool,
    inbox: Weak<Inbox>,
}

/// The events of one platform.
struct Events {
    /// Whether there are any events, so that an idle pump looks no further.
    any_waiting: AtomicBool,
    /// The number of platforms that have ended.
    starts: AtomicU64,
    own: &'static LocalKey<Own>,
}

/// The main thread's part.
struct Own {
    /// Events fetched by observers, for the next `run_callbacks()`.
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

    #[cold]
    fn take_waiting(&self, queue: &mut VecDeque<Event>) {
        self.any_waiting.store(false, Ordering::Relaxed);
        self.own.with(|own| queue.append(&mut own.waiting.borrow_mut()));
    }

    /// Shows the observers the events of `queue` from index `known` on.
    #[cold]
    fn show_from(&self, known: usize, queue: &VecDeque<Event>) {
        self.own.with(|own| {
            let observers = own.observers.borrow();
            if observers.is_empty() {
                return;
            }
            for event in queue.iter().skip(known) {
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

/// Creates an inbox that gets a copy of every event that `wants` chooses, until it is dropped.
pub fn observe(whose: Whose, wants: fn(&Event) -> bool) -> Arc<Inbox> {
    let inbox = Arc::<Inbox>::default();
    Events::of(whose).own.with(|own| {
        let mut observers = own.observers.borrow_mut();
        observers.retain(|observer| observer.inbox.strong_count() > 0);
        observers.push(Observer { wants, inbox: Arc::downgrade(&inbox) });
    });
    inbox
}

/// As [`Platform::pump`], preceded by the events that observers have fetched since the last time.
pub fn pump(whose: Whose, platform: &dyn Platform, queue: &mut VecDeque<Event>) {
    let events = Events::of(whose);
    if events.any_waiting.load(Ordering::Relaxed) {
        events.take_waiting(queue);
    }
    let known = queue.len();
    if whose == Whose::User {
        course::advance(platform);
    }
    platform.pump(queue);
    if queue.len() > known {
        events.show_from(known, queue);
    }
}

/// Shows the observers events that came from the platform otherwise than by [`pump`].
pub fn show(whose: Whose, events: &VecDeque<Event>) {
    Events::of(whose).show_from(0, events);
}

/// Pumps for the observers. The events for scripts wait for the next [`pump`].
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
            events.show_from(known, &waiting);
            let surplus = waiting.len().saturating_sub(MOST_WAITING);
            waiting.drain(..surplus);
            events.any_waiting.store(true, Ordering::Relaxed);
            errands::add(whose);
        }
    });
}

/// Forgets everything, because its platform is gone.
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

/// A number that changes when the platform ends: handles of the old platform are invalid on the next one.
pub fn generation(whose: Whose) -> u64 {
    Events::of(whose).starts.load(Ordering::Acquire)
}
