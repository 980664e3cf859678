//! The users present, and traffic statistics.

use godot::builtin::{Array, VarDictionary, vdict};
use godot::register::godot_api;

use super::{SteamLocal, other_user, with};
use crate::contract::SteamId;
use crate::script::report;

#[godot_api(secondary)]
impl SteamLocal {
    /// All users who are running, including you, in the order of their numbers.
    ///
    /// Keys: `steam_id` (int), `name` (String), `number` (int, from 1), `is_self` (bool), `is_hub_host` (bool, whether this
    /// user's process hosts the hub, through which users find each other), `process_id` (int, your own; 0 for other users).
    #[func]
    pub fn get_users() -> Array<VarDictionary> {
        let users = with("SteamLocal.get_users", |network, _| network.users());
        users
            .iter()
            .map(|user| {
                vdict! {
                    "steam_id" => user.id.0.cast_signed(),
                    "name" => user.name.as_str(),
                    "number" => i64::from(user.number),
                    "is_self" => user.is_self,
                    "is_hub_host" => user.is_hub_host,
                    "process_id" => i64::from(user.process_id.unwrap_or(0)),
                }
            })
            .collect()
    }

    /// Traffic to and from `steam_id` since `Steam` was initialised; empty if there was none.
    ///
    /// Keys, all int but the last two: `packets_out`, `bytes_out`; `packets_lost_out`, unreliable packets lost through the
    /// conditions; `packets_in`, `bytes_in`; `packets_lost_in`, packets that did not arrive, as far as later ones show, or that
    /// the full queue refused; `packets_queued`, `bytes_queued`, waiting to be sent or acknowledged; `round_trip_ms`, -1 until it
    /// is measured (each call starts a measurement, at most once a second, and a later call returns the result); `using_relay`,
    /// `link_cut` (bool).
    #[func]
    pub fn get_session_stats(steam_id: i64) -> VarDictionary {
        const METHOD: &str = "SteamLocal.get_session_stats";
        let stats = with(METHOD, |network, me| network.session_stats(other_user(METHOD, steam_id, me)?));
        let Some(stats) = stats else { return VarDictionary::new() };
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        vdict! {
            "packets_out" => number(stats.packets_out),
            "bytes_out" => number(stats.bytes_out),
            "packets_lost_out" => number(stats.packets_lost_out),
            "packets_in" => number(stats.packets_in),
            "bytes_in" => number(stats.bytes_in),
            "packets_lost_in" => number(stats.packets_lost_in),
            "packets_queued" => number(stats.packets_queued),
            "bytes_queued" => number(stats.bytes_queued),
            "round_trip_ms" => stats.round_trip_ms.map_or(-1, i64::from),
            "using_relay" => stats.using_relay,
            "link_cut" => stats.link_cut,
        }
    }

    /// Accepts an invitation, like a click in Steam's overlay: `Steam.join_requested` is emitted, and the game then calls
    /// `Steam.joinLobby`. Returns `false` if nobody has invited you to `lobby_id`, or if you have accepted the invitation
    /// before.
    #[func]
    pub fn accept_invite(lobby_id: i64) -> bool {
        const METHOD: &str = "SteamLocal.accept_invite";
        with(METHOD, |network, _| {
            let lobby = SteamId(lobby_id as u64);
            if !lobby.is_lobby() {
                report::bad_argument(
                    METHOD,
                    "lobby_id",
                    lobby_id,
                    "it must be the 64-bit Steam ID of a lobby",
                );
                return false;
            }
            network.accept_invite(lobby)
        })
    }

    /// Makes this process disappear for all others, as if it had been killed: members of its lobbies see it disconnect. The
    /// process keeps running, but sends and receives nothing until `Steam.steamShutdown()` and a new init.
    #[func]
    pub fn vanish() -> bool {
        with("SteamLocal.vanish", |network, _| {
            network.vanish();
            true
        })
    }
}
