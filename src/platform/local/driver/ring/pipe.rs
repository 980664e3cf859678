//! The ring: one writer, one reader.
//!
//! It counts in words of 8 bytes. The first words are the header, in which the two sides publish their positions; the
//! room for *records* follows. A record is a word with the number of bytes, then the bytes, padded to whole words. A
//! record is contiguous. If no record fits at the end, the last word holds `SKIP` instead of a number.

use std::sync::atomic::Ordering;

use super::words::{Word, Words};

/// The words of the header: each word in use has cache lines of its own.
pub const HEADER_WORDS: usize = 64;
/// Two words by which a reader checks that it has found the right memory.
#[cfg(target_os = "linux")]
pub const NONCE: usize = 0;
/// The number of words that the writer has written since the beginning.
pub(super) const WRITTEN: usize = 16;
/// The number of words that the reader has read.
pub(super) const READ: usize = 32;
/// The position of the writer's last jump to the front. No jump is made at the front itself.
pub(super) const REWOUND: usize = 17;
/// Whether the reader has to be woken.
pub(super) const ASLEEP: usize = 48;

/// The value in place of a number of bytes that tells the reader to continue at the front.
pub(super) const SKIP: u64 = u64::MAX;

const WORD_BYTES: usize = 8;
/// The writer publishes what it has written, and the reader what it has read, after this many bytes at most. Both can then
/// copy at the same time, and find in the cache what the other has just touched.
pub const PIECE_BYTES: usize = 64 * 1024;
/// A writer that has filled a page and finds nothing unread jumps to the front. A few packets at a time thus use only
/// one or two pages of memory.
const PAGE_WORDS: u64 = 512;

/// The other side has written invalid numbers into the memory: none of its content can be trusted any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the numbers in the shared memory contradict each other")]
pub struct Broken;

/// The words of a record of `bytes` bytes.
fn record_words(bytes: usize) -> u64 {
    1 + bytes.div_ceil(WORD_BYTES) as u64
}

/// The room for records.
struct Room<'a, W> {
    words: &'a [W],
}

impl<'a, W: Word> Room<'a, W> {
    fn of<M: Words<Word = W>>(memory: &'a M) -> Room<'a, W> {
        Room { words: memory.words().get(HEADER_WORDS..).unwrap_or_default() }
    }

    fn len(&self) -> u64 {
        self.words.len() as u64
    }

    /// The contiguous words from position `position`, which counts from the beginning of the stream.
    fn from(&self, position: u64) -> Result<&'a [W], Broken> {
        let at = position.checked_rem(self.len()).ok_or(Broken)?;
        self.words.get(at as usize..).filter(|words| !words.is_empty()).ok_or(Broken)
    }
}

fn header<M: Words>(memory: &M, at: usize) -> Result<&M::Word, Broken> {
    memory.words().get(at).ok_or(Broken)
}

/// The writing end.
#[derive(Debug)]
pub struct Writer<M> {
    memory: M,
    written: u64,
    /// The reader's position when it was last looked up.
    read: u64,
    /// The start and the target of the last jump to the front.
    rewound: Option<(u64, u64)>,
}

impl<M: Words> Writer<M> {
    /// The writer to `memory`, which is still empty.
    pub fn new(memory: M) -> Writer<M> {
        Writer { memory, written: 0, read: 0, rewound: None }
    }

