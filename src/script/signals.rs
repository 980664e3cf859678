//! Signals of a class, declared in as many files as there are subjects.
//!
//! The macros of the crate `godot` want all signals of a class in one block. `signals!` declares some of them anywhere, and
//! makes for each a function of the same name that emits it.

use godot::builtin::{StringName, Variant};
use godot::classes::Object;
use godot::meta::conv::ParamTuple;
use godot::obj::{Gd, GodotClass, Inherits, Singleton};
use godot::register::info::PropertyInfo;
use godot::sys;

/// Emits a signal of the singleton `C`.
pub fn emit<C: GodotClass + Singleton + Inherits<Object>>(signal: &str, arguments: &[Variant]) {
    let mut object: Gd<Object> = C::singleton().upcast();
    object.emit_signal(signal, arguments);
}

/// What Godot is told of a signal's argument.
pub fn argument<T>(name: &str) -> Option<PropertyInfo>
where
    (T,): ParamTuple,
{
    // A name that is a word of Rust's as well is written `r#type`.
    <(T,) as ParamTuple>::property_info(0, name.trim_start_matches("r#"))
}

/// Adds a signal to the class `C`. To be called once, when the class exists.
pub fn register<C: GodotClass>(signal: &str, arguments: &[Option<PropertyInfo>]) {
    let arguments: Vec<_> = arguments.iter().flatten().map(PropertyInfo::property_sys).collect();
    let name = StringName::from(signal);
    // SAFETY: the names and the list of arguments live through the call, which copies them; the class exists.
    unsafe {
        sys::interface_fn!(classdb_register_extension_class_signal)(
            sys::get_library(),
            C::class_id().string_sys(),
            name.string_sys(),
            arguments.as_ptr(),
            sys::GDExtensionInt::try_from(arguments.len()).unwrap_or(0),
        );
    }
}

/// Declares signals of a singleton. Makes a function for each that emits it, and `register()`, which adds them to the class.
macro_rules! signals {
    (impl $class:ident {$(
        $(#[doc = $doc:literal])*
        fn $name:ident($($argument:ident: $kind:ty),* $(,)?);
    )*}) => {
        $(
            $(#[doc = $doc])*
            pub(super) fn $name($($argument: $kind),*) {
                $crate::script::signals::emit::<$class>(
                    stringify!($name),
                    &[$(godot::meta::ToGodot::to_variant(&$argument)),*],
                );
            }
        )*

        /// Adds these signals to the class. To be called once, when the class exists.
        pub(super) fn register() {$(
            $crate::script::signals::register::<$class>(
                stringify!($name),
                &[$($crate::script::signals::argument::<$kind>(stringify!($argument))),*],
            );
            #[cfg(feature = "docs")]
            $crate::script::class_reference::add_signal::<$class>(stringify!($name), &[$($doc),*]);
        )*}
    };
}
pub(crate) use signals;
