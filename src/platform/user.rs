//! `ISteamUser`, `ISteamFriends`, `ISteamUtils`, `ISteamApps`: who plays, who else is there, which game.

use super::SteamId;

/// Who plays, who else is there, which game.
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

    /// Another user's name, empty where it is not known (yet).
    ///
    /// Behind Steamworks: `ISteamFriends::GetFriendPersonaName`.
    fn friend_persona_name(&self, user: SteamId) -> String;

    /// The id of the game.
    ///
    /// Behind Steamworks: `ISteamUtils::GetAppID`.
    fn app_id(&self) -> u32;

    /// Whether the user owns the game.
    ///
    /// Behind Steamworks: `ISteamApps::BIsSubscribed`.
    fn is_subscribed(&self) -> bool;
}
