//! The state of a lobby and its changes. The hub and every member apply the same changes to the same state.
//!
//! This folder knows neither connections nor messages.

mod properties;
mod search;

use serde::{Deserialize, Serialize};

pub use properties::{Properties, within_limits};
pub use search::search;

use crate::contract::SteamId;
use crate::contract::matchmaking::{LobbyGameServer, LobbyType, MAX_LOBBY_MEMBERS};
use crate::platform::local::limits::{MAX_DATA_BYTES, MAX_MEMBER_DATA_BYTES};

/// `EChatMemberStateChange`: the member left.
pub const STATE_LEFT: u32 = 2;
/// `EChatMemberStateChange`: the member's connection was lost.
pub const STATE_DISCONNECTED: u32 = 4;
/// `EChatMemberStateChange`: the member entered.
pub const STATE_ENTERED: u32 = 1;

/// A lobby.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lobby {
    /// The lobby's id.
    pub id: SteamId,
    /// The number of changes so far.
    pub revision: u64,
    /// The member who may change the lobby.
    pub owner: SteamId,
    /// The users who may find and join it.
    pub lobby_type: LobbyType,
    /// The maximum number of members that the lobby may have.
    pub member_limit: u32,
    /// Whether anybody may join.
    pub joinable: bool,
    /// The members, in the order of entering.
    pub members: Vec<Member>,
    /// The lobby's data.
    pub data: Properties,
    /// The game server that the owner has set.
    pub game_server: Option<LobbyGameServer>,
}

/// A member of a lobby.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The user.
    pub user: SteamId,
    /// The member's data.
    pub data: Properties,
}

/// One change of a lobby.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A user entered.
    Entered {
        /// The user.
        user: SteamId,
    },
    /// A user left. If it was the owner, the member who has been in the lobby longest becomes the owner.
    Left {
        /// The user.
        user: SteamId,
        /// The reason, in bits of `EChatMemberStateChange`.
        state: u32,
    },
    /// The lobby has a new owner.
    Owner(SteamId),
    /// The lobby has a new type.
    Type(LobbyType),
    /// The lobby has a new member limit.
    MemberLimit(u32),
    /// Joining was allowed or forbidden.
    Joinable(bool),
    /// Data of the lobby was set; an empty value removes the key.
    Data {
        /// The key.
        key: String,
        /// The value.
        value: String,
    },
    /// A member set data of their own; an empty value removes the key.
    MemberData {
        /// The member.
        user: SteamId,
        /// The key.
        key: String,
        /// The value.
        value: String,
    },
    /// The owner set a game server.
    GameServer(LobbyGameServer),
}

/// The public part of a lobby.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The lobby's id.
    pub id: SteamId,
    /// The lobby's data.
    pub data: Properties,
    /// The number of members.
    pub members: u32,
    /// The member limit.
    pub member_limit: u32,
    /// The game server that the owner has set.
    pub game_server: Option<LobbyGameServer>,
}

impl Change {
    /// Whether any lobby could accept the change.
    pub fn is_sound(&self) -> bool {
        match self {
            Change::Entered { user } | Change::Left { user, .. } | Change::Owner(user) => {
                user.is_individual()
            }
            Change::MemberLimit(limit) => (1..=MAX_LOBBY_MEMBERS).contains(limit),
            Change::Data { key, value } | Change::MemberData { key, value, .. } => {
                properties::within_limits(key, value)
            }
            Change::Type(_) | Change::Joinable(_) | Change::GameServer(_) => true,
        }
    }
}

impl Summary {
    /// Whether the summary could belong to a valid lobby.
    pub fn is_sound(&self) -> bool {
        self.id.is_lobby()
            && self.data.is_sound(MAX_DATA_BYTES)
            && self.members.max(self.member_limit) <= MAX_LOBBY_MEMBERS
    }
}

impl Lobby {
    /// Creates a lobby. Its creator is the owner and only member.
    pub fn new(id: SteamId, owner: SteamId, lobby_type: LobbyType, member_limit: u32) -> Lobby {
        Lobby {
            id,
            revision: 0,
            owner,
            lobby_type,
            member_limit,
            joinable: true,
            members: vec![Member { user: owner, data: Properties::default() }],
            data: Properties::default(),
            game_server: None,
        }
    }

    /// The member `user`, if they are in the lobby.
    pub fn member(&self, user: SteamId) -> Option<&Member> {
        self.members.iter().find(|member| member.user == user)
    }

    /// Whether the lobby has as many members as it may have.
    pub fn is_full(&self) -> bool {
        self.free_slots() == 0
    }

    /// The number of members that may still join.
    pub fn free_slots(&self) -> u32 {
        self.member_limit.saturating_sub(u32::try_from(self.members.len()).unwrap_or(u32::MAX))
    }

