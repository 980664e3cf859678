//! Framing: every message on a socket is a length (4 bytes, little endian) and a `postcard` value of that length.

use postcard::ser_flavors::Flavor;
use serde::Serialize;

use crate::contract::networking::MAX_RELIABLE_BYTES;

/// The bytes of the length before each frame.
pub const HEADER_BYTES: usize = 4;
/// The maximum size of a frame of a link, in bytes: the largest packet, with the fields around it.
pub const MAX_LINK_FRAME_BYTES: usize = MAX_RELIABLE_BYTES + 64;
/// The maximum size of a frame to or from the hub, in bytes: a lobby of the largest size.
pub const MAX_HUB_FRAME_BYTES: usize = 16 * 1024 * 1024;

/// The memory for partial frames that is kept for reuse.
const KEPT_BYTES: usize = 2 * 1024 * 1024;

/// The reason why bytes are not a frame. The connection that they came from must not be trusted any longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// The announced length exceeds the limit of the connection.
    #[error("a frame of {announced} bytes was announced, but at most {limit} are allowed")]
    TooLarge {
        /// The announced bytes.
        announced: usize,
        /// The allowed bytes.
        limit: usize,
    },
    /// The bytes of a frame do not form a message.
    #[error("the frame contains no known message")]
    Malformed,
    /// The sender may not send this message, or not now.
    #[error("the message is not allowed here")]
    Unexpected,
}

/// Appends `message` as one frame to `out`.
///
/// Fails, and leaves `out` unchanged, only if the message is larger than a frame can be.
pub fn append<T: Serialize + ?Sized>(out: &mut Vec<u8>, message: &T) -> Result<(), FrameError> {
    let start = out.len();
    out.extend_from_slice(&[0; HEADER_BYTES]);
    let written = postcard::serialize_with_flavor(message, Appending(out));
    let length = out.len() - start - HEADER_BYTES;
    match (written, u32::try_from(length), out.get_mut(start..start + HEADER_BYTES)) {
        (Ok(()), Ok(length), Some(header)) => {
            header.copy_from_slice(&length.to_le_bytes());
            Ok(())
        }
        _ => {
            out.truncate(start);
            Err(FrameError::Malformed)
        }
    }
}

/// Lets `postcard` write to the end of a buffer.
struct Appending<'a>(&'a mut Vec<u8>);

impl Flavor for Appending<'_> {
    type Output = ();

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.0.push(byte);
        Ok(())
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

/// Finds the frames in a stream of bytes that arrives in pieces.
///
/// Frames that lie entirely within a piece are not copied. A partial frame takes the memory of the bytes that have
/// arrived, never that of its announced length.
#[derive(Debug)]
pub struct FrameReader {
    partial: Vec<u8>,
    limit: usize,
}

impl FrameReader {
    /// A reader of frames of at most `limit` bytes.
    pub fn new(limit: usize) -> FrameReader {
        FrameReader { partial: Vec::new(), limit }
    }

    /// Reads the next `bytes` of the stream and passes each complete frame to `on_frame`, in order.
    ///
    /// After an error, from here or from `on_frame`, the stream cannot be continued.
    pub fn feed(
        &mut self,
        mut bytes: &[u8],
        mut on_frame: impl FnMut(&[u8]) -> Result<(), FrameError>,
    ) -> Result<(), FrameError> {
        while !self.partial.is_empty() {
            let wanted = match self.announced(&self.partial)? {
                Some(length) => HEADER_BYTES + length,
                None => HEADER_BYTES,
            };
            let missing = wanted.saturating_sub(self.partial.len());
            let (now, later) = bytes.split_at(missing.min(bytes.len()));
            self.partial.extend_from_slice(now);
            bytes = later;
            if self.partial.len() < wanted {
                return Ok(());
            }
            if let Some(length) = self.announced(&self.partial)?
                && let Some(frame) = self.partial.get(HEADER_BYTES..HEADER_BYTES + length)
            {
                on_frame(frame)?;
                self.partial.clear();
                self.partial.shrink_to(KEPT_BYTES);
            }
        }
        while let Some(length) = self.announced(bytes)? {
            let Some(frame) = bytes.get(HEADER_BYTES..HEADER_BYTES + length) else { break };
            on_frame(frame)?;
            bytes = bytes.get(HEADER_BYTES + length..).unwrap_or_default();
        }
        self.partial.extend_from_slice(bytes);
        Ok(())
    }

