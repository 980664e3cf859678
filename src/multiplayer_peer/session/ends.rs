//! The reasons for ends of connections and sessions: a number for the other side, and a text for the game's
//! developer.

use std::fmt;

use crate::contract::networking_sockets::close_reasons;

/// An ordinary end.
pub const LEFT: i32 = close_reasons::APP_GENERIC;
/// New connections are refused.
pub const REFUSED: i32 = 1101;
/// Not a member of the lobby.
pub const NOT_IN_LOBBY: i32 = 1102;
/// Another version of the protocol.
pub const OTHER_VERSION: i32 = 1103;
/// The peer ID is in use.
pub const ID_TAKEN: i32 = 1104;
/// `disconnect_peer` was called.
pub const KICKED: i32 = 1105;
/// The same user has joined from another process.
pub const REPLACED: i32 = 1106;
/// The bytes are not those of a peer.
pub const BROKEN: i32 = 1107;
/// Too many connections are waiting to be admitted.
pub const FULL: i32 = 1108;
/// The other side has also started a connection, and that one stays.
pub const CROSSED: i32 = 1110;
/// The time limit has passed.
pub const TOO_LATE: i32 = 1109;

/// The reason why a client is not or no longer connected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No user with the Steam ID answers.
    NoSuchUser,
    /// Nobody answers at the address.
    NobodyThere,
    /// The host admits only members of its lobby.
    NotInLobby,
    /// The host refuses new connections.
    Refused,
    /// The host has another version of this extension.
    OtherVersion,
    /// The user does not host on this virtual port.
    NotHosting,
    /// The Steam ID is the user's own.
    Oneself,
    /// There was no answer within the time limit.
    TimedOut,
    /// The host has a peer with this ID already.
    IdTaken,
    /// The host has disconnected this peer.
    Kicked,
    /// The same user has joined from another process.
    Replaced,
    /// The host has closed.
    HostLeft,
    /// The connection to the host has broken.
    Lost(String),
    /// The lobby could not be entered or created.
    Lobby(String),
    /// Steam has been shut down.
    NoSteam,
    /// The other side does not speak this protocol.
    Broken,
}

impl Failure {
    /// The reason behind a closed connection. `established` is whether it was ever open for packets.
    pub fn of(reason: i32, text: &str, established: bool) -> Failure {
        match reason {
            REFUSED | FULL => Failure::Refused,
            NOT_IN_LOBBY => Failure::NotInLobby,
            OTHER_VERSION => Failure::OtherVersion,
            ID_TAKEN => Failure::IdTaken,
            KICKED => Failure::Kicked,
            REPLACED => Failure::Replaced,
            BROKEN => Failure::Broken,
            LEFT if established => Failure::HostLeft,
            _ if established => Failure::Lost(text.to_owned()),
            close_reasons::MISC_TIMEOUT | close_reasons::MISC_P2P_RENDEZVOUS => Failure::NoSuchUser,
            _ => Failure::NotHosting,
        }
    }

    /// Whether another attempt may succeed: the host may be about to start, or to come back.
    pub fn may_pass(&self) -> bool {
        matches!(self, Failure::NoSuchUser | Failure::NobodyThere | Failure::NotHosting)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Failure::NoSuchUser => "no such user: nobody answers under this Steam ID",
            Failure::NobodyThere => "nobody answers at this address and port",
            Failure::NotInLobby => "not in the lobby: the host lets in only its members",
            Failure::Refused => "refused: the host accepts no new connections",
            Failure::OtherVersion => "the host speaks another version of the protocol",
            Failure::NotHosting => "the host is not hosting on this virtual port",
            Failure::Oneself => "the host's Steam ID is your own",
            Failure::TimedOut => "timed out: the host did not answer within the time limit",
            Failure::IdTaken => "the host has a peer with the same ID already; try again",
            Failure::Kicked => "disconnected by the host",
            Failure::Replaced => "the same user has connected from another process",
            Failure::HostLeft => "the host has closed the session",
            Failure::Broken => "the other side does not speak this protocol",
            Failure::NoSteam => "Steam was shut down",
            Failure::Lost(text) if text.is_empty() => "the connection to the host was lost",
            Failure::Lost(text) => return write!(f, "the connection to the host was lost: {text}"),
            Failure::Lobby(text) => return write!(f, "lobby: {text}"),
        })
    }
}
