//! The thread that pumps, which each pump reads. A lock would cost an idle pump more than everything else that it
//! does.

use std::sync::atomic::{AtomicUsize, Ordering};

/// A number of this thread that no other one has as long as this one lives; never 0.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[inline]
fn this_thread() -> usize {
    let thread;
    // SAFETY: on this system, the register points to a block of the thread's own whose first word is its own address. Reading it
    // changes nothing.
    unsafe {
        std::arch::asm!("mov {}, fs:[0]", out(reg) thread, options(nostack, preserves_flags, readonly));
    }
    thread
}

/// The same by a variable of the thread, which takes a call to find.
#[cfg(not(all(target_os = "linux", target_arch = "x86_64")))]
#[inline]
fn this_thread() -> usize {
    thread_local! {
        static HERE: std::cell::Cell<u8> = const { std::cell::Cell::new(0) };
    }
    HERE.with(|here| std::ptr::from_ref(here).addr())
}

/// The thread that pumps: the first that asks whether it does. No other ever does, as long as that one lives.
#[derive(Debug, Default)]
pub(super) struct PumpingThread(AtomicUsize);

impl PumpingThread {
    /// Whether it is this one.
    #[inline]
    pub(super) fn is_this(&self) -> bool {
        let here = this_thread();
        self.0.load(Ordering::Relaxed) == here || self.becomes(here)
    }

    #[cold]
    fn becomes(&self, here: usize) -> bool {
        self.0.compare_exchange(0, here, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_thread_that_asks_is_the_only_one() {
        let thread = PumpingThread::default();
        assert!(thread.is_this());
        std::thread::scope(|scope| {
            let elsewhere = scope.spawn(|| thread.is_this());
            assert!(!elsewhere.join().unwrap());
        });
        assert!(thread.is_this());
    }
}
