//! What a network does to packets.

/// The longest latency and jitter, in milliseconds.
pub const MAX_LATENCY_MS: u32 = 10_000;
/// The highest limit of bandwidth, in KiB a second.
pub const MAX_BANDWIDTH_KIB: u32 = 1024 * 1024;

/// What the network does to the packets that one process sends to another. The default is a network without fault.
///
/// Unreliable packets suffer all of it. Reliable ones arrive once and in order, but later: a lost one is sent again.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conditions {
    /// Every packet takes so many milliseconds, one way.
    pub latency_ms: u32,
    /// Each packet takes up to so many milliseconds more. Unreliable packets overtake each other by that.
    pub jitter_ms: u32,
    /// So many of a hundred packets are lost. A reliable one then takes a round trip and 10 ms longer, each time. With 100
    /// nothing at all arrives, not even what the sessions say to each other: they fail.
    pub loss_percent: f64,
    /// So many of a hundred unreliable packets arrive twice.
    pub duplicate_percent: f64,
    /// So many of a hundred packets take 25 to 75 ms longer, so that later unreliable ones overtake them.
    pub reorder_percent: f64,
    /// So many KiB pass in a second, the rest waits in the send queue. 0: no limit.
    pub bandwidth_kib: u32,
    /// Whether the direct way is blocked. Where both sides allow a relay, packets go over one and take 30 ms longer each
    /// way; otherwise no session comes about.
    pub block_direct: bool,
    /// The same seed gives the same fate to the same packets. 0 stands for a new seed in every run.
    pub seed: u64,
}

impl Conditions {
    /// Whether packets pass as if there were no conditions, but for a blocked direct way.
    pub fn are_perfect(&self) -> bool {
        *self == Conditions { block_direct: self.block_direct, seed: self.seed, ..Conditions::default() }
    }

    /// Changes one of them.
    pub fn set(&mut self, condition: Condition) {
        match condition {
            Condition::Latency(ms) => self.latency_ms = ms,
            Condition::Jitter(ms) => self.jitter_ms = ms,
            Condition::Loss(percent) => self.loss_percent = percent,
            Condition::Duplicate(percent) => self.duplicate_percent = percent,
            Condition::Reorder(percent) => self.reorder_percent = percent,
            Condition::Bandwidth(kib) => self.bandwidth_kib = kib,
            Condition::BlockDirect(blocked) => self.block_direct = blocked,
            Condition::Seed(seed) => self.seed = seed,
        }
    }
}

/// One of the [`Conditions`], within its range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Condition {
    /// [`Conditions::latency_ms`].
    Latency(u32),
    /// [`Conditions::jitter_ms`].
    Jitter(u32),
    /// [`Conditions::loss_percent`].
    Loss(f64),
    /// [`Conditions::duplicate_percent`].
    Duplicate(f64),
    /// [`Conditions::reorder_percent`].
    Reorder(f64),
    /// [`Conditions::bandwidth_kib`].
    Bandwidth(u32),
    /// [`Conditions::block_direct`].
    BlockDirect(bool),
    /// [`Conditions::seed`].
    Seed(u64),
}

/// A value for a condition, as settings and scripts have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ConditionValue {
    /// A whole number.
    Int(i64),
    /// Any number.
    Float(f64),
    /// On or off.
    Bool(bool),
}

/// Why something is not a condition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConditionError {
    /// There is no condition of that name.
    #[error(
        "there is no such condition; there are latency_ms, jitter_ms, loss_percent, duplicate_percent, \
         reorder_percent, bandwidth_kib, block_direct and seed"
    )]
    Unknown,
    /// The value is of the wrong kind or out of range.
    #[error("it must be {allowed}")]
    Value {
        /// What is allowed.
        allowed: String,
    },
}

