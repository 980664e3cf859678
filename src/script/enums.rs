//! Class enums: enums and constants of a class for scripts, and values that are typed as one of them.
//!
//! The macros of the crate `godot` cannot declare enums of a class. This file uses the hidden interface behind its
//! `#[constant]`, which is why `Cargo.toml` pins the crate's version, as for `fast/`.

use godot::builtin::StringName;
use godot::obj::GodotClass;
use godot::register::private::constant::{ConstantKind, ExportConstant, IntegerConstant};

/// One enum of a class: its name and its enumerators.
pub type EnumRow = (&'static str, &'static [(&'static str, i64)]);

/// The enums of a table, and its constants.
pub type Table = (&'static [EnumRow], &'static [(&'static str, i64)]);

/// Adds enums and constants to the class `C`. Call it once, after the class exists.
pub fn register<C: GodotClass>(enums: &[EnumRow], constants: &[(&str, i64)]) {
    for (name, enumerators) in enums {
        let enumerators =
            enumerators.iter().map(|&(name, value)| IntegerConstant::new(name, value)).collect();
        let kind = ConstantKind::Enum { name: StringName::from(*name), enumerators };
        ExportConstant::new(C::class_id(), kind).register();
    }
    for &(name, value) in constants {
        let kind = ConstantKind::Integer(IntegerConstant::new(name, value));
        ExportConstant::new(C::class_id(), kind).register();
    }
}

/// Declares the type of a return value or signal argument that GDScript sees as an enum of a class.
macro_rules! enum_values {
    ($($(#[$doc:meta])* $name:ident = $godot_name:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $name(pub i64);

        impl godot::meta::GodotConvert for $name {
            type Via = i64;

            fn godot_shape() -> godot::meta::shape::GodotShape {
                godot::meta::shape::GodotShape::Enum {
                    variant_type: godot::builtin::VariantType::INT,
                    enumerators: Vec::new().into(),
                    godot_name: Some($godot_name.into()),
                    is_bitfield: false,
                }
            }
        }

        impl godot::meta::ToGodot for $name {
            type Pass = godot::meta::conv::ByValue;

            fn to_godot(&self) -> i64 {
                self.0
            }
        }

        impl godot::meta::FromGodot for $name {
            fn try_from_godot(via: i64) -> Result<Self, godot::meta::error::ConvertError> {
                Ok($name(via))
            }
        }
    )*};
}
pub(crate) use enum_values;
