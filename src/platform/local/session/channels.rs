//! Which channels of a session are open.

use crate::platform::local::limits::MAX_OPEN_CHANNELS;

/// The channels on which anything was sent or received since the session began.
#[derive(Debug, Default)]
pub struct Channels {
    /// In order of their numbers.
    open: Vec<i32>,
    /// The one used last, known to be open.
    last: Option<i32>,
}

impl Channels {
    /// Something was sent or received on `channel`.
    #[inline]
    pub fn open(&mut self, channel: i32) {
        if self.last != Some(channel) {
            self.insert(channel);
        }
    }

    fn insert(&mut self, channel: i32) {
        self.last = Some(channel);
        if let Err(place) = self.open.binary_search(&channel)
            && self.open.len() < MAX_OPEN_CHANNELS
        {
            self.open.insert(place, channel);
        }
    }

    /// Closes `channel`; `false` if it was not open.
    pub fn close(&mut self, channel: i32) -> bool {
        self.last = None;
        match self.open.binary_search(&channel) {
            Ok(place) => {
                self.open.remove(place);
                true
            }
            Err(_) => false,
        }
    }

    /// Whether so many are open that no further one counts.
    pub fn is_full(&self) -> bool {
        self.open.len() >= MAX_OPEN_CHANNELS
    }

    /// Whether none is open.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Closes all.
    pub fn clear(&mut self) {
        *self = Channels::default();
    }
}
