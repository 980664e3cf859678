//! Network conditions on the way from one process to another.

use super::value::{ConditionError, ConditionValue, percent, whole, wrong};

/// The longest latency, jitter and queue, in milliseconds.
pub const MAX_LATENCY_MS: u32 = 10_000;
/// The highest limit of bandwidth, in KiB a second.
pub const MAX_BANDWIDTH_KIB: u32 = 1024 * 1024;
/// The longest bursts, in packets.
pub const MAX_BURST_LENGTH: f64 = 200.0;
/// The name of each [`Fault`], for sent packets.
pub const NAMES: [&str; 9] = [
    "latency_ms",
    "jitter_ms",
    "loss_percent",
    "burst_loss_percent",
    "burst_length",
    "duplicate_percent",
    "reorder_percent",
    "bandwidth_kib",
    "queue_ms",
];
/// The same for packets that arrive.
pub const NAMES_OF_RECEIVED: [&str; 9] = [
    "in_latency_ms",
    "in_jitter_ms",
    "in_loss_percent",
    "in_burst_loss_percent",
    "in_burst_length",
    "in_duplicate_percent",
    "in_reorder_percent",
    "in_bandwidth_kib",
    "in_queue_ms",
];

/// The network conditions of one direction. The default is a perfect network.
///
/// All of it affects unreliable packets. Reliable ones arrive once and in order, but later: a lost one is sent again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OneWay {
    /// The time that every packet takes, in milliseconds.
    pub latency_ms: u32,
    /// The maximum additional time of each packet, in milliseconds. Unreliable packets may therefore overtake each
    /// other.
    pub jitter_ms: u32,
    /// The percentage of packets that are lost independently. A reliable one takes a round trip and 10 ms longer for each
    /// loss. With 100, nothing arrives, not even the sessions' own messages, so sessions fail.
    pub loss_percent: f64,
    /// The percentage of packets that are also lost in bursts: the model of Gilbert and Elliott, in whose bad state every
    /// packet is lost.
    pub burst_loss_percent: f64,
    /// The average length of a burst, from 1 to 200 packets. If bursts of this length cannot make up the percentage, they are
    /// longer.
    pub burst_length: f64,
    /// The percentage of unreliable packets that arrive twice.
    pub duplicate_percent: f64,
    /// The percentage of packets that take 25 to 75 ms longer, so that later unreliable ones overtake them.
    pub reorder_percent: f64,
    /// The bandwidth in KiB a second; 0 means no limit.
    pub bandwidth_kib: u32,
    /// The size of the queue before limited bandwidth, as the time in milliseconds that a full queue takes to drain. Packets
    /// in the queue delay those after them. Unreliable packets that find it full are lost, reliable ones wait with their
    /// sender. With 0 there is no queue on the way and nothing is lost: packets wait in the send queue.
    pub queue_ms: u32,
}

impl Default for OneWay {
    fn default() -> Self {
        OneWay::PERFECT
    }
}

impl OneWay {
    /// A perfect network.
    pub const PERFECT: OneWay = OneWay {
        latency_ms: 0,
        jitter_ms: 0,
        loss_percent: 0.0,
        burst_loss_percent: 0.0,
        burst_length: 5.0,
        duplicate_percent: 0.0,
        reorder_percent: 0.0,
        bandwidth_kib: 0,
        queue_ms: 0,
    };

    /// Whether packets pass as if there were no conditions.
    pub fn is_perfect(&self) -> bool {
        *self == OneWay { burst_length: self.burst_length, queue_ms: self.queue_ms, ..OneWay::PERFECT }
    }

    /// Whether nothing at all arrives.
    pub fn is_dead(&self) -> bool {
        self.loss_percent >= 100.0 || self.burst_loss_percent >= 100.0
    }

    /// All conditions, in the order of [`NAMES`].
    pub fn faults(&self) -> [Fault; 9] {
        [
            Fault::Latency(self.latency_ms),
            Fault::Jitter(self.jitter_ms),
            Fault::Loss(self.loss_percent),
            Fault::BurstLoss(self.burst_loss_percent),
            Fault::BurstLength(self.burst_length),
            Fault::Duplicate(self.duplicate_percent),
            Fault::Reorder(self.reorder_percent),
            Fault::Bandwidth(self.bandwidth_kib),
            Fault::Queue(self.queue_ms),
        ]
    }

