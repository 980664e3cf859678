//! Methods of the classes: a row of a table for each, and one pair of functions for all that have the same types.
//!
//! The macros of the crate `godot` make three functions of each method: two for the ways in which Godot calls it, each with a
//! copy of what the method does, and one that registers it. With hundreds of methods, that is most of the library. `methods!`
//! takes the same declarations and registers methods with the same names, types and defaults. Godot passes the row along with each
//! call, which is how a function that serves many methods knows its own.
//!
//! What the rows are told to and called by is the hidden interface behind `#[func]`, for which `Cargo.toml` pins the crate, and
//! raw pointers; hence `unsafe`. Methods that a game calls for every packet are `fast_methods!` instead.

use std::ffi::c_void;

use godot::builtin::{StringName, Variant};
use godot::meta::shape::GodotShape;
use godot::meta::{ClassId, EngineToGodot, GodotConvert};
use godot::obj::{EngineBitfield, GodotClass};
use godot::private::{CallContext, Signature, handle_fallible_ptrcall, handle_fallible_varcall};
use godot::register::info::{MethodFlags, PropertyInfo};
use godot::sys::{self, PtrcallType, SysPtr};
use godot_core::meta::InParamTuple;

/// A method that takes `A`, a tuple, and returns `R`.
pub struct Method<A, R> {
    told: Told,
    body: Body<A, R>,
}

/// What a method does. The crate passes an object along, and these have none.
type Body<A, R> = fn(sys::GDExtensionClassInstancePtr, A) -> R;

/// What does not depend on the types.
struct Told {
    /// The class, the method and the arguments, with a space between them: one text takes less room than several.
    words: &'static str,
    /// The number of bytes of the first two.
    class: u8,
    name: u8,
    defaults: Option<Defaults>,
}

/// Makes the values of arguments that are left out.
pub type Defaults = fn() -> Vec<Variant>;

impl<A, R> Method<A, R> {
    /// `words` begins with `class` and `name`.
    pub const fn new(
        words: &'static str,
        class: &str,
        name: &str,
        defaults: Option<Defaults>,
        body: Body<A, R>,
    ) -> Self {
        assert!(class.len() <= u8::MAX as usize && name.len() <= u8::MAX as usize);
        #[allow(clippy::cast_possible_truncation, reason = "it has just been asserted")]
        Self { told: Told { words, class: class.len() as u8, name: name.len() as u8, defaults }, body }
    }
}

impl Told {
    /// The class, the method, and the arguments.
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        let (class, rest) = self.words.split_at(usize::from(self.class));
        let (name, arguments) = rest.trim_start().split_at(usize::from(self.name));
        (class, name, arguments)
    }

    /// How errors name the call.
    #[inline(never)]
    fn context(&self) -> CallContext<'static> {
        let (class, name, _) = self.parts();
        CallContext::func(class, name)
    }

    fn defaults(&self) -> Vec<Variant> {
        self.defaults.map(|defaults| defaults()).unwrap_or_default()
    }
}

/// The types of the arguments of a method or signal.
pub trait Types {
    /// What Godot is told of them.
    fn shapes() -> Vec<GodotShape>;
}

macro_rules! types {
    ($(($($kind:ident)*))*) => {$(
        impl<$($kind: GodotConvert),*> Types for ($($kind,)*) {
            fn shapes() -> Vec<GodotShape> {
                vec![$($kind::godot_shape()),*]
            }
        }
    )*};
}

types! { () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) }

/// Adds a method to the class `C`. Call it once, after the class exists.
pub fn add<C: GodotClass, A: InParamTuple + Types, R: EngineToGodot>(method: &'static Method<A, R>) {
    let row = std::ptr::from_ref(method).cast_mut().cast();
    // SAFETY: both functions are for a row of these types, and these are the types that Godot is told.
    unsafe {
        register(
            C::class_id(),
            &method.told,
            row,
            (A::shapes(), R::godot_shape()),
            (call::<A, R>, checked_call::<A, R>),
        );
    }
}

