//! Unread packets by peer. Beyond the limit, only that peer has to wait.

/// If this much of a peer is unread, no more is received from it: its packets wait with Steam, which holds the peer back. The
/// limit is several times the largest packet that Steam carries.
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
    /// Counts a packet that has arrived. Returns `true` if the limit is reached: the connection must then be held.
    pub fn add(&mut self, bytes: usize) -> bool {
        self.bytes += bytes;
        self.packets += 1;
        let holds = !self.held && self.is_full();
        self.held |= holds;
        holds
    }

    /// Counts a packet that the game has read.
    pub fn remove(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_sub(bytes);
        self.packets = self.packets.saturating_sub(1);
    }

    /// Whether the connection is held.
    pub fn is_full(&self) -> bool {
        self.bytes >= MOST_UNREAD_BYTES || self.packets >= MOST_UNREAD_PACKETS
    }

    /// Whether a held connection may resume, because half of its packets have been read. It then no longer counts as
    /// held.
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
