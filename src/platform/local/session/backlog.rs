//! A queue of packets whose contents lie back to back in one buffer.

use std::collections::VecDeque;

use crate::contract::networking::MAX_RELIABLE_BYTES;

/// The memory that an empty backlog may keep for reuse: that of two packets of the largest size. New memory for each packet
/// would cost more than copying it.
const KEPT_BYTES: usize = 2 * MAX_RELIABLE_BYTES;
/// The entries that an empty backlog may keep room for.
const KEPT_ENTRIES: usize = 16 * 1024;

/// Waiting packets, oldest first, each with a tag. Queueing a packet copies it, and allocates only if the memory of
/// earlier ones does not suffice.
#[derive(Debug)]
pub struct Backlog<T> {
    /// The contents of the packets; the bytes before `head` belong to removed ones.
    bytes: Vec<u8>,
    head: usize,
    entries: VecDeque<Entry<T>>,
}

/// A packet in a [`Backlog`], without its content.
#[derive(Clone, Copy, Debug)]
pub struct Entry<T> {
    /// The owner's tag.
    pub tag: T,
    /// The size of the packet in bytes; packets have at most 1 MiB.
    len: u32,
}

impl<T> Entry<T> {
    /// The size of the packet in bytes.
    pub fn len(&self) -> usize {
        self.len as usize
    }
}

impl<T> Default for Backlog<T> {
    fn default() -> Self {
        Backlog { bytes: Vec::new(), head: 0, entries: VecDeque::new() }
    }
}

impl<T: Copy> Backlog<T> {
    /// The number of waiting packets.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether no packet waits.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The total size of the waiting packets in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes.len() - self.head
    }

    /// Appends a packet.
    pub fn push(&mut self, tag: T, packet: &[u8]) {
        let full = self.bytes.len() + packet.len() > self.bytes.capacity();
        if full && self.head * 2 >= self.bytes.len() {
            self.bytes.drain(..self.head);
            self.head = 0;
        }
        self.bytes.extend_from_slice(packet);
        self.entries.push_back(Entry { tag, len: packet.len() as u32 });
    }

    /// The packet at `index`, counted from the oldest.
    pub fn get(&self, index: usize) -> Option<Entry<T>> {
        self.entries.get(index).copied()
    }

    /// The oldest packet.
    pub fn front(&self) -> Option<Entry<T>> {
        self.entries.front().copied()
    }

    /// `len` bytes of content from `offset`, counted from the oldest packet's first byte.
    pub fn content(&self, offset: usize, len: usize) -> &[u8] {
        let start = self.head + offset;
        self.bytes.get(start..start + len).unwrap_or_default()
    }

    /// Removes the oldest packet.
    pub fn pop(&mut self) -> Option<Entry<T>> {
        let entry = self.entries.pop_front()?;
        self.head += entry.len();
        if self.entries.is_empty() {
            self.clear();
        }
        Some(entry)
    }

    /// Removes every packet for which `keep` returns `false`.
    pub fn retain(&mut self, mut keep: impl FnMut(&Entry<T>) -> bool) {
        let mut read = self.head;
        let mut write = self.head;
        let bytes = &mut self.bytes;
        self.entries.retain(|entry| {
            let end = read + entry.len();
            let kept = keep(entry);
            if kept {
                bytes.copy_within(read..end, write);
                write += entry.len();
            }
            read = end;
            kept
        });
        bytes.truncate(write);
        if self.entries.is_empty() {
            self.clear();
        }
    }

    /// Removes every packet, and frees memory that is only worth keeping for a busy queue.
    pub fn clear(&mut self) {
        self.head = 0;
        self.bytes.clear();
        self.entries.clear();
        if self.bytes.capacity() > KEPT_BYTES {
            self.bytes = Vec::new();
        }
        if self.entries.capacity() > KEPT_ENTRIES {
            self.entries = VecDeque::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(backlog: &Backlog<u8>) -> Vec<(u8, Vec<u8>)> {
        let mut offset = 0;
        (0..backlog.len())
            .map(|index| {
                let entry = backlog.get(index).unwrap();
                let content = backlog.content(offset, entry.len()).to_vec();
                offset += entry.len();
                (entry.tag, content)
            })
            .collect()
    }

    #[test]
    fn packets_keep_their_order_and_content_while_memory_is_reused() {
        let mut backlog = Backlog::default();
        let mut next_out = 0u32;
        for number in 0..1000u32 {
            backlog.push(number as u8, &vec![number as u8; number as usize % 50]);
            if number % 3 != 0 {
                let front = backlog.front().unwrap();
                assert_eq!(front.tag, next_out as u8);
                assert_eq!(backlog.content(0, front.len()), vec![next_out as u8; next_out as usize % 50]);
                backlog.pop();
                next_out += 1;
            }
        }
        assert!(
            backlog.bytes.capacity() < 40_000,
            "{} bytes of memory for a few packets",
            backlog.bytes.capacity()
        );
    }

    #[test]
    fn retain_closes_the_gaps() {
        let mut backlog = Backlog::default();
        for number in 0..6u8 {
            backlog.push(number, &vec![number; number as usize]);
        }
        backlog.pop();
        backlog.retain(|entry| entry.tag % 2 == 1);
        assert_eq!(contents(&backlog), [(1, vec![1]), (3, vec![3; 3]), (5, vec![5; 5])]);
        assert_eq!(backlog.bytes(), 9);
        backlog.retain(|_| false);
        assert!(backlog.is_empty());
        assert_eq!(backlog.bytes(), 0);
    }

    #[test]
    fn a_large_emptied_backlog_gives_its_memory_back() {
        let mut backlog = Backlog::default();
        backlog.push(0, &vec![0; KEPT_BYTES * 2]);
        backlog.pop();
        assert_eq!(backlog.bytes.capacity(), 0);
    }
}
