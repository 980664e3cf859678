//! What a lobby is and how it changes. The hub and every member apply the same changes to the same state.
//!
//! Nothing in this folder knows who is connected or how anybody is told.

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
    /// Its id.
    pub id: SteamId,
    /// How many changes it has seen.
    pub revision: u64,
    /// Who may change it; always a member.
    pub owner: SteamId,
    /// The users who may find and join it.
    pub lobby_type: LobbyType,
    /// How many members it may have.
    pub member_limit: u32,
    /// Whether anybody may join.
    pub joinable: bool,
    /// Who is in it, in the order of entering.
    pub members: Vec<Member>,
    /// Its data.
    pub data: Properties,
    /// The game server that its owner has named.
    pub game_server: Option<LobbyGameServer>,
}

/// A member of a lobby.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub user: SteamId,
    /// What they tell about themselves.
    pub data: Properties,
}

/// One change of a lobby.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Somebody entered.
    Entered {
        /// Who.
        user: SteamId,
    },
    /// Somebody left; if it was the owner, the member who has been there longest becomes the owner.
    Left {
        /// Who.
        user: SteamId,
        /// How, in the bits of `EChatMemberStateChange`.
        state: u32,
    },
    /// Another member owns the lobby.
    Owner(SteamId),
    /// Others may find and join it.
    Type(LobbyType),
    /// Another number of members is allowed.
    MemberLimit(u32),
    /// Joining is allowed or not.
    Joinable(bool),
    /// Data of the lobby is set; an empty value removes it.
    Data {
        /// Which.
        key: String,
        /// To what.
        value: String,
    },
    /// Data of the member who changes it is set; an empty value removes it.
    MemberData {
        /// Whose.
        user: SteamId,
        /// Which.
        key: String,
        /// To what.
        value: String,
    },
    /// The owner names a game server.
    GameServer(LobbyGameServer),
}

/// What everybody may know of a lobby.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Its id.
    pub id: SteamId,
    /// Its data.
    pub data: Properties,
    /// How many members it has.
    pub members: u32,
    /// How many it may have.
    pub member_limit: u32,
    /// The game server that its owner has named.
    pub game_server: Option<LobbyGameServer>,
}

impl Change {
    /// Whether no lobby's limits forbid it.
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
    /// Whether it can be that of a lobby that keeps to the rules.
    pub fn is_sound(&self) -> bool {
        self.id.is_lobby()
            && self.data.is_sound(MAX_DATA_BYTES)
            && self.members.max(self.member_limit) <= MAX_LOBBY_MEMBERS
    }
}

impl Lobby {
    /// A new lobby with its maker as only member and owner.
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

    /// The member `user`, if they are one.
    pub fn member(&self, user: SteamId) -> Option<&Member> {
        self.members.iter().find(|member| member.user == user)
    }

    /// Whether as many are in it as may be.
    pub fn is_full(&self) -> bool {
        self.free_slots() == 0
    }

    /// How many may still join.
    pub fn free_slots(&self) -> u32 {
        self.member_limit.saturating_sub(u32::try_from(self.members.len()).unwrap_or(u32::MAX))
    }

    /// Whether searches show it, apart from their filters.
    // rule: lobby.types, lobby.full-not-listed
    pub fn is_listed(&self) -> bool {
        matches!(self.lobby_type, LobbyType::Public | LobbyType::Invisible)
            && self.joinable
            && !self.is_full()
    }

    /// What everybody may know of it.
    pub fn summary(&self) -> Summary {
        Summary {
            id: self.id,
            data: self.data.clone(),
            members: u32::try_from(self.members.len()).unwrap_or(u32::MAX),
            member_limit: self.member_limit,
            game_server: self.game_server,
        }
    }

    /// Whether `by` may make `change`, and `change` is within its limits. Entering and leaving is not decided here.
    // rule: lobby.owner-only, lobby.owner-hands-over, lobby.member-data
    pub fn allows(&self, by: SteamId, change: &Change) -> bool {
        self.permits(by, change) && self.takes(change)
    }

    /// Whether `by` may make changes such as `change`.
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

    /// Whether `change`, whoever makes it, leaves the lobby within its limits.
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

    /// Makes `change`. Returns whether anything is different now; if not, the revision stays.
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
            // Naming the same server again is how an owner calls the players a second time.
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

    /// Whether a lobby that another process tells of keeps to the rules.
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
