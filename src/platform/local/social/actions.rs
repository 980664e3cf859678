//! Handles of actions: numbers that are computed from the names, so that they stay the same from run to run.

use std::collections::{BTreeMap, BTreeSet};

/// The maximum number of names that are remembered: more than Steam has actions and sets.
const MOST_NAMES: usize = 1024;

/// The names that a game has requested, by their handles.
#[derive(Debug, Default)]
pub struct Actions {
    names: BTreeMap<u64, String>,
    /// The names in the game's manifest, if it has set one.
    known: Option<BTreeSet<String>>,
}

impl Actions {
    /// Limits the names to those of a manifest.
    pub fn limit_to(&mut self, names: BTreeSet<String>) {
        self.names.retain(|_, name| names.contains(name));
        self.known = Some(names);
    }

    /// The handle of a name, 0 if there is no such name or there are too many.
    pub fn handle(&mut self, name: &str) -> u64 {
        if self.known.as_ref().is_some_and(|known| !known.contains(name)) {
            return 0;
        }
        let handle = hash(name);
        if !self.names.contains_key(&handle) {
            if self.names.len() >= MOST_NAMES {
                return 0;
            }
            self.names.insert(handle, name.to_owned());
        }
        handle
    }

    /// The name for a handle, empty if there is none.
    pub fn name(&self, handle: u64) -> String {
        self.names.get(&handle).cloned().unwrap_or_default()
    }
}

/// FNV-1a with 63 bits, so that a script sees no negative number; never 0.
fn hash(name: &str) -> u64 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_follow_from_the_names_and_lead_back_to_them() {
        let (mut one, mut other) = (Actions::default(), Actions::default());
        let jump = one.handle("jump");
        other.handle("walk");
        assert_eq!(other.handle("jump"), jump);
        assert_ne!(one.handle("walk"), jump);
        assert_eq!((one.name(jump), one.name(7)), ("jump".to_owned(), String::new()));
        one.limit_to(["walk".to_owned()].into());
        assert_eq!((one.handle("jump"), one.name(jump)), (0, String::new()));
        assert_ne!(one.handle("walk"), 0);
    }

    #[test]
    fn ever_new_names_take_no_memory() {
        let mut actions = Actions::default();
        for number in 0..2 * MOST_NAMES {
            actions.handle(&number.to_string());
        }
        assert_eq!(actions.names.len(), MOST_NAMES);
    }
}
