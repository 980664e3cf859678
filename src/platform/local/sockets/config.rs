//! The options of connections and listen sockets.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::contract::networking_messages::SEND_BUFFER_BYTES;
use crate::contract::networking_sockets::config::{Kind, Known, NAGLE_TIME, SEND_BUFFER_SIZE, known};
use crate::contract::networking_sockets::{ConfigOption, ConfigValue};

/// The options of a connection or a socket: its own, and those that were set for all.
#[derive(Clone, Debug, Default)]
pub struct Options {
    own: BTreeMap<i32, ConfigValue>,
    of_all: BTreeMap<i32, ConfigValue>,
}

impl Options {
    /// These options with those of `list` on top. `None` if one is unknown, applies only to all connections, or has a
    /// value of the wrong type.
    pub fn with(&self, list: &[ConfigOption]) -> Option<Options> {
        let mut options = self.clone();
        for option in list {
            known(option.key).filter(|known| known.of_connection && known.takes(&option.value))?;
            options.own.insert(option.key, option.value.clone());
        }
        Some(options)
    }

    /// Sets an option for all connections.
    pub fn set_of_all(&mut self, option: &ConfigOption) {
        self.of_all.insert(option.key, option.value.clone());
    }

    /// The value of an option, and whether it was set for this connection or socket.
    pub fn value(&self, key: i32) -> Option<(ConfigValue, bool)> {
        let known = known(key)?;
        if let Some(value) = self.own.get(&key) {
            return Some((value.clone(), true));
        }
        let of_all = self.of_all.get(&key).cloned();
        Some((of_all.unwrap_or_else(|| default_of(known)), false))
    }

    /// The value of a numeric option, if it was set.
    pub fn number(&self, key: i32) -> Option<i64> {
        match self.own.get(&key).or_else(|| self.of_all.get(&key))? {
            ConfigValue::Int32(number) => Some(i64::from(*number)),
            ConfigValue::Int64(number) => Some(*number),
            ConfigValue::Float(_) | ConfigValue::Text(_) => None,
        }
    }

    /// The maximum number of bytes that may wait to be sent on a connection.
    pub fn send_buffer(&self) -> usize {
        let bytes = self.number(SEND_BUFFER_SIZE).and_then(|bytes| usize::try_from(bytes).ok());
        bytes.unwrap_or(SEND_BUFFER_BYTES)
    }

    /// Whether messages may be collected before they are sent.
    pub fn has_nagle(&self) -> bool {
        self.number(NAGLE_TIME).is_none_or(|microseconds| microseconds > 0)
    }

    /// A time that was set in milliseconds, or `otherwise`.
    pub fn timeout(&self, key: i32, otherwise: Duration) -> Duration {
        let set = self.number(key).and_then(|ms| u64::try_from(ms).ok());
        set.map_or(otherwise, Duration::from_millis)
    }
}

/// Steam's default for an option.
fn default_of(known: &Known) -> ConfigValue {
    match known.kind {
        Kind::Int32 => ConfigValue::Int32(i32::try_from(known.default).unwrap_or(0)),
        Kind::Int64 => ConfigValue::Int64(known.default),
        Kind::Float => ConfigValue::Float(known.default as f32),
        Kind::Text => ConfigValue::Text(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_the_wrong_kind_and_unknown_ones_are_refused() {
        let set = |key, value| Options::default().with(&[ConfigOption { key, value }]);
        let options = set(SEND_BUFFER_SIZE, ConfigValue::Int32(7)).unwrap();
        assert_eq!(options.send_buffer(), 7);
        assert!(set(SEND_BUFFER_SIZE, ConfigValue::Int64(7)).is_none());
        assert!(set(1, ConfigValue::Int32(7)).is_none());
        assert!(set(2, ConfigValue::Float(7.0)).is_none(), "this option applies to no connection");
    }
}
