//! The folder through which processes find each other. It holds lock files, which the operating system releases when
//! their holder dies, and the address of the hub.
//!
//! The process that hosts the hub holds `<folder>/<app id>/hub.lock` and writes `hub` beside it: address and key. The
//! process that plays local user `number` holds `user-<number>.lock`, and a game server holds `server-<number>.lock`.
//! Lock files are never deleted: another process could be about to lock the deleted file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddrV4};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::lock::{Lock, private_options};
use crate::contract::{InitFailure, InitFailureCode, SteamId};
use crate::platform::local::UserChoice;
use crate::platform::local::identity::{self, MAX_USER_NUMBER};
use crate::platform::local::wire::handshake::Key;

/// The time to wait for a number that an ending process may still hold.
const NUMBER_PATIENCE: Duration = Duration::from_secs(1);
/// The time between two attempts to take a number.
const NUMBER_RETRY: Duration = Duration::from_millis(20);
/// The maximum size of the file with the hub's address, in bytes.
const MAX_ADDRESS_BYTES: u64 = 256;

/// The folder of one game.
#[derive(Debug, Clone)]
pub struct Rendezvous {
    folder: PathBuf,
}

/// The address of the hub, and its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HubAddress {
    /// The port on 127.0.0.1.
    pub port: u16,
    /// The secret that a connection has to prove.
    pub key: Key,
}

impl Rendezvous {
    /// Creates the folder if it is missing and checks that it belongs to this user alone.
    pub fn open(folder: &Path, app_id: u32) -> Result<Rendezvous, InitFailure> {
        let rendezvous = Rendezvous { folder: folder.join(app_id.to_string()) };
        rendezvous.prepare()?;
        Ok(rendezvous)
    }

    /// Creates the folder if it is missing and checks that it belongs to this user alone.
    fn prepare(&self) -> Result<(), InitFailure> {
        let folder = &self.folder;
        let made = make_private(folder).and_then(|()| {
            // Only a write can show whether this user may write.
            let probe = folder.join(format!("probe-{}-{:08x}", std::process::id(), rand::random::<u32>()));
            let file = private_file(&probe)?;
            let checked = check_owner(folder, &file);
            fs::remove_file(&probe)?;
            checked
        });
        made.map_err(|error| {
            let otherwise = "make it writable for this user, or set STEAM_NETWORKING_DIR to a folder that is";
            failure(format!(
                "the local platform cannot use the folder {} ({error}): {}",
                folder.display(),
                remedy(&error, otherwise)
            ))
        })
    }

    /// Takes the lock of a user or game server again after its file or the folder was deleted. Returns `None` if
    /// another process has taken it meanwhile.
    pub fn reclaim(&self, id: SteamId) -> Result<Option<Lock>, InitFailure> {
        self.prepare()?;
        self.lock(id)
    }

    /// Takes a number according to `choice`. Returns the id, the user's name and the lock.
    // rule: local.identity
    pub fn claim(&self, choice: &UserChoice) -> Result<(SteamId, String, Lock), InitFailure> {
        let (number, lock) = match choice {
            UserChoice::Number(number) => (*number, self.claim_number(*number)?),
            UserChoice::LowestFree | UserChoice::Named(_) => self.claim_lowest(identity::id_of)?,
            UserChoice::GameServer(_) => {
                let (number, lock) = self.claim_lowest(identity::server_id_of)?;
                return Ok((identity::server_id_of(number), String::new(), lock));
            }
        };
        let name = match choice {
            UserChoice::Named(chosen) => identity::clean_name(chosen),
            UserChoice::LowestFree | UserChoice::Number(_) | UserChoice::GameServer(_) => None,
        };
        Ok((identity::id_of(number), name.unwrap_or_else(|| identity::name_of(number)), lock))
    }

    fn claim_number(&self, number: u32) -> Result<Lock, InitFailure> {
        if !(1..=MAX_USER_NUMBER).contains(&number) {
            return Err(failure(format!(
                "there is no local user {number}: numbers go from 1 to {MAX_USER_NUMBER}"
            )));
        }
        let patience = Instant::now() + NUMBER_PATIENCE;
        loop {
            if let Some(lock) = self.lock(identity::id_of(number))? {
                return Ok(lock);
            }
            if Instant::now() >= patience {
                return Err(failure(format!(
                    "local user {number} is played by another process already: end it, choose another number, or \
                     choose none to get the lowest free one"
                )));
            }
            std::thread::sleep(NUMBER_RETRY);
        }
    }

