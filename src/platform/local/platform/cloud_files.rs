//! The cloud files of one user: their place, and the state of their list.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::sync::Arc;

use parking_lot::Mutex;

use super::downloads::Downloads;
use crate::contract::remote_storage::{Quota, StorageEvent};
use crate::contract::{Event, SteamId};
use crate::platform::local::cloud::Cloud;
use crate::platform::local::driver::Looked;
use crate::platform::local::driver::cloud::CloudFolder;
use crate::platform::local::driver::disk::{Disk, FileLock, Part};
use crate::platform::local::driver::shared_files::SharedFolder;
use crate::platform::local::limits::Limit;

/// `EResult`.
pub(super) const RESULT_OK: i32 = 1;
pub(super) const RESULT_FAIL: i32 = 2;
pub(super) const RESULT_INVALID_PARAM: i32 = 8;
pub(super) const RESULT_FILE_NOT_FOUND: i32 = 9;
pub(super) const RESULT_LIMIT_EXCEEDED: i32 = 25;

/// The cloud files of one user.
#[derive(Debug)]
pub(super) struct CloudFiles {
    pub(super) place: Place,
    pub(super) shared: SharedFolder,
    pub(super) downloads: Arc<Mutex<Downloads>>,
    pub(super) streams: Mutex<Streams>,
    pub(super) batch: Mutex<Option<Batch>>,
}

/// The folder of the files and their list, for any thread.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) folder: CloudFolder,
    pub(super) cloud: Arc<Mutex<Cloud>>,
    pub(super) quota: u64,
}

/// The reason why a file was not written.
#[derive(Debug)]
pub(super) enum Refused {
    /// A limit forbids it.
    Limit(Limit),
    /// The file system failed.
    System(io::Error),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Refused::System(error)
    }
}

impl Refused {
    /// `EResult`.
    pub(super) fn result(&self) -> i32 {
        match self {
            Refused::Limit(_) => RESULT_LIMIT_EXCEEDED,
            Refused::System(_) => RESULT_FAIL,
        }
    }

    /// The reason in words.
    pub(super) fn reason(&self, place: &Place, name: &str) -> String {
        match self {
            Refused::Limit(limit) => limit.reason(),
            Refused::System(error) => {
                format!("{} cannot be written ({error})", place.folder.path(name).display())
            }
        }
    }
}

/// A batch of changes that belong together, with the lock that shows other processes its end.
#[derive(Debug)]
pub(super) struct Batch(pub(super) Option<FileLock>);

/// Files that are being written in parts.
#[derive(Debug, Default)]
pub(super) struct Streams {
    pub(super) open: HashMap<u64, Stream>,
    pub(super) last: u64,
}

/// A file that is being written in parts.
#[derive(Debug)]
pub(super) struct Stream {
    pub(super) name: String,
    pub(super) part: Part,
    pub(super) bytes: u64,
}

impl CloudFiles {
    pub(super) fn new(disk: &Disk, me: SteamId, quota: u64) -> CloudFiles {
        let folder = CloudFolder::of(&disk.user(me));
        CloudFiles {
            place: Place { folder, cloud: Arc::default(), quota },
            shared: SharedFolder::of(&disk.shared()),
            downloads: Arc::default(),
            streams: Mutex::default(),
            batch: Mutex::default(),
        }
    }

    /// Appends answers, and an event if other processes have changed files.
    pub(super) fn pump(&self, events: &mut VecDeque<Event>) {
        let mut cloud = self.place.cloud.lock();
        cloud.waiting.drain(events);
        if cloud.announce_changes() {
            events.push_back(Event::RemoteStorage(StorageEvent::LocalFileChanged));
        }
    }

    /// Drops unfinished streams and ends a batch.
    pub(super) fn close(&self) {
        let open = std::mem::take(&mut self.streams.lock().open);
        let batch = self.batch.lock().take();
        drop((open, batch));
    }
}

impl Place {
    /// Writes a file as a whole. With `number`, the file is not put in place if a later change was made.
    pub(super) fn write(&self, name: &str, data: &[u8], number: Option<u64>) -> Result<(), Refused> {
        self.may_write(name, data.len() as u64)?;
        let mut part = self.folder.begin()?;
        part.write(data)?;
        self.put(part, name, data.len() as u64, number)
    }

    pub(super) fn quota(&self) -> Quota {
        self.cloud.lock().quota(self.quota)
    }

    pub(super) fn may_write(&self, name: &str, bytes: u64) -> Result<(), Refused> {
        self.cloud.lock().may_write(name, bytes, self.quota).map_err(Refused::Limit)
    }

    /// Puts a part in its place.
    // rule: cloud.whole
    pub(super) fn put(
        &self,
        mut part: Part,
        name: &str,
        bytes: u64,
        number: Option<u64>,
    ) -> Result<(), Refused> {
        let stamp = self.folder.finish(&mut part, name)?;
        {
            // The lock covers both the change and its record, so that the change is not taken for that of another
            // process. This is quick.
            let mut cloud = self.cloud.lock();
            cloud.may_write(name, bytes, self.quota).map_err(Refused::Limit)?;
            let number = number.unwrap_or_else(|| cloud.waiting.number());
            if !cloud.waiting.is_newest(name, number) {
                return Ok(());
            }
            part.put(&self.folder.path(name))?;
            cloud.written(name, stamp);
        }
        Ok(self.folder.settle(name)?)
    }

    /// Whether another process has changed files since the last call.
    pub(super) fn look(&self) -> Looked {
        if self.folder.is_in_batch() {
            return Looked::NotNow;
        }
        let own_changes = self.cloud.lock().own_changes();
        let Ok(listing) = self.folder.list() else { return Looked::NotNow };
        if self.folder.is_in_batch() {
            return Looked::NotNow;
        }
        if self.cloud.lock().compare(listing, own_changes) { Looked::News } else { Looked::NoNews }
    }
}
