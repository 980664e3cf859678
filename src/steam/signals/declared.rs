//! The signals of `Steam` whose interfaces have no file of their own.

use godot::builtin::{GString, PackedByteArray, VarArray, VarDictionary};

use super::super::Steam;
use super::super::enums::{AuthSessionResponse, ChatEntryType, ChatRoomEnterResponse, ResultValue};
use crate::script::signals::signals;

signals! {
impl Steam {
    /// The user `steam_id_remote`, with whom you have no session, is sending you packets. Accept with
    /// `acceptP2PSessionWithUser`, or by sending to them. Until then you cannot read their packets, and the signal is emitted
    /// again every few seconds while they keep sending.
    fn p2p_session_request(steam_id_remote: i64);

    /// The packets queued for the user `steam_id_remote` could not be delivered and are dropped: the user has not accepted the
    /// session, or is gone. The next packet that you send tries again. `session_error` is one of P2PSessionError, most often
    /// `P2P_SESSION_ERROR_TIMEOUT`.
    fn p2p_session_connect_fail(steam_id_remote: i64, session_error: i64);

    /// The answer to `createLobby`: `connect` is `RESULT_OK` and `lobby` is the new lobby; on failure, they are the
    /// reason and 0.
    fn lobby_created(connect: ResultValue, lobby: i64);

    /// The answer to `joinLobby` and to a successful `createLobby`: `response` is `CHAT_ROOM_ENTER_RESPONSE_SUCCESS`, or
    /// the reason for a failure. `locked` is whether only invited users may join. `permissions` is always 0.
    fn lobby_joined(lobby_id: i64, permissions: i64, locked: bool, response: ChatRoomEnterResponse);

    /// The answer to `requestLobbyList`: `lobbies` has the IDs of the lobbies found (int), the best match first.
    fn lobby_match_list(lobbies: VarArray);

    /// The user `changed_id` has entered or left a lobby that you are in; `making_change_id` is the user who caused
    /// this: the same user, or the one who removed them. `chat_state` is bits of ChatMemberStateChange.
    fn lobby_chat_update(lobby_id: i64, changed_id: i64, making_change_id: i64, chat_state: i64);

    /// The user `user` has written `buffer` in the chat of a lobby that you are in. Your own messages are reported as well.
    /// `chat_type` is `CHAT_ENTRY_TYPE_CHAT_MSG`.
    fn lobby_message(lobby_id: i64, user: i64, buffer: GString, chat_type: ChatEntryType);

    /// Data of a lobby has changed, or has arrived after `requestLobbyData`. `member_id` is the member whose data it is, or the
    /// ID of the lobby if the data is the lobby's. `success` is 1, or 0 if the lobby is gone.
    fn lobby_data_update(success: i64, lobby_id: i64, member_id: i64);

    /// The owner of a lobby has set its game server: `server_id`, 0 if it has no Steam ID, and `server_ip`, as in `127.0.0.1`
    /// (`0.0.0.0` if it has no address), with `port`.
    fn lobby_game_created(lobby_id: i64, server_id: i64, server_ip: GString, port: i64);

    /// The user `inviter` has invited you to `lobby`. `game` is the ID of the game, its app ID in the lower 24 bits. If you
    /// accept in the overlay, `join_requested` is emitted.
    fn lobby_invite(inviter: i64, lobby: i64, game: i64);

    /// You have been removed from a lobby. `admin_id` is the user who removed you, or 0. `due_to_disconnect` is 1 if the
    /// connection was lost.
    fn lobby_kicked(lobby_id: i64, admin_id: i64, due_to_disconnect: i64);

    /// You have accepted an invitation to `lobby` outside the game: call `joinLobby`. `steam_id` is the friend who invited
    /// you.
    fn join_requested(lobby: i64, steam_id: i64);

    /// A user's state has changed; `flags` has bits of PersonaChange.
    fn persona_state_change(steam_id: i64, flags: i64);

    /// Connected to Steam's servers.
    fn steam_server_connected();

    /// Could not connect to Steam's servers; `result` is the reason, `retrying` whether Steam keeps trying.
    fn steam_server_connect_failed(result: ResultValue, retrying: bool);

    /// Lost the connection to Steam's servers; `result` is the reason.
    fn steam_server_disconnected(result: ResultValue);

    /// Steam is closing down.
    fn steam_shutdown();

    /// The favourite game servers have changed. Keys: `ip` (int, host byte order), `query_port`, `conn_port`, `app_id`,
    /// `flags` (int), `add` (bool), `account_id` (int).
    fn favorites_list_changed(favorite: VarDictionary);

    /// The answer to adding users to the favourites: `RESULT_OK`, or the reason.
    fn favorites_list_accounts_updated(result: ResultValue);

    /// The answer to `getPlayerAvatar`: a square picture of the user `avatar_id`, `width` pixels wide and high, four bytes a pixel
    /// (red, green, blue, opacity).
    fn avatar_loaded(avatar_id: i64, width: i64, data: PackedByteArray);

    /// A large avatar of the user `avatar_id` has been fetched; `avatar_handle` is for `getImageRGBA`, `width` and `height`
    /// are pixels.
    fn avatar_image_loaded(avatar_id: i64, avatar_handle: i64, width: i64, height: i64);

    /// You have chosen another game server in the overlay: its address and its password.
    fn change_server_requested(server: GString, password: GString);

    /// The rich presence of the friend `steam_id` in the game `app_id` has changed.
    fn friend_rich_presence_update(steam_id: i64, app_id: i64);

    /// You have accepted an invitation to the game outside it. `user` is the user who invited you, `connect` is the text
    /// that they passed to `inviteUserToGame` or set as rich presence.
    fn join_game_requested(user: i64, connect: GString);

    /// The overlay has been opened (`toggled`) or closed; `user_initiated` is whether the user did it, `app_id` is the game under
    /// it.
    fn overlay_toggled(toggled: bool, user_initiated: bool, app_id: i64);

    /// A ticket of `getAuthSessionTicket` can be used from now on if `result` is `RESULT_OK`. `auth_ticket` is its
    /// `id`.
    fn get_auth_session_ticket_response(auth_ticket: i64, result: ResultValue);

    /// The result of `beginAuthSession` with a ticket of the user `auth_id`, or the end of a ticket that was valid
    /// before. `owner_id` is the owner of the game: the user, or the one who shares it with them.
    fn validate_auth_ticket_response(auth_id: i64, response: AuthSessionResponse, owner_id: i64);

    /// The connection to the Steam client has broken; `failure_type` is Steam's number for the failure.
    fn ipc_failure(failure_type: i64);

    /// The machine's IP address has moved to another country.
    fn ip_country();

    /// The battery is low; `power` is the minutes left.
    fn low_power(power: i64);

    /// The answer to `checkFileSignature`: Steam's number for the result, as text.
    fn check_file_signature(signature: GString);

    /// The user has opened a `steam://` URL for the game while it is running.
    fn new_launch_url_parameters();

    /// The user `remote_steam_id`, with whom you have no session, is sending you messages. Accept with
    /// `acceptSessionWithUser`, or by sending to them.
    fn network_messages_session_request(remote_steam_id: i64);

    /// A session of messages has failed: `reason` is the reason (`ESteamNetConnectionEnd`), `connection_state` is the last state
    /// (`ESteamNetworkingConnectionState`), `debug_message` is for logs.
    fn network_messages_session_failed(
        reason: i64,
        remote_steam_id: i64,
        connection_state: i64,
        debug_message: GString,
    );

    /// A call to Steam has failed on its way: the signal `failed_signal` will not be emitted. `io_failed_message` is the
    /// reason.
    fn steamworks_error(failed_signal: GString, io_failed_message: GString);
}
}