    fn claim_lowest(&self, id_of: fn(u32) -> SteamId) -> Result<(u32, Lock), InitFailure> {
        for number in 1..=MAX_USER_NUMBER {
            if let Some(lock) = self.lock(id_of(number))? {
                return Ok((number, lock));
            }
        }
        Err(failure(format!("all {MAX_USER_NUMBER} numbers of local users or game servers are taken")))
    }

    fn lock(&self, id: SteamId) -> Result<Option<Lock>, InitFailure> {
        let name = identity::lock_name(id)
            .ok_or_else(|| failure(format!("{id} is not a local user or game server")))?;
        let path = self.folder.join(name);
        Lock::try_take(&path).map_err(|error| lock_failure(&path, &error))
    }

    /// Takes the right to host the hub. Returns `None` if another process has it. Creates the folder if it was deleted.
    pub fn try_host(&self) -> Result<Option<Lock>, InitFailure> {
        if !self.folder.exists() {
            self.prepare()?;
        }
        let path = self.folder.join("hub.lock");
        Lock::try_take(&path).map_err(|error| lock_failure(&path, &error))
    }

    /// Publishes the address of the hub. Only the host may call this.
    pub fn publish(&self, address: &HubAddress) -> io::Result<()> {
        let temporary =
            self.folder.join(format!("hub-{}-{:08x}.new", std::process::id(), rand::random::<u32>()));
        let mut text = format!("127.0.0.1:{}\n", address.port);
        text.extend(address.key.0.iter().map(|byte| format!("{byte:02x}")));
        text.push('\n');
        let mut file = private_file(&temporary)?;
        let written = file.write_all(text.as_bytes()).and_then(|()| {
            drop(file);
            fs::rename(&temporary, self.address_path())
        });
        if written.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        written
    }

    /// Withdraws `address`, unless another one was published meanwhile.
    pub fn withdraw(&self, address: &HubAddress) {
        if self.address().as_ref() == Some(address) {
            let _ = fs::remove_file(self.address_path());
        }
    }

    /// Whether an address is published.
    pub fn has_address(&self) -> bool {
        self.address_path().exists()
    }

    /// The published address of the hub. A hub that is gone may have left it.
    pub fn address(&self) -> Option<HubAddress> {
        let path = self.address_path();
        if fs::metadata(&path).ok()?.len() > MAX_ADDRESS_BYTES {
            return None;
        }
        parse_address(&fs::read_to_string(path).ok()?)
    }

    /// The folder of the game.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn address_path(&self) -> PathBuf {
        self.folder.join("hub")
    }
}

fn parse_address(text: &str) -> Option<HubAddress> {
    let mut lines = text.lines();
    let address: SocketAddrV4 = lines.next()?.parse().ok()?;
    if *address.ip() != Ipv4Addr::LOCALHOST || address.port() == 0 {
        return None;
    }
    let digits = lines.next()?;
    let mut key = [0; 32];
    if digits.len() != 2 * key.len() || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (index, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(HubAddress { port: address.port(), key: Key(key) })
}

pub(super) fn private_file(path: &Path) -> io::Result<File> {
    private_options().create_new(true).open(path)
}

pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent)?;
    }
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has a mode to set"))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Checks that the folder belongs to this user alone: its owner could publish a different address.
#[cfg(unix)]
pub(super) fn check_owner(folder: &Path, own_file: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let about = fs::metadata(folder)?;
    if about.uid() != own_file.metadata()?.uid() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it belongs to another user"));
    }
    if about.mode() & 0o077 != 0 {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Always succeeds: on Windows, only this user can access their folders unless they have changed that.
#[cfg(not(unix))]
pub(super) fn check_owner(_folder: &Path, _own_file: &File) -> io::Result<()> {
    Ok(())
}

fn lock_failure(path: &Path, error: &io::Error) -> InitFailure {
    failure(format!(
        "the local platform cannot lock the file {} ({error}): {}",
        path.display(),
        remedy(error, "set STEAM_NETWORKING_DIR to a writable folder on a local disk")
    ))
}

/// The remedy for `error`.
pub(super) fn remedy<'a>(error: &io::Error, otherwise: &'a str) -> &'a str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full: free some space, or set STEAM_NETWORKING_DIR to a folder on another one"
        }
        _ if has_too_many_files(error) => {
            "this process has too many files open: close some, or raise the limit (ulimit -n)"
        }
        _ => otherwise,
    }
}

/// Whether this process or the system has reached its limit of open files.
pub(super) fn has_too_many_files(error: &io::Error) -> bool {
    // ERROR_TOO_MANY_OPEN_FILES on Windows; ENFILE and EMFILE elsewhere.
    let numbers: &[i32] = if cfg!(windows) { &[4] } else { &[23, 24] };
    error.raw_os_error().is_some_and(|number| numbers.contains(&number))
}

