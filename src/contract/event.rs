//! Everything that comes back from a platform.

use serde::{Deserialize, Serialize};

use super::SteamId;
use super::account::AccountEvent;
use super::clans::ClanEvent;
use super::content::ContentEvent;
use super::device::DeviceEvent;
use super::game_server::GameServerEvent;
use super::game_server_stats::GameServerStatsEvent;
use super::input::InputEvent;
use super::leaderboards::LeaderboardEvent;
use super::matchmaking::FavoriteGame;
use super::networking_sockets::SocketsEvent;
use super::networking_utils::RelayEvent;
use super::remote_storage::StorageEvent;
use super::screenshots::ScreenshotEvent;
use super::server_browser::ServerBrowserEvent;
use super::social::SocialEvent;
use super::timeline::TimelineEvent;
use super::user_stats::StatsEvent;
use super::utils::Image;

/// Something that happened, on its way to a signal of the same name. Numbers are as Steam numbers them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// A user wants to talk (`P2PSessionRequest_t`).
    P2PSessionRequest {
        /// The user who asks.
        remote: SteamId,
    },
    /// The packets queued for a user could not be delivered and are dropped (`P2PSessionConnectFail_t`).
    P2PSessionConnectFail {
        /// Whom it was for.
        remote: SteamId,
        /// `EP2PSessionError`.
        error: u8,
    },
    /// The answer to creating a lobby (`LobbyCreated_t`).
    LobbyCreated {
        /// `EResult`, 1 for success.
        result: i32,
        /// The new lobby, [`SteamId::NIL`] on failure.
        lobby: SteamId,
    },
    /// A lobby was entered, or could not be (`LobbyEnter_t`).
    LobbyEntered {
        /// Which lobby.
        lobby: SteamId,
        /// Unused by Steam, always 0.
        permissions: u32,
        /// Whether only invited users may join.
        locked: bool,
        /// `EChatRoomEnterResponse`, 1 for success.
        response: u32,
    },
    /// The answer to a search (`LobbyMatchList_t`), best match first.
    LobbyMatchList {
        /// The lobbies found.
        lobbies: Vec<SteamId>,
    },
    /// Somebody entered or left a lobby (`LobbyChatUpdate_t`).
    LobbyChatUpdate {
        /// Which lobby.
        lobby: SteamId,
        /// The user who entered or left.
        changed: SteamId,
        /// The user who caused it.
        making_change: SteamId,
        /// `EChatMemberStateChange`, bits.
        state: u32,
    },
    /// A chat message (`LobbyChatMsg_t`).
    LobbyMessage {
        /// Which lobby.
        lobby: SteamId,
        /// The author.
        user: SteamId,
        /// The text.
        message: Vec<u8>,
        /// `EChatEntryType`.
        entry_type: u8,
    },
    /// Data of a lobby or of a member changed, or the answer to asking for it (`LobbyDataUpdate_t`).
    LobbyDataUpdate {
        /// Whether the lobby exists.
        success: bool,
        /// Which lobby.
        lobby: SteamId,
        /// Whose data: a member, or the lobby itself.
        member: SteamId,
    },
    /// The owner named a game server (`LobbyGameCreated_t`).
    LobbyGameCreated {
        /// Which lobby.
        lobby: SteamId,
        /// The server's Steam id, [`SteamId::NIL`] where it has none.
        server: SteamId,
        /// IPv4 address in host byte order.
        ip: u32,
        /// Port.
        port: u16,
    },
    /// Somebody invites to a lobby (`LobbyInvite_t`).
    LobbyInvite {
        /// The user who invites.
        inviter: SteamId,
        /// The lobby.
        lobby: SteamId,
        /// The game, as a 64-bit `CGameID`.
        game: u64,
    },
    /// This user was removed from a lobby (`LobbyKicked_t`).
    LobbyKicked {
        /// Which lobby.
        lobby: SteamId,
        /// The user who removed them.
        admin: SteamId,
        /// Whether it was for a lost connection.
        due_to_disconnect: bool,
    },
    /// The user accepted an invitation to a lobby outside the game (`GameLobbyJoinRequested_t`).
    JoinRequested {
        /// Which lobby.
        lobby: SteamId,
        /// The user who invited.
        friend: SteamId,
    },
    /// Something about a user changed (`PersonaStateChange_t`).
    PersonaStateChange {
        /// Who.
        user: SteamId,
        /// `EPersonaChange`, bits.
        flags: u32,
    },
    /// Connected to Steam's servers (`SteamServersConnected_t`).
    SteamServerConnected,
    /// Could not connect to Steam's servers (`SteamServerConnectFailure_t`).
    SteamServerConnectFailed {
        /// `EResult`.
        result: i32,
        /// Whether Steam goes on trying.
        retrying: bool,
    },
    /// Lost the connection to Steam's servers (`SteamServersDisconnected_t`).
    SteamServerDisconnected {
        /// `EResult`.
        result: i32,
    },
    /// Steam is closing down (`SteamShutdown_t`).
    SteamShutdown,
    /// The favourite game servers changed (`FavoritesListChanged_t`).
    FavoritesListChanged {
        /// Which one; all zeros where any may have changed.
        server: FavoriteGame,
        /// Whether it was added.
        add: bool,
        /// The account whose list it is.
        account: u32,
    },
    /// The answer to adding users to the favourites (`FavoritesListAccountsUpdated_t`).
    FavoritesListAccountsUpdated {
        /// `EResult`.
        result: i32,
    },
    /// A picture of a user that was asked for, for the signal `avatar_loaded`.
    AvatarLoaded {
        /// Whose.
        user: SteamId,
        /// The picture.
        image: Image,
    },
    /// A large avatar has been fetched (`AvatarImageLoaded_t`).
    AvatarImageLoaded {
        /// Whose.
        user: SteamId,
        /// The picture's handle.
        handle: i32,
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// The user wants to go to another game server (`GameServerChangeRequested_t`).
    ChangeServerRequested {
        /// Its address.
        server: String,
        /// Its password.
        password: String,
    },
    /// A friend's rich presence changed (`FriendRichPresenceUpdate_t`).
    FriendRichPresenceUpdate {
        /// Whose.
        user: SteamId,
        /// In which game.
        app_id: u32,
    },
    /// The user accepted an invitation to the game (`GameRichPresenceJoinRequested_t`).
    JoinGameRequested {
        /// The user who invited.
        user: SteamId,
        /// The text that came with it.
        connect: String,
    },
    /// The overlay was opened or closed (`GameOverlayActivated_t`).
    OverlayToggled {
        /// Whether it is open.
        active: bool,
        /// Whether the user did it.
        user_initiated: bool,
        /// In which game.
        app_id: u32,
    },
    /// A ticket can be used now (`GetAuthSessionTicketResponse_t`).
    GetAuthSessionTicketResponse {
        /// Its handle.
        ticket: u32,
        /// `EResult`.
        result: i32,
    },
    /// The verdict on a ticket, or its end (`ValidateAuthTicketResponse_t`).
    ValidateAuthTicketResponse {
        /// Whose ticket.
        user: SteamId,
        /// `EAuthSessionResponse`.
        response: i32,
        /// The owner of the game: the user, or the one who shares it with them.
        owner: SteamId,
    },
    /// The connection to the Steam client broke (`IPCFailure_t`).
    IpcFailure {
        /// `EFailureType`.
        kind: u8,
    },
    /// The machine's address moved to another country (`IPCountry_t`).
    IpCountry,
    /// The battery runs low (`LowBatteryPower_t`).
    LowPower {
        /// Minutes left.
        minutes: u8,
    },
    /// The answer to checking a file's signature (`CheckFileSignature_t`).
    CheckFileSignature {
        /// `ECheckFileSignature`.
        result: i32,
    },
    /// The game was started again with an address, while it runs (`NewUrlLaunchParameters_t`).
    NewLaunchUrlParameters,
    /// Events of downloadable content and files.
    Content(ContentEvent),
    /// Events of groups and their chats.
    Clans(ClanEvent),
    /// Events of the account.
    Account(AccountEvent),
    /// Events of keyboards and the machine.
    Device(DeviceEvent),
    /// Events of a game server.
    GameServer(GameServerEvent),
    /// Events of the stats of a game server's players.
    GameServerStats(GameServerStatsEvent),
    /// Events of lists of game servers.
    ServerBrowser(ServerBrowserEvent),
    /// A user wants to talk over networking messages (`SteamNetworkingMessagesSessionRequest_t`).
    NetworkMessagesSessionRequest {
        /// The user who asks.
        remote: SteamId,
    },
    /// A session of networking messages failed (`SteamNetworkingMessagesSessionFailed_t`).
    NetworkMessagesSessionFailed {
        /// `ESteamNetConnectionEnd`.
        reason: i32,
        /// The user at the other end.
        remote: SteamId,
        /// `ESteamNetworkingConnectionState`.
        state: i32,
        /// Steam's description, for logs.
        debug: String,
    },
    /// Something happened to connections.
    NetworkingSockets(SocketsEvent),
    /// Something happened to the relay network.
    RelayNetwork(RelayEvent),
    /// Events of `ISteamInput`.
    Input(InputEvent),
    /// Events of `ISteamScreenshots`.
    Screenshots(ScreenshotEvent),
    /// Events of `ISteamTimeline`.
    Timeline(TimelineEvent),
    /// Events of `ISteamUserStats` about leaderboards.
    Leaderboards(LeaderboardEvent),
    /// Events of the part of `ISteamFriends` about what friends share.
    Social(SocialEvent),
    /// Events of `ISteamUserStats`.
    UserStats(StatsEvent),
    /// Events of `ISteamRemoteStorage`.
    RemoteStorage(StorageEvent),
    /// A call to Steam failed on the way, without the answer that its own event would carry.
    IoFailed {
        /// The signal that will not come.
        signal: String,
        /// The reason in words.
        message: String,
    },
    /// Something that no signal tells and the developer of the game has to know: a limit was reached, something was dropped,
    /// a file is gone. Spoken as a warning.
    Warning {
        /// The method with its class, or the part of the platform: what the line begins with.
        about: String,
        /// A description that names the limit.
        reason: String,
    },
}
