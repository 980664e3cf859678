//! Methods and signals of interfaces that are not carried: they do nothing, and exist so that scripts compile.
//!
//! GDScript rejects a whole script for one unknown name, so a class also has the names of these interfaces. There are
//! hundreds of them, all alike: `not_carried!` turns them into rows, and one function answers all calls. It reports once
//! for each method that its interface is not carried, and returns the empty value of the method's type.
//!
//! The macros of the crate `godot` need a function for each method. Godot itself passes a pointer along with each call, so
//! that one function can find its row; registering and answering such a method takes raw pointers, hence `unsafe`.

use std::collections::BTreeSet;
use std::ffi::c_void;

use godot::builtin::{
    GString, PackedByteArray, PackedInt32Array, PackedInt64Array, StringName, VarArray, VarDictionary,
    Variant, VariantType,
};
use godot::meta::ToGodot;
use godot::obj::{EngineBitfield, GodotClass};
use godot::private::{CallContext, handle_fallible_ptrcall, handle_fallible_varcall};
use godot::register::info::{MethodFlags, PropertyHintInfo, PropertyInfo, PropertyUsageFlags};
use godot::sys::{self, SysPtr};
use parking_lot::Mutex;

use super::{report, signals};

/// The methods whose calls have been reported, with their classes.
static REPORTED: Mutex<BTreeSet<(&str, &str)>> = Mutex::new(BTreeSet::new());

/// A method of a class.
struct Registered {
    class: &'static str,
    method: &'static Method,
}

/// An interface that is not carried.
pub struct Interface {
    /// Its name, without `ISteam`.
    pub name: &'static str,
    /// Its methods.
    pub methods: &'static [Method],
    /// Its signals, which are never emitted.
    pub signals: &'static [Signal],
}

/// A method that does nothing.
pub struct Method {
    /// The interface that it belongs to.
    pub interface: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The arguments.
    pub arguments: &'static [Argument],
    /// The type that it would return.
    pub returns: Kind,
}

/// A signal that is never emitted.
pub struct Signal {
    /// Its name.
    pub name: &'static str,
    /// The arguments that it would have.
    pub arguments: &'static [Argument],
}

/// An argument of a method or signal.
pub struct Argument {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// The default value, as GDScript writes it.
    pub default: Option<&'static str>,
}

/// A type: Godot's, and the name of the class's enum, if it is one.
#[derive(Clone, Copy)]
pub struct Kind(pub VariantType, pub &'static str);

impl Kind {
    /// The description of a value of this type for Godot.
    fn property(self, class: &str, name: &str) -> PropertyInfo {
        let Kind(variant_type, enum_name) = self;
        let mut usage = PropertyUsageFlags::DEFAULT;
        let mut enum_name = enum_name.to_owned();
        if !enum_name.is_empty() {
            usage |= PropertyUsageFlags::CLASS_IS_ENUM;
            enum_name = format!("{class}.{enum_name}");
        }
        PropertyInfo {
            variant_type,
            class_name: StringName::from(enum_name.as_str()),
            property_name: StringName::from(name),
            hint_info: PropertyHintInfo::none(),
            usage,
        }
    }

    /// The empty value.
    fn empty(self) -> Variant {
        match self.0 {
            VariantType::BOOL => false.to_variant(),
            VariantType::INT => 0.to_variant(),
            VariantType::FLOAT => 0.0.to_variant(),
            VariantType::STRING => GString::new().to_variant(),
            VariantType::ARRAY => VarArray::new().to_variant(),
            VariantType::DICTIONARY => VarDictionary::new().to_variant(),
            VariantType::PACKED_BYTE_ARRAY => PackedByteArray::new().to_variant(),
            VariantType::PACKED_INT32_ARRAY => PackedInt32Array::new().to_variant(),
            VariantType::PACKED_INT64_ARRAY => PackedInt64Array::new().to_variant(),
            _ => Variant::nil(),
        }
    }
}

impl Argument {
    /// Whether a default, as GDScript writes it, has the argument's type.
    pub fn takes(&self, default: &str) -> bool {
        match self.kind.0 {
            VariantType::BOOL => default.parse::<bool>().is_ok(),
            VariantType::INT => default.parse::<i64>().is_ok(),
            VariantType::PACKED_INT32_ARRAY => default == "[]",
            VariantType::STRING => default.len() >= 2 && default.starts_with('"') && default.ends_with('"'),
            _ => false,
        }
    }

    /// The default value.
    fn default(&self) -> Option<Variant> {
        let text = self.default?;
        Some(match self.kind.0 {
            VariantType::BOOL => text.parse::<bool>().ok()?.to_variant(),
            VariantType::INT => text.parse::<i64>().ok()?.to_variant(),
            VariantType::PACKED_INT32_ARRAY => self.kind.empty(),
            _ => GString::from(text.trim_matches('"')).to_variant(),
        })
    }
}

impl Method {
    /// The number of required arguments.
    fn needed(&self) -> usize {
        self.arguments.iter().filter(|argument| argument.default.is_none()).count()
    }

    /// Reports once that the call does nothing.
    fn report(&self, class: &'static str) {
        if REPORTED.lock().insert((class, self.name)) {
            let Method { interface, name, .. } = self;
            let reason = format!(
                "the interface {interface} is not carried, so the call does nothing and returns an empty value; \
                 {class}.is_interface_supported(\"{interface}\") tells you in advance. This is reported once"
            );
            report::error(&format!("{class}.{name}"), reason);
        }
    }

    /// The error of a call's arguments, in Godot's terms.
    fn fault(&self, given: &[VariantType]) -> Option<sys::GDExtensionCallError> {
        let fault = |error, argument: usize, expected: usize| {
            let (argument, expected) = (argument.try_into().unwrap_or(0), expected.try_into().unwrap_or(0));
            Some(sys::GDExtensionCallError { error, argument, expected })
        };
        if given.len() > self.arguments.len() {
            let error = sys::GDEXTENSION_CALL_ERROR_TOO_MANY_ARGUMENTS;
            return fault(error, self.arguments.len(), self.arguments.len());
        }
        if given.len() < self.needed() {
            return fault(sys::GDEXTENSION_CALL_ERROR_TOO_FEW_ARGUMENTS, self.needed(), self.needed());
        }
        for (index, (&given, argument)) in given.iter().zip(self.arguments).enumerate() {
            let expected = argument.kind.0;
            // SAFETY: Godot compares two numbers.
            let converts =
                unsafe { sys::interface_fn!(variant_can_convert_strict)(given.sys(), expected.sys()) };
            if converts == sys::GDExtensionBool::from(false) {
                let expected = usize::try_from(expected.ord).unwrap_or(0);
                return fault(sys::GDEXTENSION_CALL_ERROR_INVALID_ARGUMENT, index, expected);
            }
        }
        None
    }
}

/// Adds the interfaces' methods and signals to the class `C`. Call it once, after the class exists.
pub fn register<C: GodotClass>(class: &'static str, interfaces: &[&'static Interface]) {
    for interface in interfaces {
        for method in interface.methods {
            register_method::<C>(class, method);
        }
        for signal in interface.signals {
            let arguments =
                signal.arguments.iter().map(|argument| argument.kind.property(class, argument.name));
            signals::register_properties(C::class_id(), signal.name, &arguments.collect::<Vec<_>>());
        }
    }
}

