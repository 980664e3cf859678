//! Typical networks of players, by name. docs/conditions.md gives the sources of the figures.

use super::{Condition, ConditionError, OneWay};

/// A typical network: one player's internet connection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// The name.
    pub name: &'static str,
    /// Conditions for packets that its user sends.
    pub sent: OneWay,
    /// Conditions for packets that they receive.
    pub received: OneWay,
}

impl Preset {
    /// The preset called `name`.
    pub fn find(name: &str) -> Result<&'static Preset, ConditionError> {
        PRESETS.iter().find(|preset| preset.name == name).ok_or_else(|| ConditionError::Value {
            allowed: format!("one of {}", PRESETS.map(|preset| preset.name).join(", ")),
        })
    }

    /// All of its conditions.
    pub fn conditions(&self) -> impl Iterator<Item = Condition> {
        let sent = self.sent.faults().map(Condition::Sent);
        sent.into_iter().chain(self.received.faults().map(Condition::Received))
    }
}

/// All presets, from the best to the worst.
pub const PRESETS: [Preset; 6] = [
    Preset {
        name: "lan",
        sent: OneWay { jitter_ms: 1, ..OneWay::PERFECT },
        received: OneWay { jitter_ms: 1, ..OneWay::PERFECT },
    },
    Preset {
        name: "cable",
        sent: OneWay {
            latency_ms: 14,
            jitter_ms: 4,
            loss_percent: 0.1,
            bandwidth_kib: 122,
            queue_ms: 1000,
            ..OneWay::PERFECT
        },
        received: OneWay {
            latency_ms: 14,
            jitter_ms: 4,
            loss_percent: 0.1,
            bandwidth_kib: 610,
            queue_ms: 200,
            ..OneWay::PERFECT
        },
    },
    Preset {
        name: "dsl",
        sent: OneWay {
            latency_ms: 25,
            jitter_ms: 6,
            loss_percent: 0.2,
            bandwidth_kib: 47,
            queue_ms: 600,
            ..OneWay::PERFECT
        },
        received: OneWay {
            latency_ms: 25,
            jitter_ms: 6,
            loss_percent: 0.2,
            bandwidth_kib: 183,
            queue_ms: 200,
            ..OneWay::PERFECT
        },
    },
    Preset {
        name: "3g",
        sent: OneWay {
            latency_ms: 150,
            jitter_ms: 50,
            loss_percent: 0.5,
            bandwidth_kib: 94,
            queue_ms: 1000,
            ..OneWay::PERFECT
        },
        received: OneWay {
            latency_ms: 150,
            jitter_ms: 50,
            loss_percent: 0.5,
            bandwidth_kib: 195,
            queue_ms: 1000,
            ..OneWay::PERFECT
        },
    },
    Preset {
        name: "satellite",
        sent: OneWay {
            latency_ms: 300,
            jitter_ms: 30,
            burst_loss_percent: 0.5,
            burst_length: 10.0,
            bandwidth_kib: 366,
            queue_ms: 1000,
            ..OneWay::PERFECT
        },
        received: OneWay {
            latency_ms: 300,
            jitter_ms: 30,
            burst_loss_percent: 0.5,
            burst_length: 10.0,
            bandwidth_kib: 3052,
            queue_ms: 500,
            ..OneWay::PERFECT
        },
    },
    Preset {
        name: "hotel_wifi",
        sent: OneWay {
            latency_ms: 30,
            jitter_ms: 80,
            loss_percent: 1.0,
            burst_loss_percent: 2.0,
            burst_length: 8.0,
            reorder_percent: 1.0,
            bandwidth_kib: 61,
            queue_ms: 600,
            ..OneWay::PERFECT
        },
        received: OneWay {
            latency_ms: 30,
            jitter_ms: 80,
            loss_percent: 1.0,
            burst_loss_percent: 2.0,
            burst_length: 8.0,
            reorder_percent: 1.0,
            bandwidth_kib: 122,
            queue_ms: 600,
            ..OneWay::PERFECT
        },
    },
];
