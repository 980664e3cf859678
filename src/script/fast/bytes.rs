//! The content of byte arrays, with as few questions to Godot as possible: each costs as much as the copy of a small packet.

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
    // SAFETY: the elements lie one behind the other, there are `len` of them, and as long as the array is borrowed nobody
    // changes them.
    unsafe { std::slice::from_raw_parts(first, len) }
}

/// Makes `array` as long as `len`, and lends what it holds then for writing.
#[inline]
pub fn room(array: &mut PackedByteArray, len: usize) -> &mut [u8] {
    array.resize(len);
    let Some(last) = len.checked_sub(1) else { return &mut [] };
    // SAFETY: a live array. For what is behind its end, Godot answers with null after an error line.
    let pointer = unsafe {
        sys::interface_fn!(packed_byte_array_operator_index)(array.sys_mut(), last as sys::GDExtensionInt)
    };
    if pointer.is_null() {
        return &mut [];
    }
    // SAFETY: there is a last element, so there are `len` of them, one behind the other. Asking for it by a mutable
    // pointer has made sure that no other array shares them, and this one is borrowed.
    unsafe { std::slice::from_raw_parts_mut(pointer.sub(last), len) }
}
