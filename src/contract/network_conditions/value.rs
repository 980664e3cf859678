//! Values for conditions, from settings and scripts, and their ranges.

/// A value for a condition, from settings or scripts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ConditionValue {
    /// A whole number.
    Int(i64),
    /// Any number.
    Float(f64),
    /// On or off.
    Bool(bool),
}

impl ConditionValue {
    /// The number, if it is one.
    pub fn number(self) -> Option<f64> {
        match self {
            ConditionValue::Int(number) => Some(number as f64),
            ConditionValue::Float(number) => Some(number),
            ConditionValue::Bool(_) => None,
        }
    }
}

/// The reason why something is not a valid condition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConditionError {
    /// There is no condition with that name.
    #[error(
        "there is no such condition; there are latency_ms, jitter_ms, loss_percent, burst_loss_percent, burst_length, \
         duplicate_percent, reorder_percent, bandwidth_kib and queue_ms, the same with the prefix in_ for arriving packets, \
         block_direct, seed and preset"
    )]
    Unknown,
    /// The value has the wrong type or is out of range.
    #[error("it must be {allowed}")]
    Value {
        /// The allowed values.
        allowed: String,
    },
}

pub(super) fn wrong<T>(allowed: impl Into<String>) -> Result<T, ConditionError> {
    Err(ConditionError::Value { allowed: allowed.into() })
}

pub(super) fn whole(value: ConditionValue, most: u32, unit: &str) -> Result<u32, ConditionError> {
    let number = match value {
        ConditionValue::Int(number) => Some(number),
        // Settings written by hand or by a slider may contain 50.0.
        ConditionValue::Float(number) if number.fract() == 0.0 => Some(number as i64),
        ConditionValue::Float(_) | ConditionValue::Bool(_) => None,
    };
    match number.and_then(|number| u32::try_from(number).ok()).filter(|number| *number <= most) {
        Some(number) => Ok(number),
        None => wrong(format!("a whole number from 0 to {most} ({unit})")),
    }
}

pub(super) fn percent(value: ConditionValue) -> Result<f64, ConditionError> {
    let number = value.number().filter(|number| (0.0..=100.0).contains(number));
    number.map_or_else(|| wrong("a number from 0 to 100"), Ok)
}

pub(super) fn flag(value: ConditionValue) -> Result<bool, ConditionError> {
    match value {
        ConditionValue::Bool(flag) => Ok(flag),
        ConditionValue::Int(0) => Ok(false),
        ConditionValue::Int(1) => Ok(true),
        ConditionValue::Int(_) | ConditionValue::Float(_) => wrong("true or false"),
    }
}

pub(super) fn seed(value: ConditionValue) -> Result<u64, ConditionError> {
    match value {
        ConditionValue::Int(number) if number >= 0 => Ok(number.unsigned_abs()),
        _ => wrong("a whole number from 0, 0 for a new seed in every run"),
    }
}
