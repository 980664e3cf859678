//! The fate of a packet. It depends on the packet's number, not on the time of sending.

use std::time::Duration;

use crate::contract::SteamId;
use crate::contract::network_conditions::OneWay;

/// The time, beyond a round trip, after which a lost reliable packet is sent again.
const RESEND: Duration = Duration::from_millis(10);
/// The maximum number of losses of a reliable packet in a row; without a limit, it might never arrive.
const MAX_RESENDS: u32 = 16;
/// The extra delay of a packet that is to be overtaken: at least this, at most three times as much.
const OVERTAKEN: Duration = Duration::from_millis(25);

/// One direction between two users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path {
    /// The sender.
    pub from: SteamId,
    /// The receiver.
    pub to: SteamId,
}

/// The identity of a packet for its fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    /// The seed: the same one gives the same fate.
    pub seed: u64,
    /// The packet's direction.
    pub path: Path,
    /// The number of the session in that direction.
    pub session: u64,
    /// The packet's number in the session.
    pub position: u64,
}

/// The fate of a packet, apart from its latency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// The extra delay; `None` if the packet is lost.
    pub first: Option<Duration>,
    /// The extra delay of a duplicate, if there is one.
    pub copy: Option<Duration>,
}

/// The piece size of unreliable messages (`k_cbSteamNetworkingSocketsMaxMessageNoFragment`, and the header). A longer
/// message is split, and is lost if one of its pieces is lost.
const PIECE_BYTES: usize = 1216;
/// The number of packets after which the state of bursts is drawn without regard to earlier packets, so that no
/// packet's fate takes long to find.
const BURST_BLOCK: u64 = 4096;
/// Changes the seed for bursts, so that they do not depend on the other draws.
const BURSTS: u64 = 0x6275_7273_7473;

/// The fate of an unreliable packet of `len` bytes.
// rule: local.loss, local.loss-of-pieces, local.bursts
pub fn unreliable(way: &OneWay, draw: Draw, len: usize) -> Fate {
    let mut dice = draw.dice();
    // Each draw consumes its numbers whatever the other results are, so that a change of one condition changes no other
    // fate.
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

/// The extra delay of a reliable packet, which always arrives; `latency` is the one-way latency of every packet.
pub fn reliable(way: &OneWay, draw: Draw, latency: Duration) -> Duration {
    let mut dice = draw.dice();
    let (overtaken, step) = (dice.throw(way.reorder_percent), dice.unit());
    let jitter = milliseconds(way.jitter_ms);
    let mut longer = jitter.mul_f64(dice.unit());
    if overtaken {
        longer += OVERTAKEN.mul_f64(1.0 + 2.0 * step);
    }
    // The burst is over when the packet is sent again.
    let mut resends = u32::from(is_in_burst(way, draw));
    while resends < MAX_RESENDS && dice.throw(way.loss_percent) {
        resends += 1;
    }
    longer + resend_after(latency) * resends
}

/// The extra delay of a reliable packet per loss.
fn resend_after(latency: Duration) -> Duration {
    latency * 2 + RESEND
}

/// The largest extra delay of a packet.
pub fn at_most_longer(way: &OneWay, latency: Duration, reliable: bool) -> Duration {
    let overtaken = if way.reorder_percent > 0.0 { OVERTAKEN * 3 } else { Duration::ZERO };
    let lossy = reliable && (way.loss_percent > 0.0 || way.burst_loss_percent > 0.0);
    let resent = if lossy { resend_after(latency) * MAX_RESENDS } else { Duration::ZERO };
    milliseconds(way.jitter_ms) + overtaken + resent
}

/// Whether a packet is in a burst of losses, by the Gilbert–Elliott model: a Markov chain with two states, in which a
/// packet in the bad state is lost.
///
/// One draw per packet gives the transition from either state. Most draws lead to the same state from both, so it is
/// enough to go back to the last of these. The state thus follows from the packet's number, whichever packets were
/// queried before.
fn is_in_burst(way: &OneWay, draw: Draw) -> bool {
    let share = way.burst_loss_percent / 100.0;
    if share <= 0.0 || share >= 1.0 {
        return share >= 1.0;
    }
    // The chances per packet that a burst ends, and that one begins.
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
        // The draw inverts the state if a burst begins more easily than it continues; otherwise it keeps the state.
        changed ^= begins > goes_on;
        if position.is_multiple_of(BURST_BLOCK) {
            return (dice.unit() < share) != changed;
        }
        position -= 1;
    }
}

/// Converts a setting into a duration.
pub fn milliseconds(ms: u32) -> Duration {
    Duration::from_millis(u64::from(ms))
}

/// Random numbers that depend only on their seed: SplitMix64, implemented here so that a new version of a library does
/// not change the fates.
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

    /// A number from 0 up to, but not including, 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn throw(&mut self, percent: f64) -> bool {
        self.unit() * 100.0 < percent
    }
}
