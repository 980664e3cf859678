//! Memory that two processes map: an anonymous file, which disappears with them, however they end.
//!
//! The reader opens the file as `/proc/PID/fd/NUMBER` of the writer. Between users, and between sandboxes that do not
//! see each other's processes, this fails, and there is no ring. The file is sealed, because a process that accesses a
//! mapping beyond the end of a shortened file is killed by a signal.

use std::fs::{self, File};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::OpenOptionsExt;
use std::sync::atomic::{AtomicU64, Ordering};

use memmap2::{MmapOptions, MmapRaw};
use rustix::fs::{MemfdFlags, OFlags, SealFlags};

use super::pipe::{HEADER_WORDS, NONCE, Reader, Writer};
use super::words::Words;
use crate::platform::local::wire::handshake::RingOffer;

/// Words for records: half a MiB. Only used pages take memory.
const ROOM_WORDS: usize = 64 * 1024;
const WORDS: usize = HEADER_WORDS + ROOM_WORDS;
const BYTES: usize = WORDS * size_of::<AtomicU64>();

/// The seals of the file, which fix its length.
const SEALS: SealFlags = SealFlags::SHRINK.union(SealFlags::GROW).union(SealFlags::SEAL);

/// The memory of a ring.
#[derive(Debug)]
pub struct Mapping {
    map: MmapRaw,
}

impl Mapping {
    fn of(file: &File) -> io::Result<Mapping> {
        Ok(Mapping { map: MmapOptions::new().len(BYTES).map_raw(file)? })
    }

    fn nonce(&self) -> impl Iterator<Item = &AtomicU64> {
        self.words().iter().skip(NONCE)
    }
}

impl Words for Mapping {
    type Word = AtomicU64;

    #[inline]
    fn words(&self) -> &[AtomicU64] {
        // SAFETY: the mapping has `BYTES` bytes, begins at a page and lives as long as `self`. The seals fix the length
        // of its file, so all of it stays accessible. This process and the other one access it only as atomic words,
        // and every bit pattern is a valid word.
        unsafe { std::slice::from_raw_parts(self.map.as_ptr().cast::<AtomicU64>(), WORDS) }
    }
}

/// A ring that the other side has not mapped yet, and its file.
#[derive(Debug)]
pub struct Offered {
    mapping: Mapping,
    file: File,
    nonce: [u64; 2],
}

impl Offered {
    /// The offer for the other side, which says where the file is.
    pub fn offer(&self) -> RingOffer {
        let file = u32::try_from(self.file.as_raw_fd()).unwrap_or_default();
        RingOffer { process: std::process::id(), file, nonce: self.nonce }
    }

    /// Closes the file: the other side has mapped it.
    pub fn into_writer(self) -> Writer<Mapping> {
        Writer::new(self.mapping)
    }
}

/// Creates the memory of a ring.
pub fn create() -> io::Result<Offered> {
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    let fd: OwnedFd = rustix::fs::memfd_create(c"steam_networking", flags)?;
    rustix::fs::ftruncate(&fd, BYTES as u64)?;
    rustix::fs::fcntl_add_seals(&fd, SEALS)?;
    let file = File::from(fd);
    let (mapping, nonce) = (Mapping::of(&file)?, rand::random::<[u64; 2]>());
    for (word, value) in mapping.nonce().zip(nonce) {
        word.store(value, Ordering::Relaxed);
    }
    Ok(Offered { mapping, file, nonce })
}

/// Maps the memory that another process offers.
pub fn open(offer: &RingOffer) -> io::Result<Reader<Mapping>> {
    let path = format!("/proc/{}/fd/{}", offer.process, offer.file);
    let other = || io::Error::from(io::ErrorKind::InvalidData);
    // Opening a special file may have side effects.
    if !fs::metadata(&path)?.is_file() {
        return Err(other());
    }
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits();
    let flags = i32::try_from(flags).map_err(|_| other())?;
    let file = File::options().read(true).write(true).custom_flags(flags).open(&path)?;
    if !rustix::fs::fcntl_get_seals(&file)?.contains(SEALS) || file.metadata()?.len() != BYTES as u64 {
        return Err(other());
    }
    let mapping = Mapping::of(&file)?;
    let same = mapping.nonce().zip(offer.nonce).all(|(word, value)| word.load(Ordering::Relaxed) == value);
    if same { Ok(Reader::new(mapping)) } else { Err(other()) }
}
