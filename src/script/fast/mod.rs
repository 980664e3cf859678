//! Direct calls from scripts, for the few methods that a game calls in every frame for every peer.
//!
//! The macros of the crate `godot` support every type. On each call they allocate a list of defaults, and a list of
//! arguments if one is left out, count a reference to each array up and down, and build a Dictionary beside the one that
//! Godot has already created for the result. `fast_methods!` registers methods with the same names, types and defaults
//! and avoids these costs. Calls that it does not expect, such as one with an argument of another type, go through the
//! crate, so that conversions and errors are the same as everywhere else.
//!
//! This folder only interprets the pointers that Godot passes; it does not contain what a method does. It uses the
//! hidden interface behind `#[func]`, which is why `Cargo.toml` pins the crate.

mod bytes;
mod dictionary;

pub use bytes::{contents, room};
pub use dictionary::{Fill, Filled, Slots};

use godot::builtin::{Array, GString, PackedByteArray, VarDictionary, Variant, VariantType};
use godot::meta::{FromGodot, ToGodot};
use godot::sys::{self, GodotFfi, PtrcallType};

// The crate's types have exactly Godot's layout, so a pointer to one is a pointer to the other.
const _: () = assert!(size_of::<Variant>() == size_of::<sys::types::OpaqueVariant>());
const _: () = assert!(size_of::<PackedByteArray>() == size_of::<sys::types::OpaquePackedByteArray>());
const _: () = assert!(size_of::<GString>() == size_of::<sys::types::OpaqueString>());

/// The type of an argument in a method's declaration.
pub trait Argument {
    /// The type that a script's value is converted to, for a type without a memory layout of its own.
    type Owned: FromGodot;
    /// The type that the method takes.
    type Lent<'a>;

    /// Borrows the argument of a call whose types the script's compiler has checked.
    ///
    /// # Safety
    /// `pointer` points to a value of this type, in Godot's encoding, that lives unchanged for `'a`.
    unsafe fn borrow<'a>(pointer: sys::GDExtensionConstTypePtr) -> Self::Lent<'a>;

    /// Takes the argument out of a Variant that holds exactly this type.
    fn from_variant(variant: &Variant) -> Option<Self::Owned>;

    /// Lends the value that was taken out of a Variant.
    fn lend(owned: &Self::Owned) -> Self::Lent<'_>;
}

impl Argument for i64 {
    type Owned = i64;
    type Lent<'a> = i64;

    #[inline]
    unsafe fn borrow<'a>(pointer: sys::GDExtensionConstTypePtr) -> Self::Lent<'a> {
        // SAFETY: by the contract of this function; Godot encodes an int as 64 signed bits.
        unsafe { *pointer.cast::<i64>() }
    }

    #[inline]
    fn from_variant(variant: &Variant) -> Option<i64> {
        variant.try_to().ok()
    }

    #[inline]
    fn lend(owned: &i64) -> i64 {
        *owned
    }
}

impl Argument for &PackedByteArray {
    type Owned = PackedByteArray;
    type Lent<'a> = &'a PackedByteArray;

    #[inline]
    unsafe fn borrow<'a>(pointer: sys::GDExtensionConstTypePtr) -> &'a PackedByteArray {
        // SAFETY: by the contract of this function. The crate's type has exactly Godot's layout, by its size.
        unsafe { &*pointer.cast::<PackedByteArray>() }
    }

    #[inline]
    fn from_variant(variant: &Variant) -> Option<PackedByteArray> {
        // The crate would convert any other type to an empty array.
        (variant.get_type() == VariantType::PACKED_BYTE_ARRAY).then(|| variant.try_to().ok()).flatten()
    }

    #[inline]
    fn lend(owned: &PackedByteArray) -> &PackedByteArray {
        owned
    }
}

impl Argument for &GString {
    type Owned = GString;
    type Lent<'a> = &'a GString;

    #[inline]
    unsafe fn borrow<'a>(pointer: sys::GDExtensionConstTypePtr) -> &'a GString {
        // SAFETY: by the contract of this function. The crate's type has exactly Godot's layout, by its size.
        unsafe { &*pointer.cast::<GString>() }
    }

    #[inline]
    fn from_variant(variant: &Variant) -> Option<GString> {
        (variant.get_type() == VariantType::STRING).then(|| variant.try_to().ok()).flatten()
    }

    #[inline]
    fn lend(owned: &GString) -> &GString {
        owned
    }
}

/// The type of a method's result.
pub trait Returned: ToGodot {
    /// Writes the result of a call whose types the script's compiler has checked.
    ///
    /// # Safety
    /// `place` holds the default value of this type, in Godot's encoding, and nobody else uses it meanwhile.
    unsafe fn put(self, place: sys::GDExtensionTypePtr);

