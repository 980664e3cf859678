//! How much the game receives from the rings between two pumps.
//!
//! Other processes may send faster than the game reads. A loop that reads while there are packets would then never end, and
//! neither would its frame. The rest therefore stays in the rings: nothing is lost or reordered, and the writer of a full ring
//! waits.

use std::time::{Duration, Instant};

use crate::platform::local::limits::{MAX_TAKEN_BYTES, MAX_TAKEN_PACKETS};

/// When the game found no more packets because the allowance was used up, it gets a new one after this time, even without
/// a pump.
const PERIOD: Duration = Duration::from_millis(20);
/// A game that has not polled for this long counts as stopped: the driver then receives everything.
const STOPPED: Duration = Duration::from_millis(250);

/// The callers that receive from the rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taker {
    /// The game, by `run_callbacks`.
    Pump,
    /// The game, by a call that polls for packets.
    Query,
    /// The background thread.
    Driver,
}

/// The packets and bytes that may still be received from the rings of one interface before the next pump.
#[derive(Debug)]
pub struct Allowance {
    packets: usize,
    bytes: usize,
    /// When the game first found no packets because the allowance was used up. Its loop has ended by then.
    denied: Option<Instant>,
    /// When the game last polled.
    looked: Option<Instant>,
}

impl Default for Allowance {
    fn default() -> Allowance {
        Allowance { packets: MAX_TAKEN_PACKETS, bytes: MAX_TAKEN_BYTES, denied: None, looked: None }
    }
}

impl Allowance {
    /// Restores the full allowance, since the game pumps.
    #[inline]
    pub fn renew(&mut self) {
        *self = Allowance { looked: self.looked, ..Allowance::default() };
    }

    /// Records that the game polls.
    pub fn look(&mut self, now: Instant) {
        self.looked = Some(now);
    }

    /// Prepares for `taker` to receive. Returns whether the allowance limits it.
    // rule: limits.flood
    pub fn begin(&mut self, now: Instant, taker: Taker) -> bool {
        match taker {
            Taker::Driver => return self.holds(now),
            Taker::Pump => self.renew(),
            Taker::Query if self.is_spent() => {
                let denied = *self.denied.get_or_insert(now);
                if now >= denied + PERIOD {
                    self.renew();
                }
            }
            Taker::Query => {}
        }
        self.look(now);
        true
    }

    /// Subtracts what was received.
    pub fn spend(&mut self, packets: usize, bytes: usize) {
        self.packets = self.packets.saturating_sub(packets);
        self.bytes = self.bytes.saturating_sub(bytes);
    }

    /// Returns whether the allowance is used up.
    pub fn is_spent(&self) -> bool {
        self.packets == 0 || self.bytes == 0
    }

    /// Returns whether the allowance limits the driver too, since the game polls.
    fn holds(&self, now: Instant) -> bool {
        self.looked.is_some_and(|looked| now < looked + STOPPED)
    }

    /// Returns whether neither the game nor the driver may receive now.
    pub fn is_over(&self, now: Instant) -> bool {
        self.is_spent() && self.holds(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_more_after_a_pump_or_a_while_after_the_game_found_nothing() {
        let (now, mut allowance) = (Instant::now(), Allowance::default());
        assert!(allowance.begin(now, Taker::Query));
        allowance.spend(MAX_TAKEN_PACKETS, 1);
        let later = now + 100 * PERIOD;
        assert!(allowance.begin(later, Taker::Query) && allowance.is_spent(), "the loop still runs");
        assert!(allowance.begin(later + PERIOD / 2, Taker::Query) && allowance.is_spent());
        assert!(allowance.begin(later + PERIOD, Taker::Query) && !allowance.is_spent());
        allowance.spend(1, MAX_TAKEN_BYTES);
        assert!(allowance.begin(later + PERIOD, Taker::Query) && allowance.is_spent());
        assert!(allowance.begin(later + PERIOD, Taker::Pump) && !allowance.is_spent());
    }

    #[test]
    fn it_limits_the_driver_while_the_game_polls() {
        let (now, mut allowance) = (Instant::now(), Allowance::default());
        assert!(!allowance.begin(now, Taker::Driver), "no game has polled yet");
        assert!(allowance.begin(now, Taker::Query) && allowance.begin(now + STOPPED / 2, Taker::Driver));
        allowance.spend(MAX_TAKEN_PACKETS, 1);
        assert!(allowance.is_over(now + STOPPED / 2) && !allowance.is_over(now + STOPPED));
        assert!(!allowance.begin(now + STOPPED, Taker::Driver));
    }
}
