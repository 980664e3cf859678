//! Frames of a link: messages from one process to another about one session between two users.
//!
//! Each direction of a session is a *stream* of its own. Its sender numbers the stream and its packets; its receiver
//! accepts the stream and acknowledges the packets. Packets are counted by two numbers, both from 0. The *sequence*
//! counts only reliable packets and keeps them in order. The *position* counts all packets that the game has sent, so
//! that a receiver who has closed a session can say which packets it no longer accepts.

use serde::{Deserialize, Serialize, Serializer};

/// One frame on the link from its sender to its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkFrame<'a> {
    /// Requests that the receiver accept a stream. It is repeated while there is no answer, as a probe while
    /// acknowledgements are missing, and about once a second while unreliable packets are sent, which are not
    /// acknowledged.
    Request {
        /// The sender's stream.
        stream: u32,
        /// The number of the request; an [`Accept`](LinkFrame::Accept) repeats the last one that its sender has
        /// received.
        serial: u32,
        /// The first reliable packet that the sender still has.
        first_seq: u64,
        /// The sequence of the next reliable packet.
        next_seq: u64,
        /// The position of the next packet.
        position: u64,
    },
    /// Accepts the stream from packet `next_seq` on.
    Accept {
        /// The stream of the receiver of this frame.
        stream: u32,
        /// The serial of the last request.
        serial: u32,
        /// The first reliable packet that is missing.
        next_seq: u64,
        /// Packets before this position are refused, unless they are in flight already.
        position: u64,
        /// The window: the bytes that may be sent without a further acknowledgement. Packets are counted by [`charge`];
        /// the last one may exceed the window.
        window: u32,
    },
    /// Refuses the stream, from now on or still. All packets before it are settled.
    Hold {
        /// The stream of the receiver of this frame.
        stream: u32,
        /// The first reliable packet that is not settled.
        next_seq: u64,
        /// The position of the first packet that is not settled.
        position: u64,
    },
    /// One packet.
    Data {
        /// The sender's stream.
        stream: u32,
        /// The packet's position.
        position: u64,
        /// The packet's sequence, `None` for unreliable packets.
        seq: Option<u64>,
        /// The channel.
        channel: i32,
        /// The game's bytes.
        #[serde(borrow, serialize_with = "as_bytes")]
        payload: &'a [u8],
    },
    /// Acknowledges every reliable packet of the stream before `next_seq`.
    Ack {
        /// The stream of the receiver of this frame.
        stream: u32,
        /// The first reliable packet that is missing.
        next_seq: u64,
        /// The window: the bytes that may be sent without a further acknowledgement. Packets are counted by [`charge`];
        /// the last one may exceed the window.
        window: u32,
    },
    /// The sender's constraints for the way of packets between the two. They apply to both directions.
    Route {
        /// Whether the direct way is blocked.
        direct_blocked: bool,
        /// Whether packets may go over a relay instead.
        relay_allowed: bool,
    },
}

/// The bytes that a packet of `len` bytes takes from a window or from a queue's limit. Small packets count for more
/// than their content, which bounds a flood of empty ones as well.
pub const fn charge(len: usize) -> usize {
    const SMALLEST: usize = 64;
    if len < SMALLEST { SMALLEST } else { len }
}

/// Writes the payload as one byte string. By default, Serde would write its bytes one by one, in the same form.
fn as_bytes<S: Serializer>(payload: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(payload)
}
