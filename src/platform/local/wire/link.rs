//! Frames of a link: what one process tells another about one user-to-user session.
//!
//! Each direction of a session is a *stream* of its own: its sender numbers it and its packets, its receiver accepts it
//! and acknowledges them. A frame is a `postcard` value behind a length (see [`super`]).

use serde::{Deserialize, Serialize};

/// One frame on the link from its sender to its receiver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkFrame<'a> {
    /// "I send you stream `stream`, up to but not including packet `next_seq`: will you take it?" Repeated while there is
    /// no answer, and as a probe where acknowledgements stay away.
    Request {
        /// The sender's stream.
        stream: u32,
        /// The number after the last packet queued.
        next_seq: u64,
    },
    /// "I take your stream `stream` from packet `next_seq` on, up to `window` more bytes."
    Accept {
        /// The receiver's (of this frame) stream.
        stream: u32,
        /// The first reliable packet still wanted.
        next_seq: u64,
        /// Bytes that may be sent without a further acknowledgement.
        window: u32,
    },
    /// "I no longer take your stream `stream`; everything before packet `next_seq` is settled."
    Hold {
        /// The receiver's (of this frame) stream.
        stream: u32,
        /// The first packet that is not settled.
        next_seq: u64,
    },
    /// One packet.
    Data {
        /// The sender's stream.
        stream: u32,
        /// The packet's number among the reliable ones; `None` for unreliable packets.
        seq: Option<u64>,
        /// The channel.
        channel: i32,
        /// What the game sent.
        #[serde(borrow)]
        payload: &'a [u8],
    },
    /// "I have every reliable packet of `stream` before `next_seq`, and room for `window` more bytes."
    Ack {
        /// The receiver's (of this frame) stream.
        stream: u32,
        /// The first reliable packet still wanted.
        next_seq: u64,
        /// Bytes that may be sent without a further acknowledgement.
        window: u32,
    },
}
