//! One signal for each event.

use godot::builtin::{GString, PackedByteArray, VarArray, vdict};
use godot::meta::ToGodot;
use godot::obj::Singleton;

use super::Steam;
use super::enums::{AuthSessionResponse, ChatEntryType, ChatRoomEnterResponse, ResultValue};
use crate::contract::{Event, SteamId};

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
            // Texts of other programs carry C's end mark.
            let text = message.split(|&byte| byte == 0).next().unwrap_or_default();
            let text = GString::from(&*String::from_utf8_lossy(text));
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
        Event::FavoritesListChanged { server, add, account } => {
            let favorite = vdict! {
                "ip" => i64::from(u32::from(server.ip)),
                "query_port" => i64::from(server.query_port),
                "conn_port" => i64::from(server.port),
                "app_id" => i64::from(server.app_id),
                "flags" => i64::from(server.flags),
                "add" => add,
                "account_id" => i64::from(account),
            };
            signals.favorites_list_changed().emit(&favorite);
        }
        Event::FavoritesListAccountsUpdated { result } => {
            signals.favorites_list_accounts_updated().emit(ResultValue(i64::from(result)));
        }
        Event::AvatarLoaded { user, image } => {
            let data = PackedByteArray::from(image.rgba);
            signals.avatar_loaded().emit(id(user), i64::from(image.width), &data);
        }
        Event::AvatarImageLoaded { user, handle, width, height } => {
            let (width, height) = (i64::from(width), i64::from(height));
            signals.avatar_image_loaded().emit(id(user), i64::from(handle), width, height);
        }
        Event::ChangeServerRequested { server, password } => {
            signals.change_server_requested().emit(&GString::from(&server), &GString::from(&password));
        }
        Event::FriendRichPresenceUpdate { user, app_id } => {
            signals.friend_rich_presence_update().emit(id(user), i64::from(app_id));
        }
        Event::JoinGameRequested { user, connect } => {
            signals.join_game_requested().emit(id(user), &GString::from(&connect));
        }
        Event::OverlayToggled { active, user_initiated, app_id } => {
            signals.overlay_toggled().emit(active, user_initiated, i64::from(app_id));
        }
        Event::GetAuthSessionTicketResponse { ticket, result } => {
            let result = ResultValue(i64::from(result));
            signals.get_auth_session_ticket_response().emit(i64::from(ticket), result);
        }
        Event::ValidateAuthTicketResponse { user, response, owner } => {
            let response = AuthSessionResponse(i64::from(response));
            signals.validate_auth_ticket_response().emit(id(user), response, id(owner));
        }
        Event::IpcFailure { kind } => signals.ipc_failure().emit(i64::from(kind)),
        Event::IpCountry => signals.ip_country().emit(),
        Event::LowPower { minutes } => signals.low_power().emit(i64::from(minutes)),
        Event::CheckFileSignature { result } => {
            signals.check_file_signature().emit(&GString::from(&result.to_string()));
        }
        Event::NewLaunchUrlParameters => signals.new_launch_url_parameters().emit(),
        Event::NetworkMessagesSessionRequest { remote } => {
            signals.network_messages_session_request().emit(id(remote));
        }
        Event::NetworkMessagesSessionFailed { reason, remote, state, debug } => {
            let (reason, state) = (i64::from(reason), i64::from(state));
            signals.network_messages_session_failed().emit(reason, id(remote), state, &GString::from(&debug));
        }
        Event::IoFailed { signal, message } => {
            signals.steamworks_error().emit(&GString::from(&signal), &GString::from(&message));
        }
    }
}

/// Ids are `int` in GDScript: the same 64 bits.
fn id(id: SteamId) -> i64 {
    id.0 as i64
}
