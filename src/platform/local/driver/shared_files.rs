//! Files that users have shared, in the folder of all users: `<handle>.bin` has the content at the time of sharing, and
//! `<handle>.json` has the details. The latter is written last.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::cloud::{absent_as_none, read_part};
use super::disk::{self, Document, Part};
use crate::contract::remote_storage::ContentDetails;

/// The bytes that are copied at once.
const COPIED_AT_ONCE: usize = 1 << 20;

/// The folder of the shared files of one game.
#[derive(Clone, Debug)]
pub struct SharedFolder {
    folder: PathBuf,
}

/// The content of a shared file, open for reading.
#[derive(Debug)]
pub struct Content {
    file: File,
    bytes: u64,
}

impl Content {
    /// The size in bytes.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Reads from `offset` to the end, at most `most` bytes.
    pub fn read(&mut self, offset: u64, most: usize) -> io::Result<Vec<u8>> {
        read_part(&mut self.file, self.bytes, offset, most)
    }
}

impl SharedFolder {
    /// The folder of shared files inside the folder of all users.
    pub fn of(shared: &Path) -> SharedFolder {
        SharedFolder { folder: shared.join("files") }
    }

    fn content(&self, handle: u64) -> PathBuf {
        self.folder.join(format!("{handle:016x}.bin"))
    }

    fn about(&self, handle: u64) -> PathBuf {
        self.folder.join(format!("{handle:016x}.json"))
    }

    /// The number of shared files.
    pub fn count(&self) -> io::Result<usize> {
        let Some(entries) = absent_as_none(fs::read_dir(&self.folder))? else { return Ok(0) };
        Ok(entries.filter(|entry| entry.as_ref().is_ok_and(|entry| is_about(&entry.path()))).count())
    }

    /// Shares the current content of a file. Returns the new handle.
    pub fn share(&self, file: &mut File, details: &ContentDetails) -> io::Result<u64> {
        fs::create_dir_all(&self.folder)?;
        let mut handle = new_handle();
        while self.about(handle).exists() || self.content(handle).exists() {
            handle = new_handle();
        }
        copy(file, &self.content(handle))?;
        disk::replace(&self.about(handle), &serde_json::to_vec_pretty(details)?)?;
        Ok(handle)
    }

    /// The details of a shared file, `None` if it does not exist.
    pub fn details(&self, handle: u64) -> io::Result<Option<ContentDetails>> {
        let about: Document<Option<ContentDetails>> = disk::load(&self.about(handle))?;
        match about.trouble {
            Some(trouble) => Err(io::Error::other(trouble)),
            None => Ok(about.value),
        }
    }

    /// Opens a shared file. Returns `None` if it does not exist.
    pub fn open(&self, handle: u64) -> io::Result<Option<Content>> {
        let Some(file) = absent_as_none(File::open(self.content(handle)))? else { return Ok(None) };
        let bytes = file.metadata()?.len();
        Ok(Some(Content { file, bytes }))
    }

    /// Copies the content of a shared file to a file, which it replaces as a whole.
    pub fn copy(&self, handle: u64, path: &Path) -> io::Result<()> {
        copy(&mut File::open(self.content(handle))?, path)
    }
}

fn is_about(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "json")
}

/// A random handle that is positive in GDScript as well.
fn new_handle() -> u64 {
    (rand::random::<u64>() >> 1).max(1)
}

fn copy(from: &mut File, to: &Path) -> io::Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    let mut part = Part::begin(folder.join(Part::name()))?;
    let mut buffer = vec![0; COPIED_AT_ONCE];
    loop {
        let read = from.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        part.write(bytes)?;
    }
    part.sync()?;
    part.put(to)?;
    disk::sync_folder(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_content_does_not_change() {
        let folder = tempfile::tempdir().unwrap();
        let shared = SharedFolder::of(folder.path());
        assert_eq!(shared.count().unwrap(), 0);
        let source = folder.path().join("source");
        let data: Vec<u8> = (0..COPIED_AT_ONCE + 5).map(|index| index as u8).collect();
        fs::write(&source, &data).unwrap();
        let details = ContentDetails { name: "source".to_owned(), bytes: 7, ..ContentDetails::default() };
        let handle = shared.share(&mut File::open(&source).unwrap(), &details).unwrap();
        fs::write(&source, "changed").unwrap();
        assert_eq!(shared.details(handle).unwrap(), Some(details));
        let mut content = shared.open(handle).unwrap().unwrap();
        assert_eq!(content.bytes(), data.len() as u64);
        assert_eq!(content.read(0, usize::MAX).unwrap(), data);
        assert_eq!(content.read(1 << 20, 3).unwrap(), data[1 << 20..][..3]);
        let copied = folder.path().join("copied");
        shared.copy(handle, &copied).unwrap();
        assert_eq!(fs::read(copied).unwrap(), data);
        assert_eq!(shared.count().unwrap(), 1);
        assert_eq!((shared.details(1).unwrap(), shared.open(1).unwrap().is_none()), (None, true));
        fs::write(shared.about(1), "{").unwrap();
        assert!(shared.details(1).unwrap_err().to_string().contains(".broken"));
    }
}
