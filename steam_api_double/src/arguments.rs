//! Arguments of C functions. Only this module dereferences pointers of callers, who keep the SDK's rules.

use std::ffi::{CStr, c_char};

use crate::switches::violation;

/// A text that the caller passes in.
#[repr(transparent)]
pub(crate) struct Text(*const c_char);

impl Text {
    /// The text, with replacement characters for invalid UTF-8.
    pub(crate) fn read(&self) -> String {
        if self.0.is_null() {
            violation("a text is null");
        }
        // SAFETY: only C callers create this type; by the SDK's rules a text ends with NUL and outlives the call.
        unsafe { CStr::from_ptr(self.0) }.to_string_lossy().into_owned()
    }
}

impl Text {
    /// The text, `None` if it is null.
    pub(crate) fn read_if_any(&self) -> Option<String> {
        (!self.0.is_null()).then(|| self.read())
    }

    /// A text in a structure, by its address.
    pub(crate) fn at(address: u64) -> Text {
        Text(address as usize as *const c_char)
    }
}

/// Bytes that the caller passes in; their number is another argument.
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
        // SAFETY: not null; only C callers create this type, and they pass the number of bytes.
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
        // SAFETY: only C callers create this type, with a valid `T` or null.
        (!self.0.is_null()).then(|| unsafe { self.0.read_unaligned() })
    }

    /// The element at an index; the number of elements is another argument.
    pub(crate) fn nth(&self, index: usize) -> Option<T> {
        // SAFETY: only C callers create this type, with more than `index` elements or null.
        (!self.0.is_null()).then(|| unsafe { self.0.add(index).read_unaligned() })
    }
}

/// The caller's buffer for one value, at any alignment.
#[repr(transparent)]
pub(crate) struct Out<T>(*mut T);

impl<T: Copy> Out<T> {
    /// Writes the value.
    pub(crate) fn set(&self, value: T) {
        if self.0.is_null() {
            violation("the room for an answer is null");
        }
        self.set_if_wanted(value);
    }

    /// Writes the value unless the pointer is null.
    pub(crate) fn set_if_wanted(&self, value: T) {
        if !self.0.is_null() {
            // SAFETY: not null; only C callers create this type, with room for a `T`.
            unsafe { self.0.write_unaligned(value) };
        }
    }
}

/// The caller's buffer for bytes; its size is another argument.
#[repr(transparent)]
pub(crate) struct Output(*mut u8);

impl Output {
    /// Writes as much as fits into `room` bytes, and returns the number of bytes written.
    pub(crate) fn fill(&self, room: impl TryInto<usize>, bytes: &[u8]) -> usize {
        let Ok(room) = room.try_into() else { violation("a size is negative") };
        let fits = bytes.len().min(room);
        if fits == 0 {
            return 0;
        }
        if self.0.is_null() {
            violation("a buffer is null");
        }
        // SAFETY: not null; only C callers create this type, and they pass the size of the buffer; `bytes` is ours.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), self.0, fits) };
        fits
    }

    /// Writes a text and its NUL, truncated to `room` bytes. Returns whether there was room for anything.
    pub(crate) fn text(&self, room: impl TryInto<usize>, text: &str) -> bool {
        let Ok(room) = room.try_into() else { violation("a size is negative") };
        let Some(longest) = room.checked_sub(1) else { return false };
        let mut bytes = text.as_bytes().get(..longest.min(text.len())).unwrap_or_default().to_vec();
        bytes.push(0);
        self.fill(room, &bytes) > 0
    }
}