    /// Writes the result of any other call.
    ///
    /// # Safety
    /// `place` holds a Variant that is null, and nobody else uses it meanwhile.
    unsafe fn put_variant(self, place: sys::GDExtensionVariantPtr);
}

/// Nothing to do: the place already holds the result.
impl Returned for () {
    #[inline]
    unsafe fn put(self, _: sys::GDExtensionTypePtr) {}

    #[inline]
    unsafe fn put_variant(self, _: sys::GDExtensionVariantPtr) {}
}

/// Godot's own types, each with Godot's function that converts it to a Variant.
macro_rules! returned {
    ($($type:ty, $to_variant:ident;)*) => {$(
        impl Returned for $type {
            #[inline]
            unsafe fn put(self, place: sys::GDExtensionTypePtr) {
                // SAFETY: by the contract of this function.
                unsafe { self.move_return_ptr(place, PtrcallType::Standard) }
            }

            #[inline]
            unsafe fn put_variant(self, place: sys::GDExtensionVariantPtr) {
                // SAFETY: null may be overwritten; Godot reads its own encoding, and takes a reference to a counted value.
                unsafe { sys::builtin_fn!($to_variant)(place.cast(), self.sys().cast_mut()) }
            }
        }
    )*};
}

returned! {
    i64, int_to_variant;
    bool, bool_to_variant;
    GString, string_to_variant;
    Array<VarDictionary>, array_to_variant;
}

/// The arguments of a call whose types the script's compiler has checked.
pub struct Checked(*const sys::GDExtensionConstTypePtr);

impl Checked {
    /// # Safety
    /// `pointers` points to at least as many pointers as there are calls of [`next`](Self::next).
    #[inline]
    pub unsafe fn new(pointers: *const sys::GDExtensionConstTypePtr) -> Checked {
        Checked(pointers)
    }

    /// The next argument.
    ///
    /// # Safety
    /// The argument has type `A`, and lives unchanged for `'a`.
    #[inline]
    pub unsafe fn next<'a, A: Argument>(&mut self) -> A::Lent<'a> {
        // SAFETY: there is another argument by the contract of `new`, and it is an `A` by the contract of this
        // function.
        unsafe {
            let argument = A::borrow(*self.0);
            self.0 = self.0.add(1);
            argument
        }
    }
}

/// The arguments of any other call.
pub struct Unchecked<'a>(&'a [sys::GDExtensionConstVariantPtr]);

impl Unchecked<'_> {
    /// # Safety
    /// `pointers` points to `count` pointers to Variants that live unchanged as long as this.
    #[inline]
    pub unsafe fn new(pointers: *const sys::GDExtensionConstVariantPtr, count: sys::GDExtensionInt) -> Self {
        match usize::try_from(count) {
            // SAFETY: by the contract of this function.
            Ok(count) if count > 0 => Unchecked(unsafe { std::slice::from_raw_parts(pointers, count) }),
            _ => Unchecked(&[]),
        }
    }

    /// The next argument, or `default` if it was left out; `None` if the crate has to handle the call.
    #[inline]
    pub fn next<A: Argument>(&mut self, default: Option<A::Owned>) -> Option<A::Owned> {
        let Some((first, others)) = self.0.split_first() else { return default };
        self.0 = others;
        // SAFETY: by the contract of `new`. The crate's type has exactly Godot's layout, by its size.
        A::from_variant(unsafe { &*first.cast::<Variant>() })
    }

    /// Whether there are no more.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Defines an `impl` of a class whose methods Godot sees as if they were `#[func(rename = …)]`, and `register()`, which adds
