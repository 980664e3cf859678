//! Methods of the classes: a table row for each, and one pair of functions for all methods with the same types.
//!
//! The macros of the crate `godot` generate three functions for each method: two for the ways in which Godot calls it, each with a
//! copy of the method's body, and one that registers it. With hundreds of methods, that would be most of the library. `methods!`
//! takes the same declarations and registers methods with the same names, types and defaults. Godot passes the row along with each
//! call, so that one function can serve many methods.
//!
//! Registering and calling the rows takes the hidden interface behind `#[func]`, which is why `Cargo.toml` pins the crate, and
//! raw pointers, hence `unsafe`. Methods that a game calls for every packet are in `fast_methods!` instead.

use std::ffi::c_void;

use godot::builtin::{StringName, Variant};
use godot::meta::error::CallError;
use godot::meta::shape::GodotShape;
use godot::meta::{ClassId, EngineToGodot, GodotConvert};
use godot::obj::{EngineBitfield, GodotClass};
use godot::private::{CallContext, Signature, handle_fallible_ptrcall, handle_fallible_varcall};
use godot::register::info::{MethodFlags, PropertyInfo};
use godot::sys::{self, PtrcallType, SysPtr};
use godot_core::meta::InParamTuple;

/// A method that takes the tuple `A` and returns `R`.
pub struct Method<A, R> {
    description: Description,
    body: Body<A, R>,
}

/// The result of a call.
type CallResult<T> = Result<T, CallError>;

/// The body of a method. The crate passes an object along, but these methods have none.
type Body<A, R> = fn(sys::GDExtensionClassInstancePtr, A) -> R;

/// The part that does not depend on the types.
struct Description {
    /// The class, the method and the arguments, with a space between them: one text takes less space than several.
    words: &'static str,
    /// The sizes of the first two in bytes.
    class: u8,
    name: u8,
    defaults: Option<Defaults>,
}

/// Creates the default values of arguments.
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
        Self {
            description: Description { words, class: class.len() as u8, name: name.len() as u8, defaults },
            body,
        }
    }
}

