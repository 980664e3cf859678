//! The cloud files of one user, on the disk.
//!
//! `<folder of the user>/cloud/files/` has the content of each file under a name from [`names`]. `about/` has further
//! details of some files under the same names, and `parts/` has files that are still being written. No call waits for a
//! lock here: files are put in place as a whole, and if two processes write the same file, the last one wins.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use super::disk::{self, Document, FileLock, Part};
use crate::platform::local::cloud::{About, Found, Listing, Stamp, names};

/// A part older than this belongs to a process that is gone.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);
/// The number of attempts to take the lock of a batch while another process checks it.
const ATTEMPTS: u32 = 20;

/// The folder with the cloud files of one user.
#[derive(Clone, Debug)]
pub struct CloudFolder {
    folder: PathBuf,
}

impl CloudFolder {
    /// The cloud folder inside the folder of a user.
    pub fn of(user: &Path) -> CloudFolder {
        CloudFolder { folder: user.join("cloud") }
    }

    /// The folder to watch for changes, and its subfolder whose changes do not matter.
    pub fn watched(&self) -> (PathBuf, PathBuf) {
        (self.folder.clone(), self.parts())
    }

    fn parts(&self) -> PathBuf {
        self.folder.join("parts")
    }

    fn files(&self) -> PathBuf {
        self.folder.join("files")
    }

    fn about_files(&self) -> PathBuf {
        self.folder.join("about")
    }

    fn batch_lock(&self) -> PathBuf {
        self.folder.join("batch.lock")
    }

    /// The path of a file that exists if the user has disabled the cloud for this game.
    fn switch(&self) -> PathBuf {
        self.folder.join("disabled")
    }

    /// The path of a file's content.
    pub fn path(&self, name: &str) -> PathBuf {
        below(self.files(), name)
    }

    /// Lists all files.
    pub fn list(&self) -> io::Result<Listing> {
        let mut listing = Listing::new();
        collect(&self.files(), &mut Vec::new(), &mut |name, about| {
            listing.insert(name, Found { stamp: stamp_of(about), forgotten: false });
        })?;
        let mut described = Vec::new();
        collect(&self.about_files(), &mut Vec::new(), &mut |name, _| described.push(name))?;
        for name in described {
            if let Some(found) = listing.get_mut(&name) {
                found.forgotten = self.about(&name)?.value.forgotten;
            }
        }
        Ok(listing)
    }

    /// The current stamp of a file, `None` if it does not exist.
    pub fn stamp(&self, name: &str) -> io::Result<Option<Stamp>> {
        let about = absent_as_none(fs::metadata(self.path(name)))?;
        Ok(about.filter(Metadata::is_file).map(|about| stamp_of(&about)))
    }

    /// Opens a file and returns its stamp, `None` if it does not exist.
    pub fn open(&self, name: &str) -> io::Result<Option<(File, Stamp)>> {
        let Some(file) = absent_as_none(File::open(self.path(name)))? else { return Ok(None) };
        let stamp = stamp_of(&file.metadata()?);
        Ok(Some((file, stamp)))
    }

    /// Reads a file from `offset` to its end, at most `most` bytes. Returns `None` if it does not exist.
    pub fn read(&self, name: &str, offset: u64, most: usize) -> io::Result<Option<Vec<u8>>> {
        let Some((mut file, stamp)) = self.open(name)? else { return Ok(None) };
        read_part(&mut file, stamp.bytes, offset, most).map(Some)
    }

    /// Begins a new file.
    pub fn begin(&self) -> io::Result<Part> {
        let parts = self.parts();
        fs::create_dir_all(&parts)?;
        Part::begin(parts.join(Part::name()))
    }

    /// Prepares a part for [`Part::put`]: does the slow work.
    pub fn finish(&self, part: &mut Part, name: &str) -> io::Result<Stamp> {
        let stamp = stamp_of(&part.sync()?);
        if let Some(folder) = self.path(name).parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(stamp)
    }

    /// Syncs the folder of a file that was put in place, and records that the file is in the cloud.
    pub fn settle(&self, name: &str) -> io::Result<()> {
        if let Some(folder) = self.path(name).parent() {
            disk::sync_folder(folder)?;
        }
        let about = self.about(name)?.value;
        if about.forgotten { self.set_about(name, &About { forgotten: false, ..about }) } else { Ok(()) }
    }

