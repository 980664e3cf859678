//! The signals of `Steam` whose interfaces have no file of their own.

use godot::builtin::{GString, PackedByteArray, VarArray, VarDictionary};

use super::super::Steam;
use super::super::enums::{AuthSessionResponse, ChatEntryType, ChatRoomEnterResponse, ResultValue};
use crate::script::signals::signals;

signals! {
impl Steam {
    /// The user `steam_id_remote`, whom you have not talked to, sends you packets: answer with `acceptP2PSessionWithUser`, or
    /// by sending. Until then their packets wait unseen, and the signal comes again every few seconds while they keep sending.
    fn p2p_session_request(steam_id_remote: i64);

    /// The packets queued for the user `steam_id_remote` could not be delivered and are dropped: they did not accept, or are gone. The
    /// next packet you send tries again. `session_error` is one of P2PSessionError, most often `P2P_SESSION_ERROR_TIMEOUT`.
    fn p2p_session_connect_fail(steam_id_remote: i64, session_error: i64);

    /// The answer to `createLobby`: `connect` is `RESULT_OK` and `lobby` the new lobby, or the reason and 0.
    fn lobby_created(connect: ResultValue, lobby: i64);

    /// You entered the lobby `lobby_id`, also after `createLobby`, or could not: `response` is
    /// `CHAT_ROOM_ENTER_RESPONSE_SUCCESS`, or the reason. `locked` is whether only invited users may join. `permissions` is
    /// always 0.
    fn lobby_joined(lobby_id: i64, permissions: i64, locked: bool, response: ChatRoomEnterResponse);

    /// The answer to `requestLobbyList`: `lobbies` has the ID of each lobby that was found (int), best match first.
    fn lobby_match_list(lobbies: VarArray);

    /// The user `changed_id` entered or left a lobby you are in; `making_change_id` caused it: the
    /// user, or the one who removed them. `chat_state` is bits of ChatMemberStateChange.
    fn lobby_chat_update(lobby_id: i64, changed_id: i64, making_change_id: i64, chat_state: i64);

    /// A chat message in a lobby you are in, also your own: `user` wrote `buffer`. `chat_type` is `CHAT_ENTRY_TYPE_CHAT_MSG`.
    fn lobby_message(lobby_id: i64, user: i64, buffer: GString, chat_type: ChatEntryType);

    /// Data of a lobby changed, or came after `requestLobbyData`. `member_id` is a member where it is their data, otherwise the
    /// ID of the lobby. `success` is 1, or 0 if the lobby is gone.
    fn lobby_data_update(success: i64, lobby_id: i64, member_id: i64);

    /// The owner of a lobby named a game server: `server_id`, 0 if it has no Steam ID, and `server_ip`, as in `127.0.0.1` (`0.0.0.0` if
    /// it has no address), with `port`.
    fn lobby_game_created(lobby_id: i64, server_id: i64, server_ip: GString, port: i64);

    /// The user `inviter` invites you to `lobby`. `game` is the ID of the game, its app ID in the lower 24 bits. If you accept
    /// in the overlay, `join_requested` is emitted.
    fn lobby_invite(inviter: i64, lobby: i64, game: i64);

    /// You were removed from a lobby, by the user `admin_id`, or 0 if no user removed you. `due_to_disconnect` is 1 if the
    /// connection was lost.
    fn lobby_kicked(lobby_id: i64, admin_id: i64, due_to_disconnect: i64);

    /// You accepted an invitation to `lobby` outside the game: call `joinLobby`. `steam_id` is the friend who invited you.
    fn join_requested(lobby: i64, steam_id: i64);

    /// Something about a user changed; `flags` is bits of PersonaChange.
    fn persona_state_change(steam_id: i64, flags: i64);

    /// Connected to Steam's servers.
    fn steam_server_connected();

    /// Could not connect to Steam's servers; `result` is the reason, `retrying` whether Steam goes on trying.
    fn steam_server_connect_failed(result: ResultValue, retrying: bool);

    /// Lost the connection to Steam's servers; `result` is the reason.
    fn steam_server_disconnected(result: ResultValue);

    /// Steam is closing down.
    fn steam_shutdown();

    /// The favourite game servers changed. Keys: `ip` (int, host byte order), `query_port`, `conn_port`, `app_id`, `flags`
    /// (int), `add` (bool), `account_id` (int).
    fn favorites_list_changed(favorite: VarDictionary);

    /// The answer to adding users to the favourites: `RESULT_OK`, or the reason.
    fn favorites_list_accounts_updated(result: ResultValue);

    /// The answer to `getPlayerAvatar`: a square picture of the user `avatar_id`, `width` pixels wide and high, four bytes a pixel
    /// (red, green, blue, opacity).
    fn avatar_loaded(avatar_id: i64, width: i64, data: PackedByteArray);

    /// A large avatar of the user `avatar_id` that was not there yet has been fetched; `avatar_handle` is for `getImageRGBA`,
    /// `width` and `height` are pixels.
    fn avatar_image_loaded(avatar_id: i64, avatar_handle: i64, width: i64, height: i64);

    /// You want to go to another game server, as chosen in the overlay: its address and its password.
    fn change_server_requested(server: GString, password: GString);

    /// The rich presence of the friend `steam_id` in the game `app_id` changed.
    fn friend_rich_presence_update(steam_id: i64, app_id: i64);

    /// You accepted an invitation to the game outside of it. `user` invited you, `connect` is the text that they gave to
    /// `inviteUserToGame` or set as rich presence.
    fn join_game_requested(user: i64, connect: GString);

    /// The overlay was opened (`toggled`) or closed; `user_initiated` is whether the user did it, `app_id` the game it stands over.
    fn overlay_toggled(toggled: bool, user_initiated: bool, app_id: i64);

    /// A ticket of `getAuthSessionTicket` can be used now, where `result` is `RESULT_OK`. `auth_ticket` is its `id`.
    fn get_auth_session_ticket_response(auth_ticket: i64, result: ResultValue);

    /// The verdict after `beginAuthSession` with a ticket of the user `auth_id`, or the end of one that was good before.
    /// `owner_id` is the owner of the game: the user, or the one who shares it with them.
    fn validate_auth_ticket_response(auth_id: i64, response: AuthSessionResponse, owner_id: i64);

    /// The connection to the Steam client broke; `failure_type` is Steam's number for how.
    fn ipc_failure(failure_type: i64);

    /// The machine's address moved to another country.
    fn ip_country();

    /// The battery runs low; `power` is minutes left.
    fn low_power(power: i64);

    /// The answer to checking a file's signature: Steam's number for it, as text.
    fn check_file_signature(signature: GString);

    /// The game was started again with an address, while it runs.
    fn new_launch_url_parameters();

    /// The user `remote_steam_id`, whom you have not talked to, sends you messages: answer with `acceptSessionWithUser`, or by
    /// sending.
    fn network_messages_session_request(remote_steam_id: i64);

    /// A session of messages failed: `reason` is Steam's number for why (`ESteamNetConnectionEnd`), `connection_state` for how it
    /// stood (`ESteamNetworkingConnectionState`), `debug_message` is for logs.
    fn network_messages_session_failed(
        reason: i64,
        remote_steam_id: i64,
        connection_state: i64,
        debug_message: GString,
    );

    /// A call to Steam failed on its way: the signal named `failed_signal` will not come. `io_failed_message` is the reason.
    fn steamworks_error(failed_signal: GString, io_failed_message: GString);
}
}
