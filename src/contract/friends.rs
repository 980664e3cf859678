//! `ISteamFriends`: friends, their state, and the overlay.

use std::net::Ipv4Addr;

use super::SteamId;

/// The most keys of rich presence a user may have (`k_cchMaxRichPresenceKeys`).
pub const MAX_RICH_PRESENCE_KEYS: usize = 30;
/// The maximum size of a key of rich presence, in bytes, its end mark included (`k_cchMaxRichPresenceKeyLength` is 64 in the
/// SDK).
pub const MAX_RICH_PRESENCE_KEY_BYTES: usize = 63;
/// The maximum size of a value of rich presence, in bytes (`k_cchMaxRichPresenceValueLength` is 256, its end mark
/// included).
pub const MAX_RICH_PRESENCE_VALUE_BYTES: usize = 255;

/// The size of an avatar picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum AvatarSize {
    /// 32 by 32 pixels.
    Small = 1,
    /// 64 by 64 pixels.
    Medium = 2,
    /// 184 by 184 pixels.
    Large = 3,
}

impl AvatarSize {
    /// The size with GodotSteam's number `value`, if there is one.
    pub const fn from_i64(value: i64) -> Option<AvatarSize> {
        match value {
            1 => Some(AvatarSize::Small),
            2 => Some(AvatarSize::Medium),
            3 => Some(AvatarSize::Large),
            _ => None,
        }
    }

    /// Pixels on each side.
    pub const fn pixels(self) -> u32 {
        match self {
            AvatarSize::Small => 32,
            AvatarSize::Medium => 64,
            AvatarSize::Large => 184,
        }
    }
}

/// The game that a friend plays (`FriendGameInfo_t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FriendGame {
    /// The game, as a 64-bit `CGameID`; its lower 24 bits are the app ID.
    pub game: u64,
    /// The game server's address, unspecified if there is none.
    pub ip: Ipv4Addr,
    /// The game server's port, 0 if there is none.
    pub game_port: u16,
    /// The game server's query port, 0 if there is none.
    pub query_port: u16,
    /// The lobby they are in, [`SteamId::NIL`] if none is visible.
    pub lobby: SteamId,
}

/// A user with whom this user has played recently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecentPlayer {
    /// The user.
    pub user: SteamId,
    /// The time, in seconds since 1970.
    pub time: u32,
}

/// A part of the overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// A dialog by its name: `friends`, `community`, `players`, `settings`, `officialgamegroup`, `stats`, `achievements`.
    Dialog(String),
    /// Inviting friends to a lobby.
    Invite(SteamId),
    /// Inviting friends to the game, with a text that the started game receives.
    InviteWith(String),
    /// Inviting friends to a lobby to play together from this machine.
    RemotePlayTogether(SteamId),
    /// The store page of a game, 0 for this one.
    Store(u32, StoreFlag),
    /// A dialog about a user, by its name: `steamid`, `chat`, `jointrade`, `stats`, `achievements`, `friendadd`, ….
    User(String, SteamId),
    /// A web page.
    WebPage {
        /// Its address.
        url: String,
        /// Whether only the page is shown until it is closed.
        modal: bool,
    },
}

/// The store's action for the game whose page is opened (`EOverlayToStoreFlag`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreFlag {
    /// Nothing.
    None = 0,
    /// Puts it in the cart.
    AddToCart = 1,
    /// Puts it in the cart and shows the cart.
    AddToCartAndShow = 2,
}

impl StoreFlag {
    /// Steam's number for it.
    pub fn from_i64(value: i64) -> Option<StoreFlag> {
        [StoreFlag::None, StoreFlag::AddToCart, StoreFlag::AddToCartAndShow]
            .into_iter()
            .find(|flag| *flag as i64 == value)
    }
}

/// Friends, their state, and the overlay (`ISteamFriends`).
pub trait Friends {
    /// Opens a part of the overlay. `false` if this platform has no overlay.
    ///
    /// Behind Steamworks: `ActivateGameOverlay…`.
    fn activate_overlay(&self, overlay: Overlay) -> bool;

