//! Messages between members and the hub.

use serde::{Deserialize, Serialize};

use super::handshake::Key;
use super::social::{Note, Presence};
use crate::contract::SteamId;
use crate::contract::matchmaking::{
    LobbyFilter, LobbyType, MAX_LOBBY_KEY_BYTES, MAX_LOBBY_MESSAGE_BYTES, MAX_LOBBY_VALUE_BYTES,
};
use crate::platform::local::identity::MAX_NAME_BYTES;
use crate::platform::local::limits::{MAX_FILTERS, MAX_LOBBIES_PER_MEMBER, MAX_RESULT_COUNT, MAX_USERS};
use crate::platform::local::lobby::{Change, Lobby, Summary};
use crate::platform::local::social::rich_presence::RichPresence;
use crate::platform::local::social::server_listing::ServerListing;

/// The maximum size of a filter's key, and of its value, in bytes. This is one character more than any lobby has, so
/// that a filter that was cut matches no lobby.
pub const MAX_FILTER_KEY_BYTES: usize = MAX_LOBBY_KEY_BYTES + 4;
/// See [`MAX_FILTER_KEY_BYTES`].
pub const MAX_FILTER_VALUE_BYTES: usize = MAX_LOBBY_VALUE_BYTES + 4;

/// A user or game server that is online, and its address for links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserInfo {
    /// The user.
    pub id: SteamId,
    /// Their name.
    pub name: String,
    /// The port on 127.0.0.1 at which their process accepts links.
    pub port: u16,
    /// The key that links to them have to prove.
    pub key: Key,
}

impl UserInfo {
    fn is_sound(&self) -> bool {
        self.id.is_endpoint() && self.name.len() <= MAX_NAME_BYTES
    }
}

/// A message from a member to the hub. The first one is [`ToHub::Register`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToHub {
    /// Registers the member. After the loss of a hub, the member's lobbies follow.
    Register {
        /// The user who registers.
        user: UserInfo,
        /// The number of [`ToHub::Replica`]s that follow.
        replicas: u32,
        /// The host of the lost hub, [`SteamId::NIL`] if there was none.
        lost_host: SteamId,
        /// The other users at the time of the loss.
        known: Vec<SteamId>,
        /// The user's profile.
        rich_presence: RichPresence,
        /// The public details of a game server.
        listing: Option<Box<ServerListing>>,
    },
    /// The member's copy of a lobby of the lost hub.
    Replica(Lobby),
    /// The member leaves. The hub closes the connection.
    Goodbye,
    /// Creates a lobby.
    CreateLobby {
        /// The number that the answer repeats.
        request: u32,
        /// The users who may find and join it.
        lobby_type: LobbyType,
        /// The member limit.
        max_members: u32,
    },
    /// Enters a lobby.
    JoinLobby {
        /// The number that the answer repeats.
        request: u32,
        /// The lobby.
        lobby: SteamId,
    },
    /// Leaves a lobby.
    LeaveLobby {
        /// The lobby.
        lobby: SteamId,
    },
    /// Changes a lobby.
    Change {
        /// The lobby.
        lobby: SteamId,
        /// The change.
        change: Change,
    },
    /// Sends a chat message to all members of a lobby.
    Message {
        /// The lobby.
        lobby: SteamId,
        /// The text.
        text: Vec<u8>,
    },
    /// Searches for lobbies.
    Search {
        /// The number that the answer repeats.
        request: u32,
        /// The filters.
        filters: Vec<LobbyFilter>,
    },
    /// Requests the data of a lobby.
    RequestData {
        /// The lobby.
        lobby: SteamId,
    },
    /// Invites a user to a lobby.
    Invite {
        /// The lobby.
        lobby: SteamId,
        /// The user.
        invitee: SteamId,
    },
    /// Replaces the member's rich presence.
    RichPresence(RichPresence),
    /// Sends a note to a user.
    SendNote {
        /// The user.
        to: SteamId,
        /// The note.
        note: Note,
    },
    /// Replaces the listing of a game server; with `None`, it no longer wants to be found.
    Listing(Option<Box<ServerListing>>),
    /// Changes the member's name.
    Rename {
        /// The new name.
        name: String,
    },
}

impl ToHub {
    /// Whether the message keeps to the limits. A process that sends any other message is disconnected. This bounds the
    /// memory that a message can take, wherever it is kept.
    pub fn is_sound(&self) -> bool {
        match self {
            ToHub::Register { user, replicas, known, rich_presence, listing, .. } => {
                user.is_sound()
                    && *replicas as usize <= MAX_LOBBIES_PER_MEMBER
                    && known.len() <= MAX_USERS
                    && rich_presence.is_sound()
                    && listing.as_ref().is_none_or(|listing| listing.is_sound())
            }
            ToHub::Replica(lobby) => lobby.is_sound(),
            ToHub::Change { change, .. } => change.is_sound(),
            ToHub::Message { text, .. } => text.len() <= MAX_LOBBY_MESSAGE_BYTES,
            ToHub::Search { filters, .. } => {
                filters.len() <= MAX_FILTERS && filters.iter().all(is_sound_filter)
            }
            ToHub::RichPresence(rich) => rich.is_sound(),
            ToHub::Listing(listing) => listing.as_ref().is_none_or(|listing| listing.is_sound()),
            ToHub::SendNote { note, .. } => note.is_sound(),
            ToHub::Rename { name } => (1..=MAX_NAME_BYTES).contains(&name.len()),
            ToHub::Goodbye
            | ToHub::CreateLobby { .. }
            | ToHub::JoinLobby { .. }
            | ToHub::LeaveLobby { .. }
            | ToHub::RequestData { .. }
            | ToHub::Invite { .. } => true,
        }
    }
}

