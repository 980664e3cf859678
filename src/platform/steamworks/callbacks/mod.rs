//! Readers of Steam's callback structures.
//!
//! They read plain bytes, member by member, at the offsets of the SDK's bindings, which [`layout`](super::layout) checks.
//! The bytes cannot be read as Rust structures: they are not aligned, and they contain enumerations and booleans for
//! which a newer Steam client may send values that this SDK does not know.

pub(super) mod account;
pub(super) mod clans;
mod community;
pub(super) mod content;
pub(super) mod device;
pub(super) mod game_server;
mod input;
pub(super) mod leaderboards;
pub(super) mod messages;
pub(super) mod remote_storage;
mod screenshots;
pub(super) mod social;
pub(super) mod sockets;
mod structure;
pub(super) mod timeline;
pub(super) mod user_stats;

use ::steamworks::sys;

use self::structure::{Structure, member, number};
use crate::contract::{Event, SteamId};

/// `SteamAPICallCompleted_t`.
pub(super) const CALL_COMPLETED: i32 = number!(SteamAPICallCompleted_t_k_iCallback);
/// `LobbyCreated_t`.
pub(super) const LOBBY_CREATED: i32 = number!(LobbyCreated_t_k_iCallback);
/// `LobbyEnter_t`.
pub(super) const LOBBY_ENTER: i32 = number!(LobbyEnter_t_k_iCallback);
/// `LobbyMatchList_t`.
pub(super) const LOBBY_MATCH_LIST: i32 = number!(LobbyMatchList_t_k_iCallback);
/// `LobbyChatMsg_t`.
pub(super) const LOBBY_CHAT_MSG: i32 = number!(LobbyChatMsg_t_k_iCallback);
/// `IPCFailure_t`.
pub(super) const IPC_FAILURE: i32 = number!(IPCFailure_t_k_iCallback);

/// `CheckFileSignature_t`.
pub(super) const CHECK_FILE_SIGNATURE: i32 = number!(CheckFileSignature_t_k_iCallback);

const P2P_SESSION_REQUEST: i32 = number!(P2PSessionRequest_t_k_iCallback);
const P2P_SESSION_CONNECT_FAIL: i32 = number!(P2PSessionConnectFail_t_k_iCallback);
const LOBBY_CHAT_UPDATE: i32 = number!(LobbyChatUpdate_t_k_iCallback);
const LOBBY_DATA_UPDATE: i32 = number!(LobbyDataUpdate_t_k_iCallback);
const LOBBY_GAME_CREATED: i32 = number!(LobbyGameCreated_t_k_iCallback);
const LOBBY_INVITE: i32 = number!(LobbyInvite_t_k_iCallback);
const LOBBY_KICKED: i32 = number!(LobbyKicked_t_k_iCallback);
const LOBBY_JOIN_REQUESTED: i32 = number!(GameLobbyJoinRequested_t_k_iCallback);
const PERSONA_STATE_CHANGE: i32 = number!(PersonaStateChange_t_k_iCallback);
const SERVERS_CONNECTED: i32 = number!(SteamServersConnected_t_k_iCallback);
const SERVER_CONNECT_FAILURE: i32 = number!(SteamServerConnectFailure_t_k_iCallback);
const SERVERS_DISCONNECTED: i32 = number!(SteamServersDisconnected_t_k_iCallback);
const STEAM_SHUTDOWN: i32 = number!(SteamShutdown_t_k_iCallback);

/// Reads one callback, by its number and bytes; `None` if it is unknown.
type Read = fn(i32, &[u8]) -> Option<Event>;

/// The readers of the callbacks in the other files, and of lobbies.
const OTHERS: &[Read] = &[
    lobby_event,
    clans::event,
    account::event,
    community::event,
    content::event,
    device::event,
    input::event,
    game_server::event,
    messages::event,
    screenshots::event,
    remote_storage::event,
    social::event,
    sockets::event,
    user_stats::event,
];

