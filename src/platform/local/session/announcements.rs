//! When the game is told that a user waits to be accepted.

use std::time::Instant;

use super::pace::Pace;

/// So many new streams of a user are announced at once without the pause between two announcements. Enough for one who
/// restarts their game again and again; beyond, it is a flood.
pub const MAX_WITHOUT_PAUSE: u32 = 8;

/// The announcements of one user to the game, with a pause between two of the same stream. What comes within the pause is
/// announced after it, never left out.
#[derive(Debug, Default)]
pub struct Announcements {
    /// When the game was last told without having accepted since.
    last: Option<Instant>,
    /// Whether something has come since then.
    due: bool,
    /// Whether the game has not been told of this stream, but of an earlier one.
    new_stream: bool,
    without_pause: u32,
}

impl Announcements {
    /// Something has come that the game has to be told of.
    pub fn request(&mut self) {
        self.due = true;
    }

    /// The user has begun a new stream: the game has to be told of that one, not of what the earlier one asked for.
    pub fn begin_stream(&mut self) {
        self.due = false;
        self.new_stream = true;
    }

    /// The game has accepted the user or closed the session: whatever comes next is announced at once.
    pub fn clear(&mut self) {
        *self = Announcements::default();
    }

    /// Whether the game has to be told now.
    pub fn take(&mut self, now: Instant, pace: &Pace) -> bool {
        let paused = self.last.is_some_and(|last| now < last + pace.announce_interval);
        let without_pause = if paused { self.without_pause + 1 } else { 0 };
        if !self.due || paused && !(self.new_stream && without_pause <= MAX_WITHOUT_PAUSE) {
            return false;
        }
        *self = Announcements { last: Some(now), due: false, new_stream: false, without_pause };
        true
    }

    /// When [`take`](Self::take) has to be asked again.
    pub fn deadline(&self, pace: &Pace) -> Option<Instant> {
        self.last.filter(|_| self.due).map(|last| last + pace.announce_interval)
    }
}
