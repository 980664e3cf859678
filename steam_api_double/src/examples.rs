//! One example of each unsolicited callback.

use crate::callbacks::{self, Callback};
use crate::contract::account::AccountEvent;
use crate::contract::clans::ClanEvent;
use crate::contract::content::ContentEvent;
use crate::contract::device::DeviceEvent;
use crate::contract::game_server::GameServerEvent;
use crate::contract::input::InputEvent;
use crate::contract::matchmaking::FavoriteGame;
use crate::contract::networking_sockets::{Connection, ConnectionInfo, FakeIp, ListenSocket, SocketsEvent};
use crate::contract::networking_utils::RelayEvent;
use crate::contract::remote_storage::StorageEvent;
use crate::contract::screenshots::ScreenshotEvent;
use crate::contract::social::SocialEvent;
use crate::contract::user_stats::StatsEvent;
use crate::contract::{Event, SteamId};
use crate::steam::Whose;

/// All of them. No two members of one have the same value, so that mixing them up is noticed.
pub(crate) fn all(whose: Whose) -> Vec<Callback> {
    match whose {
        Whose::User => of_user(),
        Whose::GameServer => of_game_server(),
    }
}

fn of_game_server() -> Vec<Callback> {
    let (anna, ben) = (SteamId::individual(11), SteamId::individual(12));
    let events = [
        GameServerEvent::ClientApproved { user: anna, owner: ben },
        GameServerEvent::ClientDenied { user: anna, reason: 4, text: "öffne".into() },
        GameServerEvent::ClientKicked { user: ben, reason: 5 },
        GameServerEvent::PolicyResponse { secure: true },
        GameServerEvent::ClientGroupStatus {
            user: anna,
            group: SteamId(0x0170_0000_0000_0007),
            member: true,
            officer: false,
        },
        GameServerEvent::GameplayStats { result: 1, rank: 3, total_connects: 4, total_minutes_played: 5 },
    ];
    let others = [
        Event::SteamServerConnectFailed { result: 3, retrying: true },
        Event::SteamServerDisconnected { result: 6 },
        Event::P2PSessionRequest { remote: anna },
        Event::P2PSessionConnectFail { remote: ben, error: 4 },
        Event::ValidateAuthTicketResponse { user: anna, response: 6, owner: ben },
        Event::UserStats(StatsEvent::UserUnloaded { user: ben }),
    ];
    events
        .into_iter()
        .map(Event::GameServer)
        .chain(others)
        .filter_map(|event| callbacks::of(&event))
        .collect()
}

fn of_user() -> Vec<Callback> {
    let (anna, ben, lobby) = (SteamId::individual(11), SteamId::individual(12), SteamId::lobby(0x0102_0304));
    let server = FavoriteGame {
        app_id: 480,
        ip: [10, 0, 0, 7].into(),
        port: 27015,
        query_port: 27016,
        flags: 2,
        last_played: 0,
    };
    [
        Event::P2PSessionRequest { remote: anna },
        Event::P2PSessionConnectFail { remote: ben, error: 4 },
        Event::LobbyEntered { lobby, permissions: 7, locked: true, response: 1 },
        Event::LobbyChatUpdate { lobby, changed: anna, making_change: ben, state: 0x12 },
        Event::LobbyDataUpdate { success: true, lobby, member: anna },
        Event::LobbyGameCreated { lobby, server: ben, ip: 0x7F00_0001, port: 7777 },
        Event::LobbyInvite { inviter: anna, lobby, game: 480 },
        Event::LobbyKicked { lobby, admin: ben, due_to_disconnect: true },
        Event::JoinRequested { lobby, friend: anna },
        Event::PersonaStateChange { user: ben, flags: 0x8000_0001 },
        Event::SteamServerConnected,
        Event::SteamServerConnectFailed { result: 3, retrying: true },
        Event::SteamServerDisconnected { result: 6 },
        Event::FavoritesListChanged { server, add: true, account: 77 },
        Event::FavoritesListAccountsUpdated { result: 2 },
        Event::AvatarImageLoaded { user: anna, handle: 5, width: 184, height: 183 },
        Event::ChangeServerRequested { server: "10.0.0.7:27015".into(), password: "öffne".into() },
        Event::FriendRichPresenceUpdate { user: ben, app_id: 480 },
        Event::JoinGameRequested { user: anna, connect: "+connect ".repeat(28) },
        Event::OverlayToggled { active: true, user_initiated: false, app_id: 480 },
        Event::GetAuthSessionTicketResponse { ticket: 9, result: 1 },
        Event::ValidateAuthTicketResponse { user: anna, response: 6, owner: ben },
        Event::IpCountry,
        Event::LowPower { minutes: 13 },
        Event::NewLaunchUrlParameters,
        Event::Content(ContentEvent::DlcInstalled { app_id: 481 }),
        Event::Content(ContentEvent::TimedTrialStatus {
            app_id: 480,
            is_offline: true,
            allowed: 3600,
            played: 120,
        }),
        Event::Device(DeviceEvent::FloatingGamepadTextInputDismissed),
        Event::Device(DeviceEvent::AppResumingFromSuspend),
        Event::Device(DeviceEvent::FilterTextDictionaryChanged { language: 7 }),
        Event::Account(AccountEvent::GameServerDeny {
            app_id: 480,
            ip: 0x7F00_0001,
            port: 27015,
            secure: 1,
            reason: 7,
        }),
        Event::Account(AccountEvent::GameWebCallback { url: "steam://callback/480".into() }),
        Event::Account(AccountEvent::LicensesUpdated),
        Event::Account(AccountEvent::MicrotransactionAuthorization {
            app_id: 480,
            order: 1 << 40,
            authorized: true,
        }),
        Event::Clans(ClanEvent::UserJoinedChat { chat: lobby, user: anna }),
        Event::Clans(ClanEvent::UserLeftChat { chat: lobby, user: ben, kicked: true, dropped: false }),
    ]
    .iter()
    .chain(&about_connections(anna, ben))
    .chain(&about_stats(anna, ben))
    .chain(&about_parts_of_their_own(ben))
    .chain(&about_files())
    .chain([&Event::SteamShutdown])
    .filter_map(callbacks::of)
    .collect()
}