/// The event of a callback that needs only its own structure. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    match callback {
        P2P_SESSION_REQUEST => {
            let it = Structure::of::<sys::P2PSessionRequest_t>(bytes)?;
            Some(Event::P2PSessionRequest { remote: member!(it, P2PSessionRequest_t, id m_steamIDRemote) })
        }
        P2P_SESSION_CONNECT_FAIL => {
            let it = Structure::of::<sys::P2PSessionConnectFail_t>(bytes)?;
            Some(Event::P2PSessionConnectFail {
                remote: member!(it, P2PSessionConnectFail_t, id m_steamIDRemote),
                error: member!(it, P2PSessionConnectFail_t, u8 m_eP2PSessionError),
            })
        }
        PERSONA_STATE_CHANGE => {
            let it = Structure::of::<sys::PersonaStateChange_t>(bytes)?;
            Some(Event::PersonaStateChange {
                user: member!(it, PersonaStateChange_t, id m_ulSteamID),
                flags: member!(it, PersonaStateChange_t, u32 m_nChangeFlags),
            })
        }
        SERVERS_CONNECTED => Some(Event::SteamServerConnected),
        SERVER_CONNECT_FAILURE => {
            let it = Structure::of::<sys::SteamServerConnectFailure_t>(bytes)?;
            Some(Event::SteamServerConnectFailed {
                result: member!(it, SteamServerConnectFailure_t, i32 m_eResult),
                retrying: member!(it, SteamServerConnectFailure_t, bool m_bStillRetrying),
            })
        }
        SERVERS_DISCONNECTED => {
            let it = Structure::of::<sys::SteamServersDisconnected_t>(bytes)?;
            Some(Event::SteamServerDisconnected {
                result: member!(it, SteamServersDisconnected_t, i32 m_eResult),
            })
        }
        STEAM_SHUTDOWN => Some(Event::SteamShutdown),
        _ => OTHERS.iter().find_map(|read| read(callback, bytes)),
    }
}

fn lobby_event(callback: i32, bytes: &[u8]) -> Option<Event> {
    match callback {
        LOBBY_CHAT_UPDATE => {
            let it = Structure::of::<sys::LobbyChatUpdate_t>(bytes)?;
            Some(Event::LobbyChatUpdate {
                lobby: member!(it, LobbyChatUpdate_t, id m_ulSteamIDLobby),
                changed: member!(it, LobbyChatUpdate_t, id m_ulSteamIDUserChanged),
                making_change: member!(it, LobbyChatUpdate_t, id m_ulSteamIDMakingChange),
                state: member!(it, LobbyChatUpdate_t, u32 m_rgfChatMemberStateChange),
            })
        }
        LOBBY_DATA_UPDATE => {
            let it = Structure::of::<sys::LobbyDataUpdate_t>(bytes)?;
            Some(Event::LobbyDataUpdate {
                success: member!(it, LobbyDataUpdate_t, bool m_bSuccess),
                lobby: member!(it, LobbyDataUpdate_t, id m_ulSteamIDLobby),
                member: member!(it, LobbyDataUpdate_t, id m_ulSteamIDMember),
            })
        }
        LOBBY_GAME_CREATED => {
            let it = Structure::of::<sys::LobbyGameCreated_t>(bytes)?;
            Some(Event::LobbyGameCreated {
                lobby: member!(it, LobbyGameCreated_t, id m_ulSteamIDLobby),
                server: member!(it, LobbyGameCreated_t, id m_ulSteamIDGameServer),
                ip: member!(it, LobbyGameCreated_t, u32 m_unIP),
                port: member!(it, LobbyGameCreated_t, u16 m_usPort),
            })
        }
        LOBBY_INVITE => {
            let it = Structure::of::<sys::LobbyInvite_t>(bytes)?;
            Some(Event::LobbyInvite {
                inviter: member!(it, LobbyInvite_t, id m_ulSteamIDUser),
                lobby: member!(it, LobbyInvite_t, id m_ulSteamIDLobby),
                game: member!(it, LobbyInvite_t, u64 m_ulGameID),
            })
        }
        LOBBY_KICKED => {
            let it = Structure::of::<sys::LobbyKicked_t>(bytes)?;
            Some(Event::LobbyKicked {
                lobby: member!(it, LobbyKicked_t, id m_ulSteamIDLobby),
                admin: member!(it, LobbyKicked_t, id m_ulSteamIDAdmin),
                due_to_disconnect: member!(it, LobbyKicked_t, bool m_bKickedDueToDisconnect),
            })
        }
        LOBBY_JOIN_REQUESTED => {
            let it = Structure::of::<sys::GameLobbyJoinRequested_t>(bytes)?;
            Some(Event::JoinRequested {
                lobby: member!(it, GameLobbyJoinRequested_t, id m_steamIDLobby),
                friend: member!(it, GameLobbyJoinRequested_t, id m_steamIDFriend),
            })
        }
        _ => None,
    }
}

