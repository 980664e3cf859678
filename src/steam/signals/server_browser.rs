//! Signals of `ISteamMatchmakingServers`.

use godot::builtin::{GString, VarDictionary};

use super::super::{Steam, server_browser};
use crate::contract::server_browser::ServerBrowserEvent;
use crate::script::signals::signals;

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: ServerBrowserEvent) {
    match event {
        ServerBrowserEvent::ServerResponded { request, server } => {
            request_server_list_server_responded(request as i64, i64::from(server));
        }
        ServerBrowserEvent::ServerFailed { request, server } => {
            request_server_list_server_failed_to_respond(request as i64, i64::from(server));
        }
        ServerBrowserEvent::RefreshComplete { request, response } => {
            request_server_list_refresh_complete(request as i64, i64::from(response));
        }
        ServerBrowserEvent::PingResponded(details) => {
            ping_server_responded(server_browser::dictionary(&details));
            server_responded();
        }
        ServerBrowserEvent::PingFailed => {
            ping_server_failed_to_respond();
            server_failed_to_respond();
        }
        ServerBrowserEvent::PlayerAdded(player) => player_details_player_added(
            GString::from(&player.name),
            i64::from(player.score),
            f64::from(player.seconds),
        ),
        ServerBrowserEvent::PlayersFailed => player_details_failed_to_respond(),
        ServerBrowserEvent::PlayersComplete => player_details_refresh_complete(),
        ServerBrowserEvent::Rule { name, value } => {
            server_rules_responded(GString::from(&name), GString::from(&value));
        }
        ServerBrowserEvent::RulesFailed => server_rules_failed_to_respond(),
        ServerBrowserEvent::RulesComplete => server_rules_refresh_complete(),
    }
}

signals! {
impl Steam {
    /// The server at index `server` of a list has answered: `getServerDetails` returns its details.
    fn request_server_list_server_responded(request_handle: i64, server: i64);

    /// The server at index `server` of a list has not answered.
    fn request_server_list_server_failed_to_respond(request_handle: i64, server: i64);

    /// A list is complete; `response` is one of MatchMakingServerResponse. A list that was refused ends with the handle 0 and
    /// `SERVER_FAILED_TO_RESPOND`.
    fn request_server_list_refresh_complete(request_handle: i64, response: i64);

    /// The answer to `pingServer`: `server_details` has the keys of `getServerDetails`.
    fn ping_server_responded(server_details: VarDictionary);

    /// The server that `pingServer` queried does not answer.
    fn ping_server_failed_to_respond();

    /// As `ping_server_responded`, in the form of GodotSteam up to 4.7.
    fn server_responded();

    /// As `ping_server_failed_to_respond`, under its name in GodotSteam up to 4.7.
    fn server_failed_to_respond();

    /// A player on the server that `playerDetails` queried: their name, score, and time of play in seconds.
    fn player_details_player_added(name: GString, score: i64, time_played: f64);

    /// The server that `playerDetails` queried does not answer.
    fn player_details_failed_to_respond();

    /// All players of the server that `playerDetails` queried have been reported.
    fn player_details_refresh_complete();

    /// A rule of the server that `serverRules` queried.
    fn server_rules_responded(rule: GString, value: GString);

    /// The server that `serverRules` queried does not answer.
    fn server_rules_failed_to_respond();

    /// All rules of the server that `serverRules` queried have been reported.
    fn server_rules_refresh_complete();
}
}