/// Events of `ISteamInput`, `ISteamScreenshots`, and of `ISteamFriends` about what friends share.
fn about_parts_of_their_own(ben: SteamId) -> [Event; 9] {
    [
        Event::Input(InputEvent::DeviceConnected { controller: 0x0102_0304_0506_0708 }),
        Event::Input(InputEvent::DeviceDisconnected { controller: 0x0807_0605_0403_0201 }),
        Event::Input(InputEvent::ConfigurationLoaded {
            app_id: 480,
            controller: 0x0102_0304_0506_0708,
            mapping_creator: ben,
            major_revision: 3,
            minor_revision: 14,
            uses_steam_input_api: true,
            uses_gamepad_api: false,
        }),
        Event::Input(InputEvent::GamepadSlotChange {
            app_id: 480,
            controller: 0x0102_0304_0506_0708,
            device_type: 3,
            old_slot: -1,
            new_slot: 2,
        }),
        Event::Screenshots(ScreenshotEvent::Ready { screenshot: 0x0102_0304, result: 9 }),
        Event::Screenshots(ScreenshotEvent::Requested),
        Event::Social(SocialEvent::UnreadMessagesChanged),
        Event::Social(SocialEvent::BrowserProtocol { uri: "mygame://öffne".into() }),
        Event::Social(SocialEvent::ProfileItemsChanged { user: ben }),
    ]
}

/// Events of `ISteamNetworkingSockets` and `ISteamNetworkingUtils`.
fn about_connections(anna: SteamId, ben: SteamId) -> [Event; 4] {
    [
        Event::NetworkingSockets(SocketsEvent::StatusChanged {
            connection: Connection(0x0102_0304),
            info: ConnectionInfo {
                remote: anna,
                user_data: -7,
                listen_socket: ListenSocket(0x0506_0708),
                remote_address: Some(([10, 0, 0, 7], 27015).into()),
                remote_pop: 11,
                relay_pop: 12,
                state: 4,
                end_reason: 1042,
                end_debug: "see you".into(),
                description: "#1 to Anna".into(),
                flags: 16,
            },
            old_state: 3,
        }),
        Event::NetworkingSockets(SocketsEvent::AuthenticationStatus {
            available: 100,
            debug: "ready".into(),
        }),
        Event::NetworkingSockets(SocketsEvent::FakeIp(FakeIp {
            result: 1,
            user: ben,
            ip: 0xA9FE_0001,
            ports: vec![5, 6, 7],
        })),
        Event::RelayNetwork(RelayEvent::Status {
            available: 100,
            measuring: true,
            config: -10,
            any_relay: 3,
            debug: "nearly".into(),
        }),
    ]
}

/// Events of `ISteamUserStats`.
fn about_stats(anna: SteamId, ben: SteamId) -> [Event; 5] {
    [
        Event::UserStats(StatsEvent::CurrentReceived { game: 480, result: 1, user: anna }),
        Event::UserStats(StatsEvent::Stored { game: 480, result: 8 }),
        Event::UserStats(StatsEvent::AchievementStored {
            game: 480,
            group: false,
            name: "WIN".into(),
            current: 3,
            max: 5,
        }),
        Event::UserStats(StatsEvent::UserUnloaded { user: ben }),
        Event::UserStats(StatsEvent::AchievementIconFetched {
            game: 480,
            name: "LOSE".into(),
            achieved: true,
            icon: 7,
        }),
    ]
}

/// Events of `ISteamRemoteStorage`.
fn about_files() -> [Event; 5] {
    [
        Event::RemoteStorage(StorageEvent::LocalFileChanged),
        Event::RemoteStorage(StorageEvent::SubscribeResult { result: 2, file: 0x0102_0304_0506 }),
        Event::RemoteStorage(StorageEvent::UnsubscribeResult { result: 9, file: 0x0102_0304_0507 }),
        Event::RemoteStorage(StorageEvent::Subscribed { file: 0x0102_0304_0508, app_id: 480 }),
        Event::RemoteStorage(StorageEvent::Unsubscribed { file: 0x0102_0304_0509, app_id: 481 }),
    ]
}
