//! Shared files that this process has downloaded.

use std::collections::{HashMap, VecDeque};
use std::io;

use crate::contract::remote_storage::{ContentDetails, ReadAction};
use crate::platform::local::driver::shared_files::Content;
use crate::platform::local::limits::MAX_DOWNLOADS;

/// The number of downloaded files whose details are kept after they were closed. The oldest ones make room.
const MOST_REMEMBERED: usize = 1024;

/// Shared files that were downloaded.
#[derive(Debug, Default)]
pub(super) struct Downloads {
    /// The number of downloads in progress for each file.
    under_way: HashMap<u64, usize>,
    open: HashMap<u64, Content>,
    /// Open files that were not read yet, in the order of their download.
    unread: Vec<u64>,
    /// The details of each file, the latest downloads last.
    details: VecDeque<(u64, ContentDetails)>,
}

impl Downloads {
    pub(super) fn fetched(&mut self, handle: u64, content: Content, details: ContentDetails) {
        self.open.insert(handle, content);
        self.unread.retain(|unread| *unread != handle);
        self.unread.push(handle);
        self.remember(handle, details);
    }

    pub(super) fn remember(&mut self, handle: u64, details: ContentDetails) {
        self.details.retain(|(known, _)| *known != handle);
        self.details.push_back((handle, details));
        if self.details.len() > MOST_REMEMBERED {
            self.details.pop_front();
        }
    }

    /// Begins a download. Returns `false` if a limit forbids it.
    pub(super) fn begin(&mut self, handle: u64) -> bool {
        let is_full = self.open.len() + self.under_way.len() >= MAX_DOWNLOADS;
        if is_full && !self.open.contains_key(&handle) {
            return false;
        }
        *self.under_way.entry(handle).or_default() += 1;
        true
    }

    pub(super) fn end(&mut self, handle: u64) {
        if let Some(count) = self.under_way.get_mut(&handle) {
            *count -= 1;
            if *count == 0 {
                self.under_way.remove(&handle);
            }
        }
    }

    pub(super) fn progress(&self, handle: u64) -> Option<(i32, i32)> {
        if self.under_way.contains_key(&handle) {
            // The download has not begun, so the size is unknown.
            return Some((0, 0));
        }
        let bytes = i32::try_from(self.open.get(&handle)?.bytes()).unwrap_or(i32::MAX);
        Some((bytes, bytes))
    }

    pub(super) fn details(&self, handle: u64) -> Option<&ContentDetails> {
        self.details.iter().find(|(known, _)| *known == handle).map(|(_, details)| details)
    }

    pub(super) fn unread(&self) -> &[u64] {
        &self.unread
    }

    // rule: cloud.shared-read
    pub(super) fn read(
        &mut self,
        handle: u64,
        most: usize,
        offset: u32,
        action: ReadAction,
    ) -> Option<io::Result<Vec<u8>>> {
        let content = self.open.get_mut(&handle)?;
        let read = content.read(u64::from(offset), most);
        let end = u64::from(offset) + read.as_ref().map_or(0, |data| data.len() as u64);
        let closes = match action {
            ReadAction::UntilFinished => end >= content.bytes(),
            ReadAction::Continue => false,
            ReadAction::Close => true,
        };
        self.unread.retain(|unread| *unread != handle);
        if closes {
            self.open.remove(&handle);
        }
        Some(read)
    }
}
