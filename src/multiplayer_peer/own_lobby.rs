//! The state of a peer's own lobby.

use crate::contract::SteamId;
use crate::script::current;

/// The lobby that a peer has created or joined itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lobby {
    /// None.
    #[default]
    None,
    /// Requested.
    Making,
    /// Created: this peer hosts in it.
    Hosting(SteamId),
    /// Being entered.
    Entering(SteamId),
    /// Entered as a client.
    Inside(SteamId),
}

impl Lobby {
    /// Whether there is a lobby, or will be.
    pub fn is_open(self) -> bool {
        self != Lobby::None
    }

    /// Its ID, `NIL` while there is none.
    pub fn id(self) -> SteamId {
        match self {
            Lobby::None | Lobby::Making => SteamId::NIL,
            Lobby::Hosting(lobby) | Lobby::Entering(lobby) | Lobby::Inside(lobby) => lobby,
        }
    }

    /// The enumerator of `LOBBY_STATE`.
    pub fn state(self) -> i64 {
        match self {
            Lobby::None => 0,
            Lobby::Making => 1,
            Lobby::Hosting(_) => 2,
            Lobby::Entering(_) => 3,
            Lobby::Inside(_) => 4,
        }
    }

    /// Leaves the lobby.
    pub fn leave(self) {
        if let Lobby::Hosting(lobby) | Lobby::Inside(lobby) | Lobby::Entering(lobby) = self {
            current::peek(|platform| {
                if let Some(platform) = platform {
                    platform.matchmaking().leave_lobby(lobby);
                }
            });
        }
    }
}
