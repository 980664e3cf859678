//! The format of every byte between two peers over a connection.
//!
//! The first byte is the kind of message. A packet of the game has its mode, its channel, a little-endian sequence
//! number of 4 bytes if it is unreliable-ordered, and its payload. All others are control messages in postcard. The
//! first of them, [`Hello`], begins with a marker and the version at fixed offsets, so that peers of all versions can
//! read it.

use serde::{Deserialize, Serialize};

/// The version of the protocol. Peers of different versions do not talk.
pub const VERSION: u16 = 1;
/// The marker at the start of a [`Hello`], after its first byte.
const MARK: [u8; 4] = *b"SNmp";
/// The maximum size of a header, in bytes.
pub const MOST_HEADER_BYTES: usize = 6;
/// The maximum size of a control message. A roster of [`MOST_PEERS`] takes less.
const MOST_CONTROL_BYTES: usize = 128 * 1024;
/// The maximum number of peers in a session.
pub const MOST_PEERS: usize = 4096;

const RELIABLE: u8 = 0;
const UNRELIABLE: u8 = 1;
const UNRELIABLE_ORDERED: u8 = 2;
const HELLO: u8 = 16;
const CONTROL: u8 = 17;

/// The transfer mode of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Arrives, once and in order.
    Reliable,
    /// May get lost, duplicated or reordered.
    Unreliable,
    /// May get lost. A packet that arrives late is dropped.
    UnreliableOrdered,
}

/// The header in front of the game's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The transfer mode.
    pub mode: Mode,
    /// Godot's transfer channel.
    pub channel: u8,
    /// Numbers the unreliable-ordered packets of a channel; 0 for others.
    pub sequence: u32,
}

impl Header {
    /// Writes the packet with this header and the game's bytes to `out`.
    pub fn write(self, bytes: &[u8], out: &mut Vec<u8>) {
        out.clear();
        let kind = match self.mode {
            Mode::Reliable => RELIABLE,
            Mode::Unreliable => UNRELIABLE,
            Mode::UnreliableOrdered => UNRELIABLE_ORDERED,
        };
        out.extend_from_slice(&[kind, self.channel]);
        if self.mode == Mode::UnreliableOrdered {
            out.extend_from_slice(&self.sequence.to_le_bytes());
        }
        out.extend_from_slice(bytes);
    }
}

/// The introduction of a user who wants to become a peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The sender's peer ID.
    pub id: i32,
    /// A random number for each process: if the same user joins from another process, the earlier one has crashed.
    pub process: u64,
}

/// The topology of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Topology {
    /// All peers are connected only to the server, which relays.
    #[default]
    Relay,
    /// All peers are connected to the server and to the peers that they add.
    Plain,
    /// All peers are connected to each other.
    Mesh,
}

/// A peer and its user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its ID.
    pub id: i32,
    /// Its Steam ID.
    pub user: u64,
}

/// A control message of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Control {
    /// The answer to [`Hello`].
    Welcome {
        /// The sender's peer ID.
        id: i32,
        /// The topology of a session.
        topology: Topology,
        /// The other peers.
        peers: Vec<Member>,
    },
    /// The server reports a new peer.
    Joined(Member),
    /// The server reports a peer that has left.
    Left {
        /// The peer.
        id: i32,
    },
}

/// A decoded message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A packet of the game, whose bytes begin at `offset`.
    Packet {
        /// The header in front of them.
        header: Header,
        /// The size of the header in bytes.
        offset: usize,
    },
    /// A user introduces themselves.
    Hello(Hello),
    /// A hello of another version.
    OtherVersion(u16),
    /// Handles a control message.
    Control(Control),
}

/// Reads a message; `None` if it is malformed.
pub fn read(bytes: &[u8]) -> Option<Message> {
    let (&kind, rest) = bytes.split_first()?;
    let mode = match kind {
        RELIABLE => Mode::Reliable,
        UNRELIABLE => Mode::Unreliable,
        UNRELIABLE_ORDERED => Mode::UnreliableOrdered,
        HELLO => return read_hello(rest),
        CONTROL if rest.len() <= MOST_CONTROL_BYTES => {
            return postcard::from_bytes(rest).ok().map(Message::Control);
        }
        _ => return None,
    };
    let (&channel, rest) = rest.split_first()?;
    let (sequence, offset) = match mode {
        Mode::UnreliableOrdered => (u32::from_le_bytes(*rest.first_chunk()?), MOST_HEADER_BYTES),
        Mode::Reliable | Mode::Unreliable => (0, 2),
    };
    Some(Message::Packet { header: Header { mode, channel, sequence }, offset })
}

fn read_hello(bytes: &[u8]) -> Option<Message> {
    let (mark, rest) = bytes.split_first_chunk::<4>()?;
    let (version, rest) = rest.split_first_chunk::<2>()?;
    if *mark != MARK {
        return None;
    }
    match u16::from_le_bytes(*version) {
        VERSION => postcard::from_bytes(rest).ok().map(Message::Hello),
        other => Some(Message::OtherVersion(other)),
    }
}

/// The bytes of a [`Hello`].
pub fn hello(hello: Hello) -> Vec<u8> {
    let mut bytes = vec![HELLO];
    bytes.extend_from_slice(&MARK);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    append(bytes, &hello)
}

/// The bytes of a [`Control`].
pub fn control(control: &Control) -> Vec<u8> {
    append(vec![CONTROL], control)
}

fn append(bytes: Vec<u8>, what: &impl Serialize) -> Vec<u8> {
    // Writing these types to a `Vec` cannot fail.
    postcard::to_extend(what, bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_come_out_as_they_went_in() {
        let mut packet = Vec::new();
        for mode in [Mode::Reliable, Mode::Unreliable, Mode::UnreliableOrdered] {
            let sequence = if mode == Mode::UnreliableOrdered { 0x0102_0304 } else { 0 };
            let header = Header { mode, channel: 255, sequence };
            for bytes in [&b""[..], b"hello"] {
                header.write(bytes, &mut packet);
                let Some(Message::Packet { header: read, offset }) = read(&packet) else { panic!() };
                assert_eq!((read, &packet[offset..]), (header, bytes));
                assert!(offset <= MOST_HEADER_BYTES);
            }
        }
    }

    #[test]
    fn what_is_said_about_the_session_comes_out_as_it_went_in() {
        let said = Hello { id: 7, process: 9 };
        assert_eq!(read(&hello(said)), Some(Message::Hello(said)));
        let peers = vec![Member { id: 3, user: 4 }; MOST_PEERS];
        let said = Control::Welcome { id: 1, topology: Topology::Mesh, peers };
        assert_eq!(read(&control(&said)), Some(Message::Control(said)));
    }

    #[test]
    fn another_version_is_known_by_its_number() {
        let mut bytes = hello(Hello { id: 7, process: 9 });
        bytes[5] = 2;
        assert_eq!(read(&bytes), Some(Message::OtherVersion(2)));
        // The same, with any payload.
        assert_eq!(read(&bytes[..7]), Some(Message::OtherVersion(2)));
    }

    #[test]
    fn what_is_cut_off_is_no_message() {
        let mut packet = Vec::new();
        Header { mode: Mode::UnreliableOrdered, channel: 1, sequence: 1 }.write(b"", &mut packet);
        for len in 0..packet.len() {
            assert_eq!(read(&packet[..len]), None);
        }
        assert_eq!(read(&[99, 0, 0]), None);
        assert_eq!(read(&hello(Hello { id: 7, process: 9 })[..6]), None);
        assert_eq!(read(&[CONTROL, 9, 9, 9]), None);
    }
}