    /// Writes as many of `bytes` as there is room for, and returns their number.
    pub fn write(&mut self, bytes: &[u8]) -> Result<usize, Broken> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let wanted = rest.len().min(PIECE_BYTES);
            let begun = self.written;
            let room = self.find_room(wanted)?;
            let most = room.map_or(0, |words| words.saturating_sub(1) as usize * WORD_BYTES);
            let (now, later) = rest.split_at(most.min(wanted));
            if !now.is_empty() {
                self.put(now)?;
            }
            if self.written != begun {
                header(&self.memory, WRITTEN)?.store(self.written, Ordering::Release);
            }
            if room.is_none() {
                break;
            }
            rest = later;
        }
        Ok(bytes.len() - rest.len())
    }

    /// The maximum number of words of the next record if `bytes` more bytes are to be written; `None` if there is no
    /// room for a record.
    fn find_room(&mut self, bytes: usize) -> Result<Option<u64>, Broken> {
        let room = Room::of(&self.memory).len();
        let wanted = record_words(bytes);
        let at = self.written.checked_rem(room).ok_or(Broken)?;
        let crosses = at / PAGE_WORDS != (at + wanted) / PAGE_WORDS;
        if crosses || room - (self.written - self.read) < wanted {
            self.look_up_read()?;
        }
        let mut piece = Room::of(&self.memory).from(self.written)?;
        if crosses && self.read == self.written && (piece.len() as u64) < room {
            header(&self.memory, REWOUND)?.store(self.written, Ordering::Relaxed);
            let to = self.written + piece.len() as u64;
            self.rewound = Some((self.written, to));
            (self.written, self.read) = (to, to);
            piece = Room::of(&self.memory).from(self.written)?;
        }
        let mut free = room - (self.written - self.read);
        if let [last] = piece
            && free > 0
        {
            last.store(SKIP, Ordering::Relaxed);
            self.written += 1;
            free -= 1;
            piece = Room::of(&self.memory).from(self.written)?;
        }
        Ok(Some(free.min(piece.len() as u64)).filter(|words| *words >= 2))
    }

    fn look_up_read(&mut self) -> Result<(), Broken> {
        let mut read = header(&self.memory, READ)?.load(Ordering::Acquire);
        if let Some((from, to)) = self.rewound
            && read == from
        {
            read = to;
        }
        let unread = self.written.checked_sub(read).ok_or(Broken)?;
        if unread > Room::of(&self.memory).len() {
            return Err(Broken);
        }
        self.read = read;
        Ok(())
    }

    /// Writes one record. The caller has checked that there is room.
    fn put(&mut self, bytes: &[u8]) -> Result<(), Broken> {
        let room = Room::of(&self.memory).from(self.written)?;
        let (number, room) = room.split_first().ok_or(Broken)?;
        number.store(bytes.len() as u64, Ordering::Relaxed);
        let (whole, part) = bytes.as_chunks::<WORD_BYTES>();
        for (word, chunk) in room.iter().zip(whole) {
            word.store(u64::from_le_bytes(*chunk), Ordering::Relaxed);
        }
        if !part.is_empty() {
            let mut last = [0; WORD_BYTES];
            last.iter_mut().zip(part).for_each(|(place, byte)| *place = *byte);
            room.get(whole.len()).ok_or(Broken)?.store(u64::from_le_bytes(last), Ordering::Relaxed);
        }
        self.written += record_words(bytes.len());
        Ok(())
    }

    /// Whether the reader has to be woken to find the bytes written before. Returns `true` once each time it fell
    /// asleep.
    pub fn take_sleeper(&mut self) -> bool {
        let Ok(asleep) = header(&self.memory, ASLEEP) else { return false };
        // The fences ensure that either the reader sees the bytes when it falls asleep, or this call sees that it
        // sleeps.
        M::Word::fence();
        asleep.load(Ordering::Relaxed) != 0 && asleep.swap(0, Ordering::AcqRel) != 0
    }
}

/// The reading end.
#[derive(Debug)]
pub struct Reader<M> {
    memory: M,
    read: u64,
}

impl<M: Words> Reader<M> {
    /// The reader of `memory`, which has read nothing yet.
    pub fn new(memory: M) -> Reader<M> {
        Reader { memory, read: 0 }
    }

    /// Whether there is something to read.
    #[inline]
    pub fn has_more(&self) -> bool {
        header(&self.memory, WRITTEN).is_ok_and(|written| written.load(Ordering::Relaxed) != self.read)
    }

    /// Appends bytes written so far to `out`, and stops after the record that reaches `most` bytes. It never appends more
    /// than the ring has room for.
    pub fn read(&mut self, out: &mut Vec<u8>, most: usize) -> Result<(), Broken> {
        let written = header(&self.memory, WRITTEN)?.load(Ordering::Acquire);
        if written == self.read {
            return Ok(());
        }
        let room = Room::of(&self.memory);
        let piece = room.from(self.read)?.len() as u64;
        if piece < room.len() && header(&self.memory, REWOUND)?.load(Ordering::Relaxed) == self.read {
            self.read += piece;
        }
        let unread = written.checked_sub(self.read).ok_or(Broken)?;
        if unread > room.len() {
            return Err(Broken);
        }
        let (begun, mut shown) = (out.len(), out.len());
        while self.read != written && out.len() - begun < most {
            self.read += self.take(written - self.read, out)?;
            if out.len() - shown >= PIECE_BYTES {
                header(&self.memory, READ)?.store(self.read, Ordering::Release);
                shown = out.len();
            }
        }
        header(&self.memory, READ)?.store(self.read, Ordering::Release);
        Ok(())
    }

    /// Appends the next record, which has at most `unread` words, and returns its number of words.
    fn take(&self, unread: u64, out: &mut Vec<u8>) -> Result<u64, Broken> {
        let room = Room::of(&self.memory).from(self.read)?;
        let (number, rest) = room.split_first().ok_or(Broken)?;
        // The number is read only once, because the writer may change it meanwhile.
        let number = number.load(Ordering::Relaxed);
        if number == SKIP && rest.is_empty() {
            return Ok(1);
        }
        let bytes = usize::try_from(number).map_err(|_| Broken)?;
        let words = rest.get(..bytes.div_ceil(WORD_BYTES)).filter(|words| !words.is_empty()).ok_or(Broken)?;
        if record_words(bytes) > unread {
            return Err(Broken);
        }
        out.reserve(words.len() * WORD_BYTES);
        let begun = out.len();
        out.extend(words.iter().flat_map(|word| word.load(Ordering::Relaxed).to_le_bytes()));
        out.truncate(begun + bytes);
        Ok(record_words(bytes))
    }

    /// Asks the writer to wake this side from now on. Returns `false` if there is something to read already, which no
    /// wake-up will report.
    pub fn fall_asleep(&mut self) -> bool {
        if let Ok(asleep) = header(&self.memory, ASLEEP) {
            asleep.store(1, Ordering::Relaxed);
        }
        M::Word::fence();
        !self.has_more()
    }
}
