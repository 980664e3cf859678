//! Being told by the system that the files in a folder are no longer those that they were.

use std::fs::{self, File};
use std::io;
use std::os::fd::AsRawFd;
use std::path::Path;

use mio::unix::SourceFd;
use mio::{Interest, Registry, Token};
use rustix::fs::inotify::{self, CreateFlags, WatchFlags};

/// What happens where a file is deleted, replaced or moved away.
const IN_FOLDER: WatchFlags =
    WatchFlags::DELETE.union(WatchFlags::MOVE).union(WatchFlags::DELETE_SELF).union(WatchFlags::MOVE_SELF);
/// A folder around it takes it along.
const AROUND: WatchFlags = WatchFlags::MOVE_SELF;

/// Makes the driver's thread wake when something happens to the files in a folder.
#[derive(Debug)]
pub struct Changes {
    told: File,
}

impl Changes {
    /// From now on `token` is ready once something has happened, and stays so: then it takes a new one of these. An error where
    /// something could happen that the system would not tell of.
    pub fn in_folder(folder: &Path, registry: &Registry, token: Token) -> io::Result<Changes> {
        let told = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        inotify::add_watch(&told, folder, IN_FOLDER | WatchFlags::ONLYDIR)?;
        let folder = std::path::absolute(folder)?;
        if fs::canonicalize(&folder)? != folder {
            return Err(io::Error::other("a link on the way to the folder may come to lead elsewhere"));
        }
        for around in folder.ancestors().skip(1) {
            inotify::add_watch(&told, around, AROUND | WatchFlags::ONLYDIR)?;
        }
        registry.register(&mut SourceFd(&told.as_raw_fd()), token, Interest::READABLE)?;
        Ok(Changes { told: File::from(told) })
    }

    /// Asks for no more.
    pub fn close(self, registry: &Registry) {
        // Fails only for what is not registered.
        let _ = registry.deregister(&mut SourceFd(&self.told.as_raw_fd()));
    }
}
