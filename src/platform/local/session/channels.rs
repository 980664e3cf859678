//! The open channels of a session.

use crate::platform::local::limits::MAX_OPEN_CHANNELS;

/// The channels on which packets were sent or received since the session began.
#[derive(Debug, Default)]
pub struct Channels {
    /// The channel numbers in ascending order.
    open: Vec<i32>,
    /// The channel that was used last, known to be open.
    last: Option<i32>,
}

impl Channels {
    /// Opens `channel`, on which a packet was sent or received.
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

    /// Closes `channel`. Returns `false` if it was not open.
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

    /// Whether the number of open channels has reached its limit.
    pub fn is_full(&self) -> bool {
        self.open.len() >= MAX_OPEN_CHANNELS
    }

    /// Whether no channel is open.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Closes all channels.
    pub fn clear(&mut self) {
        *self = Channels::default();
    }
}
