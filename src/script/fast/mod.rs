//! Calls from scripts without detours, for the few methods that a game calls in every frame for every peer.
//!
//! The macros of the crate `godot` are made for every type there is. On each call they allocate a list of defaults and
//! a list of arguments where one is left out, count a reference to each array up and down, and build a Dictionary
//! beside the one that Godot has made already for the answer. `fast_methods!` registers methods with the same names,
//! types and defaults and leaves these things out. What it does not expect, as a missing argument or one of another type,
//! goes the crate's way, so that it converts and complains as everywhere else.
//!
//! This folder holds what the pointers mean that Godot passes, and nothing of what a method does. It uses the hidden
//! interface behind `#[func]`, for which `Cargo.toml` pins the crate.

mod bytes;
mod dictionary;

pub use bytes::{contents, room};
pub use dictionary::{Fill, Filled, Slots};

use godot::builtin::{Array, GString, PackedByteArray, VarDictionary, Variant, VariantType};
use godot::meta::{FromGodot, ToGodot};
use godot::sys::{self, GodotFfi, PtrcallType};

// The crate's types are Godot's own and nothing else, so that a pointer to one is a pointer to the other.
const _: () = assert!(size_of::<Variant>() == size_of::<sys::types::OpaqueVariant>());
const _: () = assert!(size_of::<PackedByteArray>() == size_of::<sys::types::OpaquePackedByteArray>());
const _: () = assert!(size_of::<GString>() == size_of::<sys::types::OpaqueString>());

/// The type of an argument, as a method declares it.
pub trait Argument {
    /// The type that a script's value is converted to if it has no memory layout of its own.
    type Owned: FromGodot;
    /// The type that the method takes.
    type Lent<'a>;

    /// Borrows the argument of a call whose types the compiler of the script has checked.
    ///
    /// # Safety
    /// `pointer` points to a value of this type, in Godot's encoding, that lives and is not changed for `'a`.
    unsafe fn borrow<'a>(pointer: sys::GDExtensionConstTypePtr) -> Self::Lent<'a>;

    /// Takes the argument out of a Variant that holds exactly this type.
    fn from_variant(variant: &Variant) -> Option<Self::Owned>;

    /// Lends what was taken out of a Variant.
    fn lend(owned: &Self::Owned) -> Self::Lent<'_>;
}

impl Argument for i64 {
    type Owned = i64;
    type Lent<'a> = i64;

    #[inline]
    unsafe fn borrow<'a>(pointer: sys::GDExtensionConstTypePtr) -> Self::Lent<'a> {
        // SAFETY: by the contract of this function; Godot encodes an int as 64 bits with a sign.
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
        // SAFETY: by the contract of this function. The crate's type is Godot's and nothing else, by its size.
        unsafe { &*pointer.cast::<PackedByteArray>() }
    }

    #[inline]
    fn from_variant(variant: &Variant) -> Option<PackedByteArray> {
        // The crate would take any type for an array, with nothing in it.
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
        // SAFETY: by the contract of this function. The crate's type is Godot's and nothing else, by its size.
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

/// The type of what a method returns.
pub trait Returned: ToGodot {
    /// Puts it where a call whose types the compiler of the script has checked expects it.
    ///
    /// # Safety
    /// `place` holds the default value of this type, in Godot's encoding, and nobody else uses it meanwhile.
    unsafe fn put(self, place: sys::GDExtensionTypePtr);

    /// Puts it where any other call expects it.
    ///
    /// # Safety
    /// `place` holds a Variant that is null, and nobody else uses it meanwhile.
    unsafe fn put_variant(self, place: sys::GDExtensionVariantPtr);
}

/// Nothing: the place holds what a script gets then.
impl Returned for () {
    #[inline]
    unsafe fn put(self, _: sys::GDExtensionTypePtr) {}

    #[inline]
    unsafe fn put_variant(self, _: sys::GDExtensionVariantPtr) {}
}

/// Types of Godot's own, each with Godot's function that makes a Variant of it.
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
                // SAFETY: null may be overwritten; Godot reads its own encoding, and takes a reference where it is counted.
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

/// The arguments of a call whose types the compiler of the script has checked.
pub struct Checked(*const sys::GDExtensionConstTypePtr);

impl Checked {
    /// # Safety
    /// `pointers` points to as many pointers as [`next`](Self::next) is called.
    #[inline]
    pub unsafe fn new(pointers: *const sys::GDExtensionConstTypePtr) -> Checked {
        Checked(pointers)
    }

    /// The next argument.
    ///
    /// # Safety
    /// It is of type `A`, and lives unchanged for `'a`.
    #[inline]
    pub unsafe fn next<'a, A: Argument>(&mut self) -> A::Lent<'a> {
        // SAFETY: there is one more, by the contract of `new`, and it is an `A` by the contract of this function.
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

    /// The next argument, or `default` if it was left out; `None` if the crate has to have a look.
    #[inline]
    pub fn next<A: Argument>(&mut self, default: Option<A::Owned>) -> Option<A::Owned> {
        let Some((first, others)) = self.0.split_first() else { return default };
        self.0 = others;
        // SAFETY: by the contract of `new`. The crate's type is Godot's and nothing else, by its size.
        A::from_variant(unsafe { &*first.cast::<Variant>() })
    }

    /// Whether there are no more.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Makes an `impl` of a class whose methods are known to Godot as `#[func(rename = …)]` would make them, and `register()`, which
/// adds them to the class. Each argument is an [`Argument`], what is returned is [`Returned`].
///
/// An array is the script's own, not a reference that is counted: a method may not look at it any more once a script may have
/// run, which is so after every error line, since scripts can listen to these.
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

        /// Adds the methods that are called most to the class. Call it once, after the class exists.
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
                    // SAFETY: Godot passes all arguments, of the types that `register` has told, and a place for the
                    // returned one that holds its default value. All of it is the call's own, as long as it lasts.
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
                // SAFETY: Godot passes a place for the error that is the call's own.
                handle_fallible_varcall(&CONTEXT, unsafe { &mut *error }, || {
                    // SAFETY: Godot passes so many Variants, which live as long as the call.
                    #[allow(unused_mut, reason = "a method may have no arguments")]
                    let mut given = unsafe { Unchecked::new(arguments, count) };
                    #[allow(clippy::redundant_closure_call, reason = "`?` leaves the closure alone")]
                    let taken = (|| {
                        let taken = ($(given.next::<$kind>(None$(.or(Some($default)))?)?,)*);
                        given.is_empty().then_some(taken)
                    })();
                    let Some(($($argument,)*)) = taken else {
                        // SAFETY: Godot's own arguments, for the types that `register` has told.
                        return unsafe { call_the_long_way(instance, arguments, count, place, error) };
                    };
                    let returned = $class::$name($(<$kind as Argument>::lend(&$argument)),*);
                    // SAFETY: Godot passes a place that holds null and is the call's own.
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
                // SAFETY: the arguments of a call of Godot's for these types, by the contract of this function.
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

            // SAFETY: both functions take the arguments and return the value of these types, and bind no object.
            let method = unsafe {
                ClassMethodInfo::from_signature::<$class, ($(<$kind as Argument>::Owned,)*), $returned>(
                    StringName::from(stringify!($godot_name)),
                    Some(call),
                    Some(checked_call),
                    MethodFlags::NORMAL | MethodFlags::STATIC,
                    // A name that is a word of Rust's as well is written `r#type`.
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
