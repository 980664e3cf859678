//! One signal for each event.

mod account;
mod clans;
mod content;
mod declared;
mod device;
mod input;
mod leaderboards;
mod networking_sockets;
mod networking_utils;
mod remote_storage;
mod screenshots;
mod server_browser;
mod social;
mod timeline;
mod user_stats;

use std::net::Ipv4Addr;

use godot::builtin::{GString, PackedByteArray, VarArray, vdict};
use godot::meta::ToGodot;

use super::enums::{AuthSessionResponse, ChatEntryType, ChatRoomEnterResponse, ResultValue};
use crate::contract::{Event, SteamId};
use crate::script::report;

/// Adds the signals to the class. Call it once, after the class exists.
pub fn register() {
    content::register();
    declared::register();
    clans::register();
    account::register();
    device::register();
    input::register();
    leaderboards::register();
    networking_sockets::register();
    networking_utils::register();
    screenshots::register();
    social::register();
    timeline::register();
    remote_storage::register();
    server_browser::register();
    user_stats::register();
}

/// Emits the signal that stands for `event`. The match names every event: a new one without a signal does not compile.
#[expect(clippy::too_many_lines, reason = "one match without a wildcard, so that no event is forgotten")]
pub fn emit(event: Event) {
    match event {
        Event::P2PSessionRequest { remote } => declared::p2p_session_request(id(remote)),
        Event::P2PSessionConnectFail { remote, error } => {
            declared::p2p_session_connect_fail(id(remote), i64::from(error));
        }
        Event::LobbyCreated { result, lobby } => {
            declared::lobby_created(ResultValue(i64::from(result)), id(lobby));
        }
        Event::LobbyEntered { lobby, permissions, locked, response } => {
            let response = ChatRoomEnterResponse(i64::from(response));
            declared::lobby_joined(id(lobby), i64::from(permissions), locked, response);
        }
        Event::LobbyMatchList { lobbies } => {
            let lobbies: VarArray = lobbies.into_iter().map(|lobby| id(lobby).to_variant()).collect();
            declared::lobby_match_list(lobbies);
        }
        Event::LobbyChatUpdate { lobby, changed, making_change, state } => {
            declared::lobby_chat_update(id(lobby), id(changed), id(making_change), i64::from(state));
        }
        Event::LobbyMessage { lobby, user, message, entry_type } => {
            // Texts from other programs have C's end mark.
            let text = message.split(|&byte| byte == 0).next().unwrap_or_default();
            let text = GString::from(&*String::from_utf8_lossy(text));
            let entry_type = ChatEntryType(i64::from(entry_type));
            declared::lobby_message(id(lobby), id(user), text, entry_type);
        }
        Event::LobbyDataUpdate { success, lobby, member } => {
            declared::lobby_data_update(i64::from(success), id(lobby), id(member));
        }
        Event::LobbyGameCreated { lobby, server, ip, port } => {
            let ip = GString::from(&Ipv4Addr::from_bits(ip).to_string());
            declared::lobby_game_created(id(lobby), id(server), ip, i64::from(port));
        }
        Event::LobbyInvite { inviter, lobby, game } => {
            declared::lobby_invite(id(inviter), id(lobby), game as i64);
        }
        Event::LobbyKicked { lobby, admin, due_to_disconnect } => {
            declared::lobby_kicked(id(lobby), id(admin), i64::from(due_to_disconnect));
        }
        Event::JoinRequested { lobby, friend } => declared::join_requested(id(lobby), id(friend)),
        Event::PersonaStateChange { user, flags } => {
            declared::persona_state_change(id(user), i64::from(flags));
        }
        Event::SteamServerConnected => declared::steam_server_connected(),
        Event::SteamServerConnectFailed { result, retrying } => {
            declared::steam_server_connect_failed(ResultValue(i64::from(result)), retrying);
        }
        Event::SteamServerDisconnected { result } => {
            declared::steam_server_disconnected(ResultValue(i64::from(result)));
        }
        Event::SteamShutdown => declared::steam_shutdown(),
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
            declared::favorites_list_changed(favorite);
        }
        Event::FavoritesListAccountsUpdated { result } => {
            declared::favorites_list_accounts_updated(ResultValue(i64::from(result)));
        }
        Event::AvatarLoaded { user, image } => {
            let data = PackedByteArray::from(image.rgba);
            declared::avatar_loaded(id(user), i64::from(image.width), data);
        }
        Event::AvatarImageLoaded { user, handle, width, height } => {
            let (width, height) = (i64::from(width), i64::from(height));
            declared::avatar_image_loaded(id(user), i64::from(handle), width, height);
        }
        Event::ChangeServerRequested { server, password } => {
            declared::change_server_requested(GString::from(&server), GString::from(&password));
        }
        Event::FriendRichPresenceUpdate { user, app_id } => {
            declared::friend_rich_presence_update(id(user), i64::from(app_id));
        }
        Event::JoinGameRequested { user, connect } => {
            declared::join_game_requested(id(user), GString::from(&connect));
        }
        Event::OverlayToggled { active, user_initiated, app_id } => {
            declared::overlay_toggled(active, user_initiated, i64::from(app_id));
        }
        Event::GetAuthSessionTicketResponse { ticket, result } => {
            let result = ResultValue(i64::from(result));
            declared::get_auth_session_ticket_response(i64::from(ticket), result);
        }
        Event::ValidateAuthTicketResponse { user, response, owner } => {
            let response = AuthSessionResponse(i64::from(response));
            declared::validate_auth_ticket_response(id(user), response, id(owner));
        }
        Event::IpcFailure { kind } => declared::ipc_failure(i64::from(kind)),
        Event::IpCountry => declared::ip_country(),
        Event::LowPower { minutes } => declared::low_power(i64::from(minutes)),
        Event::CheckFileSignature { result } => {
            declared::check_file_signature(GString::from(&result.to_string()));
        }
        Event::NewLaunchUrlParameters => declared::new_launch_url_parameters(),
        Event::Content(event) => content::emit(event),
        Event::Clans(event) => clans::emit(event),
        Event::Account(event) => account::emit(event),
        Event::Device(event) => device::emit(event),
        Event::Input(event) => input::emit(event),
        // Only `SteamServer` gets it.
        Event::GameServer(_) | Event::GameServerStats(_) => {}
        Event::ServerBrowser(event) => server_browser::emit(event),
        Event::NetworkMessagesSessionRequest { remote } => {
            declared::network_messages_session_request(id(remote));
        }
        Event::NetworkMessagesSessionFailed { reason, remote, state, debug } => {
            let (reason, state) = (i64::from(reason), i64::from(state));
            declared::network_messages_session_failed(reason, id(remote), state, GString::from(&debug));
        }
        Event::NetworkingSockets(event) => networking_sockets::emit(event),
        Event::RelayNetwork(event) => networking_utils::emit(event),
        Event::Warning { about, reason } => report::warning(&about, reason),
        Event::Screenshots(event) => screenshots::emit(event),
        Event::Timeline(event) => timeline::emit(event),
        Event::Leaderboards(event) => leaderboards::emit(event),
        Event::Social(event) => social::emit(event),
        Event::UserStats(event) => user_stats::emit(event),
        Event::RemoteStorage(event) => remote_storage::emit(event),
        Event::IoFailed { signal, message } => {
            declared::steamworks_error(GString::from(&signal), GString::from(&message));
        }
    }
}

/// Ids are `int` in GDScript: the same 64 bits.
fn id(id: SteamId) -> i64 {
    id.0 as i64
}
