//! One callback structure as plain bytes.

use std::mem::size_of;

use super::super::strings;
use crate::contract::SteamId;

/// The bytes of one callback structure, at least as many as it has.
pub(super) struct Structure<'a>(&'a [u8]);

impl<'a> Structure<'a> {
    /// `None` if there are fewer bytes than the structure `T` has. A newer Steam may append members.
    pub(super) fn of<T>(bytes: &'a [u8]) -> Option<Structure<'a>> {
        (bytes.len() >= size_of::<T>()).then_some(Structure(bytes))
    }

    pub(super) fn bytes<const N: usize>(&self, offset: usize) -> [u8; N] {
        // The layouts put every member inside its structure, so this finds its bytes.
        self.0.get(offset..).and_then(|rest| rest.first_chunk::<N>()).copied().unwrap_or([0; N])
    }

    pub(super) fn u8(&self, offset: usize) -> u8 {
        u8::from_ne_bytes(self.bytes(offset))
    }

    pub(super) fn bool(&self, offset: usize) -> bool {
        self.u8(offset) != 0
    }

    pub(super) fn u16(&self, offset: usize) -> u16 {
        u16::from_ne_bytes(self.bytes(offset))
    }

    pub(super) fn u32(&self, offset: usize) -> u32 {
        u32::from_ne_bytes(self.bytes(offset))
    }

    pub(super) fn i32(&self, offset: usize) -> i32 {
        i32::from_ne_bytes(self.bytes(offset))
    }

    pub(super) fn i64(&self, offset: usize) -> i64 {
        i64::from_ne_bytes(self.bytes(offset))
    }

    pub(super) fn f32(&self, offset: usize) -> f32 {
        f32::from_ne_bytes(self.bytes(offset))
    }

    pub(super) fn u64(&self, offset: usize) -> u64 {
        u64::from_ne_bytes(self.bytes(offset))
    }

    pub(super) fn id(&self, offset: usize) -> SteamId {
        SteamId(self.u64(offset))
    }

    /// A text in a buffer of `N` bytes. Invalid UTF-8 is replaced.
    pub(super) fn text<const N: usize>(&self, offset: usize) -> String {
        strings::up_to_nul(&self.bytes::<N>(offset))
    }
}

/// Reads members of a structure: `member!(it, LobbyInvite_t, u64 m_ulGameID)`.
macro_rules! member {
    ($structure:expr, $type:ident, $kind:ident $member:ident) => {
        $structure.$kind(std::mem::offset_of!(::steamworks::sys::$type, $member))
    };
}

/// The number of a callback structure in the SDK (`k_iCallback`).
macro_rules! number {
    ($constant:ident) => {
        ::steamworks::sys::$constant as i32
    };
}

// For the callbacks of the other files.
pub(super) use {member, number};