/// them to the class. Each argument is an [`Argument`], and the result is [`Returned`].
///
/// An array is the script's own, not a counted reference. A method must not use it any more once a script may have run, which
/// includes every error line, since scripts can listen to these.
macro_rules! fast_methods {
    (impl $class:ident {$(
        $(#[doc = $doc:literal])*
        #[func(rename = $godot_name:ident)]
        pub fn $name:ident(
            $($(#[opt(default = $default:literal)])? $argument:ident: $kind:ty),* $(,)?
        ) -> $returned:ty $body:block
    )*}) => {
        impl $class {$(
            $(#[doc = $doc])*
            #[inline]
            pub fn $name($($argument: $kind),*) -> $returned $body
        )*}

        /// Adds the fast methods to the class. Call it once, after the class exists.
        #[allow(clippy::too_many_lines, reason = "it repeats itself for every method")]
        pub(super) fn register() {$({
            #[allow(unused_imports, reason = "a method may have no arguments")]
            use $crate::script::fast::{Argument, Checked, Returned, Unchecked};
            use godot::builtin::{StringName, Variant};
            use godot::private::{CallContext, Signature, handle_fallible_ptrcall, handle_fallible_varcall};
            use godot::register::info::MethodFlags;
            use godot::register::private::method::ClassMethodInfo;
            use godot::sys;

            static CONTEXT: CallContext<'static> = CallContext::func(stringify!($class), stringify!($godot_name));

            fn defaults() -> Vec<Variant> {
                #[allow(unused_imports, reason = "a method may have no defaults")]
                use godot::meta::ToGodot;
                vec![$($($default.to_variant(),)?)*]
            }

            unsafe extern "C" fn checked_call(
                _: *mut std::ffi::c_void,
                _: sys::GDExtensionClassInstancePtr,
                arguments: *const sys::GDExtensionConstTypePtr,
                place: sys::GDExtensionTypePtr,
            ) {
                handle_fallible_ptrcall(&CONTEXT, || {
                    // SAFETY: Godot passes all arguments, with the registered types, and a place for the result that
                    // holds its default value. All of them belong to this call.
                    #[allow(unused_mut, unused_variables, reason = "a method may have no arguments")]
                    unsafe {
                        let mut arguments = Checked::new(arguments);
                        $(let $argument = arguments.next::<$kind>();)*
                        $class::$name($($argument),*).put(place);
                    }
                    Ok(())
                });
            }

            unsafe extern "C" fn call(
                _: *mut std::ffi::c_void,
                instance: sys::GDExtensionClassInstancePtr,
                arguments: *const sys::GDExtensionConstVariantPtr,
                count: sys::GDExtensionInt,
                place: sys::GDExtensionVariantPtr,
                error: *mut sys::GDExtensionCallError,
            ) {
                // SAFETY: Godot passes a place for the error that belongs to this call.
                handle_fallible_varcall(&CONTEXT, unsafe { &mut *error }, || {
                    // SAFETY: Godot passes this many Variants, which outlive the call.
                    #[allow(unused_mut, reason = "a method may have no arguments")]
                    let mut given = unsafe { Unchecked::new(arguments, count) };
                    #[allow(clippy::redundant_closure_call, reason = "`?` leaves the closure alone")]
                    let taken = (|| {
                        let taken = ($(given.next::<$kind>(None$(.or(Some($default)))?)?,)*);
                        given.is_empty().then_some(taken)
                    })();
                    let Some(($($argument,)*)) = taken else {
                        // SAFETY: Godot's own arguments, for the registered types.
                        return unsafe { call_the_long_way(instance, arguments, count, place, error) };
                    };
                    let returned = $class::$name($(<$kind as Argument>::lend(&$argument)),*);
                    // SAFETY: Godot passes a place that holds null and belongs to this call.
                    unsafe { returned.put_variant(place) };
                    Ok(())
                });
            }

            #[cold]
            unsafe fn call_the_long_way(
                instance: sys::GDExtensionClassInstancePtr,
                arguments: *const sys::GDExtensionConstVariantPtr,
                count: sys::GDExtensionInt,
                place: sys::GDExtensionVariantPtr,
                error: *mut sys::GDExtensionCallError,
            ) -> Result<(), godot::meta::error::CallError> {
                // SAFETY: the arguments of a Godot call with these types, by the contract of this function.
                unsafe {
                    Signature::<($(<$kind as Argument>::Owned,)*), $returned>::in_varcall(
                        instance,
                        &CONTEXT,
                        arguments,
                        count,
                        &defaults(),
                        place,
                        error,
                        |_, ($($argument,)*)| $class::$name($(<$kind as Argument>::lend(&$argument)),*),
                    )
                }
            }

            // SAFETY: both functions take and return these types, and bind no object.
            let method = unsafe {
                ClassMethodInfo::from_signature::<$class, ($(<$kind as Argument>::Owned,)*), $returned>(
                    StringName::from(stringify!($godot_name)),
                    Some(call),
                    Some(checked_call),
                    MethodFlags::NORMAL | MethodFlags::STATIC,
                    // A name that is also a keyword of Rust is written `r#type`.
                    &[$(stringify!($argument).trim_start_matches("r#")),*],
                    defaults(),
                )
            };
            method.register_extension_class_method();
            #[cfg(feature = "docs")]
            $crate::script::class_reference::add_method::<$class>(stringify!($godot_name), &[$($doc),*]);
        })*}
    };
}
pub(crate) use fast_methods;