    /// Deletes a file. Returns whether it existed.
    pub fn delete(&self, name: &str) -> io::Result<bool> {
        let path = self.path(name);
        let was_there = absent_as_none(fs::remove_file(&path))?.is_some();
        absent_as_none(fs::remove_file(below(self.about_files(), name)))?;
        if was_there && let Some(folder) = path.parent() {
            disk::sync_folder(folder)?;
        }
        Ok(was_there)
    }

    /// The details of a file besides its content.
    pub fn about(&self, name: &str) -> io::Result<Document<About>> {
        disk::load(&below(self.about_files(), name))
    }

    /// Writes the details of a file.
    pub fn set_about(&self, name: &str, about: &About) -> io::Result<()> {
        disk::replace(&below(self.about_files(), name), &serde_json::to_vec(about)?)
    }

    /// Whether the user has enabled the cloud for this game.
    pub fn is_enabled(&self) -> bool {
        !self.switch().exists()
    }

    /// Enables or disables the cloud for this game.
    pub fn set_enabled(&self, enabled: bool) -> io::Result<()> {
        if enabled {
            absent_as_none(fs::remove_file(self.switch())).map(|_| ())
        } else {
            disk::replace(&self.switch(), b"")
        }
    }

    /// Hides changes from other processes until a batch is complete. A process that only checks the lock holds it for a
    /// moment, so this tries again; it returns `None` if another process keeps the lock.
    pub fn begin_batch(&self) -> io::Result<Option<FileLock>> {
        fs::create_dir_all(&self.folder)?;
        for _ in 0..ATTEMPTS {
            if let Some(lock) = disk::try_share(&self.batch_lock())? {
                return Ok(Some(lock));
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Ok(None)
    }

    /// Whether a process has begun a batch and not ended it.
    pub fn is_in_batch(&self) -> bool {
        disk::is_shared(&self.batch_lock())
    }

    /// Deletes the parts of processes that were killed while they wrote.
    pub fn sweep(&self) -> io::Result<()> {
        let Some(parts) = absent_as_none(fs::read_dir(self.parts()))? else { return Ok(()) };
        for part in parts {
            let part = part?;
            // One whose writer has just finished is gone.
            let Some(found) = absent_as_none(part.metadata())? else { continue };
            if found.modified()?.elapsed().unwrap_or_default() > OLD {
                absent_as_none(fs::remove_file(part.path()))?;
            }
        }
        Ok(())
    }
}

/// Reads a file of `bytes` bytes from `offset` to its end, at most `most` bytes.
pub(super) fn read_part(file: &mut File, bytes: u64, offset: u64, most: usize) -> io::Result<Vec<u8>> {
    let left = bytes.saturating_sub(offset);
    let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(most);
    let mut data = Vec::new();
    if wanted == 0 {
        return Ok(data);
    }
    data.try_reserve_exact(wanted).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    file.seek(SeekFrom::Start(offset))?;
    file.take(wanted as u64).read_to_end(&mut data)?;
    Ok(data)
}

fn below(folder: PathBuf, name: &str) -> PathBuf {
    names::encode(name).into_iter().fold(folder, |path, piece| path.join(piece))
}

pub(super) fn absent_as_none<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Calls `found` for every file below a folder whose path encodes a name.
fn collect(
    folder: &Path,
    pieces: &mut Vec<String>,
    found: &mut dyn FnMut(String, &Metadata),
) -> io::Result<()> {
    /// More levels than the longest name needs.
    const DEEPEST: usize = 8;
    let Some(entries) = absent_as_none(fs::read_dir(folder))? else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let Ok(piece) = entry.file_name().into_string() else { continue };
        // A file that was deleted meanwhile is skipped.
        let Some(about) = absent_as_none(entry.metadata())? else { continue };
        pieces.push(piece);
        if about.is_dir() && pieces.len() < DEEPEST {
            collect(&entry.path(), pieces, found)?;
        } else if about.is_file()
            && let Some(name) = names::decode(pieces)
        {
            found(name, &about);
        }
        pieces.pop();
    }
    Ok(())
}

fn stamp_of(about: &Metadata) -> Stamp {
    let modified = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let modified = modified.unwrap_or_default();
    Stamp {
        bytes: about.len(),
        seconds: i64::try_from(modified.as_secs()).unwrap_or(i64::MAX),
        rest: (modified.subsec_nanos(), identity(about)),
    }
}

/// The file's identity in the file system.
#[cfg(unix)]
fn identity(about: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

/// Windows gives a file that replaces another one the creation time of the replaced file, so that time does not help.
/// The clock is fine enough without an identity.
#[cfg(not(unix))]
fn identity(_about: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(cloud: &CloudFolder, name: &str, data: &[u8]) -> Stamp {
        let mut part = cloud.begin().unwrap();
        part.write(data).unwrap();
        let stamp = cloud.finish(&mut part, name).unwrap();
        part.put(&cloud.path(name)).unwrap();
        cloud.settle(name).unwrap();
        stamp
    }

    #[test]
    fn files_are_listed_under_the_names_that_they_were_written_with() {
        let folder = tempfile::tempdir().unwrap();
        let cloud = CloudFolder::of(folder.path());
        assert!(cloud.list().unwrap().is_empty());
        let long = "ä/".repeat(80);
        for (name, data) in [("a", "1"), ("slots/1.sav", "22"), (long.as_str(), "333")] {
            let stamp = write(&cloud, name, data.as_bytes());
            assert_eq!(cloud.stamp(name).unwrap(), Some(stamp));
            assert_eq!(cloud.list().unwrap()[name], Found { stamp, forgotten: false });
        }
        // An unfinished part is not listed, and neither is a file of another program.
        let part = cloud.begin().unwrap();
        fs::write(cloud.files().join("Thumbs.db"), "x").unwrap();
        assert_eq!(cloud.list().unwrap().len(), 3);
        drop(part);
        assert_eq!(fs::read_dir(cloud.folder.join("parts")).unwrap().count(), 0);
        assert!(cloud.delete(&long).unwrap() && !cloud.delete(&long).unwrap());
        assert_eq!(cloud.list().unwrap().len(), 2);
    }

    #[test]
    fn a_part_is_read_as_far_as_there_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let cloud = CloudFolder::of(folder.path());
        write(&cloud, "a", b"0123456789");
        assert_eq!(cloud.read("a", 2, 3).unwrap().unwrap(), b"234");
        assert_eq!(cloud.read("a", 8, usize::MAX).unwrap().unwrap(), b"89");
        assert_eq!(cloud.read("a", u64::MAX, 5).unwrap().unwrap(), b"");
        assert_eq!(cloud.read("b", 0, 5).unwrap(), None);
    }

    #[test]
    fn the_same_content_written_again_is_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let cloud = CloudFolder::of(folder.path());
        let first = write(&cloud, "a", b"same");
        let second = write(&cloud, "a", b"same");
        assert_ne!(first, second);
        assert_eq!(cloud.list().unwrap()["a"].stamp, second);
    }

