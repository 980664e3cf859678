//! The class enums of `Steam`.
//!
//! The macros of the crate `godot` cannot declare enums of a class. This file uses the hidden interface behind its
//! `#[constant]`, for which `Cargo.toml` pins the crate's version, as for what `fast/` uses.

mod table;

use godot::builtin::{StringName, VariantType};
use godot::meta::shape::GodotShape;
use godot::meta::{GodotConvert, ToGodot};
use godot::obj::GodotClass;
use godot::register::private::constant::{ConstantKind, ExportConstant, IntegerConstant};

use super::Steam;

/// Adds the enums and constants to the class. To be called once, when the class exists.
pub fn register() {
    for (name, enumerators) in table::ENUMS {
        let enumerators =
            enumerators.iter().map(|&(name, value)| IntegerConstant::new(name, value)).collect();
        let kind = ConstantKind::Enum { name: StringName::from(*name), enumerators };
        ExportConstant::new(Steam::class_id(), kind).register();
    }
    for &(name, value) in table::CONSTANTS {
        let kind = ConstantKind::Integer(IntegerConstant::new(name, value));
        ExportConstant::new(Steam::class_id(), kind).register();
    }
}

/// Declares the type of a return value or signal argument that GDScript sees as an enum of `Steam`.
macro_rules! enum_values {
    ($($(#[$doc:meta])* $name:ident = $godot_name:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $name(pub i64);

        impl GodotConvert for $name {
            type Via = i64;

            fn godot_shape() -> GodotShape {
                GodotShape::Enum {
                    variant_type: VariantType::INT,
                    enumerators: Vec::new().into(),
                    godot_name: Some($godot_name.into()),
                    is_bitfield: false,
                }
            }
        }

        impl ToGodot for $name {
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

enum_values! {
    /// `EResult`.
    ResultValue = "Steam.Result";
    /// `EChatRoomEnterResponse`.
    ChatRoomEnterResponse = "Steam.ChatRoomEnterResponse";
    /// `EAuthSessionResponse`.
    AuthSessionResponse = "Steam.AuthSessionResponse";
    /// `EBeginAuthSessionResult`.
    BeginAuthSessionResult = "Steam.BeginAuthSessionResult";
    /// `EPersonaState`.
    PersonaState = "Steam.PersonaState";
    /// `EUniverse`.
    Universe = "Steam.Universe";
    /// `EUserHasLicenseForAppResult`.
    UserHasLicenseForAppResult = "Steam.UserHasLicenseForAppResult";
    /// `EChatEntryType`.
    ChatEntryType = "Steam.ChatEntryType";
}

impl BeginAuthSessionResult {
    /// The ticket is not one.
    pub const INVALID_TICKET: BeginAuthSessionResult = BeginAuthSessionResult(1);
}

impl UserHasLicenseForAppResult {
    /// No ticket of the user has been checked.
    pub const NO_AUTH: UserHasLicenseForAppResult = UserHasLicenseForAppResult(2);
}
