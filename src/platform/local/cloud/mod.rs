//! The files in the cloud of one user, as a state machine: what the game writes and deletes goes in, what stands on the disk
//! goes in, and what another process of the user has changed comes out. No I/O.

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

/// A file's state, by which another content is told from this one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// How many bytes it has.
    pub bytes: u64,
    /// When it was written, in seconds since 1970.
    pub seconds: i64,
    /// What that leaves out: parts of the second, and which file of the system it is.
    pub rest: (u32, u64),
}

/// What is kept of a file beside its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// To which platforms it goes.
    pub platforms: u32,
    /// Whether it was taken out of the cloud.
    pub forgotten: bool,
    /// What it was shared as, and the content that it had then.
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
    /// Its state.
    pub stamp: Stamp,
    /// Whether it was taken out of the cloud.
    pub forgotten: bool,
}

/// The files on the disk, by their names.
pub type Listing = BTreeMap<String, Found>;

/// What one process knows of its user's files.
#[derive(Debug, Default)]
pub struct Cloud {
    /// The files, `None` before the game has asked for any.
    known: Option<Listing>,
    /// How often this process has changed something.
    own_changes: u64,
    /// What others have changed and the game was not told: the file, and how.
    changed: BTreeMap<String, i32>,
    /// What it was told last.
    told: Vec<FileChange>,
    /// What is under way on the thread for files.
    pub waiting: waiting::Waiting,
}

impl Cloud {
    /// Whether the files are known.
    pub fn is_known(&self) -> bool {
        self.known.is_some()
    }

    /// These are the files.
    pub fn learn(&mut self, listing: Listing) {
        self.known = Some(listing);
    }

    fn files(&self) -> impl Iterator<Item = (&String, &Found)> {
        self.known.iter().flatten()
    }

    /// How many files there are.
    pub fn count(&self) -> usize {
        self.files().count()
    }

    /// Name and size of one, in the order of their names.
    pub fn at(&self, index: usize) -> Option<(String, u64)> {
        self.files().nth(index).map(|(name, found)| (name.clone(), found.stamp.bytes))
    }

    /// This process has written a file.
    pub fn written(&mut self, name: &str, stamp: Stamp) {
        self.own_changes += 1;
        self.changed.remove(name);
        self.known.get_or_insert_default().insert(name.to_owned(), Found { stamp, forgotten: false });
    }

    /// This process has deleted a file.
    pub fn deleted(&mut self, name: &str) {
        self.own_changes += 1;
        self.changed.remove(name);
        self.known.get_or_insert_default().remove(name);
    }

    /// This process has taken a file out of the cloud.
    pub fn forgotten(&mut self, name: &str) {
        self.own_changes += 1;
        if let Some(found) = self.known.get_or_insert_default().get_mut(name) {
            found.forgotten = true;
        }
    }

    /// How much there is, and what is left. Files that were forgotten take nothing.
    // rule: cloud.quota
    pub fn quota(&self, total: u64) -> Quota {
        let used = self.used_without("");
        Quota { total, available: total.saturating_sub(used) }
    }

    fn used_without(&self, name: &str) -> u64 {
        let counted = self.files().filter(|(other, found)| *other != name && !found.forgotten);
        counted.fold(0, |sum, (_, found)| sum.saturating_add(found.stamp.bytes))
    }

    /// Whether a file may be written with so many bytes.
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

    /// To be asked before the disk is looked at, for [`Cloud::compare`].
    pub fn own_changes(&self) -> u64 {
        self.own_changes
    }

    /// What the disk has, as it was looked at after `own_changes`. Whatever this process has not done itself, another one has.
    /// Returns whether that is anything.
    // rule: cloud.changes-elsewhere
    pub fn compare(&mut self, listing: Listing, own_changes: u64) -> bool {
        if own_changes != self.own_changes {
            // The disk was looked at in the middle of a change of ours: the next look tells.
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

    /// Whether the game has to be told of changes; from now on they can be asked for.
    pub fn tell_changes(&mut self) -> bool {
        let changed = std::mem::take(&mut self.changed);
        if changed.is_empty() {
            return false;
        }
        self.told =
            changed.into_iter().map(|(file, change)| FileChange { file, change, path: BY_NAME }).collect();
        true
    }

    /// The changes that the game was told of last.
    pub fn told(&self) -> &[FileChange] {
        &self.told
    }
}

#[cfg(test)]
mod tests;