pub(super) fn failure(message: String) -> InitFailure {
    InitFailure { code: InitFailureCode::FailedGeneric, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(folder: &tempfile::TempDir) -> Rendezvous {
        Rendezvous::open(folder.path(), 480).unwrap()
    }

    #[test]
    fn only_one_hosts_until_they_are_gone() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (open(&folder), open(&folder));
        let lock = first.try_host().unwrap();
        assert!(lock.is_some());
        assert!(second.try_host().unwrap().is_none());
        drop(lock);
        assert!(second.try_host().unwrap().is_some());
    }

    #[test]
    fn games_do_not_share_a_hub() {
        let folder = tempfile::tempdir().unwrap();
        let _lock = open(&folder).try_host().unwrap().unwrap();
        let other = Rendezvous::open(folder.path(), 481).unwrap();
        assert!(other.try_host().unwrap().is_some());
    }

    #[test]
    fn users_get_the_lowest_free_number() {
        let folder = tempfile::tempdir().unwrap();
        let rendezvous = open(&folder);
        let claim = || rendezvous.claim(&UserChoice::LowestFree).unwrap();
        let first = claim();
        let second = claim();
        assert_eq!((first.0, second.0), (identity::id_of(1), identity::id_of(2)));
        assert_ne!(first.1, second.1);
        drop(first);
        assert_eq!(claim().0, identity::id_of(1));
    }

    #[test]
    fn a_wanted_number_is_given_or_refused_with_a_reason() {
        let folder = tempfile::tempdir().unwrap();
        let rendezvous = open(&folder);
        let (id, name, _lock) = rendezvous.claim(&UserChoice::Number(3)).unwrap();
        assert_eq!((id, name), (identity::id_of(3), identity::name_of(3)));
        let refused = rendezvous.claim(&UserChoice::Number(3)).unwrap_err();
        assert!(refused.message.contains("local user 3"), "{refused}");
        assert!(rendezvous.claim(&UserChoice::Number(0)).is_err());
    }

    #[test]
    fn a_chosen_name_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let named = UserChoice::Named("Grace".into());
        let (id, name, _lock) = open(&folder).claim(&named).unwrap();
        assert_eq!((id, name.as_str()), (identity::id_of(1), "Grace"));
    }

    #[test]
    fn the_address_comes_back_as_it_was_published() {
        let folder = tempfile::tempdir().unwrap();
        let rendezvous = open(&folder);
        assert_eq!(rendezvous.address(), None);
        let address = HubAddress { port: 4711, key: Key(std::array::from_fn(|at| at as u8 * 7)) };
        rendezvous.publish(&address).unwrap();
        assert_eq!(open(&folder).address(), Some(address));
        let left: Vec<_> = fs::read_dir(rendezvous.folder()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
        rendezvous.withdraw(&HubAddress { port: 1, key: Key([0; 32]) });
        assert_eq!(rendezvous.address(), Some(address), "another hub's");
        rendezvous.withdraw(&address);
        assert_eq!(rendezvous.address(), None);
    }

    #[test]
    fn damaged_addresses_are_no_addresses() {
        let key = "00".repeat(32);
        assert!(parse_address(&format!("127.0.0.1:1\n{key}\n")).is_some());
        for text in [
            String::new(),
            format!("10.0.0.1:1\n{key}\n"),
            format!("127.0.0.1:0\n{key}\n"),
            format!("127.0.0.1:1\n{}\n", "00".repeat(31)),
            format!("127.0.0.1:1\n{}\n", "é".repeat(32)),
            format!("127.0.0.1:1\n{}\n", "+1".repeat(32)),
        ] {
            assert_eq!(parse_address(&text), None, "{text}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_can_read_the_key() {
        use std::os::unix::fs::MetadataExt;
        let folder = tempfile::tempdir().unwrap();
        let rendezvous = open(&folder);
        rendezvous.publish(&HubAddress { port: 1, key: Key([1; 32]) }).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
        assert_eq!(mode(rendezvous.folder()), 0o700);
        assert_eq!(mode(&rendezvous.address_path()), 0o600);
    }

    #[test]
    fn a_folder_that_cannot_be_used_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let refused = Rendezvous::open(&file, 480).unwrap_err();
        assert!(refused.message.contains(&file.display().to_string()), "{refused}");
        assert!(refused.message.contains("STEAM_NETWORKING_DIR"), "{refused}");
    }
}
