//! The interfaces of a game server that are not carried: only their names exist, so that scripts compile.

mod inventory;
mod ugc;
mod utils;
mod web;

use super::SteamServer;
use crate::script::not_carried::{self, Interface};
use crate::script::report;

/// The interfaces that are not carried.
static INTERFACES: &[&Interface] = &[&inventory::INVENTORY, &ugc::UGC, &utils::UTILS, &web::HTTP];

/// The interfaces that are carried.
const CARRIED: &[&str] = &[
    "GameServer",
    "GameServerStats",
    "Networking",
    "NetworkingMessages",
    "NetworkingSockets",
    "NetworkingUtils",
];

/// Adds the methods and signals to the class. Call it once, after the class exists.
pub fn register() {
    not_carried::register::<SteamServer>("SteamServer", INTERFACES);
}

/// Whether an interface is carried. An unknown interface is an error line.
pub fn is_carried(method: &str, name: &str) -> bool {
    let name = name.strip_prefix("ISteam").unwrap_or(name);
    if CARRIED.contains(&name) {
        return true;
    }
    if !INTERFACES.iter().any(|interface| interface.name == name) {
        let known: Vec<_> = INTERFACES.iter().map(|interface| interface.name).collect();
        let allowed =
            format!("it must be an interface of a game server: {}, {}", CARRIED.join(", "), known.join(", "));
        report::bad_argument(method, "interface_name", format!("{name:?}"), allowed);
    }
    false
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_name_is_there_once_and_every_default_of_its_type() {
        let mut names = HashSet::new();
        for method in INTERFACES.iter().flat_map(|interface| interface.methods) {
            assert!(names.insert(method.name), "{}", method.name);
            for argument in method.arguments {
                assert!(argument.default.is_none_or(|default| argument.takes(default)), "{}", method.name);
            }
        }
    }
}
