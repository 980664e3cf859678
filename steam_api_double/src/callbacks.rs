//! Callback structures, byte by byte in the SDK's layout, by code that shares nothing with the reading code.
//!
//! Members are aligned to their size, but to at most [`PACK`] (`VALVE_CALLBACK_PACK_SMALL` and `…_LARGE` in
//! `steamclientpublic.h`). Gaps are filled with [`GAP`], so that a reader notices.

mod account;
mod clans;
mod content;
mod device;
mod game_server;
mod input;
pub(crate) mod leaderboards;
mod remote_storage;
mod screenshots;
mod social;
mod timeline;

use crate::connections;
use crate::contract::networking_messages::MessagesSession;
use crate::contract::networking_sockets::SocketsEvent;
use crate::contract::networking_utils::RelayEvent;
use crate::contract::user_stats::StatsEvent;
use crate::contract::{Event, SteamId};
use crate::switches;

const PACK: usize = if cfg!(windows) { 8 } else { 4 };
const GAP: u8 = 0xEE;

/// A value of an enumeration from a newer SDK.
const UNKNOWN: i32 = 9999;

/// A callback: its number (`k_iCallback`) and its structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Callback {
    pub(crate) number: i32,
    pub(crate) bytes: Vec<u8>,
}

/// A structure under construction.
struct Structure {
    bytes: Vec<u8>,
    largest: usize,
}

impl Structure {
    fn new() -> Structure {
        Structure { bytes: Vec::new(), largest: 1 }
    }

    fn align(&mut self, to: usize) {
        let len = self.bytes.len().next_multiple_of(to);
        self.bytes.resize(len, GAP);
    }

    fn member<const N: usize>(mut self, bytes: [u8; N]) -> Structure {
        let alignment = N.min(PACK);
        self.largest = self.largest.max(alignment);
        self.align(alignment);
        self.bytes.extend(bytes);
        self
    }

    /// A structure that has members of 8 bytes.
    fn nested(mut self, bytes: &[u8]) -> Structure {
        self.largest = self.largest.max(PACK);
        self.align(PACK);
        self.bytes.extend(bytes);
        self
    }

    fn bool(self, value: bool) -> Structure {
        self.u8(u8::from(value))
    }

    fn u8(self, value: u8) -> Structure {
        self.member([value])
    }

    fn u16(self, value: u16) -> Structure {
        self.member(value.to_ne_bytes())
    }

    fn u32(self, value: u32) -> Structure {
        self.member(value.to_ne_bytes())
    }

    fn i32(self, value: i32) -> Structure {
        self.member(value.to_ne_bytes())
    }

    /// An id in a `uint64`.
    fn u64(self, id: SteamId) -> Structure {
        self.member(id.0.to_ne_bytes())
    }

    /// A number of 8 bytes.
    fn number_of_8(self, value: u64) -> Structure {
        self.member(value.to_ne_bytes())
    }

    /// Plain bytes.
    fn raw(mut self, bytes: &[u8]) -> Structure {
        self.bytes.extend(bytes);
        self
    }

    /// An id in a `CSteamID`, which is packed to 1.
    fn steam_id(mut self, id: SteamId) -> Structure {
        self.bytes.extend(id.0.to_ne_bytes());
        self
    }

    /// A text in a `char[N]`.
    fn text<const N: usize>(mut self, text: &str) -> Structure {
        let mut room = [GAP; N];
        let cut = text.as_bytes().iter().copied().take(N - 1).chain([0]);
        for (to, from) in room.iter_mut().zip(cut) {
            *to = from;
        }
        self.bytes.extend(room);
        self
    }

    fn number(mut self, number: i32) -> Callback {
        self.align(self.largest);
        Callback { number, bytes: self.bytes }
    }
}

/// A value of an enumeration, or one that no SDK knows.
fn value(value: i32) -> i32 {
    if unknown_enums() { UNKNOWN } else { value }
}

/// A structure without a member: one byte in C++.
fn empty(number: i32) -> Callback {
    Structure::new().u8(0).number(number)
}

/// `SteamAPICallCompleted_t`.
pub(crate) fn call_completed(call: u64, number: i32, size: usize) -> Callback {
    Structure::new().u64(SteamId(call)).i32(number).u32(size as u32).number(703)
}

/// `IPCFailure_t`: 0 for a flushed queue, 1 for a broken pipe.
pub(crate) fn ipc_failure(kind: u8) -> Callback {
    Structure::new().u8(kind).number(117)
}

