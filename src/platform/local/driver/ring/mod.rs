//! A byte stream from one process to another through memory that both have mapped, without a system call or a thread.
//!
//! The writer creates the memory and sends the reader its location (`Offer`) over the link's TCP connection. A stream
//! is a pipe with one writer and one reader; a lock outside of this module decides which thread of a process that is at
//! a time. A reader that is about to sleep says so in the memory, and the writer then wakes it with a byte over that
//! connection.
//!
//! The process at the other end is not trusted: it may write anything into this memory at any time. The memory is
//! accessed only as atomic words, so that this is no undefined behaviour, and every number in it is checked against
//! this side's own counts.
//!
//! Rings exist only on Linux: `memory` needs memory that nobody can take away (`F_SEAL_SHRINK`). Elsewhere there is
//! never a ring, and links use their connection.

#[cfg(target_os = "linux")]
mod memory;
#[cfg(not(target_os = "linux"))]
#[path = "no_memory.rs"]
mod memory;
mod pipe;
#[cfg(test)]
mod tests;
mod words;

pub use self::memory::{Mapping, Offered, create, open};
pub use self::pipe::{Broken, PIECE_BYTES, Reader, Writer};

#[cfg(all(test, target_os = "linux"))]
use self::words::Word;
#[cfg(any(test, fuzzing))]
pub use self::{pipe::HEADER_WORDS, words::Words};
