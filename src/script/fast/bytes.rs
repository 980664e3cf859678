//! The content of byte arrays, with as few calls of Godot as possible: each costs as much as copying a small packet.

use godot::builtin::PackedByteArray;
use godot::sys::{self, GodotFfi};

/// The elements of the array.
#[inline]
pub fn contents(array: &PackedByteArray) -> &[u8] {
    let len = array.len();
    if len == 0 {
        return &[];
    }
    // SAFETY: a live array that has a first element.
    let first = unsafe { sys::interface_fn!(packed_byte_array_operator_index_const)(array.sys(), 0) };
    // SAFETY: there are `len` consecutive elements, which nobody changes while the array is borrowed.
    unsafe { std::slice::from_raw_parts(first, len) }
}

/// Resizes `array` to `len` bytes, and lends them for writing.
#[inline]
pub fn room(array: &mut PackedByteArray, len: usize) -> &mut [u8] {
    array.resize(len);
    let Some(last) = len.checked_sub(1) else { return &mut [] };
    // SAFETY: a live array. For an index beyond its end, Godot returns null after an error line.
    let pointer = unsafe {
        sys::interface_fn!(packed_byte_array_operator_index)(array.sys_mut(), last as sys::GDExtensionInt)
    };
    if pointer.is_null() {
        return &mut [];
    }
    // SAFETY: there is a last element, so there are `len` consecutive ones. The call for a mutable pointer has made
    // sure that no other array shares them, and this one is borrowed.
    unsafe { std::slice::from_raw_parts_mut(pointer.sub(last), len) }
}