    /// Like [`feed`](Self::feed), with bytes that `read` appends to a buffer: a large frame that arrives in parts is not copied
    /// from one buffer to another. `spare` is the buffer unless a partial frame has one. Returns the number of bytes read.
    pub fn feed_from(
        &mut self,
        spare: &mut Vec<u8>,
        read: impl FnOnce(&mut Vec<u8>) -> Result<(), FrameError>,
        mut on_frame: impl FnMut(&[u8]) -> Result<(), FrameError>,
    ) -> Result<usize, FrameError> {
        if self.partial.is_empty() {
            std::mem::swap(&mut self.partial, spare);
            self.partial.clear();
        }
        let known = self.partial.len();
        read(&mut self.partial)?;
        let came = self.partial.len() - known;
        let mut rest = self.partial.as_slice();
        while let Some(length) = self.announced(rest)? {
            let Some(frame) = rest.get(HEADER_BYTES..HEADER_BYTES + length) else { break };
            on_frame(frame)?;
            rest = rest.get(HEADER_BYTES + length..).unwrap_or_default();
        }
        let taken = self.partial.len() - rest.len();
        self.partial.drain(..taken);
        if self.partial.is_empty() {
            let mut empty = std::mem::take(&mut self.partial);
            empty.shrink_to(KEPT_BYTES);
            if spare.capacity() < empty.capacity() {
                *spare = empty;
            }
        }
        Ok(came)
    }

    /// The memory of a partial frame in bytes.
    #[cfg(test)]
    pub fn kept_bytes(&self) -> usize {
        self.partial.capacity()
    }

    /// The length at the beginning of `bytes`, if it is complete.
    fn announced(&self, bytes: &[u8]) -> Result<Option<usize>, FrameError> {
        let Some(header) = bytes.first_chunk::<HEADER_BYTES>() else { return Ok(None) };
        let announced = u32::from_le_bytes(*header) as usize;
        if announced > self.limit {
            return Err(FrameError::TooLarge { announced, limit: self.limit });
        }
        Ok(Some(announced))
    }
}

/// A message, preceded by its length.
pub fn encoded<T: Serialize + ?Sized>(message: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    // A message that cannot be encoded would count as lost, but all messages of this crate can be.
    let written = append(&mut bytes, message);
    debug_assert!(written.is_ok());
    bytes
}

/// Reads the only message in `bytes`, which are preceded by its length.
pub fn complete<'a, T: serde::Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    decode(bytes.get(HEADER_BYTES..)?).ok()
}

/// Reads the message that fills `frame`.
pub fn decode<'a, T: serde::Deserialize<'a>>(frame: &'a [u8]) -> Result<T, FrameError> {
    match postcard::take_from_bytes(frame) {
        Ok((message, [])) => Ok(message),
        _ => Err(FrameError::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn frames_of(reader: &mut FrameReader, pieces: &[&[u8]]) -> Result<Vec<Vec<u8>>, FrameError> {
        let mut frames = Vec::new();
        for piece in pieces {
            reader.feed(piece, |frame| {
                frames.push(frame.to_vec());
                Ok(())
            })?;
        }
        Ok(frames)
    }

    proptest! {
        #[test]
        fn frames_come_out_as_they_went_in_however_the_stream_is_cut(
            messages in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..300), 0..20),
            cuts in proptest::collection::vec(1usize..97, 1..40),
        ) {
            let mut stream = Vec::new();
            for message in &messages {
                append(&mut stream, message).unwrap();
            }
            let mut pieces = Vec::new();
            let mut rest = &stream[..];
            for cut in cuts.iter().cycle() {
                if rest.is_empty() { break }
                let (piece, later) = rest.split_at((*cut).min(rest.len()));
                pieces.push(piece);
                rest = later;
            }
            let frames = frames_of(&mut FrameReader::new(1000), &pieces).unwrap();
            let back: Vec<Vec<u8>> = frames.iter().map(|frame| decode(frame).unwrap()).collect();
            prop_assert_eq!(back, messages);
        }

        #[test]
        fn no_bytes_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut reader = FrameReader::new(64);
            let _ = reader.feed(&bytes, |frame| decode::<Vec<u8>>(frame).map(drop));
        }
    }

    #[test]
    fn a_length_beyond_the_limit_is_refused_before_anything_is_kept() {
        let mut reader = FrameReader::new(8);
        let refused = frames_of(&mut reader, &[&9u32.to_le_bytes()]);
        assert_eq!(refused, Err(FrameError::TooLarge { announced: 9, limit: 8 }));
        assert!(reader.partial.is_empty());
    }

    #[test]
    fn bytes_left_over_in_a_frame_make_it_malformed() {
        assert_eq!(decode::<u8>(&[1, 2]), Err(FrameError::Malformed));
    }
}
