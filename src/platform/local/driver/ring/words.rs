//! The memory that a ring uses, as a trait, so that tests can replace it.

use std::sync::atomic::{AtomicU64, Ordering, fence};

/// A word that two processes share.
pub trait Word {
    /// Like [`AtomicU64::load`].
    fn load(&self, order: Ordering) -> u64;
    /// Like [`AtomicU64::store`].
    fn store(&self, value: u64, order: Ordering);
    /// Like [`AtomicU64::swap`].
    fn swap(&self, value: u64, order: Ordering) -> u64;
    /// A sequentially consistent [`fence`] between two accesses.
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

/// Memory that two processes share. Its number of words never changes.
pub trait Words {
    /// The type of its words.
    type Word: Word;
    /// All words.
    fn words(&self) -> &[Self::Word];
}
