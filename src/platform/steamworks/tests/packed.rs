//! Callback structures, written byte by byte as Steam lays them out.

use crate::contract::SteamId;

/// Members in order, as a C++ compiler packs them: each at a multiple of its size, or of `PACK` if that is smaller.
#[derive(Default)]
pub(super) struct Packed(Vec<u8>);

impl Packed {
    const PACK: usize = if cfg!(windows) { 8 } else { 4 };

    fn member<const N: usize>(mut self, bytes: [u8; N]) -> Packed {
        self.pad_to(N.min(Self::PACK));
        self.0.extend(bytes);
        self
    }

    pub(super) fn u8(self, value: u8) -> Packed {
        self.member([value])
    }

    pub(super) fn u16(self, value: u16) -> Packed {
        self.member(value.to_ne_bytes())
    }

    pub(super) fn u32(self, value: u32) -> Packed {
        self.member(value.to_ne_bytes())
    }

    pub(super) fn u64(self, value: u64) -> Packed {
        self.member(value.to_ne_bytes())
    }

    /// A `CSteamID`, which has no alignment.
    pub(super) fn steam_id(mut self, id: SteamId) -> Packed {
        self.0.extend(id.0.to_ne_bytes());
        self
    }

    /// A text in a buffer of `N` bytes, with garbage behind its end.
    pub(super) fn text<const N: usize>(mut self, text: &[u8]) -> Packed {
        let mut buffer = [0xEE; N];
        for (to, from) in buffer.iter_mut().zip(text.iter().chain(&[0])) {
            *to = *from;
        }
        self.0.extend(buffer);
        self
    }

    /// A structure that has a member of `largest` bytes.
    pub(super) fn structure(mut self, largest: usize, bytes: Vec<u8>) -> Packed {
        self.pad_to(largest.min(Self::PACK));
        self.0.extend(bytes);
        self
    }

    fn pad_to(&mut self, multiple: usize) {
        while !self.0.len().is_multiple_of(multiple) {
            // Not 0, so that reading from the padding shows.
            self.0.push(0xEE);
        }
    }

    /// The whole structure, whose largest member has `largest` bytes.
    pub(super) fn padded_for(mut self, largest: usize) -> Vec<u8> {
        self.pad_to(largest.min(Self::PACK));
        self.0
    }
}