/// `SteamShutdown_t`.
pub(crate) fn steam_shutdown() -> Callback {
    empty(704)
}

/// `LobbyChatMsg_t`. The text is fetched by `chat`.
pub(crate) fn lobby_chat_message(lobby: SteamId, user: SteamId, entry_type: u8, chat: u32) -> Callback {
    let entry_type = if unknown_enums() { 0xC8 } else { entry_type };
    Structure::new().u64(lobby).u64(user).u8(entry_type).u32(chat).number(507)
}

/// `LobbyMatchList_t`.
pub(crate) fn lobby_match_list(count: usize) -> Callback {
    Structure::new().u32(count as u32).number(510)
}

fn unknown_enums() -> bool {
    switches::is("ENUMS", "unknown")
}

/// The number of the structure that [`of`] makes of an event.
pub(crate) fn number(event: &Event) -> Option<i32> {
    of(event).map(|callback| callback.number)
}

/// The structure that Steam posts for an event, `None` for events that need more than their own structure or that
/// Steam does not post.
#[expect(clippy::too_many_lines, reason = "one match without a wildcard, so that no event is forgotten")]
pub(crate) fn of(event: &Event) -> Option<Callback> {
    let unknown = unknown_enums();
    let new = Structure::new;
    Some(match event {
        Event::P2PSessionRequest { remote } => new().steam_id(*remote).number(1202),
        Event::P2PSessionConnectFail { remote, error } => {
            let error = if unknown { 0xC8 } else { *error };
            new().steam_id(*remote).u8(error).number(1203)
        }
        Event::LobbyCreated { result, lobby } => new().i32(value(*result)).u64(*lobby).number(513),
        Event::LobbyEntered { lobby, permissions, locked, response } => {
            let response = if unknown { UNKNOWN as u32 } else { *response };
            new().u64(*lobby).u32(*permissions).bool(*locked).u32(response).number(504)
        }
        Event::LobbyChatUpdate { lobby, changed, making_change, state } => {
            // Several bits at once are legal.
            let state = if unknown { 0xFFFF_FFFF } else { *state };
            new().u64(*lobby).u64(*changed).u64(*making_change).u32(state).number(506)
        }
        Event::LobbyDataUpdate { success, lobby, member } => {
            new().u64(*lobby).u64(*member).bool(*success).number(505)
        }
        Event::LobbyGameCreated { lobby, server, ip, port } => {
            new().u64(*lobby).u64(*server).u32(*ip).u16(*port).number(509)
        }
        Event::LobbyInvite { inviter, lobby, game } => {
            new().u64(*inviter).u64(*lobby).u64(SteamId(*game)).number(503)
        }
        Event::LobbyKicked { lobby, admin, due_to_disconnect } => {
            new().u64(*lobby).u64(*admin).bool(*due_to_disconnect).number(512)
        }
        Event::JoinRequested { lobby, friend } => new().steam_id(*lobby).steam_id(*friend).number(333),
        Event::PersonaStateChange { user, flags } => new().u64(*user).u32(*flags).number(304),
        Event::SteamServerConnected => empty(101),
        Event::SteamServerConnectFailed { result, retrying } => {
            new().i32(value(*result)).bool(*retrying).number(102)
        }
        Event::SteamServerDisconnected { result } => new().i32(value(*result)).number(103),
        Event::SteamShutdown => steam_shutdown(),
        Event::IpcFailure { kind } => ipc_failure(*kind),
        Event::FavoritesListChanged { server, add, account } => new()
            .u32(server.ip.to_bits())
            .u32(u32::from(server.query_port))
            .u32(u32::from(server.port))
            .u32(server.app_id)
            .u32(server.flags)
            .bool(*add)
            .u32(*account)
            .number(502),
        Event::FavoritesListAccountsUpdated { result } => new().i32(value(*result)).number(516),
        Event::AvatarImageLoaded { user, handle, width, height } => {
            new().steam_id(*user).i32(*handle).u32(*width).u32(*height).number(334)
        }
        Event::ChangeServerRequested { server, password } => {
            new().text::<64>(server).text::<64>(password).number(332)
        }
        Event::FriendRichPresenceUpdate { user, app_id } => new().steam_id(*user).u32(*app_id).number(336),
        Event::JoinGameRequested { user, connect } => new().steam_id(*user).text::<256>(connect).number(337),
        Event::OverlayToggled { active, user_initiated, app_id } => {
            new().bool(*active).bool(*user_initiated).u32(*app_id).u32(0).number(331)
        }
        Event::GetAuthSessionTicketResponse { ticket, result } => {
            new().u32(*ticket).i32(value(*result)).number(163)
        }
        Event::ValidateAuthTicketResponse { user, response, owner } => {
            new().steam_id(*user).i32(value(*response)).steam_id(*owner).number(143)
        }
        Event::IpCountry => empty(701),
        Event::LowPower { minutes } => new().u8(*minutes).number(702),
        Event::CheckFileSignature { result } => new().i32(value(*result)).number(705),
        Event::NewLaunchUrlParameters => empty(1014),
        Event::Content(event) => content::of(event),
        Event::Clans(event) => clans::of(event),
        Event::Account(event) => account::of(event),
        Event::Device(event) => device::of(event),
        Event::Input(event) => return input::of(event),
        Event::GameServer(event) => game_server::of(event),
        Event::GameServerStats(event) => game_server::of_stats(event),
        Event::LobbyMatchList { lobbies } => lobby_match_list(lobbies.len()),
        Event::NetworkMessagesSessionRequest { remote } => {
            Callback { number: 1251, bytes: connections::identity(*remote).to_vec() }
        }
        Event::NetworkMessagesSessionFailed { reason, remote, state, debug } => {
            let session = MessagesSession {
                end_reason: *reason,
                end_debug: debug.clone(),
                ..MessagesSession::default()
            };
            let bytes = connections::info(*remote, &session, value(*state)).to_vec();
            Callback { number: 1252, bytes }
        }
        Event::NetworkingSockets(SocketsEvent::AuthenticationStatus { available, debug }) => {
            new().i32(*available).text::<256>(debug).number(1222)
        }
        Event::NetworkingSockets(SocketsEvent::FakeIp(fake)) => {
            Callback { number: 1223, bytes: connections::fake_ip(fake).to_vec() }
        }
        Event::RelayNetwork(RelayEvent::Status { available, measuring, config, any_relay, debug }) => new()
            .i32(value(*available))
            .i32(i32::from(*measuring))
            .i32(value(*config))
            .i32(value(*any_relay))
            .text::<256>(debug)
            .number(1281),
        Event::NetworkingSockets(SocketsEvent::StatusChanged { connection, info, old_state }) => {
            let info_bytes = connections::connection_info(info, value(info.state));
            new().u32(connection.0).nested(&info_bytes).i32(*old_state).number(1221)
        }
        Event::LobbyMessage { .. }
        | Event::AvatarLoaded { .. }
        | Event::IoFailed { .. }
        // Lists of game servers call objects of the game and post no callback.
        | Event::ServerBrowser(_)
        | Event::Warning { .. } => return None,
        Event::Screenshots(event) => screenshots::of(event),
        Event::Timeline(event) => timeline::of(event),
        Event::Leaderboards(event) => leaderboards::of(event, 0),
        Event::Social(event) => return social::of(event),
        Event::UserStats(event) => of_stats(event),
        Event::RemoteStorage(event) => remote_storage::of(event),
    })
}

