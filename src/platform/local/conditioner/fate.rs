//! What happens to a packet. Its number decides it, not the time at which it is sent.

use std::time::Duration;

use crate::contract::SteamId;
use crate::contract::network_conditions::OneWay;

/// A lost reliable packet is noticed after a round trip and this.
const RESEND: Duration = Duration::from_millis(10);
/// A reliable packet is not lost more often than this in a row, or it might never arrive.
const MAX_RESENDS: u32 = 16;
/// A packet that is to be overtaken takes longer by at least this, and at most by three times as much.
const OVERTAKEN: Duration = Duration::from_millis(25);

/// One direction between two users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path {
    /// Who sends.
    pub from: SteamId,
    /// To whom.
    pub to: SteamId,
}

/// Which packet it is, and of which run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    /// The same seed gives the same fate.
    pub seed: u64,
    /// The packet's way.
    pub path: Path,
    /// Which of the sessions on it.
    pub session: u64,
    /// Its number in the session.
    pub position: u64,
}

/// What happens to a packet on its way, its latency not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// How much longer it takes; `None` if it does not arrive.
    pub first: Option<Duration>,
    /// How much longer a second copy of it takes, if there is one.
    pub copy: Option<Duration>,
}

/// An unreliable message with more bytes travels in pieces of this size, all of which have to arrive
/// (`k_cbSteamNetworkingSocketsMaxMessageNoFragment`, and what stands before a message).
const PIECE_BYTES: usize = 1216;
/// The states of bursts are drawn anew after so many packets, so that no packet's fate takes long to find.
const BURST_BLOCK: u64 = 4096;
/// Keeps the chance of bursts apart from that of everything else.
const BURSTS: u64 = 0x6275_7273_7473;

/// The fate of an unreliable packet of `len` bytes.
// rule: local.loss, local.loss-of-pieces, local.bursts
pub fn of_unreliable(way: &OneWay, draw: Draw, len: usize) -> Fate {
    let mut dice = draw.dice();
    // Each question takes its numbers, whatever the answer to others: one changed condition changes no other fate.
    let lost = dice.throw(way.loss_percent);
    let doubled = dice.throw(way.duplicate_percent);
    let (overtaken, step) = (dice.throw(way.reorder_percent), dice.unit());
    let jitter = milliseconds(way.jitter_ms);
    let (first, copy) = (jitter.mul_f64(dice.unit()), jitter.mul_f64(dice.unit()));
    let first = if overtaken { first + OVERTAKEN.mul_f64(1.0 + 2.0 * step) } else { first };
    let more_pieces = len.div_ceil(PIECE_BYTES).saturating_sub(1);
    let lost = lost || (0..more_pieces).any(|_| dice.throw(way.loss_percent)) || is_in_burst(way, draw);
    Fate { first: (!lost).then_some(first), copy: (doubled && !lost).then_some(copy) }
}

/// How much longer a reliable packet takes that arrives at all; `latency` is what every packet takes, one way.
pub fn of_reliable(way: &OneWay, draw: Draw, latency: Duration) -> Duration {
    let mut dice = draw.dice();
    let (overtaken, step) = (dice.throw(way.reorder_percent), dice.unit());
    let jitter = milliseconds(way.jitter_ms);
    let mut longer = jitter.mul_f64(dice.unit());
    if overtaken {
        longer += OVERTAKEN.mul_f64(1.0 + 2.0 * step);
    }
    // When it comes again, the burst is over.
    let mut resends = u32::from(is_in_burst(way, draw));
    while resends < MAX_RESENDS && dice.throw(way.loss_percent) {
        resends += 1;
    }
    longer + resend_after(latency) * resends
}

/// How much longer a reliable packet takes that is lost once.
fn resend_after(latency: Duration) -> Duration {
    latency * 2 + RESEND
}

/// The longest that a packet may take beyond its latency.
pub fn at_most_longer(way: &OneWay, latency: Duration, reliable: bool) -> Duration {
    let overtaken = if way.reorder_percent > 0.0 { OVERTAKEN * 3 } else { Duration::ZERO };
    let lossy = reliable && (way.loss_percent > 0.0 || way.burst_loss_percent > 0.0);
    let resent = if lossy { resend_after(latency) * MAX_RESENDS } else { Duration::ZERO };
    milliseconds(way.jitter_ms) + overtaken + resent
}

/// Whether a packet is in a burst of losses: the bad state of Gilbert's and Elliott's model, a chain with two states, of which each
/// depends on the one before it.
///
/// One draw a packet leads from either state to the next. Most draws lead to the same state from both, so it is enough to go back
/// to the last of these: the state follows from the packet's number, whichever packets were asked for before.
fn is_in_burst(way: &OneWay, draw: Draw) -> bool {
    let share = way.burst_loss_percent / 100.0;
    if share <= 0.0 || share >= 1.0 {
        return share >= 1.0;
    }
    // By each packet a burst ends with this chance, and one begins with that.
    let ends = (1.0 / way.burst_length).min((1.0 - share) / share);
    let begins = (ends * share / (1.0 - share)).min(1.0);
    let goes_on = 1.0 - ends;
    let mut changed = false;
    let mut position = draw.position;
    loop {
        let mut dice = Draw { seed: draw.seed ^ BURSTS, position, ..draw }.dice();
        let chance = dice.unit();
        if chance < begins.min(goes_on) {
            return !changed;
        }
        if chance >= begins.max(goes_on) {
            return changed;
        }
        // The other state if bursts begin more easily than they go on, otherwise the same.
        changed ^= begins > goes_on;
        if position.is_multiple_of(BURST_BLOCK) {
            return (dice.unit() < share) != changed;
        }
        position -= 1;
    }
}

/// A duration from a setting.
pub fn milliseconds(ms: u32) -> Duration {
    Duration::from_millis(u64::from(ms))
}

/// Numbers that depend on nothing but what they are asked for: SplitMix64, written out here so that no new version of a
/// library gives other fates to the same seed.
struct Dice(u64);

impl Draw {
    fn dice(self) -> Dice {
        let mut dice = Dice(self.seed);
        for part in [self.path.from.0, self.path.to.0, self.session, self.position] {
            dice.0 = dice.next() ^ part;
        }
        dice
    }
}

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn throw(&mut self, percent: f64) -> bool {
        self.unit() * 100.0 < percent
    }
}
