//! What happens to a packet. Its number decides it, not the time at which it is sent.

use std::time::Duration;

use crate::contract::SteamId;
use crate::contract::local_network::Conditions;

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

/// The fate of an unreliable packet of `len` bytes: number `position` of session `session` on `path`.
// rule: local.loss, local.loss-of-pieces
pub fn of_unreliable(conditions: &Conditions, path: Path, session: u64, position: u64, len: usize) -> Fate {
    let mut dice = Dice::of(conditions.seed, path, session, position);
    // Each question takes its numbers, whatever the answer to others: one changed condition changes no other fate.
    let lost = dice.throw(conditions.loss_percent);
    let doubled = dice.throw(conditions.duplicate_percent);
    let (overtaken, step) = (dice.throw(conditions.reorder_percent), dice.unit());
    let jitter = milliseconds(conditions.jitter_ms);
    let (first, copy) = (jitter.mul_f64(dice.unit()), jitter.mul_f64(dice.unit()));
    let first = if overtaken { first + OVERTAKEN.mul_f64(1.0 + 2.0 * step) } else { first };
    let more_pieces = len.div_ceil(PIECE_BYTES).saturating_sub(1);
    let lost = lost || (0..more_pieces).any(|_| dice.throw(conditions.loss_percent));
    Fate { first: (!lost).then_some(first), copy: (doubled && !lost).then_some(copy) }
}

/// How much longer a reliable packet takes that arrives at all; `latency` is what every packet takes, one way.
pub fn of_reliable(
    conditions: &Conditions,
    latency: Duration,
    path: Path,
    session: u64,
    position: u64,
) -> Duration {
    let mut dice = Dice::of(conditions.seed, path, session, position);
    let (overtaken, step) = (dice.throw(conditions.reorder_percent), dice.unit());
    let jitter = milliseconds(conditions.jitter_ms);
    let mut longer = jitter.mul_f64(dice.unit());
    if overtaken {
        longer += OVERTAKEN.mul_f64(1.0 + 2.0 * step);
    }
    let mut resends = 0;
    while resends < MAX_RESENDS && dice.throw(conditions.loss_percent) {
        resends += 1;
    }
    longer + (latency * 2 + RESEND) * resends
}

/// A duration from a setting.
pub fn milliseconds(ms: u32) -> Duration {
    Duration::from_millis(u64::from(ms))
}

/// Numbers that depend on nothing but what they are asked for: SplitMix64, written out here so that no new version of a
/// library gives other fates to the same seed.
struct Dice(u64);

impl Dice {
    fn of(seed: u64, path: Path, session: u64, position: u64) -> Dice {
        let mut dice = Dice(seed);
        for part in [path.from.0, path.to.0, session, position] {
            dice.0 = dice.next() ^ part;
        }
        dice
    }

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
