//! The signals of `SteamServer` that `Steam` does not have, or has in another form.

use godot::builtin::GString;

use super::super::SteamServer;
use super::super::enums::{AuthSessionResponse, DenyReason, ResultValue};
use crate::script::signals::signals;

signals! {
impl SteamServer {
    /// The server is logged on and has a Steam ID: the answer to `logOn` and `logOnAnonymous`. Emitted again when a lost connection
    /// is restored.
    fn server_connected();

    /// The server could not log on; `result` is the reason, `retrying` whether Steam keeps trying.
    fn server_connect_failure(result: ResultValue, retrying: bool);

    /// The server has lost its connection to Steam's servers, or has logged off; `result` is the reason.
    fn server_disconnected(result: ResultValue);

    /// Whether the server is secured by VAC (1) or not (0). Emitted after the server has logged on.
    fn policy_response(secure: i64);

    /// The result of `beginAuthSession` with a ticket of the user `auth_id`, or the end of a ticket that was valid before. `owner_id`
    /// is the owner of the game: the user, or the one who shares it with them.
    fn validate_auth_ticket_response(auth_id: i64, response: AuthSessionResponse, owner_id: i64);

    /// A ticket of `getAuthSessionTicket` can be used from now on if `result` is `RESULT_OK`. `auth_ticket` is its
    /// `id`.
    fn get_auth_session_ticket_response(auth_ticket: i64, result: ResultValue);

    /// The user `steam_id` may play. Steam emits it for players of games with the older kind of authentication.
    fn client_approved(steam_id: i64, owner_id: i64);

    /// The user `steam_id` may not play: `reason` is the reason, and `optional_message` its text. Only with the older
    /// kind of authentication, as for `client_approved`.
    fn client_denied(steam_id: i64, reason: DenyReason, optional_message: GString);

    /// The user `steam_id` has to be removed from the game. Only with the older kind of authentication, as for
    /// `client_approved`.
    fn client_kick(steam_id: i64, reason: DenyReason);

    /// The answer to `requestUserGroupStatus`: whether the user is a member of the group, and an officer.
    fn client_group_status(steam_id: i64, group_id: i64, member: bool, officer: bool);

    /// The answer to `associateWithClan`.
    fn associate_clan(result: ResultValue);

    /// The answer to `computeNewPlayerCompatibility` for the user `steam_id`: the number of players who dislike them, the number
    /// of players whom they dislike, and the first number for members of the server's group.
    fn player_compat(
        result: ResultValue,
        players_dont_like_candidate: i64,
        players_candidate_doesnt_like: i64,
        clan_players_dont_like_candidate: i64,
        steam_id: i64,
    );

    /// The server's playing statistics.
    fn gameplay_stats(result: ResultValue, rank: i64, total_connects: i64, total_minutes_played: i64);

    /// The answer to `requestUserStats` for the user `steam_id`.
    fn stats_received(result: i64, steam_id: i64);

    /// The answer to `storeUserStats` for the user `steam_id`.
    fn stats_stored(result: i64, steam_id: i64);

    /// Steam has unloaded the achievements and stats of the user `steam_id`; `requestUserStats` loads them again.
    fn stats_unloaded(steam_id: i64);

    /// The user `remote_steam_id`, with whom the server has no session, is sending it packets. Accept with
    /// `acceptP2PSessionWithUser`, or by sending to them.
    fn p2p_session_request(remote_steam_id: i64);

    /// The packets queued for `remote_steam_id` could not be delivered and are dropped. `session_error` is Steam's number for the
    /// reason, most often 4 for a timeout.
    fn p2p_session_connect_fail(remote_steam_id: i64, session_error: i64);

    /// The user `remote_steam_id`, with whom the server has no session, is sending it messages. Accept with
    /// `acceptSessionWithUser`, or by sending to them.
    fn network_messages_session_request(remote_steam_id: i64);

    /// A session of messages has failed: `reason` is the reason (`ESteamNetConnectionEnd`).
    fn network_messages_session_failed(reason: i64);

    /// The country of `getIPCountry` has changed.
    fn ip_country();

    /// Steam has ended or can no longer be reached: shut the server down, and start it again later.
    fn steam_shutdown();

    /// A call to Steam has failed on its way: the signal `failed_signal` will not be emitted. `io_failed_message` is the
    /// reason.
    fn steamworks_error(failed_signal: GString, io_failed_message: GString);
}
}
