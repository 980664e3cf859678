//! Entries of leaderboards that were downloaded and are asked for one by one.

use std::collections::HashMap;

use crate::contract::leaderboards::Entry;
use crate::switches::violation;

/// The most downloads that may be kept: a caller who does not ask for what they have downloaded leaks it.
const MOST: usize = 64;

/// Downloads whose entries were not all asked for yet, by their handle (`SteamLeaderboardEntries_t`).
#[derive(Default)]
pub(crate) struct Downloads {
    last: u64,
    kept: HashMap<u64, Download>,
}

struct Download {
    entries: Vec<Entry>,
    asked: usize,
}

impl Downloads {
    /// Keeps entries, and returns the handle to ask for them with. Without any there is nothing to keep.
    pub(crate) fn keep(&mut self, entries: Vec<Entry>) -> u64 {
        self.last += 1;
        if !entries.is_empty() {
            self.kept.insert(self.last, Download { entries, asked: 0 });
        }
        if self.kept.len() > MOST {
            violation("entries of leaderboards that were downloaded and never asked for");
        }
        self.last
    }

    /// One of the entries. When each was asked for, all are freed, as `isteamuserstats.h` has it.
    pub(crate) fn entry(&mut self, handle: u64, index: i32) -> Option<Entry> {
        let Some(download) = self.kept.get_mut(&handle) else {
            violation(
                "GetDownloadedLeaderboardEntry with a handle that is none, or whose entries were all asked for",
            );
        };
        let entry = usize::try_from(index).ok().and_then(|index| download.entries.get(index)).cloned();
        download.asked += usize::from(entry.is_some());
        if download.asked == download.entries.len() {
            self.kept.remove(&handle);
        }
        entry
    }
}
