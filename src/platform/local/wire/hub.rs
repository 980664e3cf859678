//! What members and the hub tell each other.

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

/// The most bytes of a condition's key, and of its value. One character more than any lobby has, so that what is cut
/// fits no lobby.
pub const MAX_FILTER_KEY_BYTES: usize = MAX_LOBBY_KEY_BYTES + 4;
/// See [`MAX_FILTER_KEY_BYTES`].
pub const MAX_FILTER_VALUE_BYTES: usize = MAX_LOBBY_VALUE_BYTES + 4;

/// A user or game server that is here, and where packets reach them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserInfo {
    /// Who.
    pub id: SteamId,
    /// Their name.
    pub name: String,
    /// The port on 127.0.0.1 where their process takes links.
    pub port: u16,
    /// What a link to them has to prove.
    pub key: Key,
}

impl UserInfo {
    fn is_sound(&self) -> bool {
        self.id.is_endpoint() && self.name.len() <= MAX_NAME_BYTES
    }
}

/// From a member to the hub. The first message is [`ToHub::Register`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToHub {
    /// "I am here." After a lost hub, the lobbies the member is in follow.
    Register {
        /// Who registers.
        user: UserInfo,
        /// How many [`ToHub::Replica`]s follow.
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
    /// A lobby as the lost hub had left it.
    Replica(Lobby),
    /// "I leave, of my own will." The hub closes the connection.
    Goodbye,
    /// Makes a lobby.
    CreateLobby {
        /// Comes back in the answer.
        request: u32,
        /// The users who may find and join it.
        lobby_type: LobbyType,
        /// How many members it may have.
        max_members: u32,
    },
    /// Enters a lobby.
    JoinLobby {
        /// Comes back in the answer.
        request: u32,
        /// Which.
        lobby: SteamId,
    },
    /// Leaves a lobby.
    LeaveLobby {
        /// Which.
        lobby: SteamId,
    },
    /// Changes a lobby.
    Change {
        /// Which.
        lobby: SteamId,
        /// The change.
        change: Change,
    },
    /// Writes to all members of a lobby.
    Message {
        /// Which.
        lobby: SteamId,
        /// What.
        text: Vec<u8>,
    },
    /// Searches lobbies.
    Search {
        /// Comes back in the answer.
        request: u32,
        /// The filters.
        filters: Vec<LobbyFilter>,
    },
    /// Asks for the data of a lobby.
    RequestData {
        /// Which.
        lobby: SteamId,
    },
    /// Invites a user.
    Invite {
        /// The lobby.
        lobby: SteamId,
        /// Whom.
        invitee: SteamId,
    },
    /// Tells something else about oneself.
    RichPresence(RichPresence),
    /// Tells one user something.
    Tell {
        /// Whom.
        to: SteamId,
        /// What.
        note: Note,
    },
    /// Tells something else about a game server; `None`: it does not want to be found any more.
    Listing(Option<Box<ServerListing>>),
    /// Takes another name.
    Rename {
        /// Which.
        name: String,
    },
}

impl ToHub {
    /// Whether it keeps to the limits. A process that sends anything else is disconnected: what is kept of a message, wherever that
    /// is, is bounded by this.
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
            ToHub::Tell { note, .. } => note.is_sound(),
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

/// From the hub to a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromHub {
    /// The answer to [`ToHub::Register`]; the users who are here already come next.
    Registered {
        /// The host of the hub.
        host: SteamId,
    },
    /// So many further messages of the member have had their effect; what they brought has been sent before this.
    Handled {
        /// How many.
        messages: u32,
    },
    /// A user is here, or has another name than before.
    UserCame(UserInfo),
    /// A user is gone, or is not here to be told anything.
    UserLeft {
        /// Who.
        user: SteamId,
    },
    /// Everybody who was known to a lost hub and has not come to this one by now is gone.
    Settled,
    /// The answer to [`ToHub::CreateLobby`].
    LobbyCreated {
        /// Which request is answered.
        request: u32,
        /// The lobby, or `EResult`.
        outcome: Result<Lobby, i32>,
    },
    /// The answer to [`ToHub::JoinLobby`].
    LobbyEntered {
        /// Which request is answered.
        request: u32,
        /// Which lobby.
        lobby: SteamId,
        /// The lobby with the new member, or `EChatRoomEnterResponse`.
        outcome: Result<Lobby, u32>,
    },
    /// The whole of a lobby that the receiver is in, where single changes do not tell how it came about.
    Lobby(Lobby),
    /// The receiver is no longer in a lobby, and did not leave it.
    Removed {
        /// Which lobby.
        lobby: SteamId,
    },
    /// A lobby that the receiver is in has changed.
    Changed {
        /// Which.
        lobby: SteamId,
        /// Whose doing it was.
        by: SteamId,
        /// The change.
        change: Change,
    },
    /// Somebody wrote to a lobby.
    Message {
        /// Which.
        lobby: SteamId,
        /// Who.
        user: SteamId,
        /// What.
        text: Vec<u8>,
    },
    /// A lobby that a search or [`ToHub::RequestData`] has found; comes before the answer itself.
    Found(Summary),
    /// The answer to [`ToHub::Search`].
    SearchDone {
        /// Which request is answered.
        request: u32,
        /// The lobbies, best first.
        lobbies: Vec<SteamId>,
    },
    /// The answer to [`ToHub::RequestData`].
    DataDone {
        /// Which lobby.
        lobby: SteamId,
        /// Whether it exists.
        exists: bool,
    },
    /// Somebody invites the receiver.
    Invited {
        /// The lobby.
        lobby: SteamId,
        /// Who.
        inviter: SteamId,
    },
    /// A user does something else than before.
    Presence {
        /// Who.
        user: SteamId,
        /// What.
        presence: Presence,
    },
    /// Somebody tells the receiver something.
    Told {
        /// Who.
        from: SteamId,
        /// What.
        note: Note,
    },
}

impl FromHub {
    /// Whether it keeps to the limits. A hub that sends anything else is left.
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
            FromHub::Told { note, .. } => note.is_sound(),
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
