//! `ISteamGameServer` for scripts: players, and the groups that they and the server are in. Tickets are in `tickets`.

use godot::builtin::GString;

use super::enums::UserHasLicenseForAppResult;
use super::{SteamServer, current, pump};
use crate::contract::game_server::GameServerEvent;
use crate::contract::{Event, SteamId};
use crate::script::{arguments, report};

/// The maximum size of a player's name, in bytes.
const MAX_NAME_BYTES: usize = 127;
/// `k_EResultInvalidParam`.
const RESULT_INVALID_PARAM: i32 = 8;

methods! {
impl Class {
    /// Sets a player's name and score in the server list. Returns `false` if they are not a player. Users become players with
    /// `beginAuthSession` or `createUnauthenticatedUserConnection`. Steamworks: `BUpdateUserData`.
    #[func(rename = updateUserData)]
    pub fn update_user_data(steam_id: i64, player_name: GString, score: i64) -> bool {
        const METHOD: &str = method!("updateUserData");
        current::with(METHOD, |platform| {
            let name = arguments::text(METHOD, "player_name", &player_name, MAX_NAME_BYTES)?;
            let score = arguments::number(METHOD, "score", score, 0..=i64::from(u32::MAX))?;
            Some(platform.game_server()?.update_user_data(SteamId(steam_id as u64), &name, score))
        })
        .unwrap_or(false)
    }

    /// Creates an ID for a player who has none, such as a bot, who counts as a player until `endAuthSession`.
    /// Steamworks: `CreateUnauthenticatedUserConnection`.
    #[func(rename = createUnauthenticatedUserConnection)]
    pub fn create_unauthenticated_user_connection() -> i64 {
        current::with(method!("createUnauthenticatedUserConnection"), |platform| {
            platform.game_server().map_or(0, |server| server.create_unauthenticated_user_connection().0 as i64)
        })
    }

    /// Whether a user whose ticket you checked owns a game, under its name in GodotSteam up to 4.8. Steamworks:
    /// `UserHasLicenseForApp`.
    ///
    /// Local: Every user owns this game and no other.
    #[func(rename = userHasLicenceForApp)]
    pub fn user_has_licence_for_app(steam_id: i64, app_id: i64) -> UserHasLicenseForAppResult {
        SteamServer::user_has_license_for_app(steam_id, app_id)
    }

    /// Asks whether a user is in a group. Answered by `client_group_status`, unless this returns `false`. Steamworks:
    /// `RequestUserGroupStatus`.
    ///
    /// Local: Nobody is in any group.
    #[func(rename = requestUserGroupStatus)]
    pub fn request_user_group_status(steam_id: i64, group_id: i64) -> bool {
        const METHOD: &str = method!("requestUserGroupStatus");
        current::with_answer(METHOD, "client_group_status", |platform| {
            let user = arguments::user(METHOD, "steam_id", steam_id)?;
            let group = arguments::group(METHOD, "group_id", group_id)?;
            let asked = platform.game_server()?.request_user_group_status(user, group);
            if asked {
                pump::expect_answer("client_group_status");
            } else {
                report::warning(METHOD, "the server is not logged on; the signal client_group_status \
                will not be emitted");
            }
            Some(asked)
        })
        .unwrap_or(false)
    }

    /// Associates the server with a group. Answered by `associate_clan`. Steamworks: `AssociateWithClan`.
    ///
    /// Local: There are no groups: answered with `RESULT_NO_MATCH`.
    #[func(rename = associateWithClan)]
    pub fn associate_with_clan(clan_id: i64) {
        const METHOD: &str = method!("associateWithClan");
        const ANSWER: &str = "associate_clan";
        current::with_answer(METHOD, ANSWER, |platform| {
            let server = platform.game_server()?;
            match arguments::group(METHOD, "clan_id", clan_id) {
                Some(clan) => {
                    server.associate_with_clan(clan);
                    pump::expect_answer(ANSWER);
                }
                None => {
                    let result = RESULT_INVALID_PARAM;
                    pump::refuse(ANSWER, Event::GameServer(GameServerEvent::AssociateWithClan { result }));
                }
            }
            Some(())
        });
    }

    /// Asks whether current players dislike a new one. Answered by `player_compat`. Steamworks:
    /// `ComputeNewPlayerCompatibility`.
    ///
    /// Local: Answered with no dislikes.
    #[func(rename = computeNewPlayerCompatibility)]
    pub fn compute_new_player_compatibility(steam_id: i64) {
        const METHOD: &str = method!("computeNewPlayerCompatibility");
        const ANSWER: &str = "player_compat";
        current::with_answer(METHOD, ANSWER, |platform| {
            let server = platform.game_server()?;
            match arguments::user(METHOD, "steam_id", steam_id) {
                Some(user) => {
                    server.compute_new_player_compatibility(user);
                    pump::expect_answer(ANSWER);
                }
                None => pump::refuse(
                    ANSWER,
                    Event::GameServer(GameServerEvent::PlayerCompatibility {
                        result: RESULT_INVALID_PARAM,
                        dont_like_candidate: 0,
                        candidate_doesnt_like: 0,
                        clan_dont_like_candidate: 0,
                        candidate: SteamId(steam_id as u64),
                    }),
                ),
            }
            Some(())
        });
    }
}
}