fn register_method<C: GodotClass>(class: &'static str, method: &'static Method) {
    let name = StringName::from(method.name);
    let arguments: Vec<_> =
        method.arguments.iter().map(|argument| argument.kind.property(class, argument.name)).collect();
    let mut argument_infos: Vec<_> = arguments.iter().map(PropertyInfo::property_sys).collect();
    let mut metadata = vec![sys::GDEXTENSION_METHOD_ARGUMENT_METADATA_NONE; arguments.len()];
    let defaults: Vec<_> = method.arguments.iter().filter_map(Argument::default).collect();
    let mut default_pointers: Vec<_> =
        defaults.iter().map(|default| SysPtr::force_mut(default.var_sys())).collect();
    let returned = method.returns.property(class, "");
    let mut returned_info = returned.property_sys();
    // Lives as long as the library, as the table does: Godot passes it along with each call.
    let row: &'static Registered = Box::leak(Box::new(Registered { class, method }));
    let count = |len: usize| u32::try_from(len).unwrap_or(0);
    let info = sys::GDExtensionClassMethodInfo {
        name: SysPtr::force_mut(name.string_sys()),
        method_userdata: std::ptr::from_ref(row).cast_mut().cast(),
        call_func: Some(call),
        ptrcall_func: Some(checked_call),
        method_flags: (MethodFlags::NORMAL | MethodFlags::STATIC).ord() as u32,
        has_return_value: (method.returns.0 != VariantType::NIL).into(),
        return_value_info: &raw mut returned_info,
        return_value_metadata: sys::GDEXTENSION_METHOD_ARGUMENT_METADATA_NONE,
        argument_count: count(argument_infos.len()),
        arguments_info: argument_infos.as_mut_ptr(),
        arguments_metadata: metadata.as_mut_ptr(),
        default_argument_count: count(default_pointers.len()),
        default_arguments: default_pointers.as_mut_ptr(),
    };
    // SAFETY: everything that `info` points to outlives the call, which copies it, and the method's row lives as long as the
    // library. Godot passes the row only to the two functions below. The class exists.
    unsafe {
        sys::interface_fn!(classdb_register_extension_class_method)(
            sys::get_library(),
            C::class_id().string_sys(),
            &raw const info,
        );
    }
}

