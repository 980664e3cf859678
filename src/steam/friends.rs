//! `ISteamFriends` for scripts: friends and their state, avatars, rich presence, the overlay.

use godot::builtin::{GString, VarArray, VarDictionary, vdict};
use godot::global::print_verbose;
use godot::meta::ToGodot;
use once_cell::sync::OnceCell;

use super::enums::PersonaState;
use super::{avatars, pump};
use crate::contract::Platform;
use crate::contract::friends::{
    AvatarSize, MAX_RICH_PRESENCE_KEY_BYTES, MAX_RICH_PRESENCE_VALUE_BYTES, Overlay, StoreFlag,
};
use crate::script::{arguments, current, report};

/// All bits of `EFriendFlags` (`k_EFriendFlagAll`).
const FRIEND_FLAG_ALL: i64 = 0xFFFF;
/// The maximum size of an address or a connect string, in bytes: the size of Steam's own buffers.
const MAX_CONNECT_BYTES: usize = 255;
/// The maximum size of the address of a web page, in bytes.
const MAX_URL_BYTES: usize = 2048;

/// Opens the part of the overlay that the arguments name, if they are valid.
fn activate(method: &'static str, overlay: impl FnOnce() -> Option<Overlay>) {
    open(method, |platform| overlay().map(|overlay| platform.friends().activate_overlay(overlay)));
}

/// Opens a part of the overlay if the arguments are valid, and reports if there is no overlay.
pub(super) fn open(method: &'static str, open: impl FnOnce(&dyn Platform) -> Option<bool>) {
    /// Whether a line has said that there is no overlay. Once is enough, since games may open it from many buttons.
    static SAID: OnceCell<()> = OnceCell::new();
    if current::with(method, open) == Some(false) && SAID.set(()).is_ok() {
        let text = format!("{method}: the local platform has no overlay; nothing was opened.");
        print_verbose(&[text.to_variant()]);
    }
}

