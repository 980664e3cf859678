//! The interfaces of Steam that are not carried: only their names exist, so that scripts compile.
//!
//! These tables are all that exists of them; `docs/not_carried.md` is generated from them.

mod browser;
mod community;
mod enums;
mod play;

use godot::builtin::GString;
use godot::register::godot_api;

use super::Steam;
use crate::script::not_carried::{self, Interface};
use crate::script::{arguments, enums as class_enums, report};

/// The interfaces that are not carried.
static INTERFACES: &[&Interface] = &[
    &browser::HTML_SURFACE,
    &browser::HTTP,
    &browser::MUSIC,
    &browser::MUSIC_REMOTE,
    &browser::VIDEO,
    &community::INVENTORY,
    &community::UGC,
    &play::APPS_1_65,
    &play::APP_LISTS,
    &play::GAME_SEARCH,
    &play::NETWORKING_TYPES,
    &play::PARENTAL_SETTINGS,
    &play::PARTIES,
    &play::REMOTE_PLAY,
    &play::UTILS_1_65,
];

/// The interfaces that are carried.
const CARRIED: &[&str] = &[
    "Apps",
    "Friends",
    "Input",
    "Matchmaking",
    "MatchmakingServers",
    "Networking",
    "NetworkingMessages",
    "NetworkingSockets",
    "NetworkingUtils",
    "RemoteStorage",
    "Screenshots",
    "Timeline",
    "User",
    "UserStats",
    "Utils",
];

/// The maximum size of the name of an interface, in bytes.
const MAX_NAME_BYTES: usize = 64;

/// Adds the methods, signals, enums and constants to the class. Call it once, after the class exists.
pub fn register() {
    not_carried::register::<Steam>("Steam", INTERFACES);
    class_enums::register::<Steam>(enums::ENUMS, enums::CONSTANTS);
}

/// The enums and constants of these interfaces.
pub fn enum_table() -> class_enums::Table {
    (enums::ENUMS, enums::CONSTANTS)
}

#[godot_api(secondary)]
impl Steam {
    /// Whether an interface is carried: `UserStats`, or `ISteamUserStats`. The methods of other interfaces exist only so that
    /// scripts compile; each reports once that it does nothing, and returns an empty value. May be called before initialisation.
    /// Steamworks: none, this is an addition.
    #[func]
    pub fn is_interface_supported(interface_name: GString) -> bool {
        const METHOD: &str = "Steam.is_interface_supported";
        let Some(name) = arguments::name(METHOD, "interface_name", &interface_name, MAX_NAME_BYTES) else {
            return false;
        };
        let name = name.strip_prefix("ISteam").unwrap_or(&name);
        if CARRIED.contains(&name) {
            return true;
        }
        if !INTERFACES.iter().any(|interface| interface.name == name) {
            let known: Vec<_> = INTERFACES.iter().map(|interface| interface.name).collect();
            let allowed =
                format!("it must be an interface of Steam: {}, {}", CARRIED.join(", "), known.join(", "));
            report::bad_argument(METHOD, "interface_name", format!("{name:?}"), allowed);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_default_is_of_the_type_of_its_argument_and_stands_behind_those_without() {
        let all = INTERFACES.iter().flat_map(|interface| interface.methods);
        for method in all {
            let mut has_default = false;
            for argument in method.arguments {
                match argument.default {
                    Some(default) => {
                        has_default = true;
                        assert!(argument.takes(default), "{}: {}", method.name, argument.name);
                    }
                    None => assert!(!has_default, "{}: {}", method.name, argument.name),
                }
            }
        }
    }

    #[test]
    fn no_name_stands_in_the_tables_twice() {
        let mut names = HashSet::new();
        for interface in INTERFACES {
            assert!(!CARRIED.contains(&interface.name));
            for name in interface.methods.iter().map(|method| method.name) {
                assert!(names.insert(name), "{name}");
            }
        }
    }
}