    /// Changes a condition.
    pub fn set(&mut self, fault: Fault) {
        match fault {
            Fault::Latency(ms) => self.latency_ms = ms,
            Fault::Jitter(ms) => self.jitter_ms = ms,
            Fault::Loss(percent) => self.loss_percent = percent,
            Fault::BurstLoss(percent) => self.burst_loss_percent = percent,
            Fault::BurstLength(packets) => self.burst_length = packets,
            Fault::Duplicate(percent) => self.duplicate_percent = percent,
            Fault::Reorder(percent) => self.reorder_percent = percent,
            Fault::Bandwidth(kib) => self.bandwidth_kib = kib,
            Fault::Queue(ms) => self.queue_ms = ms,
        }
    }

    /// Conditions between these and `other`: these at a `share` of 0, `other` at 1.
    pub fn towards(&self, other: &OneWay, share: f64) -> OneWay {
        let number = |one: f64, other: f64| one + (other - one) * share;
        let whole = |one: u32, other: u32| number(f64::from(one), f64::from(other)).round() as u32;
        OneWay {
            latency_ms: whole(self.latency_ms, other.latency_ms),
            jitter_ms: whole(self.jitter_ms, other.jitter_ms),
            loss_percent: number(self.loss_percent, other.loss_percent),
            burst_loss_percent: number(self.burst_loss_percent, other.burst_loss_percent),
            burst_length: number(self.burst_length, other.burst_length),
            duplicate_percent: number(self.duplicate_percent, other.duplicate_percent),
            reorder_percent: number(self.reorder_percent, other.reorder_percent),
            // There is nothing between a limit and no limit.
            bandwidth_kib: match (self.bandwidth_kib, other.bandwidth_kib) {
                (0, _) | (_, 0) => self.bandwidth_kib,
                (one, other) => whole(one, other).max(1),
            },
            queue_ms: whole(self.queue_ms, other.queue_ms),
        }
    }
}

/// One condition of a direction, within its range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// [`OneWay::latency_ms`].
    Latency(u32),
    /// [`OneWay::jitter_ms`].
    Jitter(u32),
    /// [`OneWay::loss_percent`].
    Loss(f64),
    /// [`OneWay::burst_loss_percent`].
    BurstLoss(f64),
    /// [`OneWay::burst_length`].
    BurstLength(f64),
    /// [`OneWay::duplicate_percent`].
    Duplicate(f64),
    /// [`OneWay::reorder_percent`].
    Reorder(f64),
    /// [`OneWay::bandwidth_kib`].
    Bandwidth(u32),
    /// [`OneWay::queue_ms`].
    Queue(u32),
}

impl Fault {
    /// The condition called `name`, with or without its unit (`latency_ms`, `latency`), with `value`.
    pub(super) fn new(name: &str, value: ConditionValue) -> Result<Fault, ConditionError> {
        let milliseconds = || whole(value, MAX_LATENCY_MS, "milliseconds");
        Ok(match name {
            "latency_ms" | "latency" => Fault::Latency(milliseconds()?),
            "jitter_ms" | "jitter" => Fault::Jitter(milliseconds()?),
            "loss_percent" | "loss" => Fault::Loss(percent(value)?),
            "burst_loss_percent" | "burst_loss" => Fault::BurstLoss(percent(value)?),
            "burst_length" => Fault::BurstLength(burst_length(value)?),
            "duplicate_percent" | "duplicate" => Fault::Duplicate(percent(value)?),
            "reorder_percent" | "reorder" => Fault::Reorder(percent(value)?),
            "bandwidth_kib" | "bandwidth" => {
                Fault::Bandwidth(whole(value, MAX_BANDWIDTH_KIB, "KiB a second, 0 for no limit")?)
            }
            "queue_ms" | "queue" => Fault::Queue(milliseconds()?),
            _ => return Err(ConditionError::Unknown),
        })
    }

    /// Its value.
    pub fn value(self) -> ConditionValue {
        match self {
            Fault::Latency(number)
            | Fault::Jitter(number)
            | Fault::Bandwidth(number)
            | Fault::Queue(number) => ConditionValue::Int(i64::from(number)),
            Fault::Loss(number)
            | Fault::BurstLoss(number)
            | Fault::BurstLength(number)
            | Fault::Duplicate(number)
            | Fault::Reorder(number) => ConditionValue::Float(number),
        }
    }
}

fn burst_length(value: ConditionValue) -> Result<f64, ConditionError> {
    let length = value.number().filter(|length| (1.0..=MAX_BURST_LENGTH).contains(length));
    length.map_or_else(|| wrong(format!("a number from 1 to {MAX_BURST_LENGTH} (packets)")), Ok)
}
