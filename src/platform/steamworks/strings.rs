//! Text to and from Steam.

use std::ffi::{CStr, CString, c_char};

/// Copies a text from Steam. Invalid UTF-8 is replaced; null is the empty text.
///
/// # Safety
/// `text` is null, or points to a NUL-terminated text and is not changed during the call.
pub(super) unsafe fn copied(text: *const c_char) -> String {
    if text.is_null() {
        return String::new();
    }
    // SAFETY: not null, and by the contract of this function a NUL-terminated text.
    unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned()
}

/// The text up to the first NUL in a buffer from Steam, or all of it if there is no NUL.
pub(super) fn up_to_nul(buffer: &[u8]) -> String {
    let end = buffer.iter().position(|&byte| byte == 0).unwrap_or(buffer.len());
    String::from_utf8_lossy(buffer.get(..end).unwrap_or_default()).into_owned()
}

/// A text for Steam, `None` if it contains a NUL, which would end it.
pub(super) fn for_steam(text: &str) -> Option<CString> {
    CString::new(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_text_is_empty() {
        // SAFETY: null is allowed.
        assert_eq!(unsafe { copied(std::ptr::null()) }, "");
    }

    #[test]
    fn text_that_is_not_utf8_is_replaced_not_refused() {
        // SAFETY: a literal that ends with NUL.
        assert_eq!(unsafe { copied(c"Z\xFFe".as_ptr()) }, "Z\u{FFFD}e");
        assert_eq!(up_to_nul(b"Z\xFFe\0rest"), "Z\u{FFFD}e");
    }

    #[test]
    fn a_buffer_without_an_end_is_taken_whole() {
        assert_eq!(up_to_nul(b"abc"), "abc");
        assert_eq!(up_to_nul(b""), "");
    }

    #[test]
    fn a_nul_inside_is_refused_without_a_panic() {
        assert!(for_steam("a\0b").is_none());
        assert_eq!(for_steam("äb").as_deref(), Some(c"äb"));
    }
}
