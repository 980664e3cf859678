//! Persistent files of the local users.
//!
//! `<folder>/<app id>/user-<number>/` belongs to one user, `<folder>/<app id>/shared/` to all of them. A file is
//! replaced as a whole: the new one is written beside it, synced to the disk and renamed, so that a process killed at
//! any moment leaves the old file or the new one. A process that changes a file holds the lock beside it, which the
//! operating system releases with the process.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::rendezvous::{check_owner, failure, make_private, private_file, remedy};
use crate::contract::{InitFailure, SteamId};
use crate::platform::local::identity;

/// The maximum size of a document, in bytes. This module writes no larger ones.
const MOST_DOCUMENT_BYTES: u64 = 64 << 20;

/// The folder of one game.
#[derive(Clone, Debug)]
pub struct Disk {
    game: PathBuf,
}

/// The lock of a file, held until this is dropped.
#[derive(Debug)]
pub struct FileLock {
    _file: File,
}

/// A document that was read from a file.
#[derive(Debug)]
pub struct Document<T> {
    /// The content; the default if the file is missing or invalid.
    pub value: T,
    /// The problem with an invalid file, and the path that it was moved to.
    pub trouble: Option<String>,
}

impl Disk {
    /// Creates the folder if it is missing, readable by its owner only.
    pub fn open(folder: &Path, app_id: u32) -> Result<Disk, InitFailure> {
        let game = folder.join(app_id.to_string());
        let made = make_private(folder).and_then(|()| make_private(&game)).and_then(|()| {
            let probe = game.join(format!("probe-{}-{:08x}", std::process::id(), rand::random::<u32>()));
            let file = private_file(&probe)?;
            let checked = check_owner(&game, &file);
            fs::remove_file(&probe)?;
            checked
        });
        match made {
            Ok(()) => Ok(Disk { game }),
            Err(error) => Err(failure(format!(
                "the local platform cannot keep its users' files in {} ({error}): {}",
                game.display(),
                remedy(&error, "set STEAM_NETWORKING_USER_DIR to a folder that this user can write to")
            ))),
        }
    }

    /// The folder of a user.
    pub fn user(&self, user: SteamId) -> PathBuf {
        let number = identity::number_of(user).unwrap_or(0);
        self.game.join(format!("user-{number}"))
    }

    /// The folder of all users.
    pub fn shared(&self) -> PathBuf {
        self.game.join("shared")
    }

    /// The users who have a folder.
    pub fn users(&self) -> io::Result<Vec<SteamId>> {
        let mut users = Vec::new();
        for entry in fs::read_dir(&self.game)? {
            let name = entry?.file_name();
            let number = name.to_str().and_then(|name| name.strip_prefix("user-")?.parse().ok());
            users.extend(number.map(identity::id_of).filter(|user| identity::number_of(*user).is_some()));
        }
        users.sort_unstable_by_key(|user| user.0);
        Ok(users)
    }

