//! Every byte that two peers say to each other over a connection.
//!
//! The first byte says what follows. A packet of the game: its mode, its channel, for unreliable-ordered ones a sequence
//! number of 4 bytes, lowest first, and its bytes. Anything else is about the session, in postcard; the first of these,
//! [`Hello`], begins with a mark and the version in fixed places, so that peers of all versions can read each other's.

use serde::{Deserialize, Serialize};

/// The version of the protocol. Peers of different versions do not talk.
pub const VERSION: u16 = 1;
/// The marker at the start of a [`Hello`], after its first byte.
const MARK: [u8; 4] = *b"SNmp";
/// The most bytes before those of the game.
pub const MOST_HEADER_BYTES: usize = 6;
/// No message about a session is longer. A roster of [`MOST_PEERS`] takes less.
const MOST_CONTROL_BYTES: usize = 128 * 1024;
/// The most peers that a session has.
pub const MOST_PEERS: usize = 4096;

const RELIABLE: u8 = 0;
const UNRELIABLE: u8 = 1;
const UNRELIABLE_ORDERED: u8 = 2;
const HELLO: u8 = 16;
const CONTROL: u8 = 17;

/// How a packet travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Arrives, once and in order.
    Reliable,
    /// May get lost, doubled or overtaken.
    Unreliable,
    /// May get lost. One that was overtaken is dropped.
    UnreliableOrdered,
}

/// The header in front of the game's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// How it travels.
    pub mode: Mode,
    /// Godot's transfer channel.
    pub channel: u8,
    /// Numbers the unreliable-ordered packets of a channel; 0 for others.
    pub sequence: u32,
}

impl Header {
    /// Makes `out` the packet with this header and the bytes of the game.
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
    /// A number that each process draws: the same user in another process has crashed in the one before.
    pub process: u64,
}

/// How peers reach each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Topology {
    /// All are connected to the server alone, which relays.
    #[default]
    Relay,
    /// All are connected to the server, and to those they add.
    Plain,
    /// Everybody is connected to everybody.
    Mesh,
}

/// A peer and whose it is.
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
        /// How peers reach each other.
        topology: Topology,
        /// The others that are here.
        peers: Vec<Member>,
    },
    /// The server tells that somebody has come.
    Joined(Member),
    /// The server tells that somebody has gone.
    Left {
        /// Who.
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
        /// How many bytes that is.
        offset: usize,
    },
    /// Somebody introduces themselves.
    Hello(Hello),
    /// Somebody does, in another version.
    OtherVersion(u16),
    /// Something about the session.
    Control(Control),
}

/// Reads a message, `None` if it is none.
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
    // A `Vec` takes whatever is written, and these types write.
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
        // The same for any bytes that follow.
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
