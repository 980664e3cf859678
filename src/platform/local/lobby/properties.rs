//! Keys and values of a lobby or of a member.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::contract::matchmaking::{MAX_LOBBY_KEY_BYTES, MAX_LOBBY_VALUE_BYTES};

/// Keys and values. Keys are compared without regard to the case of ASCII letters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Properties {
    /// The properties by the key in lower case.
    entries: BTreeMap<String, Property>,
    bytes: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Property {
    /// The key as it was first written.
    key: String,
    value: String,
}

impl Properties {
    /// The value of `key`, empty if there is none.
    pub fn get(&self, key: &str) -> &str {
        self.find(key).map_or("", |property| &property.value)
    }

    /// All keys and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.values().map(|property| (property.key.as_str(), property.value.as_str()))
    }

    /// Sets `key`; an empty `value` removes it. Returns whether it made a difference.
    // rule: lobby.data
    pub fn set(&mut self, key: &str, value: &str) -> bool {
        if self.get(key) == value {
            return false;
        }
        let folded = key.to_ascii_lowercase();
        let old = self.entries.remove(&folded);
        let kept = match old {
            Some(old) => {
                self.bytes = self.bytes.saturating_sub(old.key.len() + old.value.len());
                old.key
            }
            None => key.to_owned(),
        };
        if !value.is_empty() {
            self.bytes += kept.len() + value.len();
            self.entries.insert(folded, Property { key: kept, value: value.to_owned() });
        }
        true
    }

    /// Whether `key` may be set to `value`: both are within Steam's limits, and all properties together have at most
    /// `limit` bytes.
    pub fn takes(&self, key: &str, value: &str, limit: usize) -> bool {
        let replaced = self.find(key).map_or(0, |old| old.key.len() + old.value.len());
        within_limits(key, value) && self.bytes - replaced.min(self.bytes) + key.len() + value.len() <= limit
    }

    /// Whether properties from another process could be the result of [`Properties::set`] calls within `limit` bytes.
    pub fn is_sound(&self, limit: usize) -> bool {
        let sound = |(folded, property): (&String, &Property)| {
            within_limits(&property.key, &property.value)
                && !property.value.is_empty()
                && *folded == property.key.to_ascii_lowercase()
        };
        let bytes: usize =
            self.entries.values().map(|property| property.key.len() + property.value.len()).sum();
        bytes == self.bytes && bytes <= limit && self.entries.iter().all(sound)
    }

    fn find(&self, key: &str) -> Option<&Property> {
        if key.bytes().any(|byte| byte.is_ascii_uppercase()) {
            self.entries.get(&key.to_ascii_lowercase())
        } else {
            self.entries.get(key)
        }
    }
}

/// Whether a key and a value are within Steam's limits.
// rule: lobby.data-limits
pub fn within_limits(key: &str, value: &str) -> bool {
    (1..=MAX_LOBBY_KEY_BYTES).contains(&key.len()) && value.len() <= MAX_LOBBY_VALUE_BYTES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_not_distinguish_case_and_keep_their_first_writing() {
        let mut data = Properties::default();
        assert!(data.set("Map", "lava"));
        assert!(data.set("MAP", "ice"));
        assert_eq!(data.get("map"), "ice");
        assert_eq!(data.iter().collect::<Vec<_>>(), [("Map", "ice")]);
    }

    #[test]
    fn an_empty_value_removes_the_key() {
        let mut data = Properties::default();
        data.set("map", "lava");
        assert!(data.set("map", ""));
        assert_eq!(data, Properties::default());
        assert!(!data.set("map", ""));
    }

    #[test]
    fn keys_and_values_have_steams_limits() {
        let data = Properties::default();
        assert!(data.takes(&"k".repeat(255), &"v".repeat(8192), 10_000));
        assert!(!data.takes(&"k".repeat(256), "v", 10_000));
        assert!(!data.takes("", "v", 10_000));
        assert!(!data.takes("k", &"v".repeat(8193), 10_000));
    }

    #[test]
    fn all_together_stay_within_the_limit_and_replacing_frees_room() {
        let mut data = Properties::default();
        data.set("a", &"v".repeat(50));
        assert!(!data.takes("b", &"v".repeat(50), 100));
        assert!(data.takes("A", &"v".repeat(99), 100));
        assert!(data.is_sound(51) && !data.is_sound(50));
    }
}
