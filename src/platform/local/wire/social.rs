//! Notes and presences, which the hub passes on.

use serde::{Deserialize, Serialize};

use crate::contract::SteamId;
use crate::contract::friends::MAX_RICH_PRESENCE_VALUE_BYTES;
use crate::contract::social::MAX_FRIEND_MESSAGE_BYTES;
use crate::platform::local::social::rich_presence::RichPresence;
use crate::platform::local::social::server_listing::ServerListing;
use crate::platform::local::social::tickets::{TicketCheck, TicketVerdict};

/// The presence of a user, as the hub sends it to all members.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The user's rich presence.
    pub rich: RichPresence,
    /// The lobby that the user is in, [`SteamId::NIL`] if friends may not see it.
    pub lobby: SteamId,
    /// The public details of a game server.
    pub listing: Option<Box<ServerListing>>,
}

impl Presence {
    /// Whether the presence keeps to the limits.
    pub fn is_sound(&self) -> bool {
        self.rich.is_sound() && self.listing.as_ref().is_none_or(|listing| listing.is_sound())
    }
}

/// A note from one user to another. The hub guarantees the sender's identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// An invitation to the game.
    JoinGame {
        /// The data that the receiver's game needs to find the inviter's game.
        connect: String,
    },
    /// The question whether a ticket is the receiver's own.
    TicketCheck(TicketCheck),
    /// The answer to that question, or the end of a ticket.
    TicketVerdict(TicketVerdict),
    /// A friend's message.
    FriendMessage {
        /// The text.
        text: String,
    },
}

impl Note {
    /// Whether the note keeps to the limits.
    pub fn is_sound(&self) -> bool {
        match self {
            Note::JoinGame { connect } => connect.len() <= MAX_RICH_PRESENCE_VALUE_BYTES,
            Note::FriendMessage { text } => (1..=MAX_FRIEND_MESSAGE_BYTES).contains(&text.len()),
            Note::TicketCheck(_) | Note::TicketVerdict(_) => true,
        }
    }
}
