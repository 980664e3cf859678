//! An argument whose type tells which generation of a method is called.

use godot::builtin::{Variant, VariantType};
use godot::meta::conv::ByValue;
use godot::meta::shape::GodotShape;
use godot::meta::{FromGodot, GodotConvert, GodotImmutable, ToGodot};

/// An argument of any type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LooseArgument {
    /// Left out.
    Absent,
    /// An `int`.
    Int(i64),
    /// A `bool`.
    Bool(bool),
    /// Any other type, which is wrong.
    Other(VariantType),
}

impl GodotConvert for LooseArgument {
    type Via = Variant;

    fn godot_shape() -> GodotShape {
        GodotShape::Variant
    }
}

impl FromGodot for LooseArgument {
    fn try_from_godot(via: Variant) -> Result<Self, godot::meta::error::ConvertError> {
        Ok(match via.get_type() {
            VariantType::NIL => LooseArgument::Absent,
            VariantType::INT => LooseArgument::Int(via.to()),
            VariantType::BOOL => LooseArgument::Bool(via.to()),
            other => LooseArgument::Other(other),
        })
    }
}

impl ToGodot for LooseArgument {
    type Pass = ByValue;

    fn to_godot(&self) -> Variant {
        match self {
            LooseArgument::Int(number) => number.to_variant(),
            LooseArgument::Bool(flag) => flag.to_variant(),
            LooseArgument::Absent | LooseArgument::Other(_) => Variant::nil(),
        }
    }
}

// SAFETY: the type is `Copy` and holds no Godot value.
unsafe impl GodotImmutable for LooseArgument {}

impl std::fmt::Display for LooseArgument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LooseArgument::Absent => f.write_str("left out"),
            LooseArgument::Int(number) => write!(f, "the int {number}"),
            LooseArgument::Bool(flag) => write!(f, "the bool {flag}"),
            LooseArgument::Other(other) => write!(f, "of type {other:?}"),
        }
    }
}
