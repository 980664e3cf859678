//! Every event of a platform.

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

/// An event, for which a signal of the same name is emitted. Numbers are Steam's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// A user requests a session (`P2PSessionRequest_t`).
    P2PSessionRequest {
        /// The user who asks.
        remote: SteamId,
    },
    /// The packets queued for a user could not be delivered and are dropped (`P2PSessionConnectFail_t`).
    P2PSessionConnectFail {
        /// The receiver.
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
    /// The result of entering a lobby (`LobbyEnter_t`).
    LobbyEntered {
        /// The lobby.
        lobby: SteamId,
        /// Unused by Steam, always 0.
        permissions: u32,
        /// Whether only invited users may join.
        locked: bool,
        /// `EChatRoomEnterResponse`, 1 for success.
        response: u32,
    },
    /// The answer to a search (`LobbyMatchList_t`), the best match first.
    LobbyMatchList {
        /// The lobbies found.
        lobbies: Vec<SteamId>,
    },
    /// A user has entered or left a lobby (`LobbyChatUpdate_t`).
    LobbyChatUpdate {
        /// The lobby.
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
        /// The lobby.
        lobby: SteamId,
        /// The author.
        user: SteamId,
        /// The text.
        message: Vec<u8>,
        /// `EChatEntryType`.
        entry_type: u8,
    },
    /// Data of a lobby or of a member has changed, or has arrived after a request (`LobbyDataUpdate_t`).
    LobbyDataUpdate {
        /// Whether the lobby exists.
        success: bool,
        /// The lobby.
        lobby: SteamId,
        /// The owner of the data: a member, or the lobby itself.
        member: SteamId,
    },
    /// The owner has set a game server (`LobbyGameCreated_t`).
    LobbyGameCreated {
        /// The lobby.
        lobby: SteamId,
        /// The server's Steam id, [`SteamId::NIL`] if it has none.
        server: SteamId,
        /// IPv4 address in host byte order.
        ip: u32,
        /// Port.
        port: u16,
    },
    /// A user has invited this user to a lobby (`LobbyInvite_t`).
    LobbyInvite {
        /// The user who invites.
        inviter: SteamId,
        /// The lobby.
        lobby: SteamId,
        /// The game, as a 64-bit `CGameID`.
        game: u64,
    },
    /// This user has been removed from a lobby (`LobbyKicked_t`).
    LobbyKicked {
        /// The lobby.
        lobby: SteamId,
        /// The user who removed them.
        admin: SteamId,
        /// Whether the reason was a lost connection.
        due_to_disconnect: bool,
    },
    /// The user has accepted an invitation to a lobby outside the game (`GameLobbyJoinRequested_t`).
    JoinRequested {
        /// The lobby.
        lobby: SteamId,
        /// The user who invited.
        friend: SteamId,
    },
    /// A user's state has changed (`PersonaStateChange_t`).
    PersonaStateChange {
        /// The user.
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
        /// Whether Steam keeps trying.
        retrying: bool,
    },
    /// Lost the connection to Steam's servers (`SteamServersDisconnected_t`).
    SteamServerDisconnected {
        /// `EResult`.
        result: i32,
    },
    /// Steam is closing down (`SteamShutdown_t`).
    SteamShutdown,
    /// The favourite game servers have changed (`FavoritesListChanged_t`).
    FavoritesListChanged {
        /// The server; all zeros if any of them may have changed.
        server: FavoriteGame,
        /// Whether it was added.
        add: bool,
        /// The account that owns the list.
        account: u32,
    },
    /// The answer to adding users to the favourites (`FavoritesListAccountsUpdated_t`).
    FavoritesListAccountsUpdated {
        /// `EResult`.
        result: i32,
    },
    /// A requested picture of a user, for the signal `avatar_loaded`.
    AvatarLoaded {
        /// The user.
        user: SteamId,
        /// The picture.
        image: Image,
    },
    /// A large avatar has been fetched (`AvatarImageLoaded_t`).
    AvatarImageLoaded {
        /// The user.
        user: SteamId,
        /// The picture's handle.
        handle: i32,
        /// The width in pixels.
        width: u32,
        /// The height in pixels.
        height: u32,
    },
    /// The user has chosen another game server (`GameServerChangeRequested_t`).
    ChangeServerRequested {
        /// Its address.
        server: String,
        /// Its password.
        password: String,
    },
    /// A friend's rich presence has changed (`FriendRichPresenceUpdate_t`).
    FriendRichPresenceUpdate {
        /// The user.
        user: SteamId,
        /// The game.
        app_id: u32,
    },
    /// The user has accepted an invitation to the game (`GameRichPresenceJoinRequested_t`).
    JoinGameRequested {
        /// The user who invited.
        user: SteamId,
        /// The text that came with it.
        connect: String,
    },
    /// The overlay has been opened or closed (`GameOverlayActivated_t`).
    OverlayToggled {
        /// Whether it is open.
        active: bool,
        /// Whether the user did it.
        user_initiated: bool,
        /// The game.
        app_id: u32,
    },
    /// A ticket can be used from now on (`GetAuthSessionTicketResponse_t`).
    GetAuthSessionTicketResponse {
        /// Its handle.
        ticket: u32,
        /// `EResult`.
        result: i32,
    },
    /// The result of checking a ticket, or its end (`ValidateAuthTicketResponse_t`).
    ValidateAuthTicketResponse {
        /// The ticket's user.
        user: SteamId,
        /// `EAuthSessionResponse`.
        response: i32,
        /// The owner of the game: the user, or the one who shares it with them.
        owner: SteamId,
    },
    /// The connection to the Steam client has broken (`IPCFailure_t`).
    IpcFailure {
        /// `EFailureType`.
        kind: u8,
    },
    /// The machine's IP address has moved to another country (`IPCountry_t`).
    IpCountry,
    /// The battery is low (`LowBatteryPower_t`).
    LowPower {
        /// Minutes left.
        minutes: u8,
    },
    /// The answer to checking a file's signature (`CheckFileSignature_t`).
    CheckFileSignature {
        /// `ECheckFileSignature`.
        result: i32,
    },
    /// The user has opened a `steam://` URL for the game while it is running (`NewUrlLaunchParameters_t`).
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
    /// A user requests a session over networking messages (`SteamNetworkingMessagesSessionRequest_t`).
    NetworkMessagesSessionRequest {
        /// The user who asks.
        remote: SteamId,
    },
    /// A session of networking messages has failed (`SteamNetworkingMessagesSessionFailed_t`).
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
    /// Events of connections.
    NetworkingSockets(SocketsEvent),
    /// Events of the relay network.
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
    /// A call to Steam has failed on its way, so the event with its answer will not come.
    IoFailed {
        /// The signal that will not be emitted.
        signal: String,
        /// The reason in words.
        message: String,
    },
    /// Something that the developer of the game has to know and that no signal reports: a limit was reached, something was
    /// dropped, a file is gone. It is logged as a warning.
    Warning {
        /// The beginning of the line: the method with its class, or the part of the platform.
        about: String,
        /// A description that names the limit.
        reason: String,
    },
}
