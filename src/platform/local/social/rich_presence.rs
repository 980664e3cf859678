//! Rich presence: keys and values that describe a user's activity for friends.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::contract::friends::{
    MAX_RICH_PRESENCE_KEY_BYTES, MAX_RICH_PRESENCE_KEYS, MAX_RICH_PRESENCE_VALUE_BYTES,
};

/// A user's rich presence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RichPresence {
    entries: BTreeMap<String, String>,
}

impl RichPresence {
    /// The value of `key`, empty if there is none.
    pub fn get(&self, key: &str) -> &str {
        self.entries.get(key).map_or("", String::as_str)
    }

    /// The keys that have a value, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Sets `key`; an empty `value` removes it. Returns `false` beyond Steam's limits.
    pub fn set(&mut self, key: &str, value: &str) -> bool {
        if !within_limits(key, value) {
            return false;
        }
        if value.is_empty() {
            self.entries.remove(key);
            return true;
        }
        if !self.entries.contains_key(key) && self.entries.len() >= MAX_RICH_PRESENCE_KEYS {
            return false;
        }
        self.entries.insert(key.to_owned(), value.to_owned());
        true
    }

    /// Whether rich presence from another process could be the result of [`RichPresence::set`] calls.
    pub fn is_sound(&self) -> bool {
        self.entries.len() <= MAX_RICH_PRESENCE_KEYS
            && self.entries.iter().all(|(key, value)| !value.is_empty() && within_limits(key, value))
    }
}

// rule: friends.rich-presence
fn within_limits(key: &str, value: &str) -> bool {
    (1..=MAX_RICH_PRESENCE_KEY_BYTES).contains(&key.len()) && value.len() <= MAX_RICH_PRESENCE_VALUE_BYTES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_values_are_announced_and_empty_ones_removed() {
        let mut presence = RichPresence::default();
        assert!(presence.set("status", "In the lobby"));
        assert_eq!((presence.get("status"), presence.get("connect")), ("In the lobby", ""));
        assert!(presence.set("status", ""));
        assert_eq!(presence, RichPresence::default());
    }

    #[test]
    fn steams_limits_hold_for_ones_own_and_for_others() {
        let mut presence = RichPresence::default();
        assert!(presence.set(&"k".repeat(63), &"v".repeat(255)));
        for (key, value) in
            [(&"k".repeat(64), "v"), (&"k".to_owned(), &*"v".repeat(256)), (&String::new(), "v")]
        {
            assert!(!presence.set(key, value));
        }
        for number in 1..30 {
            assert!(presence.set(&number.to_string(), "v"));
        }
        assert!(!presence.set("one more", "v"));
        assert!(presence.set("1", "other"), "an existing key can still be changed");
        assert!(presence.is_sound());
        presence.entries.insert("one more".to_owned(), "v".to_owned());
        assert!(!presence.is_sound());
        let long = RichPresence { entries: BTreeMap::from([("k".repeat(64), "v".to_owned())]) };
        assert!(!long.is_sound());
    }
}
