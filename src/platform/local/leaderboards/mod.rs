//! The leaderboards of the local users, as state machines without I/O: what their files say comes in, who stands where
//! comes out.
//!
//! What a leaderboard is stands in a file of its own that all users share, and each user's entry in a file of theirs that
//! nobody else writes. So two processes that upload at once lose nothing of each other.

pub mod ranking;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::limits::MAX_LEADERBOARD_CALLS;
use crate::contract::leaderboards::{DisplayType, Leaderboard, SortMethod};

/// What a leaderboard is, as its file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// Which score is the best.
    pub sort_method: SortMethod,
    /// How scores are shown.
    pub display_type: DisplayType,
}

/// A leaderboard that this process has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What it is.
    pub definition: Definition,
    /// How many entries it had when something was last asked of it.
    pub entries: i32,
}

/// The leaderboards that this process has found, and how many calls about leaderboards wait for their answers.
#[derive(Debug, Default)]
pub struct FoundBoards {
    found: HashMap<Leaderboard, Known>,
    waiting: usize,
}

impl FoundBoards {
    /// A call was made that will be answered. Whether there is room for it; otherwise it is to be answered as failed.
    pub fn ask(&mut self) -> bool {
        self.waiting += 1;
        self.waiting <= MAX_LEADERBOARD_CALLS
    }

    /// So many calls were answered.
    pub fn answered(&mut self, calls: usize) {
        self.waiting = self.waiting.saturating_sub(calls);
    }

    /// A leaderboard was found, with so many entries.
    pub fn found(&mut self, leaderboard: Leaderboard, definition: Definition, entries: usize) {
        let entries = i32::try_from(entries).unwrap_or(i32::MAX);
        self.found.insert(leaderboard, Known { definition, entries });
    }

    /// A leaderboard has so many entries now.
    pub fn counted(&mut self, leaderboard: Leaderboard, entries: usize) {
        if let Some(known) = self.found.get_mut(&leaderboard) {
            known.entries = i32::try_from(entries).unwrap_or(i32::MAX);
        }
    }

    /// A leaderboard that was found.
    pub fn get(&self, leaderboard: Leaderboard) -> Option<&Known> {
        self.found.get(&leaderboard)
    }
}

/// The handle of the leaderboard of a name, the same in every process and every run. It has 48 bits, so that scripts may
/// keep it in a float; two names with the same one are as good as never met, and the file says which name has it.
pub fn handle_of(name: &str) -> Leaderboard {
    // FNV-1a.
    let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    Leaderboard(((hash >> 48) ^ hash) & 0xFFFF_FFFF_FFFF | 1)
}

/// The name of the files of a leaderboard.
pub fn file_of(leaderboard: Leaderboard) -> String {
    format!("{:012x}.json", leaderboard.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_follows_from_the_name_and_is_never_none() {
        assert_eq!(handle_of("High Scores"), handle_of("High Scores"));
        let names: Vec<String> = (0..10_000).map(|number| format!("level {number}")).collect();
        let mut handles: Vec<_> = names.iter().map(|name| handle_of(name)).collect();
        handles.sort_unstable();
        handles.dedup();
        assert_eq!(handles.len(), names.len());
        assert!(handles.iter().all(|handle| *handle != Leaderboard::NONE && handle.0 < 1 << 48));
        assert!(handle_of("a") != handle_of("A"));
    }

    #[test]
    fn so_many_calls_may_wait_and_an_answer_makes_room() {
        let mut found = FoundBoards::default();
        assert!((0..MAX_LEADERBOARD_CALLS).all(|_| found.ask()));
        assert!(!found.ask() && !found.ask());
        // Those that were refused are answered as well.
        found.answered(3);
        assert!(found.ask() && !found.ask());
    }

    #[test]
    fn only_what_was_found_is_known_and_its_count_follows() {
        let mut found = FoundBoards::default();
        let board = handle_of("a");
        found.counted(board, 3);
        assert_eq!(found.get(board), None);
        let definition = Definition {
            name: "a".to_owned(),
            sort_method: SortMethod::Ascending,
            display_type: DisplayType::Numeric,
        };
        found.found(board, definition, 2);
        found.counted(board, 3);
        assert_eq!(found.get(board).map(|known| known.entries), Some(3));
    }
}
