//! Flags that tell a pump that it has more to do than to ask the platform. One flag stands for all reasons, so an idle pump checks
//! only that.

use std::sync::atomic::{AtomicBool, Ordering};

use super::whose::Whose;

static USER: AtomicBool = AtomicBool::new(false);
static SERVER: AtomicBool = AtomicBool::new(false);

#[inline]
fn of(whose: Whose) -> &'static AtomicBool {
    match whose {
        Whose::User => &USER,
        Whose::GameServer => &SERVER,
    }
}

/// Sets the flag. Call it after the work is visible to the pumping thread.
#[inline]
pub fn add(whose: Whose) {
    of(whose).store(true, Ordering::Release);
}

/// Returns whether the next pump has something to do.
#[inline]
pub fn any(whose: Whose) -> bool {
    of(whose).load(Ordering::Relaxed)
}

/// Clears the flag before a pump does the work. Work that is added later sets it again, for the next pump.
pub fn begin(whose: Whose) {
    of(whose).swap(false, Ordering::AcqRel);
}