/// The two ways in which Godot calls a method.
type Calls = (
    unsafe extern "C" fn(
        *mut c_void,
        sys::GDExtensionClassInstancePtr,
        *const sys::GDExtensionConstVariantPtr,
        sys::GDExtensionInt,
        sys::GDExtensionVariantPtr,
        *mut sys::GDExtensionCallError,
    ),
    unsafe extern "C" fn(
        *mut c_void,
        sys::GDExtensionClassInstancePtr,
        *const sys::GDExtensionConstTypePtr,
        sys::GDExtensionTypePtr,
    ),
);

/// # Safety
/// Both of `calls` take `row`, arguments of the first of `shapes`, and return a value of the last one.
unsafe fn register(
    class: ClassId,
    told: &Told,
    row: *mut c_void,
    (taken, returned): (Vec<GodotShape>, GodotShape),
    (call, checked_call): Calls,
) {
    let (_, name, words) = told.parts();
    let name = StringName::from(name);
    // A name that is a word of Rust's as well is written `r#type`.
    let names = words.split_whitespace().map(|name| name.trim_start_matches("r#"));
    let arguments: Vec<PropertyInfo> =
        names.zip(&taken).map(|(name, shape)| shape.to_method_signature_property(name)).collect();
    let mut argument_infos: Vec<_> = arguments.iter().map(PropertyInfo::property_sys).collect();
    let mut metadata: Vec<_> = taken.iter().map(|shape| shape.param_metadata().to_sys()).collect();
    let defaults = told.defaults();
    let mut default_pointers: Vec<_> =
        defaults.iter().map(|default| SysPtr::force_mut(default.var_sys())).collect();
    let result = returned.to_method_signature_property("");
    let mut result_info = result.property_sys();
    let count = |length: usize| u32::try_from(length).unwrap_or(0);
    let info = sys::GDExtensionClassMethodInfo {
        name: SysPtr::force_mut(name.string_sys()),
        method_userdata: row,
        call_func: Some(call),
        ptrcall_func: Some(checked_call),
        method_flags: (MethodFlags::NORMAL | MethodFlags::STATIC).ord() as u32,
        has_return_value: true.into(),
        return_value_info: &raw mut result_info,
        return_value_metadata: returned.param_metadata().to_sys(),
        argument_count: count(argument_infos.len()),
        arguments_info: argument_infos.as_mut_ptr(),
        arguments_metadata: metadata.as_mut_ptr(),
        default_argument_count: count(default_pointers.len()),
        default_arguments: default_pointers.as_mut_ptr(),
    };
    // SAFETY: all that `info` points to lives through the call, which copies it, but for the row, which lives as long as the
    // library. Godot passes it to the two functions and to nothing else, and they are for it by the contract of this function.
    unsafe {
        sys::interface_fn!(classdb_register_extension_class_method)(
            sys::get_library(),
            class.string_sys(),
            &raw const info,
        );
    }
}

/// A call whose arguments the compiler of the script has checked.
unsafe extern "C" fn checked_call<A: InParamTuple, R: EngineToGodot>(
    row: *mut c_void,
    instance: sys::GDExtensionClassInstancePtr,
    arguments: *const sys::GDExtensionConstTypePtr,
    place: sys::GDExtensionTypePtr,
) {
    // SAFETY: `add` has told this row along with this function, and it is never freed.
    let method = unsafe { &*row.cast::<Method<A, R>>() };
    let context = method.told.context();
    handle_fallible_ptrcall(&context, || {
        // SAFETY: Godot passes all arguments, and a place for what is returned, of the types that `add` has told.
        unsafe {
            Signature::<A, R>::in_ptrcall(
                instance,
                &context,
                arguments,
                place,
                method.body,
                PtrcallType::Standard,
            )
        }
    });
}

