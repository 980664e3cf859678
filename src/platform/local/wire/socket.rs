//! The packets of a link that carries connections.
//!
//! A packet on channel 0 is a [`SocketFrame`], which begins, accepts or ends a connection. A packet on any other
//! channel is a message: the channel is the receiver's number of the connection, and a [`Header`] precedes the message.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

/// The channel of [`SocketFrame`]s.
pub const CONTROL_CHANNEL: i32 = 0;
/// The maximum size of a [`Header`], in bytes.
pub const MAX_HEADER_BYTES: usize = 16;

/// The port that a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Port {
    /// A virtual port.
    Virtual(i32),
    /// An address.
    Address(SocketAddr),
}

/// A frame from one side of a connection to the other. `from` is the sender's number of the connection, `to` the
/// receiver's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SocketFrame<'a> {
    /// Requests a connection to the listener on a port.
    Connect {
        /// The sender's number.
        from: u32,
        /// The port.
        port: Port,
    },
    /// Accepts the connection.
    Accept {
        /// The sender's number.
        from: u32,
        /// The receiver's number.
        to: u32,
    },
    /// Confirms that the connection is open.
    Confirm {
        /// The sender's number.
        from: u32,
        /// The receiver's number.
        to: u32,
    },
    /// Ends the connection.
    Close {
        /// The sender's number; 0 if the sender never had the connection.
        from: u32,
        /// The receiver's number; 0 if the sender does not know it.
        to: u32,
        /// The reason.
        reason: i32,
        /// The reason in words.
        debug: &'a str,
    },
    /// The sender has no connection with this number.
    Unknown {
        /// The number that the receiver has used for the sender's side.
        connection: u32,
    },
    /// A keepalive: the sender still has the connection.
    Alive {
        /// The sender's number.
        from: u32,
        /// The receiver's number.
        to: u32,
    },
}

/// The header of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The lane of the message.
    pub lane: u16,
    /// The number of the message on its lane, from 1.
    pub number: u64,
}

impl Header {
    /// Writes the packet of a message to `out`.
    pub fn write(self, message: &[u8], out: &mut Vec<u8>) {
        out.clear();
        let mut header = [0; MAX_HEADER_BYTES];
        // The lane takes at most three bytes, the number ten.
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
