//! Lists that Steam returns one element at a time, by index.

use std::ffi::c_int;
use std::ops::Range;

/// The maximum number of fetched elements. No real list is that long; the limit keeps a broken Steam from stopping
/// the game.
pub(super) const MOST_LISTED: c_int = 100_000;

/// The indices of a list with Steam's length `count`. A negative length means none (`GetFriendCount` returns -1 for a
/// user who is not logged on).
pub(super) fn indices(count: c_int) -> Range<c_int> {
    0..count.clamp(0, MOST_LISTED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_that_cannot_be_is_not_believed() {
        assert_eq!(indices(-1), 0..0);
        assert_eq!(indices(3), 0..3);
        assert_eq!(indices(c_int::MAX), 0..MOST_LISTED);
    }
}
