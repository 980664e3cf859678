//! The arguments of `steamInit` and `steamInitEx`, which come in two generations.
//!
//! Newer: `(app_id: int = 0, embed_callbacks: bool = false)`. Older: a bool for statistics first, then the same two. So the
//! type of the first argument tells which was meant, and the arguments have to be Variants.

use godot::builtin::{Variant, VariantType};
use godot::meta::conv::ByValue;
use godot::meta::shape::GodotShape;
use godot::meta::{FromGodot, GodotConvert, GodotImmutable, ToGodot};

use crate::script::{arguments, report};

/// One argument of an init, whatever a script passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InitArgument {
    /// Left out.
    Absent,
    /// An `int`.
    Int(i64),
    /// A `bool`.
    Bool(bool),
    /// Anything else, which is wrong.
    Other(VariantType),
}

impl GodotConvert for InitArgument {
    type Via = Variant;

    fn godot_shape() -> GodotShape {
        GodotShape::Variant
    }
}

impl FromGodot for InitArgument {
    fn try_from_godot(via: Variant) -> Result<Self, godot::meta::error::ConvertError> {
        Ok(match via.get_type() {
            VariantType::NIL => InitArgument::Absent,
            VariantType::INT => InitArgument::Int(via.to()),
            VariantType::BOOL => InitArgument::Bool(via.to()),
            other => InitArgument::Other(other),
        })
    }
}

impl ToGodot for InitArgument {
    type Pass = ByValue;

    fn to_godot(&self) -> Variant {
        match self {
            InitArgument::Int(number) => number.to_variant(),
            InitArgument::Bool(flag) => flag.to_variant(),
            InitArgument::Absent | InitArgument::Other(_) => Variant::nil(),
        }
    }
}

// SAFETY: the type is `Copy` and holds no Godot value.
unsafe impl GodotImmutable for InitArgument {}

impl std::fmt::Display for InitArgument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            InitArgument::Absent => f.write_str("left out"),
            InitArgument::Int(number) => write!(f, "the int {number}"),
            InitArgument::Bool(flag) => write!(f, "the bool {flag}"),
            InitArgument::Other(other) => write!(f, "of type {other:?}"),
        }
    }
}

/// What an init is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InitArguments {
    /// The game's ID, 0 for that of the settings.
    pub app_id: u32,
    /// Whether every frame shall pump.
    pub embed_callbacks: bool,
}

impl InitArguments {
    /// Whether `first` begins the older form, whose `steamInit` also returned a Dictionary.
    // rule: init.older
    pub fn is_older(first: InitArgument) -> bool {
        matches!(first, InitArgument::Bool(_))
    }

    /// `None` after an error line.
    // rule: init.newer, init.arguments
    pub fn parse(method: &'static str, given: [InitArgument; 3]) -> Option<InitArguments> {
        let [first, second, third] = given;
        let (app_id, embed_callbacks, surplus) = match (InitArguments::is_older(first), second) {
            // The newer form's default stands where the app ID was left out.
            (true, InitArgument::Bool(_)) => (InitArgument::Absent, third, InitArgument::Absent),
            (true, app_id) => (app_id, third, InitArgument::Absent),
            (false, embed_callbacks) => (first, embed_callbacks, third),
        };
        let app_id = match app_id {
            InitArgument::Absent => 0,
            InitArgument::Int(number) => {
                arguments::number(method, "app_id", number, 0..=i64::from(u32::MAX))?
            }
            wrong => {
                report::bad_argument(
                    method,
                    "app_id",
                    wrong,
                    "it must be an int, 0 for the project's setting",
                );
                return None;
            }
        };
        let embed_callbacks = match embed_callbacks {
            InitArgument::Absent => false,
            InitArgument::Bool(flag) => flag,
            wrong => {
                report::bad_argument(method, "embed_callbacks", wrong, "it must be a bool");
                return None;
            }
        };
        if surplus != InitArgument::Absent {
            let allowed = "only the older form, which begins with a bool, has three";
            report::bad_argument(method, "the third argument", surplus, allowed);
            return None;
        }
        Some(InitArguments { app_id, embed_callbacks })
    }
}

#[cfg(test)]
mod tests {
    use super::InitArgument::{Absent, Bool, Int};
    use super::*;

    fn parse(first: InitArgument, second: InitArgument, third: InitArgument) -> (u32, bool) {
        let parsed = InitArguments::parse("Steam.steamInit", [first, second, third]).unwrap();
        (parsed.app_id, parsed.embed_callbacks)
    }

    #[test]
    fn the_newer_form_begins_with_the_app_id() {
        assert_eq!(parse(Absent, Absent, Absent), (0, false));
        assert_eq!(parse(Int(480), Absent, Absent), (480, false));
        assert_eq!(parse(Int(480), Bool(true), Absent), (480, true));
    }

    #[test]
    fn the_older_form_begins_with_a_bool() {
        assert_eq!(parse(Bool(true), Absent, Absent), (0, false));
        assert_eq!(parse(Bool(true), Bool(false), Absent), (0, false));
        assert_eq!(parse(Bool(false), Int(480), Absent), (480, false));
        assert_eq!(parse(Bool(false), Int(480), Bool(true)), (480, true));
    }
}
