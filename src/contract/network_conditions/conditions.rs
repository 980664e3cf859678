//! Network conditions between two users, and their names.

use super::one_way::{Fault, NAMES, NAMES_OF_RECEIVED, OneWay};
use super::value::{ConditionError, ConditionValue, flag, seed};

/// The network conditions between this process and another. The default is a perfect network.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conditions {
    /// Conditions for the packets that this process sends.
    pub sent: OneWay,
    /// Conditions for the packets that arrive, on top of their sender's.
    pub received: OneWay,
    /// Whether the direct route is blocked. If both sides allow a relay, packets go over one and take 30 ms longer each
    /// way; otherwise sessions fail.
    pub block_direct: bool,
    /// The same seed gives the same fate to the same packets. 0 stands for a new seed in every run.
    pub seed: u64,
}

impl Conditions {
    /// Whether packets pass as if there were no conditions, except for a blocked direct route.
    pub fn are_perfect(&self) -> bool {
        self.sent.is_perfect() && self.received.is_perfect()
    }

    /// The round trip in milliseconds, as far as one side can tell: it assumes that the way back is no faster than the way there.
    pub fn round_trip_ms(&self) -> u32 {
        self.sent.latency_ms + self.received.latency_ms.max(self.sent.latency_ms)
    }

    /// Changes a condition.
    pub fn set(&mut self, condition: Condition) {
        match condition {
            Condition::Sent(fault) => self.sent.set(fault),
            Condition::Received(fault) => self.received.set(fault),
            Condition::BlockDirect(blocked) => self.block_direct = blocked,
            Condition::Seed(seed) => self.seed = seed,
        }
    }

    /// The conditions of both directions, with their names, except those about the sessions as a whole.
    pub fn faults(&self) -> impl Iterator<Item = (&'static str, Condition)> {
        let sent = self.sent.faults().map(Condition::Sent);
        let received = self.received.faults().map(Condition::Received);
        NAMES.into_iter().chain(NAMES_OF_RECEIVED).zip(sent.into_iter().chain(received))
    }

    /// Conditions between these and `other`: these at a `share` of 0, `other` at 1. Conditions without intermediate
    /// values stay as they are here.
    pub fn towards(&self, other: &Conditions, share: f64) -> Conditions {
        Conditions {
            sent: self.sent.towards(&other.sent, share),
            received: self.received.towards(&other.received, share),
            ..*self
        }
    }
}

/// The conditions that are not perfect, in the form of settings: `latency_ms=50,loss_percent=2`. `None` if all are
/// perfect.
pub fn described(conditions: &Conditions) -> Option<String> {
    let perfect = Conditions::default();
    let mut described = Vec::new();
    for ((name, condition), (_, default)) in conditions.faults().zip(perfect.faults()) {
        if condition != default {
            described.push(match condition.value() {
                ConditionValue::Int(number) => format!("{name}={number}"),
                ConditionValue::Float(number) => format!("{name}={number}"),
                ConditionValue::Bool(flag) => format!("{name}={flag}"),
            });
        }
    }
    if conditions.block_direct {
        described.push("block_direct=true".to_owned());
    }
    (!described.is_empty()).then(|| described.join(","))
}

/// One of the [`Conditions`], within its range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Condition {
    /// A fault of [`Conditions::sent`].
    Sent(Fault),
    /// A fault of [`Conditions::received`].
    Received(Fault),
    /// [`Conditions::block_direct`].
    BlockDirect(bool),
    /// [`Conditions::seed`].
    Seed(u64),
}

impl Condition {
    /// The condition called `name`, with or without its unit (`latency_ms`, `latency`), with `value`.
    pub fn new(name: &str, value: ConditionValue) -> Result<Condition, ConditionError> {
        match (name, name.strip_prefix("in_")) {
            ("block_direct", _) => flag(value).map(Condition::BlockDirect),
            ("seed", _) => seed(value).map(Condition::Seed),
            (_, Some(received)) => Fault::new(received, value).map(Condition::Received),
            (sent, None) => Fault::new(sent, value).map(Condition::Sent),
        }
    }

    /// Its value, unless it is a seed.
    pub fn value(self) -> ConditionValue {
        match self {
            Condition::Sent(fault) | Condition::Received(fault) => fault.value(),
            Condition::BlockDirect(blocked) => ConditionValue::Bool(blocked),
            Condition::Seed(seed) => ConditionValue::Int(seed.cast_signed()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ConditionValue::{Bool, Float, Int};
    use super::*;

    #[test]
    fn conditions_have_names_with_and_without_their_unit() {
        for name in ["latency", "latency_ms"] {
            assert_eq!(Condition::new(name, Int(50)), Ok(Condition::Sent(Fault::Latency(50))));
        }
        assert_eq!(Condition::new("loss", Float(2.5)), Ok(Condition::Sent(Fault::Loss(2.5))));
        assert_eq!(Condition::new("loss_percent", Int(100)), Ok(Condition::Sent(Fault::Loss(100.0))));
        assert_eq!(Condition::new("in_queue", Int(9)), Ok(Condition::Received(Fault::Queue(9))));
        assert_eq!(Condition::new("block_direct", Bool(true)), Ok(Condition::BlockDirect(true)));
        assert_eq!(Condition::new("block_direct", Int(0)), Ok(Condition::BlockDirect(false)));
        for name in ["patience", "in_", "in_seed", "in_in_latency"] {
            assert_eq!(Condition::new(name, Int(1)), Err(ConditionError::Unknown), "{name}");
        }
    }

    #[test]
    fn every_fault_is_told_by_its_name_and_understood_again() {
        let mut conditions = Conditions::default();
        for (at, name) in NAMES.into_iter().chain(NAMES_OF_RECEIVED).enumerate() {
            conditions.set(Condition::new(name, Int(at as i64 + 1)).unwrap());
        }
        let mut again = Conditions::default();
        for (at, (name, condition)) in conditions.faults().enumerate() {
            assert_eq!(condition.value().number(), Some(at as f64 + 1.0), "{name}");
            again.set(Condition::new(name, condition.value()).unwrap());
        }
        assert_eq!(again, conditions);
    }

    #[test]
    fn what_is_out_of_range_is_refused_with_the_range() {
        for (name, value, allowed) in [
            ("latency", Int(-1), "10000"),
            ("jitter", Int(10_001), "10000"),
            ("jitter", Float(0.5), "whole"),
            ("loss", Float(100.5), "100"),
            ("in_loss", Float(f64::NAN), "100"),
            ("burst_length", Float(0.5), "1 to 200"),
            ("duplicate", Bool(true), "100"),
            ("bandwidth", Float(1e300), "1048576"),
            ("queue", Int(10_001), "10000"),
            ("block_direct", Int(2), "true"),
            ("seed", Int(-5), "0"),
        ] {
            let refused = Condition::new(name, value).unwrap_err().to_string();
            assert!(refused.contains(allowed), "{name} {value:?}: {refused}");
        }
    }

    #[test]
    fn only_what_changes_packets_makes_conditions_imperfect() {
        let set = |name: &str, value| {
            let mut conditions = Conditions { block_direct: true, seed: 5, ..Conditions::default() };
            conditions.set(Condition::new(name, value).unwrap());
            conditions.are_perfect()
        };
        assert!(set("queue", Int(5)) && set("burst_length", Int(7)), "they only say how");
        assert!(!set("loss", Float(0.1)) && !set("in_burst_loss", Int(1)));
    }
}