methods! {
impl Class {
    /// Opens a dialog of the overlay: `friends`, `community`, `players`, `settings`, `officialgamegroup`, `stats`, `achievements`, or
    /// empty for its home page. Steamworks: `ActivateGameOverlay`.
    ///
    /// Local: There is no overlay, so nothing opens; the verbose output says so once.
    #[func(rename = activateGameOverlay)]
    pub fn activate_game_overlay(#[opt(default = "")] dialog: GString) {
        const METHOD: &str = "Steam.activateGameOverlay";
        activate(METHOD, || {
            arguments::text(METHOD, "dialog", &dialog, MAX_CONNECT_BYTES).map(Overlay::Dialog)
        });
    }

    /// Opens the overlay's dialog that invites friends to a lobby. On the local platform, all other local users are invited.
    /// Steamworks: `ActivateGameOverlayInviteDialog`.
    ///
    /// Local: Invites all other users to the lobby at once.
    #[func(rename = activateGameOverlayInviteDialog)]
    pub fn activate_game_overlay_invite_dialog(steam_id: i64) {
        const METHOD: &str = "Steam.activateGameOverlayInviteDialog";
        activate(METHOD, || arguments::lobby(METHOD, "steam_id", steam_id).map(Overlay::Invite));
    }

    /// Opens the overlay's dialog that invites friends to the game; `connect_string` reaches them with `join_game_requested`.
    /// Steamworks: `ActivateGameOverlayInviteDialogConnectString`.
    ///
    /// Local: Invites all other users to the game at once.
    #[func(rename = activateGameOverlayInviteDialogConnectString)]
    pub fn activate_game_overlay_invite_dialog_connect_string(connect_string: GString) {
        const METHOD: &str = "Steam.activateGameOverlayInviteDialogConnectString";
        activate(METHOD, || {
            arguments::text(METHOD, "connect_string", &connect_string, MAX_CONNECT_BYTES)
                .map(Overlay::InviteWith)
        });
    }

    /// Opens the overlay's dialog that invites friends to play together from this machine.
    /// Steamworks: `ActivateGameOverlayRemotePlayTogetherInviteDialog`.
    ///
    /// Local: Opens nothing, as `activateGameOverlay`.
    #[func(rename = activateGameOverlayRemotePlayTogetherInviteDialog)]
    pub fn activate_game_overlay_remote_play_together_invite_dialog(lobby_id: i64) {
        const METHOD: &str = "Steam.activateGameOverlayRemotePlayTogetherInviteDialog";
        activate(METHOD, || arguments::lobby(METHOD, "lobby_id", lobby_id).map(Overlay::RemotePlayTogether));
    }

    /// Opens a game's store page in the overlay; 0 stands for this game. `store_flag` is 0, 1 to put the game in the cart, or 2 to
    /// show the cart as well. Steamworks: `ActivateGameOverlayToStore`.
    ///
    /// Local: Opens nothing, as `activateGameOverlay`.
    #[func(rename = activateGameOverlayToStore)]
    pub fn activate_game_overlay_to_store(
        #[opt(default = 0)] app_id: i64,
        #[opt(default = 0)] store_flag: i64,
    ) {
        const METHOD: &str = "Steam.activateGameOverlayToStore";
        activate(METHOD, || {
            let app_id = arguments::number(METHOD, "app_id", app_id, 0..=i64::from(u32::MAX))?;
            let flag = StoreFlag::from_i64(store_flag);
            if flag.is_none() {
                report::bad_argument(METHOD, "store_flag", store_flag, "it must be from 0 to 2");
            }
            Some(Overlay::Store(app_id, flag?))
        });
    }

    /// Opens a dialog of the overlay about a user: `steamid` (their profile), `chat`, `jointrade`, `stats`, `achievements`,
    /// `friendadd`, `friendremove`, `friendrequestaccept`, `friendrequestignore`. Steamworks: `ActivateGameOverlayToUser`.
    ///
    /// Local: Opens nothing, as `activateGameOverlay`.
    #[func(rename = activateGameOverlayToUser)]
    pub fn activate_game_overlay_to_user(
        #[opt(default = "")] dialog: GString,
        #[opt(default = 0)] steam_id: i64,
    ) {
        const METHOD: &str = "Steam.activateGameOverlayToUser";
        activate(METHOD, || {
            let dialog = arguments::text(METHOD, "dialog", &dialog, MAX_CONNECT_BYTES)?;
            Some(Overlay::User(dialog, arguments::user(METHOD, "steam_id", steam_id)?))
        });
    }

    /// Opens a web page in the overlay. `webpage_mode` is one of OverlayToWebPageMode. Steamworks:
    /// `ActivateGameOverlayToWebPage`.
    ///
    /// Local: Opens nothing, as `activateGameOverlay`.
    #[func(rename = activateGameOverlayToWebPage)]
    pub fn activate_game_overlay_to_web_page(url: GString, #[opt(default = 0)] webpage_mode: i64) {
        const METHOD: &str = "Steam.activateGameOverlayToWebPage";
        activate(METHOD, || {
            let url = arguments::text(METHOD, "url", &url, MAX_URL_BYTES)?;
            let mode: u8 = arguments::number(METHOD, "webpage_mode", webpage_mode, 0..=1)?;
            Some(Overlay::WebPage { url, modal: mode == 1 })
        });
    }

    /// Your name. Steamworks: `GetPersonaName`.
    ///
    /// Local: The chosen name, or one that is made from the user's number.
    #[func(rename = getPersonaName)]
    pub fn get_persona_name() -> GString {
        current::with("Steam.getPersonaName", |platform| GString::from(&platform.user().persona_name()))
    }

    /// Your own state. Steamworks: `GetPersonaState`.
    ///
    /// Local: `PERSONA_STATE_ONLINE` while connected to the other instances.
    #[func(rename = getPersonaState)]
    pub fn get_persona_state() -> PersonaState {
        current::with("Steam.getPersonaState", |platform| {
            PersonaState(i64::from(platform.friends().persona_state()))
        })
    }

    /// A user's state; `PERSONA_STATE_OFFLINE` if it is not known. Steamworks: `GetFriendPersonaState`.
    ///
    /// Local: `PERSONA_STATE_ONLINE` for every user who is running.
    #[func(rename = getFriendPersonaState)]
    pub fn get_friend_persona_state(steam_id: i64) -> PersonaState {
        const METHOD: &str = "Steam.getFriendPersonaState";
        current::with(METHOD, |platform| {
            arguments::user(METHOD, "steam_id", steam_id)
                .map(|user| PersonaState(i64::from(platform.friends().friend_persona_state(user))))
                .unwrap_or_default()
        })
    }

    /// A user's relationship to you: one of FriendRelationship. Steamworks: `GetFriendRelationship`.
    ///
    /// Local: `FRIEND_RELATION_FRIEND` for every user who is or was running.
    #[func(rename = getFriendRelationship)]
    pub fn get_friend_relationship(steam_id: i64) -> i64 {
        const METHOD: &str = "Steam.getFriendRelationship";
        current::with(METHOD, |platform| {
            arguments::user(METHOD, "steam_id", steam_id)
                .map_or(0, |user| i64::from(platform.friends().friend_relationship(user)))
        })
    }

    /// The nickname that you gave a user; empty if there is none. Steamworks: `GetPlayerNickname`.
    ///
    /// Local: Always empty: nicknames cannot be given.
    #[func(rename = getPlayerNickname)]
    pub fn get_player_nickname(steam_id: i64) -> GString {
        const METHOD: &str = "Steam.getPlayerNickname";
        current::with(METHOD, |platform| {
            arguments::user(METHOD, "steam_id", steam_id)
                .map(|user| GString::from(&platform.friends().player_nickname(user)))
                .unwrap_or_default()
        })
    }

    /// The number of users that the flags (bits of FriendFlags) describe. Steamworks: `GetFriendCount`.
    ///
    /// Local: Every user who is or was running is an immediate friend; `FRIEND_FLAG_CHAT_MEMBER` describes those in a lobby
    /// with you.
    #[func(rename = getFriendCount)]
    pub fn get_friend_count(#[opt(default = FRIEND_FLAG_ALL)] friend_flags: i64) -> i64 {
        const METHOD: &str = "Steam.getFriendCount";
        current::with(METHOD, |platform| {
            friend_flags_of(METHOD, friend_flags)
                .map_or(0, |flags| platform.friends().friend_list(flags).len() as i64)
        })
    }

    /// The ID of the user at an index from 0, among the users that the flags describe; 0 if there is none. Pass the same
    /// flags as to `getFriendCount`. Steamworks: `GetFriendByIndex`.
    ///
    /// Local: In the order of their IDs.
    #[func(rename = getFriendByIndex)]
    pub fn get_friend_by_index(friend_number: i64, friend_flags: i64) -> i64 {
        const METHOD: &str = "Steam.getFriendByIndex";
        current::with(METHOD, |platform| {
            let index: usize =
                arguments::number(METHOD, "friend_number", friend_number, 0..=i64::from(i32::MAX))?;
            platform
                .friends()
                .friend_list(friend_flags_of(METHOD, friend_flags)?)
                .get(index)
                .map(|user| user.0 as i64)
        })
        .unwrap_or(0)
    }

    /// Whether the flags (bits of FriendFlags) describe a user. Steamworks: `HasFriend`.
    ///
    /// Local: As `getFriendCount` says; you are not your own friend.
    #[func(rename = hasFriend)]
    pub fn has_friend(steam_id: i64, friend_flags: i64) -> bool {
        const METHOD: &str = "Steam.hasFriend";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "steam_id", steam_id)?;
            Some(platform.friends().has_friend(user, friend_flags_of(METHOD, friend_flags)?))
        })
        .unwrap_or(false)
    }

    /// All your friends: Dictionaries with `id` (int), `name` (String) and `status` (int, PersonaState).
    /// Steamworks: `GetFriendByIndex`.
    ///
    /// Local: Every user who is or was running.
    #[func(rename = getUserSteamFriends)]
    pub fn get_user_steam_friends() -> VarArray {
        /// Immediate friends (`k_EFriendFlagImmediate`).
        const IMMEDIATE: u32 = 4;
        current::with("Steam.getUserSteamFriends", |platform| {
            let friend = |user| {
                vdict! {
                    "id" => id(user),
                    "name" => platform.user().friend_persona_name(user).as_str(),
                    "status" => i64::from(platform.friends().friend_persona_state(user)),
                }
            };
            platform
                .friends()
                .friend_list(IMMEDIATE)
                .into_iter()
                .map(|user| friend(user).to_variant())
                .collect()
        })
    }

    /// The users with whom you have played recently: Dictionaries with `id` (int), `name` (String), `time` (int, seconds since 1970)
    /// and `status` (int, PersonaState). Steamworks: `GetCoplayFriend`.
    ///
    /// Local: The users that `setPlayedWith` has named in this process, the latest first.
    #[func(rename = getRecentPlayers)]
    pub fn get_recent_players() -> VarArray {
        current::with("Steam.getRecentPlayers", |platform| {
            let players = platform.friends().recent_players().into_iter().map(|player| {
                vdict! {
                    "id" => id(player.user),
                    "name" => platform.user().friend_persona_name(player.user).as_str(),
                    "time" => i64::from(player.time),
                    "status" => i64::from(platform.friends().friend_persona_state(player.user)),
                }
                .to_variant()
            });
            players.collect()
        })
    }

    /// Records that you are playing with a user. Steamworks: `SetPlayedWith`.
    ///
    /// Local: Remembered until the process ends, for users who are or were running.
    #[func(rename = setPlayedWith)]
    pub fn set_played_with(steam_id: i64) {
        const METHOD: &str = "Steam.setPlayedWith";
        current::with(METHOD, |platform| {
            if let Some(user) = arguments::user(METHOD, "steam_id", steam_id) {
                platform.friends().set_played_with(user);
            }
        });
    }

    /// The game that a friend plays; empty if none. Keys: `id` (int, app ID), `ip` (String), `game_port`, `query_port` (int),
    /// `lobby` (int, 0 for none). Steamworks: `GetFriendGamePlayed`.
    ///
    /// Local: This game for every user who is running, with their lobby if it is public or for friends; no game
    /// server.
    #[func(rename = getFriendGamePlayed)]
    pub fn get_friend_game_played(steam_id: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getFriendGamePlayed";
        /// The bits of a `CGameID` that are the app ID.
        const APP_ID_MASK: u64 = 0xFF_FFFF;
        let game = current::with(METHOD, |platform| {
            platform.friends().friend_game_played(arguments::user(METHOD, "steam_id", steam_id)?)
        });
        let Some(game) = game else { return VarDictionary::new() };
        vdict! {
            "id" => (game.game & APP_ID_MASK) as i64,
            "ip" => game.ip.to_string().as_str(),
            "game_port" => i64::from(game.game_port),
            "query_port" => i64::from(game.query_port),
            "lobby" => id(game.lobby),
        }
    }

    /// A friend's rich presence for a key; empty if there is none. Steamworks: `GetFriendRichPresence`.
    #[func(rename = getFriendRichPresence)]
    pub fn get_friend_rich_presence(friend_id: i64, key: GString) -> GString {
        const METHOD: &str = "Steam.getFriendRichPresence";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "friend_id", friend_id)?;
            let key = arguments::name(METHOD, "key", &key, MAX_RICH_PRESENCE_KEY_BYTES)?;
            Some(GString::from(&platform.friends().friend_rich_presence(user, &key)))
        })
        .unwrap_or_default()
    }

    /// Sets your own rich presence: a key of at most 63 bytes, a value of at most 255; an empty value removes the key. At most 30
    /// keys. Steamworks: `SetRichPresence`.
    #[func(rename = setRichPresence)]
    pub fn set_rich_presence(key: GString, value: GString) -> bool {
        const METHOD: &str = "Steam.setRichPresence";
        current::with(METHOD, |platform| {
            let key = arguments::name(METHOD, "key", &key, MAX_RICH_PRESENCE_KEY_BYTES)?;
            let value = arguments::text(METHOD, "value", &value, MAX_RICH_PRESENCE_VALUE_BYTES)?;
            Some(platform.friends().set_rich_presence(&key, &value))
        })
        .unwrap_or(false)
    }

    /// Removes all of your own rich presence. Steamworks: `ClearRichPresence`.
    #[func(rename = clearRichPresence)]
    pub fn clear_rich_presence() {
        current::with("Steam.clearRichPresence", |platform| platform.friends().clear_rich_presence());
    }

    /// Asks for a user's avatar picture, 0 for your own. `size` is one of AvatarSizes. Answered by `avatar_loaded`. If there is
    /// no picture, for example for an unknown user, a warning says so and the signal is not emitted, since it cannot report
    /// that. Steamworks: `GetLargeFriendAvatar`, `GetImageRGBA`.
    ///
    /// Local: A generated picture, the same in every process, at the next pump.
    #[func(rename = getPlayerAvatar)]
    pub fn get_player_avatar(#[opt(default = 2)] size: i64, #[opt(default = 0)] steam_id: i64) {
        const METHOD: &str = "Steam.getPlayerAvatar";
        current::with_answer(METHOD, "avatar_loaded", |platform| {
            let size = arguments::enumerator(METHOD, "size", size, AvatarSize::from_i64, "AvatarSizes")?;
            let user = match steam_id {
                0 => platform.user().steam_id(),
                other => arguments::user(METHOD, "steam_id", other)?,
            };
            avatars::request(platform, user, size).map(pump::push)
        });
    }

    /// A handle to a user's avatar of 32 pixels for `getImageRGBA`; 0 if there is none. Steamworks: `GetSmallFriendAvatar`.
    ///
    /// Local: A handle for every user who is or was running.
    #[func(rename = getSmallFriendAvatar)]
    pub fn get_small_friend_avatar(steam_id: i64) -> i64 {
        avatar_handle("Steam.getSmallFriendAvatar", steam_id, AvatarSize::Small)
    }

    /// A handle to a user's avatar of 64 pixels for `getImageRGBA`; 0 if there is none. Steamworks: `GetMediumFriendAvatar`.
    ///
    /// Local: A handle for every user who is or was running.
    #[func(rename = getMediumFriendAvatar)]
    pub fn get_medium_friend_avatar(steam_id: i64) -> i64 {
        avatar_handle("Steam.getMediumFriendAvatar", steam_id, AvatarSize::Medium)
    }

    /// A handle to a user's avatar of 184 pixels for `getImageRGBA`; 0 if there is none, -1 while Steam fetches it:
    /// `avatar_image_loaded` is then emitted. Steamworks: `GetLargeFriendAvatar`.
    ///
    /// Local: A handle for every user who is or was running; never -1.
    #[func(rename = getLargeFriendAvatar)]
    pub fn get_large_friend_avatar(steam_id: i64) -> i64 {
        avatar_handle("Steam.getLargeFriendAvatar", steam_id, AvatarSize::Large)
    }

    /// Invites a friend to the game; `connect_string` reaches them with `join_game_requested`. Steamworks: `InviteUserToGame`.
    ///
    /// Local: `join_game_requested` is emitted at once, since there is no dialog to accept the invitation.
    #[func(rename = inviteUserToGame)]
    pub fn invite_user_to_game(friend_id: i64, connect_string: GString) -> bool {
        const METHOD: &str = "Steam.inviteUserToGame";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "friend_id", friend_id)?;
            let connect = arguments::text(METHOD, "connect_string", &connect_string, MAX_CONNECT_BYTES)?;
            Some(platform.friends().invite_user_to_game(user, &connect))
        })
        .unwrap_or(false)
    }

    /// Fetches a user's name, and their avatar unless `require_name_only` is `true`. Returns `false` if everything is available
    /// already, or if the ID is not a user's (with an error line); otherwise `persona_state_change` is emitted. Steamworks:
    /// `RequestUserInformation`.
    ///
    /// Local: Name and avatar are known as soon as a user is running. For an unknown user, this returns `true` and
    /// `persona_state_change` is emitted at the next pump, but the name stays empty.
    #[func(rename = requestUserInformation)]
    pub fn request_user_information(steam_id: i64, require_name_only: bool) -> bool {
        const METHOD: &str = "Steam.requestUserInformation";
        current::with(METHOD, |platform| {
            arguments::user(METHOD, "steam_id", steam_id)
                .is_some_and(|user| platform.friends().request_user_information(user, require_name_only))
        })
    }

    /// Tells Steam that a user is speaking in the game, so that it lowers other voices. Steamworks:
    /// `SetInGameVoiceSpeaking`.
    ///
    /// Local: There are no other voices: changes nothing.
    #[func(rename = setInGameVoiceSpeaking)]
    pub fn set_in_game_voice_speaking(steam_id: i64, speaking: bool) {
        const METHOD: &str = "Steam.setInGameVoiceSpeaking";
        current::with(METHOD, |platform| {
            if let Some(user) = arguments::user(METHOD, "steam_id", steam_id) {
                platform.friends().set_in_game_voice_speaking(user, speaking);
            }
        });
    }
}
}

fn friend_flags_of(method: &'static str, flags: i64) -> Option<u32> {
    arguments::number(method, "friend_flags", flags, 0..=FRIEND_FLAG_ALL)
}

fn avatar_handle(method: &'static str, steam_id: i64, size: AvatarSize) -> i64 {
    current::with(method, |platform| {
        arguments::user(method, "steam_id", steam_id)
            .map_or(0, |user| i64::from(platform.friends().friend_avatar(user, size)))
    })
}

fn id(id: crate::contract::SteamId) -> i64 {
    id.0 as i64
}
