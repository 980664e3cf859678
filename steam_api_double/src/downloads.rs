//! Downloaded entries of leaderboards, which are fetched one by one.

use std::collections::HashMap;

use crate::contract::leaderboards::Entry;
use crate::switches::violation;

/// The maximum number of downloads: a caller who does not fetch the downloaded entries leaks them.
const MOST: usize = 64;

/// Downloads whose entries have not all been fetched yet, by their handle (`SteamLeaderboardEntries_t`).
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
    /// Stores entries, and returns the handle for fetching them. Empty downloads are not stored.
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

    /// One of the entries. When all have been fetched, they are freed, as in `isteamuserstats.h`.
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
