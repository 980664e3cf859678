//! A lock file, which the operating system releases when its holder dies.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The number of attempts: another process may replace the file between opening and locking it.
const TRIES: usize = 8;

/// A lock that the operating system releases with the process.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock at `path`. Returns `None` if another process holds it.
    pub fn try_take(path: &Path) -> io::Result<Option<Lock>> {
        for _ in 0..TRIES {
            let file = private_options().create(true).truncate(false).open(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            let lock = Lock { file, path: path.to_owned() };
            if lock.is_in_place() {
                return Ok(Some(lock));
            }
        }
        Err(io::Error::other("the lock file is deleted again and again"))
    }

    /// Whether the locked file is still the one at its path. If not, another process can take the lock as well.
    pub fn is_in_place(&self) -> bool {
        match fs::metadata(&self.path) {
            Ok(there) => self.is_file(&there),
            Err(error) => error.kind() != io::ErrorKind::NotFound,
        }
    }

    #[cfg(unix)]
    fn is_file(&self, there: &fs::Metadata) -> bool {
        use std::os::unix::fs::MetadataExt;
        let own = self.file.metadata();
        own.is_ok_and(|own| (own.dev(), own.ino()) == (there.dev(), there.ino()))
    }

    /// On Windows nobody can delete an open file, so the file at the path is this one.
    #[cfg(not(unix))]
    fn is_file(&self, _there: &fs::Metadata) -> bool {
        let _ = &self.file;
        true
    }
}

/// Options that open a file which only this user may read.
pub fn private_options() -> fs::OpenOptions {
    let mut options = File::options();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_by_one_until_it_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let lock = Lock::try_take(&path).unwrap();
        assert!(lock.as_ref().unwrap().is_in_place());
        assert!(Lock::try_take(&path).unwrap().is_none());
        drop(lock);
        assert!(Lock::try_take(&path).unwrap().is_some());
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_whose_file_was_deleted_or_replaced_is_not_in_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let lock = Lock::try_take(&path).unwrap().unwrap();
        fs::remove_file(&path).unwrap();
        assert!(!lock.is_in_place());
        let other = Lock::try_take(&path).unwrap().unwrap();
        assert!(!lock.is_in_place());
        assert!(other.is_in_place());
    }
}
