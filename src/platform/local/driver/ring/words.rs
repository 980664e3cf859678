//! What a ring asks of its memory, so that the tests can stand in for it.

use std::sync::atomic::{AtomicU64, Ordering, fence};

/// A word that two processes share.
pub trait Word {
    /// As of [`AtomicU64`].
    fn load(&self, order: Ordering) -> u64;
    /// As of [`AtomicU64`].
    fn store(&self, value: u64, order: Ordering);
    /// As of [`AtomicU64`].
    fn swap(&self, value: u64, order: Ordering) -> u64;
    /// A [`fence`] between two accesses of such words, ordered with all others.
    fn fence();
}

impl Word for AtomicU64 {
    #[inline]
    fn load(&self, order: Ordering) -> u64 {
        AtomicU64::load(self, order)
    }

    #[inline]
    fn store(&self, value: u64, order: Ordering) {
        AtomicU64::store(self, value, order);
    }

    #[inline]
    fn swap(&self, value: u64, order: Ordering) -> u64 {
        AtomicU64::swap(self, value, order)
    }

    #[inline]
    fn fence() {
        fence(Ordering::SeqCst);
    }
}

/// Memory that two processes share. Their number of words is the same at every call.
pub trait Words {
    /// What it consists of.
    type Word: Word;
    /// All of it.
    fn words(&self) -> &[Self::Word];
}