    /// Whether searches may return the lobby, apart from their filters.
    // rule: lobby.types, lobby.full-not-listed
    pub fn is_listed(&self) -> bool {
        matches!(self.lobby_type, LobbyType::Public | LobbyType::Invisible)
            && self.joinable
            && !self.is_full()
    }

    /// The public part of the lobby.
    pub fn summary(&self) -> Summary {
        Summary {
            id: self.id,
            data: self.data.clone(),
            members: u32::try_from(self.members.len()).unwrap_or(u32::MAX),
            member_limit: self.member_limit,
            game_server: self.game_server,
        }
    }

    /// Whether `by` may make `change`, and `change` is within the lobby's limits. Always `false` for entering and
    /// leaving.
    // rule: lobby.owner-only, lobby.owner-hands-over, lobby.member-data
    pub fn allows(&self, by: SteamId, change: &Change) -> bool {
        self.permits(by, change) && self.takes(change)
    }

    /// Whether `by` may make changes of the kind of `change`.
    pub fn permits(&self, by: SteamId, change: &Change) -> bool {
        match change {
            Change::Entered { .. } | Change::Left { .. } => false,
            Change::MemberData { user, .. } => *user == by,
            Change::Owner(_)
            | Change::Type(_)
            | Change::Joinable(_)
            | Change::GameServer(_)
            | Change::MemberLimit(_)
            | Change::Data { .. } => by == self.owner,
        }
    }

    /// Whether the lobby stays within its limits after `change`, whoever makes it.
    // rule: lobby.members-limit, lobby.data-limits
    pub fn takes(&self, change: &Change) -> bool {
        match change {
            Change::Entered { user } => {
                user.is_individual() && self.members.len() < MAX_LOBBY_MEMBERS as usize
            }
            Change::Owner(new) => self.member(*new).is_some(),
            Change::MemberLimit(limit) => (1..=MAX_LOBBY_MEMBERS).contains(limit),
            Change::Data { key, value } => self.data.takes(key, value, MAX_DATA_BYTES),
            Change::MemberData { user, key, value } => {
                self.member(*user).is_some_and(|member| member.data.takes(key, value, MAX_MEMBER_DATA_BYTES))
            }
            Change::Left { .. } | Change::Type(_) | Change::Joinable(_) | Change::GameServer(_) => true,
        }
    }

    /// Applies `change`. Returns whether it made a difference; if not, the revision stays.
    // rule: lobby.enter-leave
    pub fn apply(&mut self, change: &Change) -> bool {
        let changed = match change {
            Change::Entered { user } => {
                let new = self.member(*user).is_none();
                if new {
                    self.members.push(Member { user: *user, data: Properties::default() });
                }
                new
            }
            Change::Left { user, .. } => self.remove(*user),
            Change::Owner(owner) => replace(&mut self.owner, *owner),
            Change::Type(lobby_type) => replace(&mut self.lobby_type, *lobby_type),
            Change::MemberLimit(limit) => replace(&mut self.member_limit, *limit),
            Change::Joinable(joinable) => replace(&mut self.joinable, *joinable),
            Change::Data { key, value } => self.data.set(key, value),
            Change::MemberData { user, key, value } => self
                .members
                .iter_mut()
                .find(|member| member.user == *user)
                .is_some_and(|member| member.data.set(key, value)),
            // Setting the same server again counts: it is how an owner notifies the players once more.
            Change::GameServer(server) => {
                self.game_server = Some(*server);
                true
            }
        };
        self.revision += u64::from(changed);
        changed
    }

    // rule: lobby.owner-moves-on
    fn remove(&mut self, user: SteamId) -> bool {
        let before = self.members.len();
        self.members.retain(|member| member.user != user);
        if self.owner == user
            && let Some(oldest) = self.members.first()
        {
            self.owner = oldest.user;
        }
        self.members.len() != before
    }

    /// Whether a lobby from another process is valid.
    pub fn is_sound(&self) -> bool {
        let mut users: Vec<SteamId> = self.members.iter().map(|member| member.user).collect();
        users.sort_unstable();
        users.dedup();
        self.id.is_lobby()
            && users.len() == self.members.len()
            && users.len() <= MAX_LOBBY_MEMBERS as usize
            && users.contains(&self.owner)
            && users.iter().all(|user| user.is_individual())
            && (1..=MAX_LOBBY_MEMBERS).contains(&self.member_limit)
            && self.data.is_sound(MAX_DATA_BYTES)
            && self.members.iter().all(|member| member.data.is_sound(MAX_MEMBER_DATA_BYTES))
    }
}

fn replace<T: PartialEq>(place: &mut T, value: T) -> bool {
    let changed = *place != value;
    *place = value;
    changed
}

#[cfg(test)]
mod tests;