/// Any other call.
unsafe extern "C" fn call<A: InParamTuple, R: EngineToGodot>(
    row: *mut c_void,
    instance: sys::GDExtensionClassInstancePtr,
    arguments: *const sys::GDExtensionConstVariantPtr,
    count: sys::GDExtensionInt,
    place: sys::GDExtensionVariantPtr,
    error: *mut sys::GDExtensionCallError,
) {
    // SAFETY: `add` has told this row along with this function, and it is never freed.
    let method = unsafe { &*row.cast::<Method<A, R>>() };
    let context = method.told.context();
    // SAFETY: Godot passes a place for the error that is the call's own.
    handle_fallible_varcall(&context, unsafe { &mut *error }, || {
        let are_all_given = usize::try_from(count).is_ok_and(|count| count >= A::LEN);
        let defaults = if are_all_given { Vec::new() } else { method.told.defaults() };
        // SAFETY: Godot passes so many Variants, which live as long as the call, and places for what is returned and the error.
        unsafe {
            Signature::<A, R>::in_varcall(
                instance,
                &context,
                arguments,
                count,
                &defaults,
                place,
                error,
                method.body,
            )
        }
    });
}

/// Makes an `impl` of a class, behind its name, whose methods are known to Godot as `#[func]` would make them, and
/// `register_methods()`, which adds them to the class.
macro_rules! methods {
    ($class_name:literal $class:ty {$(
        $(#[doc = $doc:literal])*
        #[func $((rename = $godot_name:ident))?]
        pub fn $name:ident(
            $($(#[opt(default = $default:expr)])? $argument:ident: $kind:ty),* $(,)?
        ) $(-> $returned:ty)? $body:block
    )*}) => {
        impl $class {$(
            $(#[doc = $doc])*
            #[allow(clippy::too_many_arguments, reason = "it has those that Steam has")]
            pub fn $name($($argument: $kind),*) $(-> $returned)? $body
        )*}

        /// Adds these methods to the class. Call it once, after the class exists.
        #[allow(clippy::too_many_lines, reason = "it repeats itself for every method")]
        pub(super) fn register_methods() {$({
            use $crate::script::methods::{self, Method};

            static METHOD: Method<($($kind,)*), methods::returned!($($returned)?)> = Method::new(
                concat!($class_name, " ", methods::name!($name $($godot_name)?) $(, " ", stringify!($argument))*),
                $class_name,
                methods::name!($name $($godot_name)?),
                methods::defaults!($($($kind, $default;)?)*),
                |_, ($($argument,)*)| <$class>::$name($($argument),*),
            );
            methods::add::<$class, _, _>(&METHOD);
            #[cfg(feature = "docs")]
            $crate::script::class_reference::add_method::<$class>(methods::name!($name $($godot_name)?), &[$($doc),*]);
        })*}
    };
}
pub(crate) use methods;

/// The name that scripts know a method by.
macro_rules! name {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $godot_name:ident) => {
        stringify!($godot_name)
    };
}
pub(crate) use name;

/// The type that stands behind `->`.
macro_rules! returned {
    () => {
        ()
    };
    ($kind:ty) => {
        $kind
    };
}
pub(crate) use returned;

/// What makes the defaults of a method.
macro_rules! defaults {
    () => { None };
    ($($kind:ty, $default:expr;)*) => {
        Some(|| vec![$(godot::private::opt_default_value::<$kind>($default)),*])
    };
}
pub(crate) use defaults;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_knows_the_class_the_method_and_the_arguments() {
        let parts =
            |words, class, name| Method::<(), ()>::new(words, class, name, None, |_, ()| ()).told.parts();
        assert_eq!(parts("Steam getIt a r#type", "Steam", "getIt"), ("Steam", "getIt", " a r#type"));
        assert_eq!(parts("Steam getIt", "Steam", "getIt"), ("Steam", "getIt", ""));
    }
}
