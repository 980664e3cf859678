//! Announcements: telling the game that a user waits to be accepted.

use std::time::Instant;

use super::pace::Pace;

/// The number of new streams of a user that are announced without a pause between them. It is enough for a user who
/// restarts their game again and again; anything more is a flood.
pub const MAX_WITHOUT_PAUSE: u32 = 8;

/// The announcements of one user to the game, with a pause between two about the same stream. A request during the
/// pause is announced after it, never dropped.
#[derive(Debug, Default)]
pub struct Announcements {
    /// The time of the last announcement since the game last accepted or closed.
    last: Option<Instant>,
    /// Whether there was a request since then.
    due: bool,
    /// Whether the last announcement was about an earlier stream.
    new_stream: bool,
    without_pause: u32,
}

impl Announcements {
    /// Requests an announcement.
    pub fn request(&mut self) {
        self.due = true;
    }

    /// Handles a new stream of the user. An announcement that is due for the earlier stream is dropped.
    pub fn begin_stream(&mut self) {
        self.due = false;
        self.new_stream = true;
    }

    /// Forgets earlier announcements, because the game accepted the user or closed the session. The next request is
    /// announced at once.
    pub fn clear(&mut self) {
        *self = Announcements::default();
    }

    /// Whether an announcement must be made now.
    #[inline]
    pub fn take(&mut self, now: Instant, pace: &Pace) -> bool {
        let paused = self.last.is_some_and(|last| now < last + pace.announce_interval);
        let without_pause = if paused { self.without_pause + 1 } else { 0 };
        if !self.due || paused && !(self.new_stream && without_pause <= MAX_WITHOUT_PAUSE) {
            return false;
        }
        *self = Announcements { last: Some(now), due: false, new_stream: false, without_pause };
        true
    }

    /// The time of the next announcement, if one is due after the pause.
    pub fn deadline(&self, pace: &Pace) -> Option<Instant> {
        self.last.filter(|_| self.due).map(|last| last + pace.announce_interval)
    }
}
