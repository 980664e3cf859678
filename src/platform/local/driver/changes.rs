//! Notification by the system (inotify) when the files in a folder are deleted, replaced or moved.

use std::fs::{self, File};
use std::io;
use std::os::fd::AsRawFd;
use std::path::Path;

use mio::unix::SourceFd;
use mio::{Interest, Registry, Token};
use rustix::fs::inotify::{self, CreateFlags, WatchFlags};

/// The changes of the folder that matter: a file is deleted, replaced or moved away.
const IN_FOLDER: WatchFlags =
    WatchFlags::DELETE.union(WatchFlags::MOVE).union(WatchFlags::DELETE_SELF).union(WatchFlags::MOVE_SELF);
/// The changes of a folder in which files come and go.
const OF_FOLDER: WatchFlags = IN_FOLDER.union(WatchFlags::CREATE);
/// The changes of a folder in which files are also written.
const OF_FILES: WatchFlags = OF_FOLDER.union(WatchFlags::CLOSE_WRITE);
/// The change of a parent folder that matters: it is moved.
const AROUND: WatchFlags = WatchFlags::MOVE_SELF;

/// Wakes a thread when files in a folder change.
#[derive(Debug)]
pub struct Changes {
    watches: File,
}

impl Changes {
    /// Makes `token` ready as soon as something changes. It stays ready, so the caller then makes a new watch. Fails if
    /// the system would not report every change.
    pub fn in_folder(folder: &Path, registry: &Registry, token: Token) -> io::Result<Changes> {
        let watches = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        inotify::add_watch(&watches, folder, IN_FOLDER | WatchFlags::ONLYDIR)?;
        let folder = std::path::absolute(folder)?;
        if fs::canonicalize(&folder)? != folder {
            return Err(io::Error::other("a symbolic link in the path may be changed"));
        }
        for around in folder.ancestors().skip(1) {
            inotify::add_watch(&watches, around, AROUND | WatchFlags::ONLYDIR)?;
        }
        registry.register(&mut SourceFd(&watches.as_raw_fd()), token, Interest::READABLE)?;
        Ok(Changes { watches: File::from(watches) })
    }

    /// Watches `folder`, and files in all its subfolders except `but`.
    pub fn below(folder: &Path, but: &Path, registry: &Registry, token: Token) -> io::Result<Changes> {
        let watches = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        inotify::add_watch(&watches, folder, OF_FOLDER | WatchFlags::ONLYDIR)?;
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                let path = entry.path();
                if entry.file_type()?.is_dir() && path != but {
                    inotify::add_watch(&watches, &path, OF_FILES | WatchFlags::ONLYDIR)?;
                    folders.push(path);
                }
            }
        }
        registry.register(&mut SourceFd(&watches.as_raw_fd()), token, Interest::READABLE)?;
        Ok(Changes { watches: File::from(watches) })
    }

    /// Ends the watch.
    pub fn close(self, registry: &Registry) {
        // This fails only for a file that is not registered.
        let _ = registry.deregister(&mut SourceFd(&self.watches.as_raw_fd()));
    }
}
