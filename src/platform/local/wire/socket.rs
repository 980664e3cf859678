//! What the packets of a link say that carries connections.
//!
//! Packets on channel 0 are a [`SocketFrame`] each: connections are asked for, accepted and ended. Packets on any other
//! channel are messages: the channel is the receiver's number of the connection, and a [`Header`] stands before the message.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

/// The channel of [`SocketFrame`]s.
pub const CONTROL_CHANNEL: i32 = 0;
/// The most bytes a [`Header`] takes.
pub const MAX_HEADER_BYTES: usize = 16;

/// The end that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Port {
    /// A virtual port.
    Virtual(i32),
    /// An address.
    Address(SocketAddr),
}

/// One side of a connection to the other. `from` is the sender's number of the connection, `to` the receiver's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SocketFrame<'a> {
    /// "I want to talk to whoever listens on this port."
    Connect {
        /// The sender's number.
        from: u32,
        /// The port that it asks for.
        port: Port,
    },
    /// "I take the connection."
    Accept {
        /// The sender's number.
        from: u32,
        /// The receiver's.
        to: u32,
    },
    /// "Then it is open."
    Confirm {
        /// The sender's number.
        from: u32,
        /// The receiver's.
        to: u32,
    },
    /// "It has ended."
    Close {
        /// The sender's number; 0 where the sender never took it.
        from: u32,
        /// The receiver's; 0 where the sender does not know it.
        to: u32,
        /// Why.
        reason: i32,
        /// The same in words.
        debug: &'a str,
    },
    /// "I have no connection with this number."
    Unknown {
        /// The number that the receiver has used for the sender's side.
        connection: u32,
    },
    /// "I am still here, and so is the connection."
    Alive {
        /// The sender's number.
        from: u32,
        /// The receiver's.
        to: u32,
    },
}

/// The header of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The lane it was sent on.
    pub lane: u16,
    /// Its number on the lane, from 1.
    pub number: u64,
}

impl Header {
    /// Makes `out` the packet of a message.
    pub fn write(self, message: &[u8], out: &mut Vec<u8>) {
        out.clear();
        let mut header = [0; MAX_HEADER_BYTES];
        // Three bytes for the lane and ten for the number at most.
        let header = postcard::to_slice(&self, &mut header).map_or(&[][..], |header| header);
        out.extend_from_slice(header);
        out.extend_from_slice(message);
    }

    /// The header and the message of a packet, `None` if it is malformed.
    pub fn read(packet: &[u8]) -> Option<(Header, &[u8])> {
        postcard::take_from_bytes(packet).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_header_fits_and_comes_back() {
        let header = Header { lane: u16::MAX, number: u64::MAX };
        let mut packet = Vec::new();
        header.write(b"hi", &mut packet);
        assert!(packet.len() <= MAX_HEADER_BYTES + 2);
        assert_eq!(Header::read(&packet), Some((header, &b"hi"[..])));
        assert_eq!(Header::read(&[0x80]), None);
    }
}