fn is_sound_filter(filter: &LobbyFilter) -> bool {
    match filter {
        LobbyFilter::Text { key, value, .. } => {
            key.len() <= MAX_FILTER_KEY_BYTES && value.len() <= MAX_FILTER_VALUE_BYTES
        }
        LobbyFilter::Number { key, .. } | LobbyFilter::Near { key, .. } => key.len() <= MAX_FILTER_KEY_BYTES,
        LobbyFilter::SlotsAvailable(_) | LobbyFilter::Distance(_) | LobbyFilter::ResultCount(_) => true,
    }
}

/// A message from the hub to a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromHub {
    /// The answer to [`ToHub::Register`]. The users who are online follow.
    Registered {
        /// The host of the hub.
        host: SteamId,
    },
    /// Further messages of the member have taken effect. Their results were sent before this message.
    Handled {
        /// The number of messages.
        messages: u32,
    },
    /// A user is online, or has a new name.
    UserCame(UserInfo),
    /// A user is offline, or could not be sent a note.
    UserLeft {
        /// The user.
        user: SteamId,
    },
    /// The takeover is settled: all users of the lost hub who have not registered are gone.
    Settled,
    /// The answer to [`ToHub::CreateLobby`].
    LobbyCreated {
        /// The number of the request.
        request: u32,
        /// The lobby, or an `EResult`.
        outcome: Result<Lobby, i32>,
    },
    /// The answer to [`ToHub::JoinLobby`].
    LobbyEntered {
        /// The number of the request.
        request: u32,
        /// The lobby.
        lobby: SteamId,
        /// The lobby with the new member, or an `EChatRoomEnterResponse`.
        outcome: Result<Lobby, u32>,
    },
    /// The whole state of a lobby that the receiver is in, after changes that were not sent one by one.
    Lobby(Lobby),
    /// The receiver is no longer in a lobby, without having left it.
    Removed {
        /// The lobby.
        lobby: SteamId,
    },
    /// A lobby that the receiver is in has changed.
    Changed {
        /// The lobby.
        lobby: SteamId,
        /// The user who caused the change.
        by: SteamId,
        /// The change.
        change: Change,
    },
    /// A user sent a chat message to a lobby.
    Message {
        /// The lobby.
        lobby: SteamId,
        /// The user.
        user: SteamId,
        /// The text.
        text: Vec<u8>,
    },
    /// A lobby that a search or [`ToHub::RequestData`] has found. It precedes the answer itself.
    Found(Summary),
    /// The answer to [`ToHub::Search`].
    SearchDone {
        /// The number of the request.
        request: u32,
        /// The lobbies, best first.
        lobbies: Vec<SteamId>,
    },
    /// The answer to [`ToHub::RequestData`].
    DataDone {
        /// The lobby.
        lobby: SteamId,
        /// Whether the lobby exists.
        exists: bool,
    },
    /// A user invites the receiver.
    Invited {
        /// The lobby.
        lobby: SteamId,
        /// The user.
        inviter: SteamId,
    },
    /// A user has a new presence.
    Presence {
        /// The user.
        user: SteamId,
        /// The presence.
        presence: Presence,
    },
    /// A user sent the receiver a note.
    NoteReceived {
        /// The user.
        from: SteamId,
        /// The note.
        note: Note,
    },
}

impl FromHub {
    /// Whether the message keeps to the limits. A member leaves a hub that sends any other message.
    pub fn is_sound(&self) -> bool {
        match self {
            FromHub::UserCame(user) => user.is_sound(),
            FromHub::LobbyCreated { outcome: Ok(lobby), .. }
            | FromHub::LobbyEntered { outcome: Ok(lobby), .. }
            | FromHub::Lobby(lobby) => lobby.is_sound(),
            FromHub::Changed { change, .. } => change.is_sound(),
            FromHub::Message { text, .. } => text.len() <= MAX_LOBBY_MESSAGE_BYTES,
            FromHub::Found(summary) => summary.is_sound(),
            FromHub::SearchDone { lobbies, .. } => lobbies.len() <= MAX_RESULT_COUNT as usize,
            FromHub::Presence { presence, .. } => presence.is_sound(),
            FromHub::NoteReceived { note, .. } => note.is_sound(),
            FromHub::Registered { .. }
            | FromHub::Handled { .. }
            | FromHub::UserLeft { .. }
            | FromHub::Settled
            | FromHub::LobbyCreated { outcome: Err(_), .. }
            | FromHub::LobbyEntered { outcome: Err(_), .. }
            | FromHub::Removed { .. }
            | FromHub::DataDone { .. }
            | FromHub::Invited { .. } => true,
        }
    }
}
