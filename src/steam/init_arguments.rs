//! The arguments of `steamInit` and `steamInitEx`, which come in two generations.
//!
//! Newer: `(app_id: int = 0, embed_callbacks: bool = false)`. Older: first a bool for statistics, then the same two. The
//! type of the first argument tells which form it is, so the arguments have to be Variants.

use crate::script::loose_argument::LooseArgument;
use crate::script::{arguments, report};

/// The arguments of an init.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InitArguments {
    /// The app ID, 0 for the one from the settings.
    pub app_id: u32,
    /// Whether every frame pumps.
    pub embed_callbacks: bool,
}

impl InitArguments {
    /// Whether `first` begins the older form, whose `steamInit` also returned a Dictionary.
    // rule: init.older
    pub fn is_older(first: LooseArgument) -> bool {
        matches!(first, LooseArgument::Bool(_))
    }

    /// `None` after an error line.
    // rule: init.newer, init.arguments
    pub fn parse(method: &'static str, given: [LooseArgument; 3]) -> Option<InitArguments> {
        let [first, second, third] = given;
        let (app_id, embed_callbacks, surplus) = match (InitArguments::is_older(first), second) {
            // If the app ID was left out, the argument is the newer form's default.
            (true, LooseArgument::Bool(_)) => (LooseArgument::Absent, third, LooseArgument::Absent),
            (true, app_id) => (app_id, third, LooseArgument::Absent),
            (false, embed_callbacks) => (first, embed_callbacks, third),
        };
        let app_id = match app_id {
            LooseArgument::Absent => 0,
            LooseArgument::Int(number) => {
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
            LooseArgument::Absent => false,
            LooseArgument::Bool(flag) => flag,
            wrong => {
                report::bad_argument(method, "embed_callbacks", wrong, "it must be a bool");
                return None;
            }
        };
        if surplus != LooseArgument::Absent {
            let allowed = "only the older form, which begins with a bool, has three";
            report::bad_argument(method, "the third argument", surplus, allowed);
            return None;
        }
        Some(InitArguments { app_id, embed_callbacks })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::loose_argument::LooseArgument::{Absent, Bool, Int};

    fn parse(first: LooseArgument, second: LooseArgument, third: LooseArgument) -> (u32, bool) {
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
