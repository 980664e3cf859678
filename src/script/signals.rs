//! Signals of a class, declared in a file for each subject.
//!
//! The macros of the crate `godot` require all signals of a class in one block. `signals!` declares some of them anywhere,
//! and defines a function of the same name for each that emits it.

use godot::builtin::{StringName, Variant};
use godot::classes::Object;
use godot::meta::ClassId;
use godot::meta::shape::GodotShape;
use godot::obj::{Gd, GodotClass, Inherits, Singleton};
use godot::register::info::PropertyInfo;
use godot::sys;

use super::methods::Types;

/// Emits a signal of the singleton `C`.
pub fn emit<C: GodotClass + Singleton + Inherits<Object>>(signal: &str, arguments: &[Variant]) {
    let mut object: Gd<Object> = C::singleton().upcast();
    object.emit_signal(signal, arguments);
}

/// Adds a signal with arguments of the types `A` to the class `C`. `words` are the names of the signal and of the arguments, with a
/// space between them. Call it once, after the class exists.
pub fn register<C: GodotClass, A: Types>(words: &str) {
    register_shapes(C::class_id(), words, &A::shapes());
}

fn register_shapes(class: ClassId, words: &str, shapes: &[GodotShape]) {
    let mut words = words.split(' ');
    let signal = words.next().unwrap_or_default();
    // A name that is also a keyword of Rust is written `r#type`.
    let names = words.map(|name| name.trim_start_matches("r#"));
    let arguments: Vec<_> =
        names.zip(shapes).map(|(name, shape)| shape.to_method_signature_property(name)).collect();
    register_properties(class, signal, &arguments);
}

/// Adds a signal to a class. Call it once, after the class exists.
pub fn register_properties(class: ClassId, signal: &str, arguments: &[PropertyInfo]) {
    let arguments: Vec<_> = arguments.iter().map(PropertyInfo::property_sys).collect();
    let name = StringName::from(signal);
    // SAFETY: the names and the list of arguments outlive the call, which copies them; the class exists.
    unsafe {
        sys::interface_fn!(classdb_register_extension_class_signal)(
            sys::get_library(),
            class.string_sys(),
            name.string_sys(),
            arguments.as_ptr(),
            sys::GDExtensionInt::try_from(arguments.len()).unwrap_or(0),
        );
    }
}

/// Declares signals of a singleton. Defines a function for each that emits it, and `register()`, which adds them to the
/// class.
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

        /// Adds these signals to the class. Call it once, after the class exists.
        pub(super) fn register() {$(
            $crate::script::signals::register::<$class, ($($kind,)*)>(
                concat!(stringify!($name) $(, " ", stringify!($argument))*),
            );
            #[cfg(feature = "docs")]
            $crate::script::class_reference::add_signal::<$class>(stringify!($name), &[$($doc),*]);
        )*}
    };
}
pub(crate) use signals;