/// A call whose arguments the script's compiler has checked.
unsafe extern "C" fn checked_call(
    row: *mut c_void,
    _: sys::GDExtensionClassInstancePtr,
    _: *const sys::GDExtensionConstTypePtr,
    place: sys::GDExtensionTypePtr,
) {
    // SAFETY: the row that `register_method` has registered, which is never freed.
    let Registered { class, method } = unsafe { &*row.cast::<Registered>() };
    handle_fallible_ptrcall(&CallContext::func(class, method.name), || {
        // SAFETY: Godot passes a place for a value of the registered type, which belongs to this call. Values other than
        // numbers are already there, empty; numbers may be uninitialised.
        unsafe {
            match method.returns.0 {
                VariantType::BOOL => place.cast::<sys::GDExtensionBool>().write(0),
                VariantType::INT => place.cast::<i64>().write(0),
                VariantType::FLOAT => place.cast::<f64>().write(0.0),
                _ => {}
            }
        }
        method.report(class);
        Ok(())
    });
}

/// Any other call.
unsafe extern "C" fn call(
    row: *mut c_void,
    _: sys::GDExtensionClassInstancePtr,
    arguments: *const sys::GDExtensionConstVariantPtr,
    count: sys::GDExtensionInt,
    place: sys::GDExtensionVariantPtr,
    error: *mut sys::GDExtensionCallError,
) {
    // SAFETY: the row that `register_method` has registered, which is never freed.
    let Registered { class, method } = unsafe { &*row.cast::<Registered>() };
    let given: Vec<VariantType> = (0..usize::try_from(count).unwrap_or(0))
        // SAFETY: Godot passes this many pointers to Variants, which outlive the call. The crate's type has exactly Godot's
        // layout, by its size (see `fast/`).
        .map(|index| unsafe { (**arguments.add(index).cast::<*const Variant>()).get_type() })
        .collect();
    // SAFETY: Godot passes a place for the error that belongs to this call.
    let error = unsafe { &mut *error };
    if let Some(fault) = method.fault(&given) {
        *error = fault;
        return;
    }
    handle_fallible_varcall(&CallContext::func(class, method.name), error, || {
        // SAFETY: Godot passes a place that holds null and belongs to this call.
        unsafe { *place.cast::<Variant>() = method.returns.empty() };
        method.report(class);
        Ok(())
    });
}

/// Declares an interface that is not carried: a static [`Interface`] with its methods and signals.
macro_rules! not_carried {
    ($(
        $(#[doc = $doc:literal])*
        static $table:ident = $interface:literal {
            $(fn $method:ident(
                $($argument:ident: $kind:ident $(= $default:tt)?),*
            ) $(-> $returns:ident)?;)*
            $(signal $signal:ident($($brought:ident: $brought_kind:ident),*);)*
        }
    )*) => {$(
        $(#[doc = $doc])*
        pub static $table: $crate::script::not_carried::Interface = $crate::script::not_carried::Interface {
            name: $interface,
            methods: &[$($crate::script::not_carried::Method {
                interface: $interface,
                name: stringify!($method),
                arguments: &[$($crate::script::not_carried::Argument {
                    name: stringify!($argument),
                    kind: $crate::script::not_carried::kind!($kind),
                    default: $crate::script::not_carried::default!($($default)?),
                }),*],
                returns: $crate::script::not_carried::kind!($($returns)?),
            }),*],
            signals: &[$($crate::script::not_carried::Signal {
                name: stringify!($signal),
                arguments: &[$($crate::script::not_carried::Argument {
                    name: stringify!($brought),
                    kind: $crate::script::not_carried::kind!($brought_kind),
                    default: None,
                }),*],
            }),*],
        };
    )*};
}
pub(crate) use not_carried;

/// The type with this name in GDScript; a name that is not Godot's is an enum of the class.
macro_rules! kind {
    () => {
        $crate::script::not_carried::Kind(godot::builtin::VariantType::NIL, "")
    };
    (bool) => {
        $crate::script::not_carried::Kind(godot::builtin::VariantType::BOOL, "")
    };
    (int) => {
        $crate::script::not_carried::Kind(godot::builtin::VariantType::INT, "")
    };
    (float) => {
        $crate::script::not_carried::Kind(godot::builtin::VariantType::FLOAT, "")
    };
    (String) => {
        $crate::script::not_carried::Kind(godot::builtin::VariantType::STRING, "")
    };
    (Array) => {
        $crate::script::not_carried::Kind(godot::builtin::VariantType::ARRAY, "")
    };
    (Dictionary) => {
        $crate::script::not_carried::Kind(godot::builtin::VariantType::DICTIONARY, "")
    };
    (PackedByteArray) => {
        $crate::script::not_carried::Kind(godot::builtin::VariantType::PACKED_BYTE_ARRAY, "")
    };
    (PackedInt32Array) => {
        $crate::script::not_carried::Kind(godot::builtin::VariantType::PACKED_INT32_ARRAY, "")
    };
    (PackedInt64Array) => {
        $crate::script::not_carried::Kind(godot::builtin::VariantType::PACKED_INT64_ARRAY, "")
    };
    ($enumeration:ident) => {
        $crate::script::not_carried::Kind(godot::builtin::VariantType::INT, stringify!($enumeration))
    };
}
pub(crate) use kind;

/// The default of an argument.
macro_rules! default {
    () => {
        None
    };
    ($default:tt) => {
        Some(stringify!($default))
    };
}
pub(crate) use default;