impl Condition {
    /// The condition called `name`, with or without its unit (`latency_ms`, `latency`), with `value`.
    pub fn new(name: &str, value: ConditionValue) -> Result<Condition, ConditionError> {
        Ok(match name {
            "latency_ms" | "latency" => Condition::Latency(whole(value, MAX_LATENCY_MS, "milliseconds")?),
            "jitter_ms" | "jitter" => Condition::Jitter(whole(value, MAX_LATENCY_MS, "milliseconds")?),
            "loss_percent" | "loss" => Condition::Loss(percent(value)?),
            "duplicate_percent" | "duplicate" => Condition::Duplicate(percent(value)?),
            "reorder_percent" | "reorder" => Condition::Reorder(percent(value)?),
            "bandwidth_kib" | "bandwidth" => {
                Condition::Bandwidth(whole(value, MAX_BANDWIDTH_KIB, "KiB a second, 0 for no limit")?)
            }
            "block_direct" => Condition::BlockDirect(flag(value)?),
            "seed" => Condition::Seed(seed(value)?),
            _ => return Err(ConditionError::Unknown),
        })
    }
}

fn wrong<T>(allowed: impl Into<String>) -> Result<T, ConditionError> {
    Err(ConditionError::Value { allowed: allowed.into() })
}

fn whole(value: ConditionValue, most: u32, unit: &str) -> Result<u32, ConditionError> {
    let number = match value {
        ConditionValue::Int(number) => Some(number),
        // Settings that were written by hand or by a slider may say 50.0.
        ConditionValue::Float(number) if number.fract() == 0.0 => Some(number as i64),
        ConditionValue::Float(_) | ConditionValue::Bool(_) => None,
    };
    match number.and_then(|number| u32::try_from(number).ok()).filter(|number| *number <= most) {
        Some(number) => Ok(number),
        None => wrong(format!("a whole number from 0 to {most} ({unit})")),
    }
}

fn percent(value: ConditionValue) -> Result<f64, ConditionError> {
    let number = match value {
        ConditionValue::Int(number) => number as f64,
        ConditionValue::Float(number) => number,
        ConditionValue::Bool(_) => f64::NAN,
    };
    if (0.0..=100.0).contains(&number) { Ok(number) } else { wrong("a number from 0 to 100") }
}

fn flag(value: ConditionValue) -> Result<bool, ConditionError> {
    match value {
        ConditionValue::Bool(flag) => Ok(flag),
        ConditionValue::Int(0) => Ok(false),
        ConditionValue::Int(1) => Ok(true),
        ConditionValue::Int(_) | ConditionValue::Float(_) => wrong("true or false"),
    }
}

fn seed(value: ConditionValue) -> Result<u64, ConditionError> {
    match value {
        ConditionValue::Int(number) if number >= 0 => Ok(number.unsigned_abs()),
        _ => wrong("a whole number from 0, 0 for a new seed in every run"),
    }
}

#[cfg(test)]
mod tests {
    use super::ConditionValue::{Bool, Float, Int};
    use super::*;

    #[test]
    fn conditions_have_names_with_and_without_their_unit() {
        for name in ["latency", "latency_ms"] {
            assert_eq!(Condition::new(name, Int(50)), Ok(Condition::Latency(50)));
        }
        assert_eq!(Condition::new("loss", Float(2.5)), Ok(Condition::Loss(2.5)));
        assert_eq!(Condition::new("loss_percent", Int(100)), Ok(Condition::Loss(100.0)));
        assert_eq!(Condition::new("block_direct", Bool(true)), Ok(Condition::BlockDirect(true)));
        assert_eq!(Condition::new("block_direct", Int(0)), Ok(Condition::BlockDirect(false)));
        assert_eq!(Condition::new("patience", Int(1)), Err(ConditionError::Unknown));
    }

    #[test]
    fn what_is_out_of_range_is_refused_with_the_range() {
        for (name, value, allowed) in [
            ("latency", Int(-1), "10000"),
            ("jitter", Int(10_001), "10000"),
            ("jitter", Float(0.5), "whole"),
            ("loss", Float(100.5), "100"),
            ("loss", Float(f64::NAN), "100"),
            ("duplicate", Bool(true), "100"),
            ("bandwidth", Float(1e300), "1048576"),
            ("block_direct", Int(2), "true"),
            ("seed", Int(-5), "0"),
        ] {
            let refused = Condition::new(name, value).unwrap_err().to_string();
            assert!(refused.contains(allowed), "{name} {value:?}: {refused}");
        }
    }

    #[test]
    fn only_what_changes_packets_makes_conditions_imperfect() {
        assert!(Conditions { block_direct: true, seed: 5, ..Conditions::default() }.are_perfect());
        assert!(!Conditions { loss_percent: 0.1, ..Conditions::default() }.are_perfect());
    }
}