impl Description {
    /// The class, the method, and the arguments.
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        let (class, rest) = self.words.split_at(usize::from(self.class));
        let (name, arguments) = rest.trim_start().split_at(usize::from(self.name));
        (class, name, arguments)
    }

    /// The name of the call in errors.
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
    /// Their description for Godot.
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
    // SAFETY: both functions are for a row of these types, which are registered with Godot.
    unsafe {
        register(
            C::class_id(),
            &method.description,
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
    description: &Description,
    row: *mut c_void,
    (taken, returned): (Vec<GodotShape>, GodotShape),
    (call, checked_call): Calls,
) {
    let (_, name, words) = description.parts();
    let name = StringName::from(name);
    // A name that is also a keyword of Rust is written `r#type`.
    let names = words.split_whitespace().map(|name| name.trim_start_matches("r#"));
    let arguments: Vec<PropertyInfo> =
        names.zip(&taken).map(|(name, shape)| shape.to_method_signature_property(name)).collect();
    let mut argument_infos: Vec<_> = arguments.iter().map(PropertyInfo::property_sys).collect();
    let mut metadata: Vec<_> = taken.iter().map(|shape| shape.param_metadata().to_sys()).collect();
    let defaults = description.defaults();
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
    // SAFETY: everything that `info` points to outlives the call, which copies it, and the row lives as long as the library.
    // Godot passes the row only to the two functions, which are for it by the contract of this function.
    unsafe {
        sys::interface_fn!(classdb_register_extension_class_method)(
            sys::get_library(),
            class.string_sys(),
            &raw const info,
        );
    }
}

/// A call whose arguments the script's compiler has checked.
unsafe extern "C" fn checked_call<A: InParamTuple, R: EngineToGodot>(
    row: *mut c_void,
    instance: sys::GDExtensionClassInstancePtr,
    arguments: *const sys::GDExtensionConstTypePtr,
    place: sys::GDExtensionTypePtr,
) {
    // SAFETY: `add` has registered this row with this function, and it is never freed.
    let description = unsafe { &(*row.cast::<Method<A, R>>()).description };
    answer_checked(description, &CheckedCall { row, instance, arguments, place }, run_checked::<A, R>);
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
    // SAFETY: `add` has registered this row with this function, and it is never freed.
    let description = unsafe { &(*row.cast::<Method<A, R>>()).description };
    answer(description, &Call { row, instance, arguments, count, place, error }, A::LEN, run::<A, R>);
}

/// The pointers that Godot passes with a call whose arguments the GDScript compiler has checked.
struct CheckedCall {
    row: *mut c_void,
    instance: sys::GDExtensionClassInstancePtr,
    arguments: *const sys::GDExtensionConstTypePtr,
    place: sys::GDExtensionTypePtr,
}

/// The pointers that Godot passes with any other call.
struct Call {
    row: *mut c_void,
    instance: sys::GDExtensionClassInstancePtr,
    arguments: *const sys::GDExtensionConstVariantPtr,
    count: sys::GDExtensionInt,
    place: sys::GDExtensionVariantPtr,
    error: *mut sys::GDExtensionCallError,
}

/// Runs a call by `run`, which must fit it, and prints its error. It is compiled once, not for each signature.
#[inline(never)]
fn answer_checked(
    description: &Description,
    call: &CheckedCall,
    run: unsafe fn(&CheckedCall, &CallContext) -> CallResult<()>,
) {
    let context = description.context();
    // SAFETY: `checked_call` passes a function that fits this call.
    handle_fallible_ptrcall(&context, || unsafe { run(call, &context) });
}

/// Runs a call that passes Variants by `run`, which must fit it, and reports its error to Godot. It is compiled once too.
#[inline(never)]
fn answer(
    description: &Description,
    call: &Call,
    wanted: usize,
    run: unsafe fn(&Call, &CallContext, &[Variant]) -> CallResult<()>,
) {
    let context = description.context();
    // SAFETY: Godot passes a place for the error that belongs to this call.
    handle_fallible_varcall(&context, unsafe { &mut *call.error }, || {
        let are_all_given = usize::try_from(call.count).is_ok_and(|count| count >= wanted);
        let defaults = if are_all_given { Vec::new() } else { description.defaults() };
        // SAFETY: `call` passes a function that fits this call.
        unsafe { run(call, &context, &defaults) }
    });
}

/// # Safety
/// The call's row must have these types, and its pointers must come from Godot.
unsafe fn run_checked<A: InParamTuple, R: EngineToGodot>(
    call: &CheckedCall,
    context: &CallContext,
) -> CallResult<()> {
    // SAFETY: the row has these types. Godot passes all arguments and a place for the result, with the types that `add`
    // has registered.
    unsafe {
        let body = (*call.row.cast::<Method<A, R>>()).body;
        let kind = PtrcallType::Standard;
        Signature::<A, R>::in_ptrcall(call.instance, context, call.arguments, call.place, body, kind)
    }
}

/// # Safety
/// The call's row must have these types, and its pointers must come from Godot.
unsafe fn run<A: InParamTuple, R: EngineToGodot>(
    call: &Call,
    context: &CallContext,
    defaults: &[Variant],
) -> CallResult<()> {
    // SAFETY: the row has these types. Godot passes this many Variants, which outlive the call, and places for the
    // result and the error.
    unsafe {
        let body = (*call.row.cast::<Method<A, R>>()).body;
        let &Call { instance, arguments, count, place, error, .. } = call;
        Signature::<A, R>::in_varcall(instance, context, arguments, count, defaults, place, error, body)
    }
}

/// Defines an `impl` of a class whose methods Godot sees as if they were `#[func]`, and `register_methods()`, which
/// adds them to the class.
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

/// The name of a method for scripts.
macro_rules! name {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $godot_name:ident) => {
        stringify!($godot_name)
    };
}
pub(crate) use name;

/// The type after `->`.
macro_rules! returned {
    () => {
        ()
    };
    ($kind:ty) => {
        $kind
    };
}
pub(crate) use returned;

/// The function that creates the defaults of a method.
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
        let parts = |words, class, name| {
            Method::<(), ()>::new(words, class, name, None, |_, ()| ()).description.parts()
        };
        assert_eq!(parts("Steam getIt a r#type", "Steam", "getIt"), ("Steam", "getIt", " a r#type"));
        assert_eq!(parts("Steam getIt", "Steam", "getIt"), ("Steam", "getIt", ""));
    }
}
