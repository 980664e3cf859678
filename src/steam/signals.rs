//! One signal for each event.

use godot::builtin::{GString, VarArray};
use godot::meta::ToGodot;
use godot::obj::Singleton;

use super::Steam;
use super::enums::{ChatEntryType, ChatRoomEnterResponse, ResultValue};
use crate::platform::{Event, SteamId};

/// Emits the signal that stands for `event`. The match names every event: a new one without a signal does not compile.
pub fn emit(event: Event) {
    let steam = Steam::singleton();
    let mut signals = steam.signals();
    match event {
        Event::P2PSessionRequest { remote } => signals.p2p_session_request().emit(id(remote)),
        Event::P2PSessionConnectFail { remote, error } => {
            signals.p2p_session_connect_fail().emit(id(remote), i64::from(error));
        }
        Event::LobbyCreated { result, lobby } => {
            signals.lobby_created().emit(ResultValue(i64::from(result)), id(lobby));
        }
        Event::LobbyEntered { lobby, permissions, locked, response } => {
            let response = ChatRoomEnterResponse(i64::from(response));
            signals.lobby_joined().emit(id(lobby), i64::from(permissions), locked, response);
        }
        Event::LobbyMatchList { lobbies } => {
            let lobbies: VarArray = lobbies.into_iter().map(|lobby| id(lobby).to_variant()).collect();
            signals.lobby_match_list().emit(&lobbies);
        }
        Event::LobbyChatUpdate { lobby, changed, making_change, state } => {
            signals.lobby_chat_update().emit(id(lobby), id(changed), id(making_change), i64::from(state));
        }
        Event::LobbyMessage { lobby, user, message, entry_type } => {
            let text = GString::from(&*String::from_utf8_lossy(&message));
            let entry_type = ChatEntryType(i64::from(entry_type));
            signals.lobby_message().emit(id(lobby), id(user), &text, entry_type);
        }
        Event::LobbyDataUpdate { success, lobby, member } => {
            signals.lobby_data_update().emit(i64::from(success), id(lobby), id(member));
        }
        Event::LobbyGameCreated { lobby, server, ip, port } => {
            signals.lobby_game_created().emit(id(lobby), id(server), i64::from(ip), i64::from(port));
        }
        Event::LobbyInvite { inviter, lobby, game } => {
            signals.lobby_invite().emit(id(inviter), id(lobby), game as i64);
        }
        Event::LobbyKicked { lobby, admin, due_to_disconnect } => {
            signals.lobby_kicked().emit(id(lobby), id(admin), i64::from(due_to_disconnect));
        }
        Event::JoinRequested { lobby, friend } => signals.join_requested().emit(id(lobby), id(friend)),
        Event::PersonaStateChange { user, flags } => {
            signals.persona_state_change().emit(id(user), i64::from(flags));
        }
        Event::SteamServerConnected => signals.steam_server_connected().emit(),
        Event::SteamServerConnectFailed { result, retrying } => {
            signals.steam_server_connect_failed().emit(ResultValue(i64::from(result)), retrying);
        }
        Event::SteamServerDisconnected { result } => {
            signals.steam_server_disconnected().emit(ResultValue(i64::from(result)));
        }
        Event::SteamShutdown => signals.steam_shutdown().emit(),
        Event::IoFailed { signal, message } => {
            signals.steamworks_error().emit(&GString::from(signal), &GString::from(&message));
        }
    }
}

/// Ids are `int` in GDScript: the same 64 bits.
fn id(id: SteamId) -> i64 {
    id.0 as i64
}
