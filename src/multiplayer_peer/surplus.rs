//! An argument that scripts of older generations still pass.

use godot::builtin::Variant;
use godot::meta::conv::ByValue;
use godot::meta::shape::GodotShape;
use godot::meta::{FromGodot, GodotConvert, GodotImmutable, ToGodot};

/// A value of any type, or none.
#[derive(Clone, Debug)]
pub struct Surplus(Option<Variant>);

impl Surplus {
    /// Left out.
    pub const ABSENT: Surplus = Surplus(None);

    /// The value, null if it was left out.
    pub fn value(self) -> Variant {
        self.0.unwrap_or_default()
    }
}

impl GodotConvert for Surplus {
    type Via = Variant;

    fn godot_shape() -> GodotShape {
        GodotShape::Variant
    }
}

impl FromGodot for Surplus {
    fn try_from_godot(via: Variant) -> Result<Self, godot::meta::error::ConvertError> {
        Ok(Surplus((!via.is_nil()).then_some(via)))
    }
}

impl ToGodot for Surplus {
    type Pass = ByValue;

    fn to_godot(&self) -> Variant {
        self.0.clone().unwrap_or_default()
    }
}

// SAFETY: the only default is `ABSENT`, which holds no Godot value.
unsafe impl GodotImmutable for Surplus {}
