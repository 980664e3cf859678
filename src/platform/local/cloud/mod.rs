//! The cloud files of one user as a state machine without I/O. It takes the game's writes and deletions and the state
//! of the disk, and finds the changes that another process of the user has made.

pub mod names;
pub mod waiting;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::limits::{Limit, MAX_CLOUD_FILES};
use crate::contract::remote_storage::{FileChange, MAX_FILE_BYTES, Quota};

/// `k_ERemoteStoragePlatformAll`.
const ALL_PLATFORMS: u32 = u32::MAX;
/// `k_ERemoteStorageLocalFileChange_FileUpdated`.
const UPDATED: i32 = 1;
/// `k_ERemoteStorageLocalFileChange_FileDeleted`.
const DELETED: i32 = 2;
/// `k_ERemoteStorageFilePathType_APIFilename`.
const BY_NAME: i32 = 2;

/// A file's state, which differs between any two versions of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The size in bytes.
    pub bytes: u64,
    /// The time of the last write, in seconds since 1970.
    pub seconds: i64,
    /// The fraction of that second, and the file's identity in the file system.
    pub rest: (u32, u64),
}

/// The details of a file besides its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// The platforms that the file is synced to.
    pub platforms: u32,
    /// Whether the file was removed from the cloud.
    pub forgotten: bool,
    /// The handle under which the file was shared, and its state at that time.
    pub shared: Option<(u64, Stamp)>,
}

impl Default for About {
    fn default() -> Self {
        About { platforms: ALL_PLATFORMS, forgotten: false, shared: None }
    }
}

/// A file on the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The file's state.
    pub stamp: Stamp,
    /// Whether the file was removed from the cloud.
    pub forgotten: bool,
}

/// The files on the disk, by name.
pub type Listing = BTreeMap<String, Found>;

/// The list of a user's files in one process.
#[derive(Debug, Default)]
pub struct Cloud {
    /// The files, `None` before the game's first call about files.
    known: Option<Listing>,
    /// The number of changes by this process.
    own_changes: u64,
    /// Changes by others that the game was not told of: the file, and the kind of change.
    changed: BTreeMap<String, i32>,
    /// The changes that the game was told of last.
    announced: Vec<FileChange>,
    /// The calls in progress on the thread for files.
    pub waiting: waiting::Waiting,
}

impl Cloud {
    /// Whether the files were listed.
    pub fn is_known(&self) -> bool {
        self.known.is_some()
    }

    /// Sets the listing of the files.
    pub fn learn(&mut self, listing: Listing) {
        self.known = Some(listing);
    }

    fn files(&self) -> impl Iterator<Item = (&String, &Found)> {
        self.known.iter().flatten()
    }

    /// The number of files.
    pub fn count(&self) -> usize {
        self.files().count()
    }

    /// Name and size of the file at `index`, in the order of names.
    pub fn at(&self, index: usize) -> Option<(String, u64)> {
        self.files().nth(index).map(|(name, found)| (name.clone(), found.stamp.bytes))
    }

    /// Records that this process has written a file.
    pub fn written(&mut self, name: &str, stamp: Stamp) {
        self.own_changes += 1;
        self.changed.remove(name);
        self.known.get_or_insert_default().insert(name.to_owned(), Found { stamp, forgotten: false });
    }

    /// Records that this process has deleted a file.
    pub fn deleted(&mut self, name: &str) {
        self.own_changes += 1;
        self.changed.remove(name);
        self.known.get_or_insert_default().remove(name);
    }

    /// Records that this process has removed a file from the cloud.
    pub fn forgotten(&mut self, name: &str) {
        self.own_changes += 1;
        if let Some(found) = self.known.get_or_insert_default().get_mut(name) {
            found.forgotten = true;
        }
    }

    /// The quota and the bytes that are left. Files that were removed from the cloud do not count.
    // rule: cloud.quota
    pub fn quota(&self, total: u64) -> Quota {
        let used = self.used_without("");
        Quota { total, available: total.saturating_sub(used) }
    }

    fn used_without(&self, name: &str) -> u64 {
        let counted = self.files().filter(|(other, found)| *other != name && !found.forgotten);
        counted.fold(0, |sum, (_, found)| sum.saturating_add(found.stamp.bytes))
    }

    /// Whether a file of `bytes` bytes may be written.
    // rule: cloud.quota
    pub fn may_write(&self, name: &str, bytes: u64, total: u64) -> Result<(), Limit> {
        let is_new = !self.known.as_ref().is_some_and(|known| known.contains_key(name));
        if bytes > MAX_FILE_BYTES {
            Err(Limit::CloudFileBytes)
        } else if is_new && self.count() >= MAX_CLOUD_FILES {
            Err(Limit::CloudFiles)
        } else if self.used_without(name).saturating_add(bytes) > total {
            Err(Limit::CloudQuota(total))
        } else {
            Ok(())
        }
    }

    /// The number of changes by this process. Read it before the disk is listed for [`Cloud::compare`].
    pub fn own_changes(&self) -> u64 {
        self.own_changes
    }

    /// Compares the listing of the disk, made after `own_changes` was read, with the known files. Any difference is a
    /// change by another process. Returns whether there is one.
    // rule: cloud.changes-elsewhere
    pub fn compare(&mut self, listing: Listing, own_changes: u64) -> bool {
        if own_changes != self.own_changes {
            // The disk was listed during a change of this process. The next comparison will find other changes.
            return false;
        }
        let known = self.known.replace(listing).unwrap_or_default();
        let now = self.known.iter().flatten();
        let mut changed: Vec<(String, i32)> = now
            .filter(|(name, found)| known.get(*name).map(|known| known.stamp) != Some(found.stamp))
            .map(|(name, _)| (name.clone(), UPDATED))
            .collect();
        let here = |name: &String| self.known.as_ref().is_some_and(|now| now.contains_key(name));
        changed.extend(known.into_keys().filter(|name| !here(name)).map(|name| (name, DELETED)));
        let any = !changed.is_empty();
        self.changed.extend(changed);
        any
    }

    /// Publishes the changes. Returns whether there are any, so that the game has to be told.
    pub fn announce_changes(&mut self) -> bool {
        let changed = std::mem::take(&mut self.changed);
        if changed.is_empty() {
            return false;
        }
        self.announced =
            changed.into_iter().map(|(file, change)| FileChange { file, change, path: BY_NAME }).collect();
        true
    }

    /// The changes that the game was told of last.
    pub fn announced(&self) -> &[FileChange] {
        &self.announced
    }
}

#[cfg(test)]
mod tests;
