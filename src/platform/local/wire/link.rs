//! Frames of a link: what one process tells another about one user-to-user session.
//!
//! Each direction of a session is a *stream* of its own: its sender numbers it and its packets, its receiver accepts it
//! and acknowledges them. Two numbers count packets of a stream, both from 0: the *sequence* counts the reliable ones
//! only and keeps them in order; the *position* counts everything the game has sent, so that a receiver who closed a
//! session can name what it no longer wants.

use serde::{Deserialize, Serialize, Serializer};

/// One frame on the link from its sender to its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkFrame<'a> {
    /// "I send you a stream: will you take it?" Repeated while there is no answer; as a probe where acknowledgements stay
    /// away; and, about once a second, while unreliable packets are sent, which nobody acknowledges.
    Request {
        /// The sender's stream.
        stream: u32,
        /// Numbers the requests; an [`Accept`](LinkFrame::Accept) names the last one its sender has seen.
        serial: u32,
        /// The first reliable packet that the sender still has.
        first_seq: u64,
        /// The sequence of the next reliable packet.
        next_seq: u64,
        /// The position of the next packet.
        position: u64,
    },
    /// "I take your stream from packet `next_seq` on."
    Accept {
        /// The stream of who receives this frame.
        stream: u32,
        /// The last request seen.
        serial: u32,
        /// The first reliable packet still wanted.
        next_seq: u64,
        /// Packets before this position are not wanted, unless they are on their way already.
        position: u64,
        /// Bytes that may be sent without a further acknowledgement. A packet counts as [`charge`] says; the last one
        /// may exceed the window.
        window: u32,
    },
    /// "I do not take your stream (any more); everything before is settled."
    Hold {
        /// The stream of who receives this frame.
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
    /// "I have every reliable packet of your stream before `next_seq`."
    Ack {
        /// The stream of who receives this frame.
        stream: u32,
        /// The first reliable packet still wanted.
        next_seq: u64,
        /// Bytes that may be sent without a further acknowledgement. A packet counts as [`charge`] says; the last one
        /// may exceed the window.
        window: u32,
    },
    /// "This is how packets may pass between us, as far as it depends on me." Holds for both directions.
    Route {
        /// Whether the direct way is blocked.
        direct_blocked: bool,
        /// Whether packets may go over a relay instead.
        relay_allowed: bool,
    },
}

/// Bytes that a packet of `len` bytes takes from a window or a queue's limit: small packets count for more than their
/// content, so that a flood of empty ones is bounded too.
pub const fn charge(len: usize) -> usize {
    const SMALLEST: usize = 64;
    if len < SMALLEST { SMALLEST } else { len }
}

/// Serde takes a slice for a sequence of single numbers; this writes it in one piece, in the same form.
fn as_bytes<S: Serializer>(payload: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(payload)
}