/// The structure that Steam posts for an event of `ISteamUserStats`.
fn of_stats(event: &StatsEvent) -> Callback {
    let unknown = unknown_enums();
    let value = |value: i32| if unknown { UNKNOWN } else { value };
    let new = Structure::new;
    match event {
        StatsEvent::CurrentReceived { game, result, user }
        | StatsEvent::UserReceived { game, result, user } => {
            new().u64(SteamId(*game)).i32(value(*result)).steam_id(*user).number(1101)
        }
        StatsEvent::Stored { game, result } => new().u64(SteamId(*game)).i32(value(*result)).number(1102),
        StatsEvent::AchievementStored { game, group, name, current, max } => {
            new().u64(SteamId(*game)).bool(*group).text::<128>(name).u32(*current).u32(*max).number(1103)
        }
        StatsEvent::NumberOfCurrentPlayers { success, players } => {
            new().bool(*success).i32(*players).number(1107)
        }
        StatsEvent::UserUnloaded { user } => new().steam_id(*user).number(1108),
        StatsEvent::AchievementIconFetched { game, name, achieved, icon } => {
            new().steam_id(SteamId(*game)).text::<128>(name).bool(*achieved).i32(*icon).number(1109)
        }
        StatsEvent::GlobalPercentagesReady { game, result } => {
            new().u64(SteamId(*game)).i32(value(*result)).number(1110)
        }
        StatsEvent::GlobalReceived { game, result } => {
            new().u64(SteamId(*game)).i32(value(*result)).number(1112)
        }
    }
}
