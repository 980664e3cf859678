//! The thread that pumps. Each pump checks it, and a lock would cost an idle pump more than all its other work.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Returns an identifier of this thread, never 0. No other thread has it while this one lives.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[inline]
fn this_thread() -> usize {
    let thread;
    // SAFETY: on this system, the register points to the thread's control block, whose first word is its own address. This only
    // reads it.
    unsafe {
        std::arch::asm!("mov {}, fs:[0]", out(reg) thread, options(nostack, preserves_flags, readonly));
    }
    thread
}

/// As above, by the address of a thread-local variable. Finding it takes a function call.
#[cfg(not(all(target_os = "linux", target_arch = "x86_64")))]
#[inline]
fn this_thread() -> usize {
    thread_local! {
        static HERE: std::cell::Cell<u8> = const { std::cell::Cell::new(0) };
    }
    HERE.with(|here| std::ptr::from_ref(here).addr())
}

/// The thread that pumps: the first that calls `is_this`. No other thread becomes it while that one lives.
#[derive(Debug, Default)]
pub(super) struct PumpingThread(AtomicUsize);

impl PumpingThread {
    /// Returns whether this thread is the one that pumps.
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