    /// The number of documents in a folder.
    pub fn count_documents(folder: &Path) -> io::Result<usize> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            entries => entries?,
        };
        let names = entries.flatten().map(|entry| entry.path());
        Ok(names.filter(|path| path.extension().is_some_and(|ending| ending == "json")).count())
    }

    /// Deletes all files of a user.
    pub fn reset(&self, user: SteamId) -> io::Result<()> {
        match fs::remove_dir_all(self.user(user)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Waits for the lock beside a file and takes it.
pub fn lock(path: &Path) -> io::Result<FileLock> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    let file = options.open(beside(path, ".lock"))?;
    file.lock()?;
    Ok(FileLock { _file: file })
}

/// Takes a shared lock. Returns `None` if a process holds the exclusive lock.
pub fn try_share(path: &Path) -> io::Result<Option<FileLock>> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock_shared() {
        Ok(()) => Ok(Some(FileLock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Whether a process holds the shared lock.
pub fn is_shared(path: &Path) -> bool {
    let file = OpenOptions::new().write(true).open(path);
    file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

/// An unfinished file. Dropping it deletes it.
#[derive(Debug)]
pub struct Part {
    path: PathBuf,
    /// `None` once the file is in place.
    file: Option<File>,
}

impl Part {
    /// Creates a part at a path that does not exist yet.
    pub fn begin(path: PathBuf) -> io::Result<Part> {
        let file = private_file(&path)?;
        Ok(Part { path, file: Some(file) })
    }

    /// A unique name for a part, across processes.
    pub fn name() -> String {
        format!("{}-{:016x}.part", std::process::id(), rand::random::<u64>())
    }

    fn file(&mut self) -> io::Result<&mut File> {
        self.file.as_mut().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Appends bytes.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file()?.write_all(bytes)
    }

    /// Syncs the part to the disk and returns its metadata.
    pub fn sync(&mut self) -> io::Result<Metadata> {
        let file = self.file()?;
        file.sync_all()?;
        file.metadata()
    }

    /// Moves the part to its place, in one step. [`sync_folder`] then makes the new name durable.
    pub fn put(mut self, path: &Path) -> io::Result<()> {
        if let Some(file) = self.file.take() {
            drop(file);
            let renamed = fs::rename(&self.path, path);
            if renamed.is_err() {
                // The part is useless now. The first error tells the reason.
                let _ = fs::remove_file(&self.path);
            }
            renamed?;
        }
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Replaces a file as a whole and syncs it to the disk. Creates its folder if it is missing.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // The name is unique: a process that writes the same file without the lock must not write into this part.
    let mut part = Part::begin(beside(path, &format!(".{}", Part::name())))?;
    part.write(bytes)?;
    part.sync()?;
    part.put(path)?;
    sync_folder(folder)
}

/// Syncs a folder. Without this, a new name may be lost in a power failure.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Does nothing: Windows writes names with the files.
#[cfg(not(unix))]
pub fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// All bytes of a file, `None` if it does not exist.
pub fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads a document. An invalid one is moved aside, so that nothing overwrites it.
pub fn load<T: DeserializeOwned + Default>(path: &Path) -> io::Result<Document<T>> {
    if fs::metadata(path).is_ok_and(|about| about.len() > MOST_DOCUMENT_BYTES) {
        return put_aside(path, "it is too long");
    }
    let Some(bytes) = read(path)? else { return Ok(Document { value: T::default(), trouble: None }) };
    match serde_json::from_slice(&bytes) {
        Ok(value) => Ok(Document { value, trouble: None }),
        Err(error) => put_aside(path, &error.to_string()),
    }
}

fn put_aside<T: Default>(path: &Path, reason: &str) -> io::Result<Document<T>> {
    let aside = beside(path, ".broken");
    fs::rename(path, &aside)?;
    let trouble = format!("{} is damaged ({reason}) and was renamed to {}", path.display(), aside.display());
    Ok(Document { value: T::default(), trouble: Some(trouble) })
}

/// Reads a document under its lock, changes it and writes it back.
pub fn update<T, R>(path: &Path, change: impl FnOnce(&mut T) -> R) -> io::Result<(R, Document<T>)>
where
    T: Serialize + DeserializeOwned + Default,
{
    let _lock = lock(path)?;
    let mut document: Document<T> = load(path)?;
    let result = change(&mut document.value);
    replace(path, &serde_json::to_vec_pretty(&document.value)?)?;
    Ok((result, document))
}

/// `path` with `ending` appended.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    type Counts = BTreeMap<String, u32>;

    fn count(path: &Path, name: &str) {
        update(path, |counts: &mut Counts| *counts.entry(name.to_owned()).or_default() += 1).unwrap();
    }

    #[test]
    fn many_writers_of_one_document_lose_nothing_of_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/counts.json");
        std::thread::scope(|scope| {
            for name in ["a", "b", "c", "d"] {
                let path = &path;
                scope.spawn(move || (0..20).for_each(|_| count(path, name)));
            }
        });
        let counts: Document<Counts> = load(&path).unwrap();
        assert_eq!(counts.value.values().copied().collect::<Vec<_>>(), [20; 4]);
        // Only the document and its lock are left.
        let left: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().collect();
        assert_eq!(left.len(), 2);
    }

    #[test]
    fn a_truncated_file_is_set_aside_with_a_warning() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counts.json");
        fs::write(&path, r#"{"a": 1"#).unwrap();
        let document: Document<Counts> = load(&path).unwrap();
        assert!(document.value.is_empty() && document.trouble.unwrap().contains("counts.json.broken"));
        assert!(!path.exists());
        count(&path, "b");
        assert_eq!(load::<Counts>(&path).unwrap().value, [("b".to_owned(), 1)].into());
        assert_eq!(fs::read(beside(&path, ".broken")).unwrap(), br#"{"a": 1"#);
    }

    #[test]
    fn a_part_of_a_file_that_was_never_finished_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counts.json");
        count(&path, "a");
        fs::write(beside(&path, ".1-00000000.part"), "{").unwrap();
        count(&path, "a");
        assert_eq!(load::<Counts>(&path).unwrap().value["a"], 2);
    }

    #[test]
    fn a_reset_takes_one_user_only() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::open(folder.path(), 480).unwrap();
        for number in [1, 2] {
            replace(&disk.user(identity::id_of(number)).join("x"), b"x").unwrap();
        }
        disk.reset(identity::id_of(1)).unwrap();
        disk.reset(identity::id_of(1)).unwrap();
        assert_eq!(disk.users().unwrap(), [identity::id_of(2)]);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_cannot_be_used_is_named() {
        let error = Disk::open(Path::new("/proc/nowhere"), 480).unwrap_err();
        assert!(
            error.message.contains("/proc/nowhere") && error.message.contains("STEAM_NETWORKING_USER_DIR")
        );
    }
}
