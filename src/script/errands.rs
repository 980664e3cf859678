//! Whether a pump has more to do than to ask the platform: one flag for all reasons, so that an idle pump looks at nothing else.

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

/// There is something to do. To be called once that can be seen.
#[inline]
pub fn add(whose: Whose) {
    of(whose).store(true, Ordering::Release);
}

/// Whether there is something to do.
#[inline]
pub fn any(whose: Whose) -> bool {
    of(whose).load(Ordering::Relaxed)
}

/// All of it is about to be done; what is added from now on is for the next pump.
pub fn begin(whose: Whose) {
    of(whose).swap(false, Ordering::AcqRel);
}
