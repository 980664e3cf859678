//! The platform for all threads except the main one.
//!
//! A caller holds a read lock during its call, so that [`Slot::replace`] returns only once no call is running in the old content:
//! a platform that was taken out may then be shut down. Threads that keep calling cannot delay it, since new calls wait behind
//! it.

use std::cell::Cell;
use std::ops::Deref;
use std::sync::Arc;

use parking_lot::{RwLock, RwLockReadGuard};

thread_local! {
    /// Whether this thread is already inside a call. If so, it must not wait for a writer, which waits for it.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// A slot for something that many threads use and one thread replaces.
pub struct Slot<T: ?Sized + 'static>(RwLock<Option<Arc<T>>>);

impl<T: ?Sized + 'static> Slot<T> {
    /// An empty slot.
    pub const fn new() -> Slot<T> {
        Slot(RwLock::new(None))
    }

    // rule: call.from-thread
    /// Replaces the content, once nobody uses the old one any more.
    ///
    /// Deadlocks if the same thread holds a [`Lent`].
    pub fn replace(&self, content: Option<Arc<T>>) {
        // Dropped outside the lock.
        let before = std::mem::replace(&mut *self.0.write(), content);
        drop(before);
    }

    /// Lends the content.
    pub fn lend(&self) -> Option<Lent<'_, T>> {
        let nested = INSIDE.replace(true);
        let lock = if nested { self.0.read_recursive() } else { self.0.read() };
        let lent = Lent { lock, nested };
        lent.lock.is_some().then_some(lent)
    }
}

impl<T: ?Sized + 'static> Default for Slot<T> {
    fn default() -> Slot<T> {
        Slot::new()
    }
}

/// The lent content. It stays in the slot as long as this lives.
pub struct Lent<'a, T: ?Sized + 'static> {
    lock: RwLockReadGuard<'a, Option<Arc<T>>>,
    nested: bool,
}

impl<T: ?Sized + 'static> Lent<'_, T> {
    /// The content; [`Slot::lend`] has checked that there is one.
    pub fn get(&self) -> Option<&T> {
        self.lock.deref().as_deref()
    }
}

impl<T: ?Sized + 'static> Drop for Lent<'_, T> {
    fn drop(&mut self) {
        INSIDE.set(self.nested);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
    use std::thread;

    /// Something that must not be used once it is closed.
    #[derive(Default)]
    struct Door {
        inside: AtomicU32,
        closed: AtomicBool,
        passed: AtomicU32,
    }

    impl Door {
        fn pass(&self) {
            self.inside.fetch_add(1, Ordering::SeqCst);
            assert!(!self.closed.load(Ordering::SeqCst), "a call after the end");
            self.passed.fetch_add(1, Ordering::Relaxed);
            self.inside.fetch_sub(1, Ordering::SeqCst);
        }

        fn close(&self) {
            assert_eq!(self.inside.load(Ordering::SeqCst), 0, "closed in the midst of a call");
            self.closed.store(true, Ordering::SeqCst);
        }
    }

    #[test]
    fn what_was_taken_out_is_in_no_call_and_gets_none_however_often_threads_call() {
        static SLOT: Slot<Door> = Slot::new();
        let over = AtomicBool::new(false);
        let mut doors = Vec::new();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    while !over.load(Ordering::Relaxed) {
                        // Without a pause: a replacement must succeed anyway.
                        if let Some(lent) = SLOT.lend() {
                            lent.get().unwrap().pass();
                        }
                    }
                });
            }
            for _ in 0..200 {
                let door = Arc::new(Door::default());
                SLOT.replace(Some(Arc::clone(&door)));
                while door.passed.load(Ordering::Relaxed) < 10 {
                    thread::yield_now();
                }
                SLOT.replace(None);
                door.close();
                doors.push(door);
            }
            over.store(true, Ordering::Relaxed);
        });
        assert!(doors.iter().all(|door| Arc::strong_count(door) == 1), "nobody keeps what was taken out");
    }

    #[test]
    fn a_call_within_a_call_does_not_wait_for_a_replacement_that_waits_for_it() {
        static SLOT: Slot<Door> = Slot::new();
        SLOT.replace(Some(Arc::default()));
        thread::scope(|scope| {
            let outer = SLOT.lend().unwrap();
            let replacing = scope.spawn(|| SLOT.replace(None));
            // From here on, new calls of other threads wait.
            while SLOT.0.try_read().is_some() {
                thread::yield_now();
            }
            let inner = SLOT.lend().unwrap();
            assert!(std::ptr::eq(inner.get().unwrap(), outer.get().unwrap()));
            drop(inner);
            drop(outer);
            replacing.join().unwrap();
        });
        assert!(SLOT.lend().is_none());
    }

    #[test]
    fn an_empty_slot_leaves_nothing_behind() {
        static SLOT: Slot<Door> = Slot::new();
        assert!(SLOT.lend().is_none());
        assert!(!INSIDE.get());
        SLOT.replace(Some(Arc::default()));
        assert!(SLOT.lend().is_some());
        assert!(!INSIDE.get());
    }
}