    /// The users that any bit of `flags` (`EFriendFlags`) describes.
    ///
    /// Behind Steamworks: `GetFriendCount`, `GetFriendByIndex`.
    fn friend_list(&self, flags: u32) -> Vec<SteamId>;

    /// Whether any bit of `flags` (`EFriendFlags`) describes the user.
    ///
    /// Behind Steamworks: `HasFriend`.
    fn has_friend(&self, user: SteamId, flags: u32) -> bool;

    /// The game that a friend plays, `None` if there is none or it is unknown.
    ///
    /// Behind Steamworks: `GetFriendGamePlayed`.
    fn friend_game_played(&self, user: SteamId) -> Option<FriendGame>;

    /// This user's own state (`EPersonaState`).
    ///
    /// Behind Steamworks: `GetPersonaState`.
    fn persona_state(&self) -> u8;

    /// A user's state (`EPersonaState`), 0 (offline) if it is not known.
    ///
    /// Behind Steamworks: `GetFriendPersonaState`.
    fn friend_persona_state(&self, user: SteamId) -> u8;

    /// The relationship of a user to this one (`EFriendRelationship`).
    ///
    /// Behind Steamworks: `GetFriendRelationship`.
    fn friend_relationship(&self, user: SteamId) -> u8;

    /// A friend's rich presence for `key`, empty if there is none.
    ///
    /// Behind Steamworks: `GetFriendRichPresence`.
    fn friend_rich_presence(&self, user: SteamId, key: &str) -> String;

    /// Sets this user's own rich presence; an empty value removes the key. `false` if there are too many keys.
    /// Friends get [`FriendRichPresenceUpdate`](super::Event::FriendRichPresenceUpdate).
    ///
    /// Behind Steamworks: `SetRichPresence`.
    fn set_rich_presence(&self, key: &str, value: &str) -> bool;

    /// Removes all of this user's own rich presence.
    ///
    /// Behind Steamworks: `ClearRichPresence`.
    fn clear_rich_presence(&self);

    /// A handle to a user's avatar picture for [`Utils`](super::Utils): 0 if they have none, -1 while a large one is
    /// fetched, after which [`AvatarImageLoaded`](super::Event::AvatarImageLoaded) follows.
    ///
    /// Behind Steamworks: `Get{Small,Medium,Large}FriendAvatar`.
    fn friend_avatar(&self, user: SteamId, size: AvatarSize) -> i32;

    /// The name that this user gave another one, empty if there is none.
    ///
    /// Behind Steamworks: `GetPlayerNickname`.
    fn player_nickname(&self, user: SteamId) -> String;

    /// The users with whom this user has played recently.
    ///
    /// Behind Steamworks: `GetCoplayFriendCount`, `GetCoplayFriend`, `GetFriendCoplayTime`.
    fn recent_players(&self) -> Vec<RecentPlayer>;

    /// Records that this user is playing with another one.
    ///
    /// Behind Steamworks: `SetPlayedWith`.
    fn set_played_with(&self, user: SteamId);

    /// Invites a friend to the game. They get [`JoinGameRequested`](super::Event::JoinGameRequested) when they
    /// accept.
    ///
    /// Behind Steamworks: `InviteUserToGame`.
    fn invite_user_to_game(&self, user: SteamId, connect: &str) -> bool;

    /// Fetches a user's name, and the avatar unless only the name is wanted. `false` if everything is available
    /// already; otherwise [`PersonaStateChange`](super::Event::PersonaStateChange) follows.
    ///
    /// Behind Steamworks: `RequestUserInformation`.
    fn request_user_information(&self, user: SteamId, name_only: bool) -> bool;

    /// Tells Steam that a user is speaking in the game, so that it lowers other voices.
    ///
    /// Behind Steamworks: `SetInGameVoiceSpeaking`.
    fn set_in_game_voice_speaking(&self, user: SteamId, speaking: bool);
}
