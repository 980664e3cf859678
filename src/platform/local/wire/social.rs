//! Profiles of users, told through the hub.

use serde::{Deserialize, Serialize};

use crate::contract::SteamId;
use crate::contract::friends::MAX_RICH_PRESENCE_VALUE_BYTES;
use crate::contract::social::MAX_FRIEND_MESSAGE_BYTES;
use crate::platform::local::social::rich_presence::RichPresence;
use crate::platform::local::social::server_listing::ServerListing;
use crate::platform::local::social::tickets::{TicketCheck, TicketVerdict};

/// The presence of a user, as the hub tells everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Their own profile.
    pub rich: RichPresence,
    /// The lobby they are in, [`SteamId::NIL`] if friends may not see it.
    pub lobby: SteamId,
    /// The public details of a game server.
    pub listing: Option<Box<ServerListing>>,
}

impl Presence {
    /// Whether it keeps to the limits.
    pub fn is_sound(&self) -> bool {
        self.rich.is_sound() && self.listing.as_ref().is_none_or(|listing| listing.is_sound())
    }
}

/// From one user to another. The hub vouches for the sender.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// "Come and play": an invitation to the game.
    JoinGame {
        /// What their game needs to find the inviter's.
        connect: String,
    },
    /// "Is this ticket yours?"
    TicketCheck(TicketCheck),
    /// The answer, or the end of a ticket.
    TicketVerdict(TicketVerdict),
    /// A friend's message.
    FriendMessage {
        /// What.
        text: String,
    },
}

impl Note {
    /// Whether it keeps to the limits.
    pub fn is_sound(&self) -> bool {
        match self {
            Note::JoinGame { connect } => connect.len() <= MAX_RICH_PRESENCE_VALUE_BYTES,
            Note::FriendMessage { text } => (1..=MAX_FRIEND_MESSAGE_BYTES).contains(&text.len()),
            Note::TicketCheck(_) | Note::TicketVerdict(_) => true,
        }
    }
}