/// `CheckFileSignature_t`, the answer to `CheckFileSignature`.
pub(super) fn check_file_signature(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::CheckFileSignature_t>(bytes)?;
    Some(Event::CheckFileSignature { result: member!(it, CheckFileSignature_t, i32 m_eCheckFileSignature) })
}

/// `LobbyCreated_t`, the answer to `CreateLobby`.
pub(super) fn lobby_created(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::LobbyCreated_t>(bytes)?;
    Some(Event::LobbyCreated {
        result: member!(it, LobbyCreated_t, i32 m_eResult),
        lobby: member!(it, LobbyCreated_t, id m_ulSteamIDLobby),
    })
}

/// `LobbyEnter_t`: the lobby, and the event.
pub(super) fn lobby_entered(bytes: &[u8]) -> Option<(SteamId, Event)> {
    let it = Structure::of::<sys::LobbyEnter_t>(bytes)?;
    let lobby = member!(it, LobbyEnter_t, id m_ulSteamIDLobby);
    let event = Event::LobbyEntered {
        lobby,
        permissions: member!(it, LobbyEnter_t, u32 m_rgfChatPermissions),
        locked: member!(it, LobbyEnter_t, bool m_bLocked),
        response: member!(it, LobbyEnter_t, u32 m_EChatRoomEnterResponse),
    };
    Some((lobby, event))
}

/// `LobbyMatchList_t`: the number of lobbies to fetch.
pub(super) fn lobby_match_list(bytes: &[u8]) -> Option<u32> {
    let it = Structure::of::<sys::LobbyMatchList_t>(bytes)?;
    Some(member!(it, LobbyMatchList_t, u32 m_nLobbiesMatching))
}

/// `LobbyChatMsg_t`: a message has arrived. Its text is fetched by `chat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ChatMessage {
    pub(super) lobby: SteamId,
    pub(super) user: SteamId,
    pub(super) entry_type: u8,
    pub(super) chat: u32,
}

/// Reads `LobbyChatMsg_t`.
pub(super) fn lobby_chat_message(bytes: &[u8]) -> Option<ChatMessage> {
    let it = Structure::of::<sys::LobbyChatMsg_t>(bytes)?;
    Some(ChatMessage {
        lobby: member!(it, LobbyChatMsg_t, id m_ulSteamIDLobby),
        user: member!(it, LobbyChatMsg_t, id m_ulSteamIDUser),
        entry_type: member!(it, LobbyChatMsg_t, u8 m_eChatEntryType),
        chat: member!(it, LobbyChatMsg_t, u32 m_iChatID),
    })
}

/// `SteamAPICallCompleted_t`: the answer to a call can be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CallCompleted {
    pub(super) call: sys::SteamAPICall_t,
    pub(super) callback: i32,
    pub(super) size: u32,
}

/// Reads `SteamAPICallCompleted_t`.
pub(super) fn call_completed(bytes: &[u8]) -> Option<CallCompleted> {
    let it = Structure::of::<sys::SteamAPICallCompleted_t>(bytes)?;
    Some(CallCompleted {
        call: member!(it, SteamAPICallCompleted_t, u64 m_hAsyncCall),
        callback: member!(it, SteamAPICallCompleted_t, i32 m_iCallback),
        size: member!(it, SteamAPICallCompleted_t, u32 m_cubParam),
    })
}

/// The kind of `IPCFailure_t` after which the connection to the Steam client is gone for good (`k_EFailurePipeFail`).
pub(super) const PIPE_FAILED: u8 = sys::IPCFailure_t_EFailureType::k_EFailurePipeFail as u8;

/// Reads `IPCFailure_t`: its `EFailureType`.
pub(super) fn ipc_failure(bytes: &[u8]) -> Option<u8> {
    let it = Structure::of::<sys::IPCFailure_t>(bytes)?;
    Some(member!(it, IPCFailure_t, u8 m_eFailureType))
}
