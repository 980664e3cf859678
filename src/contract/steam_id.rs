//! Steam's 64-bit ids.

use serde::{Deserialize, Serialize};

/// A 64-bit Steam id: universe (8 bits), account type (4), instance (20), account number (32), from the top.
///
/// Layout from the SDK's `steamclientpublic.h`, `CSteamID`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SteamId(pub u64);

/// The kind of account a [`SteamId`] names (`EAccountType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum AccountType {
    /// A person.
    Individual = 1,
    /// A game server that logs on to an account for game servers.
    GameServer = 3,
    /// A game server without an account.
    AnonGameServer = 4,
    /// A clan or group.
    Clan = 7,
    /// A chat room; lobbies are of this kind.
    Chat = 8,
    /// A user of a console.
    ConsoleUser = 9,
    /// A user who is not logged on to an account.
    AnonUser = 10,
}

/// The public universe, the only one that games meet.
const UNIVERSE_PUBLIC: u64 = 1;
/// Valid account numbers: all except 0.
const ACCOUNT_MASK: u64 = 0xFFFF_FFFF;
const INSTANCE_SHIFT: u32 = 32;
const INSTANCE_MASK: u64 = 0xF_FFFF;
const TYPE_SHIFT: u32 = 52;
const UNIVERSE_SHIFT: u32 = 56;
/// The instance of a person's id (`k_unSteamUserDefaultInstance`).
const INSTANCE_DESKTOP: u64 = 1;
/// The instance flag that makes a chat a lobby (`k_EChatInstanceFlagLobby`).
const INSTANCE_FLAG_LOBBY: u64 = 0x4_0000;
/// The instance flag that every lobby of Steam also has (`k_EChatInstanceFlagMMSLobby`).
const INSTANCE_FLAG_MMS_LOBBY: u64 = 0x2_0000;

impl SteamId {
    /// The id of nobody (`k_steamIDNil`).
    pub const NIL: SteamId = SteamId(0);

    /// The id of the person with account number `account` in the public universe.
    pub const fn individual(account: u32) -> SteamId {
        SteamId::compose(AccountType::Individual, INSTANCE_DESKTOP, account)
    }

    /// The id of the game server without an account with number `account` in the public universe.
    pub const fn anonymous_game_server(account: u32) -> SteamId {
        SteamId::compose(AccountType::AnonGameServer, 0, account)
    }

    /// The id of the user without an account with number `account` in the public universe.
    pub const fn anonymous_user(account: u32) -> SteamId {
        SteamId::compose(AccountType::AnonUser, 0, account)
    }

    /// The id of the lobby with number `account` in the public universe.
    pub const fn lobby(account: u32) -> SteamId {
        SteamId::compose(AccountType::Chat, INSTANCE_FLAG_LOBBY | INSTANCE_FLAG_MMS_LOBBY, account)
    }

    const fn compose(kind: AccountType, instance: u64, account: u32) -> SteamId {
        SteamId(
            UNIVERSE_PUBLIC << UNIVERSE_SHIFT
                | (kind as u64) << TYPE_SHIFT
                | instance << INSTANCE_SHIFT
                | account as u64,
        )
    }

    /// The account number, the lower 32 bits.
    pub const fn account_id(self) -> u32 {
        (self.0 & ACCOUNT_MASK) as u32
    }

    /// The account type (`EAccountType`), 0 to 15.
    pub const fn account_type(self) -> u8 {
        (self.0 >> TYPE_SHIFT & 0xF) as u8
    }

    /// The universe (`EUniverse`).
    pub const fn universe(self) -> u8 {
        (self.0 >> UNIVERSE_SHIFT) as u8
    }

    /// The instance, 20 bits.
    pub const fn instance(self) -> u32 {
        (self.0 >> INSTANCE_SHIFT & INSTANCE_MASK) as u32
    }

    /// Whether this can be a person: the right account type, a real account number, a universe.
    pub const fn is_individual(self) -> bool {
        self.account_type() == AccountType::Individual as u8
            && self.account_id() != 0
            && self.universe() >= 1
            && self.universe() < 5
            && self.instance() <= 4
    }

    /// Whether this can be a game server, with an account or without.
    pub const fn is_game_server(self) -> bool {
        (self.account_type() == AccountType::GameServer as u8
            || self.account_type() == AccountType::AnonGameServer as u8)
            && self.account_id() != 0
            && self.universe() >= 1
            && self.universe() < 5
    }

    /// Whether this is a user without an account, such as a bot on a game server.
    pub const fn is_anonymous_user(self) -> bool {
        self.account_type() == AccountType::AnonUser as u8
    }

    /// Whether packets can be sent to this id: a person or a game server.
    pub const fn is_endpoint(self) -> bool {
        self.is_individual() || self.is_game_server()
    }

    /// Whether this can be a group, or its chat.
    pub const fn is_group(self) -> bool {
        let kind = self.account_type();
        kind == AccountType::Clan as u8 || kind == AccountType::Chat as u8 && !self.is_lobby()
    }

    /// Whether this can be a lobby: a chat with the lobby flag.
    pub const fn is_lobby(self) -> bool {
        self.account_type() == AccountType::Chat as u8 && self.instance() as u64 & INSTANCE_FLAG_LOBBY != 0
    }
}

impl std::fmt::Display for SteamId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_individual_id_has_the_well_known_base() {
        assert_eq!(SteamId::individual(1).0, 76_561_197_960_265_729);
        assert!(SteamId::individual(1).is_individual());
        assert!(!SteamId::individual(0).is_individual());
        assert!(!SteamId::individual(1).is_lobby());
    }

    #[test]
    fn a_game_server_is_no_person_and_can_be_talked_to() {
        let server = SteamId::anonymous_game_server(5);
        assert_eq!(server.0, 90_071_992_547_409_925);
        assert!(server.is_game_server() && server.is_endpoint() && !server.is_individual());
        assert!(SteamId(0x0130_0000_0000_0005).is_game_server());
        assert!(!SteamId::anonymous_game_server(0).is_game_server());
        assert!(!SteamId::lobby(5).is_endpoint());
    }

    #[test]
    fn a_lobby_id_carries_the_flags_of_steams_lobbies() {
        let lobby = SteamId::lobby(7);
        assert_eq!(lobby.0, 0x0186_0000_0000_0007);
        assert!(lobby.to_string().starts_with("109775240917"), "as the ids of Steam's lobbies begin");
        assert!(SteamId(0x0184_0000_0000_0007).is_lobby());
        assert!(lobby.is_lobby());
        assert!(!lobby.is_individual());
    }
}
