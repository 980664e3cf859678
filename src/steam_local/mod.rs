//! The singleton `SteamLocal`, as GDScript sees it: features that only the local platform has.
//!
//! As in [`steam`](crate::steam), every method is static, checks its arguments, converts, and decides nothing.

mod conditions;
mod course;
mod inspection;
mod instances;

use godot::classes::Object;
use godot::obj::Base;
use godot::register::{GodotClass, godot_api};

use crate::contract::SteamId;
use crate::contract::local_network::LocalNetwork;
use crate::contract::network_conditions::NetworkConditions;
use crate::script::{current, report};

/// Tools for developing and testing a game: a simulation of bad networks, and a look behind the scenes of the local
/// platform.
///
/// Network conditions work while `Steam` is initialised: on the local platform for all traffic, on Steam for the traffic of
/// Valve's library (`get_conditions_note()`). Other methods work while `is_active()` is `true`: `Steam` is initialised and the
/// local platform answers. Otherwise every method writes an error and returns `false` or an empty value. You may call every method
/// from any thread. A released game needs none of this.
///
/// Conditions apply to the packets that a process sends, and those with names that begin with `in_` to the packets that arrive
/// there. With a latency of 50 ms on both sides, a round trip takes 100 ms. A `steam_id` of 0 stands for all users, including
/// later ones. To set conditions for a whole run, use the project settings under `steam/local/`, the environment variable
/// `STEAM_NETWORKING_CONDITIONS=latency=50,loss=2` or the argument `--steam-conditions=latency=50,loss=2` after Godot's `--`.
#[derive(GodotClass)]
#[class(init, singleton, base = Object)]
pub struct SteamLocal {
    base: Base<Object>,
}

#[godot_api]
impl SteamLocal {
    /// Whether `Steam` is initialised and the local platform answers. Writes no error if not.
    #[func]
    pub fn is_active() -> bool {
        current::peek(|platform| platform.is_some_and(|platform| platform.local_network().is_some()))
    }
}

/// Calls `f` with the local network and the own id, or reports that there is none and returns the default.
fn with<R: Default>(method: &'static str, f: impl FnOnce(&dyn LocalNetwork, SteamId) -> R) -> R {
    current::peek(|platform| {
        match platform.map(|platform| (platform.local_network(), platform.user().steam_id())) {
            Some((Some(network), me)) => f(network, me),
            other => {
                if other.is_some() {
                    report::error(
                        method,
                        "works only on the local platform, but Steam itself answers now (see is_active)",
                    );
                } else {
                    current::unavailable(method);
                }
                R::default()
            }
        }
    })
}

/// Calls `f` with the network conditions and the own id, or reports that there are none and returns the default.
fn with_conditions<R: Default>(
    method: &'static str,
    f: impl FnOnce(&dyn NetworkConditions, SteamId) -> R,
) -> R {
    current::with(method, |platform| match platform.network_conditions() {
        Some(network) => f(network, platform.user().steam_id()),
        None => R::default(),
    })
}

/// The id of another user; `None` after an error line.
fn other_user(method: &'static str, steam_id: i64, me: SteamId) -> Option<SteamId> {
    let id = SteamId(steam_id as u64);
    if id == me {
        report::bad_argument(
            method,
            "steam_id",
            steam_id,
            "it is your own ID, and the route to yourself \
        is always perfect",
        );
        return None;
    }
    if !id.is_individual() {
        report::bad_argument(method, "steam_id", steam_id, "it must be the 64-bit Steam ID of a user");
        return None;
    }
    Some(id)
}

/// Another user, or `Some(None)` for all of them; `None` after an error line.
fn user_or_all(method: &'static str, steam_id: i64, me: SteamId) -> Option<Option<SteamId>> {
    if steam_id == 0 { Some(None) } else { other_user(method, steam_id, me).map(Some) }
}
