//! The number of this instance among several instances of the game.

use godot::register::godot_api;

use super::SteamLocal;
use crate::contract::local_network::LocalNetwork;
use crate::script::current;
use crate::settings::Instance;

#[godot_api(secondary)]
impl SteamLocal {
    /// The number of this instance of the game, from 1. It comes from the argument `--steam-instance=2/3` after Godot's `--`, which
    /// the editor's panel passes; otherwise, on the local platform, it is the number of the local user. 0 without either. Writes no
    /// error without `SteamLocal.is_active()`.
    #[func]
    pub fn get_instance_number() -> i64 {
        let of_user = |network: &dyn LocalNetwork| {
            let me = network.users().into_iter().find(|user| user.is_self);
            me.map(|user| user.number)
        };
        let number =
            Instance::told().map(|instance| instance.number).or_else(|| with_network(of_user).flatten());
        number.map_or(0, i64::from)
    }

    /// The number of instances of the game. It comes from the argument `--steam-instance=2/3`; otherwise, on the local platform, it is
    /// the number of running local users. 0 without either. Writes no error without `SteamLocal.is_active()`.
    #[func]
    pub fn get_instance_count() -> i64 {
        let users = |network: &dyn LocalNetwork| network.users().len();
        match Instance::told() {
            Some(instance) => i64::from(instance.count),
            None => with_network(users).and_then(|count| i64::try_from(count).ok()).unwrap_or(0),
        }
    }
}

fn with_network<R>(f: impl FnOnce(&dyn LocalNetwork) -> R) -> Option<R> {
    current::peek(|platform| platform.and_then(|platform| platform.local_network()).map(f))
}