    #[test]
    fn deleting_a_file_deletes_its_record() {
        let folder = tempfile::tempdir().unwrap();
        let cloud = CloudFolder::of(folder.path());
        write(&cloud, "a", b"x");
        assert_eq!(cloud.about("a").unwrap().value, About::default());
        cloud.set_about("a", &About { platforms: 9, forgotten: true, shared: None }).unwrap();
        assert!(cloud.list().unwrap()["a"].forgotten);
        // Writing the file again puts it back into the cloud.
        write(&cloud, "a", b"y");
        assert_eq!(cloud.about("a").unwrap().value, About { platforms: 9, ..About::default() });
        assert!(!cloud.list().unwrap()["a"].forgotten);
        cloud.delete("a").unwrap();
        assert_eq!(cloud.about("a").unwrap().value, About::default());
    }

    #[test]
    fn a_batch_is_seen_from_outside_as_long_as_it_lasts() {
        let folder = tempfile::tempdir().unwrap();
        let cloud = CloudFolder::of(folder.path());
        assert!(!cloud.is_in_batch());
        let (first, second) = (cloud.begin_batch().unwrap(), cloud.begin_batch().unwrap());
        assert!(first.is_some() && second.is_some() && cloud.is_in_batch());
        drop(first);
        assert!(cloud.is_in_batch());
        drop(second);
        assert!(!cloud.is_in_batch());
    }

    #[test]
    fn only_what_is_old_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        let cloud = CloudFolder::of(folder.path());
        cloud.sweep().unwrap();
        let new = cloud.begin().unwrap();
        // As a killed process leaves it: open no more.
        let old = cloud.folder.join("parts/old");
        let days_ago = std::time::SystemTime::now() - 2 * OLD;
        File::create(&old).unwrap().set_modified(days_ago).unwrap();
        cloud.sweep().unwrap();
        assert!(!old.exists());
        assert_eq!(fs::read_dir(cloud.folder.join("parts")).unwrap().count(), 1);
        drop(new);
    }
}
