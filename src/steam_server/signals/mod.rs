//! Signals of `SteamServer`. The signals of connections and of the relay network are declared as for `Steam`.

mod declared;
#[path = "../../steam/signals/networking_sockets.rs"]
#[allow(clippy::duplicate_mod, reason = "one implementation for two classes")]
mod networking_sockets;
#[path = "../../steam/signals/networking_utils.rs"]
#[allow(clippy::duplicate_mod, reason = "one implementation for two classes")]
mod networking_utils;

use godot::builtin::GString;

use super::enums::{AuthSessionResponse, DenyReason, ResultValue};
use crate::contract::game_server::GameServerEvent;
use crate::contract::game_server_stats::GameServerStatsEvent;
use crate::contract::user_stats::StatsEvent;
use crate::contract::{Event, SteamId};
use crate::script::report;

/// Adds the signals to the class. Call it once, after the class exists.
pub fn register() {
    declared::register();
    networking_sockets::register();
    networking_utils::register();
}

/// Emits the signal that stands for `event`.
pub fn emit(event: Event) {
    match event {
        Event::GameServer(event) => emit_of_server(event),
        Event::GameServerStats(GameServerStatsEvent::Received { result, user }) => {
            declared::stats_received(i64::from(result), id(user));
        }
        Event::GameServerStats(GameServerStatsEvent::Stored { result, user }) => {
            declared::stats_stored(i64::from(result), id(user));
        }
        // Steam posts it under the same number to users and to game servers.
        Event::UserStats(StatsEvent::UserUnloaded { user }) => declared::stats_unloaded(id(user)),
        Event::SteamServerConnected => declared::server_connected(),
        Event::SteamServerConnectFailed { result, retrying } => {
            declared::server_connect_failure(ResultValue(i64::from(result)), retrying);
        }
        Event::SteamServerDisconnected { result } => {
            declared::server_disconnected(ResultValue(i64::from(result)));
        }
        Event::GetAuthSessionTicketResponse { ticket, result } => {
            let result = ResultValue(i64::from(result));
            declared::get_auth_session_ticket_response(i64::from(ticket), result);
        }
        Event::ValidateAuthTicketResponse { user, response, owner } => {
            let response = AuthSessionResponse(i64::from(response));
            declared::validate_auth_ticket_response(id(user), response, id(owner));
        }
        Event::P2PSessionRequest { remote } => declared::p2p_session_request(id(remote)),
        Event::P2PSessionConnectFail { remote, error } => {
            declared::p2p_session_connect_fail(id(remote), i64::from(error));
        }
        Event::NetworkMessagesSessionRequest { remote } => {
            declared::network_messages_session_request(id(remote));
        }
        Event::NetworkMessagesSessionFailed { reason, .. } => {
            declared::network_messages_session_failed(i64::from(reason));
        }
        Event::NetworkingSockets(event) => networking_sockets::emit(event),
        Event::RelayNetwork(event) => networking_utils::emit(event),
        Event::IpCountry => declared::ip_country(),
        Event::SteamShutdown => declared::steam_shutdown(),
        Event::IoFailed { signal, message } => {
            declared::steamworks_error(GString::from(&signal), GString::from(&message));
        }
        Event::Warning { about, reason } => {
            // The platform does not know the class, so its text names the class for users.
            let about =
                about.strip_prefix("Steam.").map_or(about.clone(), |name| format!("SteamServer.{name}"));
            report::warning(&about, reason);
        }
        // Events for users only: a game server has no lobby, no friend and no screen. Steam sends it none of these; the local
        // platform sends it those about users who come and go.
        _ => {}
    }
}

fn emit_of_server(event: GameServerEvent) {
    match event {
        GameServerEvent::ClientApproved { user, owner } => declared::client_approved(id(user), id(owner)),
        GameServerEvent::ClientDenied { user, reason, text } => {
            declared::client_denied(id(user), DenyReason(i64::from(reason)), GString::from(&text));
        }
        GameServerEvent::ClientKicked { user, reason } => {
            declared::client_kick(id(user), DenyReason(i64::from(reason)));
        }
        GameServerEvent::PolicyResponse { secure } => declared::policy_response(i64::from(secure)),
        GameServerEvent::ClientGroupStatus { user, group, member, officer } => {
            declared::client_group_status(id(user), id(group), member, officer);
        }
        GameServerEvent::GameplayStats { result, rank, total_connects, total_minutes_played } => {
            declared::gameplay_stats(
                ResultValue(i64::from(result)),
                i64::from(rank),
                i64::from(total_connects),
                i64::from(total_minutes_played),
            );
        }
        GameServerEvent::AssociateWithClan { result } => {
            declared::associate_clan(ResultValue(i64::from(result)));
        }
        GameServerEvent::PlayerCompatibility {
            result,
            dont_like_candidate,
            candidate_doesnt_like,
            clan_dont_like_candidate,
            candidate,
        } => declared::player_compat(
            ResultValue(i64::from(result)),
            i64::from(dont_like_candidate),
            i64::from(candidate_doesnt_like),
            i64::from(clan_dont_like_candidate),
            id(candidate),
        ),
    }
}

/// Ids are `int` in GDScript: the same 64 bits.
fn id(id: SteamId) -> i64 {
    id.0 as i64
}
