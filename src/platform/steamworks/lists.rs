//! Lists that Steam hands out one by one, by index.

use std::ffi::c_int;
use std::ops::Range;

/// The most that are asked for. No list that a game sees is that long; a broken Steam must not stop the game.
pub(super) const MOST_LISTED: c_int = 100_000;

/// The indices of a list of which Steam says that it is `count` long. Below 0 it has none (`GetFriendCount` answers -1
/// to a user who is not logged on).
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
