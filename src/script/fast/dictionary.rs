//! Dictionaries, filled in place.

use std::marker::PhantomData;

use godot::builtin::{PackedByteArray, VarDictionary, Variant};
use godot::meta::conv::ByValue;
use godot::meta::shape::GodotShape;
use godot::meta::{GodotConvert, ToGodot};
use godot::sys::{self, GodotFfi};

use super::Returned;
use crate::script::keys::{self, Keys};

/// The parts of a Dictionary.
pub trait Fill {
    /// Adds all entries, each key once.
    fn fill(&self, keys: &Keys, slots: &mut Slots<'_>);
}

/// A Dictionary that a method returns, with this content or empty.
#[derive(Debug, Default)]
pub struct Filled<T>(pub Option<T>);

impl<T: Fill> Filled<T> {
    /// The Dictionary.
    pub fn into_dictionary(self) -> VarDictionary {
        self.to_godot()
    }

    /// # Safety
    /// As for [`Slots`].
    unsafe fn fill_into(&self, dictionary: sys::GDExtensionTypePtr) {
        if let Some(content) = &self.0 {
            keys::with(|keys| content.fill(keys, &mut Slots { dictionary, borrowed: PhantomData }));
        }
    }
}

impl<T: Fill> GodotConvert for Filled<T> {
    type Via = VarDictionary;

    fn godot_shape() -> GodotShape {
        VarDictionary::godot_shape()
    }
}

impl<T: Fill> ToGodot for Filled<T> {
    type Pass = ByValue;

    fn to_godot(&self) -> VarDictionary {
        let mut dictionary = empty();
        // SAFETY: a live, empty Dictionary that nobody else uses meanwhile.
        unsafe { self.fill_into(dictionary.sys_mut()) };
        dictionary
    }
}

impl<T: Fill> Returned for Filled<T> {
    #[inline]
    unsafe fn put(self, place: sys::GDExtensionTypePtr) {
        // SAFETY: by the contract of this function, an empty Dictionary that nobody else uses.
        unsafe { self.fill_into(place) };
    }

    #[inline]
    unsafe fn put_variant(self, place: sys::GDExtensionVariantPtr) {
        let mut dictionary = self.into_dictionary();
        // SAFETY: null may be overwritten; Godot takes a reference to a live Dictionary.
        unsafe { sys::builtin_fn!(dictionary_to_variant)(place.cast(), dictionary.sys_mut()) };
    }
}

/// A new Dictionary. `VarDictionary::new()` would look up a function of Godot 4.4 by name each time.
fn empty() -> VarDictionary {
    // SAFETY: Godot creates a Dictionary in the given memory; this constructor takes no arguments.
    unsafe {
        VarDictionary::new_with_uninit(|place| {
            sys::builtin_fn!(dictionary_construct_default)(place, std::ptr::null());
        })
    }
}

/// A Dictionary that is being filled. It was empty, takes values of any type, and nobody else uses it meanwhile.
pub struct Slots<'a> {
    dictionary: sys::GDExtensionTypePtr,
    borrowed: PhantomData<&'a mut VarDictionary>,
}

impl Slots<'_> {
    /// Adds an int.
    #[inline]
    pub fn int(&mut self, key: &Variant, value: i64) {
        // SAFETY: the slot is new, so it holds null, which may be overwritten; Godot reads an int from `value`.
        unsafe { sys::builtin_fn!(int_to_variant)(self.slot(key), value.sys().cast_mut()) };
    }

    /// Adds a bool.
    #[inline]
    pub fn bool(&mut self, key: &Variant, value: bool) {
        // SAFETY: as above, for a bool.
        unsafe { sys::builtin_fn!(bool_to_variant)(self.slot(key), value.sys().cast_mut()) };
    }

    /// Adds bytes without copying them.
    #[inline]
    pub fn bytes(&mut self, key: &Variant, value: &PackedByteArray) {
        // SAFETY: as above, for an array, to which Godot takes a reference.
        unsafe { sys::builtin_fn!(packed_byte_array_to_variant)(self.slot(key), value.sys().cast_mut()) };
    }

    /// The slot for a new key.
    #[inline]
    fn slot(&mut self, key: &Variant) -> sys::GDExtensionUninitializedVariantPtr {
        // SAFETY: a live Dictionary and a live key. Godot adds the key, and returns the slot of its value.
        unsafe { sys::interface_fn!(dictionary_operator_index)(self.dictionary, key.sys().cast()).cast() }
    }
}
