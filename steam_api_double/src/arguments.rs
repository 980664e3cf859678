//! Arguments of C functions. Their pointers come from callers who keep the SDK's rules: this is where they are believed.

use std::ffi::{CStr, c_char};

use crate::switches::violation;

/// A text that the caller passes in.
#[repr(transparent)]
pub(crate) struct Text(*const c_char);

impl Text {
    /// The text, with replacement characters where it is not UTF-8.
    pub(crate) fn read(&self) -> String {
        if self.0.is_null() {
            violation("a text is null");
        }
        // SAFETY: only C callers make this type; by the SDK's rules a text ends with NUL and lasts as long as the call.
        unsafe { CStr::from_ptr(self.0) }.to_string_lossy().into_owned()
    }
}

impl Text {
    /// The text, `None` if it is null.
    pub(crate) fn read_if_any(&self) -> Option<String> {
        (!self.0.is_null()).then(|| self.read())
    }

    /// A text that stands in a structure, by its address.
    pub(crate) fn at(address: u64) -> Text {
        Text(address as usize as *const c_char)
    }
}

/// Bytes that the caller passes in, whose number is another argument.
#[repr(transparent)]
pub(crate) struct Input(*const u8);

impl Input {
    /// Bytes at an address.
    pub(crate) fn at(address: *const u8) -> Input {
        Input(address)
    }

    /// `len` bytes.
    pub(crate) fn read(&self, len: u32) -> Vec<u8> {
        if len == 0 {
            return Vec::new();
        }
        if self.0.is_null() {
            violation("bytes are null");
        }
        // SAFETY: not null; only C callers make this type, who name how many bytes there are.
        unsafe { std::slice::from_raw_parts(self.0, len as usize) }.to_vec()
    }
}

/// A structure that the caller may pass in.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct In<T>(*const T);

impl<T: Copy> In<T> {
    /// The structure, `None` if it is null.
    pub(crate) fn read(&self) -> Option<T> {
        // SAFETY: only C callers make this type, who have a `T` there unless it is null.
        (!self.0.is_null()).then(|| unsafe { self.0.read_unaligned() })
    }

    /// The one that stands so many behind the first, whose number is another argument.
    pub(crate) fn nth(&self, index: usize) -> Option<T> {
        // SAFETY: only C callers make this type, who have more than `index` of them there unless it is null.
        (!self.0.is_null()).then(|| unsafe { self.0.add(index).read_unaligned() })
    }
}

/// Room of the caller's for one value, anywhere in memory.
#[repr(transparent)]
pub(crate) struct Out<T>(*mut T);

impl<T: Copy> Out<T> {
    /// Fills it.
    pub(crate) fn set(&self, value: T) {
        if self.0.is_null() {
            violation("the room for an answer is null");
        }
        self.set_if_wanted(value);
    }

    /// Fills it unless the caller does not want it.
    pub(crate) fn set_if_wanted(&self, value: T) {
        if !self.0.is_null() {
            // SAFETY: not null; only C callers make this type, who have room for a `T` there.
            unsafe { self.0.write_unaligned(value) };
        }
    }
}

/// Room of the caller's for bytes, whose number is another argument.
#[repr(transparent)]
pub(crate) struct Output(*mut u8);

impl Output {
    /// Writes what fits into `room` bytes, and returns how much that was.
    pub(crate) fn fill(&self, room: impl TryInto<usize>, bytes: &[u8]) -> usize {
        let Ok(room) = room.try_into() else { violation("a size is negative") };
        let fits = bytes.len().min(room);
        if fits == 0 {
            return 0;
        }
        if self.0.is_null() {
            violation("a buffer is null");
        }
        // SAFETY: not null; only C callers make this type, who name how many bytes there is room for; `bytes` is ours.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), self.0, fits) };
        fits
    }

    /// Writes a text and its NUL, cut to `room` bytes. Whether there was room for anything.
    pub(crate) fn text(&self, room: impl TryInto<usize>, text: &str) -> bool {
        let Ok(room) = room.try_into() else { violation("a size is negative") };
        let Some(longest) = room.checked_sub(1) else { return false };
        let mut bytes = text.as_bytes().get(..longest.min(text.len())).unwrap_or_default().to_vec();
        bytes.push(0);
        self.fill(room, &bytes) > 0
    }
}
