//! The leaderboards of the local users as state machines without I/O: they compute the rankings from the content of the
//! files.
//!
//! The definition of a leaderboard is in one file that all users share. Each user's entry is in a file that only this
//! user writes, so two processes that upload at the same time lose nothing.

pub mod ranking;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::limits::MAX_LEADERBOARD_CALLS;
use crate::contract::leaderboards::{DisplayType, Leaderboard, SortMethod};

/// The definition of a leaderboard, as stored in its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// The name.
    pub name: String,
    /// The order of scores.
    pub sort_method: SortMethod,
    /// The format in which scores are displayed.
    pub display_type: DisplayType,
}

/// A leaderboard that this process has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The definition.
    pub definition: Definition,
    /// The number of entries at the last call.
    pub entries: i32,
}

/// The leaderboards that this process has found, and the number of calls that wait for their answers.
#[derive(Debug, Default)]
pub struct FoundBoards {
    found: HashMap<Leaderboard, Known>,
    waiting: usize,
}

impl FoundBoards {
    /// Counts a call that will be answered. Returns `false` if there are too many; the call must then be answered as
    /// failed.
    pub fn ask(&mut self) -> bool {
        self.waiting += 1;
        self.waiting <= MAX_LEADERBOARD_CALLS
    }

    /// Subtracts the calls that were answered.
    pub fn answered(&mut self, calls: usize) {
        self.waiting = self.waiting.saturating_sub(calls);
    }

    /// Records a leaderboard and the number of its entries.
    pub fn found(&mut self, leaderboard: Leaderboard, definition: Definition, entries: usize) {
        let entries = i32::try_from(entries).unwrap_or(i32::MAX);
        self.found.insert(leaderboard, Known { definition, entries });
    }

    /// Updates the number of entries of a leaderboard.
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

/// The handle of the leaderboard of this name. It is the same in every process and every run, and has 48 bits, so that
/// scripts may keep it in a float. Two names with the same handle practically never occur; the file tells which name
/// has it.
pub fn handle_of(name: &str) -> Leaderboard {
    // FNV-1a.
    let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    Leaderboard(((hash >> 48) ^ hash) & 0xFFFF_FFFF_FFFF | 1)
}

/// The file name for a leaderboard.
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
        // The calls that were refused are answered as well.
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
