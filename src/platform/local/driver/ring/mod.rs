//! A stream of bytes from one process to another through memory that both have mapped: no system call, no thread.
//!
//! The writer makes the memory and tells the reader where it is (`Offer`, which goes over the link's TCP connection). A
//! stream is a pipe with one writer and one reader; which thread of a process that is at a time, a lock decides above this.
//! A reader that does not look by itself says so in the memory, and the writer wakes it, by a byte over that connection.
//!
//! Whoever is at the other end may write into this memory what they like at any time. It holds nothing but atomic words, so
//! that this is no undefined behaviour, and every number in it is checked against what this side has counted itself.
//!
//! Linux alone: `memory` needs memory that nobody can take away (`F_SEAL_SHRINK`). Elsewhere there is never a ring,
//! and links go over their connection.

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
pub use self::pipe::{Broken, Reader, Writer};

#[cfg(test)]
use self::words::Word;
#[cfg(any(test, fuzzing))]
pub use self::{pipe::HEADER_WORDS, words::Words};
