//! Unread packets by peer. Above the limit, that peer has to wait and no other.

/// A peer of which so many bytes or packets are unread is read no further: what it sends waits with Steam, which holds it back.
/// Every packet that Steam carries fits in several times.
pub const MOST_UNREAD_BYTES: usize = 4 * 1024 * 1024;
pub const MOST_UNREAD_PACKETS: usize = 4096;

/// The unread packets of one peer.
#[derive(Debug, Default)]
pub struct Unread {
    bytes: usize,
    packets: usize,
    held: bool,
}

impl Unread {
    /// A packet has come. Returns `true` once it is too much: the connection is to be held from now on.
    pub fn add(&mut self, bytes: usize) -> bool {
        self.bytes += bytes;
        self.packets += 1;
        let holds = !self.held && self.is_full();
        self.held |= holds;
        holds
    }

    /// The game has read one.
    pub fn remove(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_sub(bytes);
        self.packets = self.packets.saturating_sub(1);
    }

    /// Whether no more may come.
    pub fn is_full(&self) -> bool {
        self.bytes >= MOST_UNREAD_BYTES || self.packets >= MOST_UNREAD_PACKETS
    }

    /// Whether a connection that is held may go on: half has been read. It counts as not held then.
    pub fn release(&mut self) -> bool {
        let releases =
            self.held && self.bytes <= MOST_UNREAD_BYTES / 2 && self.packets <= MOST_UNREAD_PACKETS / 2;
        self.held &= !releases;
        releases
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_is_held_once_and_let_go_once_half_is_read() {
        let mut unread = Unread::default();
        let holds = (0..MOST_UNREAD_PACKETS + 10).filter(|_| unread.add(1)).count();
        assert_eq!(holds, 1);
        assert!(!unread.release(), "nothing has been read");
        let mut reads = 0;
        while !unread.release() {
            unread.remove(1);
            reads += 1;
        }
        assert_eq!(reads, MOST_UNREAD_PACKETS / 2 + 10);
        assert!(!unread.release(), "it is not held any more");
        assert!(unread.add(MOST_UNREAD_BYTES), "bytes count as well");
    }
}
