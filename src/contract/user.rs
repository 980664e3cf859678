//! The user, other users and the game: the first questions of every script, from several interfaces.

use super::SteamId;

/// The user, other users and the game.
pub trait User {
    /// The id of the user of this process.
    ///
    /// Behind Steamworks: `ISteamUser::GetSteamID`.
    fn steam_id(&self) -> SteamId;

    /// Whether the user is logged on to Steam's servers.
    ///
    /// Behind Steamworks: `ISteamUser::BLoggedOn`.
    fn logged_on(&self) -> bool;

    /// The user's name.
    ///
    /// Behind Steamworks: `ISteamFriends::GetPersonaName`.
    fn persona_name(&self) -> String;

    /// Another user's name, empty if it is not known (yet).
    ///
    /// Behind Steamworks: `ISteamFriends::GetFriendPersonaName`.
    fn friend_persona_name(&self, user: SteamId) -> String;

    /// The id of the game.
    ///
    /// Behind Steamworks: `ISteamUtils::GetAppID`.
    fn app_id(&self) -> u32;
}
