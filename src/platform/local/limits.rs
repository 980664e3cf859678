//! The limits that a game can meet on the local platform, and what is said at each.
//!
//! Answers, membership and failures are never dropped: if there is no room for more of them, the request is refused with
//! a failed answer. What is dropped, or refused by a `false`, gets a warning that names the limit. `docs/limits.md` lists
//! them all; a test compares it with the values here.

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, VecDeque};

use crate::contract::Event;
use crate::contract::friends::MAX_RICH_PRESENCE_KEYS;
use crate::contract::remote_storage::MAX_FILE_BYTES;

/// The most requests of one process that may wait for the hub.
pub const MAX_OUTBOX: usize = 4096;
/// The most answers that may wait for the pump before further requests fail.
pub const MAX_WAITING_ANSWERS: usize = 16_384;
/// The most lobby messages that may wait for the pump; the oldest make room.
pub const MAX_WAITING_MESSAGES: usize = 16_384;
/// The most invitations that may wait for the pump; the oldest make room.
pub const MAX_WAITING_INVITATIONS: usize = 1024;
/// Beyond so many changes of membership that wait for the pump, those go that cancel each other out.
pub const MAX_WAITING_MEMBERSHIP: usize = 262_144;
/// Beyond so many events that wait for the pump, a newer one about a friend replaces an older one.
pub const MAX_WAITING_BEFORE_MERGE: usize = 1024;
/// The most lobbies found, without being in them, that are remembered; the oldest make room.
pub const MAX_FOUND: usize = 1024;
/// The most invitations that can still be accepted; the oldest make room.
pub const MAX_INVITES: usize = 256;
/// The most users whom one hub may know.
pub const MAX_USERS: usize = 4096;
/// The most users whose names are remembered.
pub const MAX_NAMES: usize = 65_536;
/// The most lobbies one member may be in. Far above what Steam allows, so that nothing grows without bound.
pub const MAX_LOBBIES_PER_MEMBER: usize = 64;
/// The most filters of one search.
pub const MAX_FILTERS: usize = 64;
/// The most lobbies in any answer to a search.
pub const MAX_RESULT_COUNT: u32 = 1024;
/// The most bytes that keys and values of a lobby's data may have together.
pub const MAX_DATA_BYTES: usize = 256 * 1024;
/// The most bytes that keys and values of one member's data may have together.
pub const MAX_MEMBER_DATA_BYTES: usize = 32 * 1024;
/// So many tickets may be issued and not be canceled.
pub const MAX_ISSUED: usize = 1024;
/// So many users' tickets may be checked at once.
pub const MAX_TICKET_SESSIONS: usize = 4096;
/// So many favourite servers are remembered; more are not taken.
pub const MAX_FAVORITES: usize = 1024;
/// So many users are remembered with whom this user has played; the longest ago make room.
pub const MAX_RECENT: usize = 256;
/// So many rules a game server may have, and so many bytes their names and values together.
pub const MAX_SERVER_RULES: usize = 256;
/// See [`MAX_SERVER_RULES`].
pub const MAX_SERVER_RULES_BYTES: usize = 16 * 1024;
/// So many players of a game server are listed; more play all the same.
pub const MAX_LISTED_PLAYERS: usize = 512;
/// So many lists of game servers may be open.
pub const MAX_SERVER_LISTS: usize = 64;
/// So many users may have a session, or something that is remembered of one. More, who are not even there, are only found
/// by a game that makes up ids.
pub const MAX_PEERS: usize = 4096;
/// So many channels of a session count as open. Further ones work as well: a remote process must not fill our memory.
pub const MAX_OPEN_CHANNELS: usize = 4096;
/// So many connections there may be in all, and so many of them with one other process.
pub const MAX_CONNECTIONS: usize = 16_384;
/// See [`MAX_CONNECTIONS`].
pub const MAX_CONNECTIONS_PER_REMOTE: usize = 1024;
/// So many leaderboards there are of one game, as on Steam.
pub const MAX_LEADERBOARDS: usize = 10_000;
/// So many calls about leaderboards may wait for their answers, those included that wait for the pump.
pub const MAX_LEADERBOARD_CALLS: usize = 256;
/// So many pictures one process may put in its user's library.
pub const MAX_SCREENSHOTS: usize = 1024;
/// The most bytes of pictures that may wait to be written.
pub const MAX_WAITING_PICTURE_BYTES: usize = 256 * 1024 * 1024;
/// So many messages of friends are remembered; the oldest make room.
pub const MAX_FRIEND_MESSAGES: usize = 1024;
/// So many marks in recordings are remembered; the oldest make room.
pub const MAX_TIMELINE_EVENTS: usize = 65_536;
/// So many files a user may have in the cloud.
pub const MAX_CLOUD_FILES: usize = 1000;
/// So many files may be written in parts at once.
pub const MAX_CLOUD_STREAMS: usize = 64;
/// So many bytes may be on their way by `fileReadAsync` and `fileWriteAsync`.
pub const MAX_CLOUD_WAITING_BYTES: u64 = 256 << 20;
/// So many files the users of a game may have shared.
pub const MAX_SHARED_FILES: usize = 1024;
/// So many shared files may be fetched and open.
pub const MAX_DOWNLOADS: usize = 256;
/// So many users may have network conditions of their own.
pub const MAX_CONDITIONED_USERS: usize = 4096;

/// A limit that a game has met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// See [`MAX_OUTBOX`].
    Outbox,
    /// See [`MAX_WAITING_ANSWERS`].
    WaitingAnswers,
    /// See [`MAX_WAITING_MESSAGES`].
    WaitingMessages,
    /// See [`MAX_WAITING_INVITATIONS`].
    WaitingInvitations,
    /// See [`MAX_WAITING_MEMBERSHIP`].
    WaitingMembership,
    /// See [`MAX_FOUND`].
    Found,
    /// See [`MAX_INVITES`].
    Invites,
    /// See [`MAX_USERS`] and [`MAX_NAMES`].
    Users,
    /// See [`MAX_FILTERS`].
    Filters,
    /// See [`MAX_DATA_BYTES`].
    LobbyData,
    /// See [`MAX_MEMBER_DATA_BYTES`].
    MemberData,
    /// See [`MAX_RICH_PRESENCE_KEYS`].
    RichPresence,
    /// See [`MAX_ISSUED`].
    Tickets,
    /// See [`MAX_TICKET_SESSIONS`].
    TicketSessions,
    /// See [`MAX_FAVORITES`].
    Favorites,
    /// See [`MAX_SERVER_RULES`] and [`MAX_SERVER_RULES_BYTES`].
    ServerRules,
    /// See [`MAX_LISTED_PLAYERS`].
    ListedPlayers,
    /// See [`MAX_SERVER_LISTS`].
    ServerLists,
    /// See [`MAX_PEERS`].
    Peers,
    /// See [`MAX_OPEN_CHANNELS`].
    OpenChannels,
    /// See [`MAX_CONNECTIONS`].
    Connections,
    /// See [`MAX_LEADERBOARDS`].
    Leaderboards,
    /// See [`MAX_LEADERBOARD_CALLS`].
    LeaderboardCalls,
    /// A friend has written to a game that does not show it.
    NobodyListens,
    /// See [`MAX_SCREENSHOTS`].
    Screenshots,
    /// See [`MAX_WAITING_PICTURE_BYTES`].
    WaitingPictures,
    /// See [`MAX_CLOUD_FILES`].
    CloudFiles,
    /// See [`MAX_FILE_BYTES`].
    CloudFileBytes,
    /// Bytes that a user may have in the cloud: a setting.
    CloudQuota(u64),
    /// See [`MAX_CLOUD_STREAMS`].
    CloudStreams,
    /// See [`MAX_CLOUD_WAITING_BYTES`].
    CloudWaiting,
    /// See [`MAX_SHARED_FILES`].
    SharedFiles,
    /// See [`MAX_DOWNLOADS`].
    Downloads,
    /// See [`MAX_CONDITIONED_USERS`].
    ConditionedUsers,
    /// Bytes that may wait to be sent to one user: a setting.
    SendQueue(usize),
    /// Bytes that may wait to be sent over one connection: an option of it.
    ConnectionSendBuffer(usize),
    /// Bytes of one user that may wait to be read: a setting.
    ReceiveQueue(usize),
}

impl Limit {
    /// What is said when the limit is met.
    // rule: limits.said
    #[expect(clippy::too_many_lines, reason = "one match without a wildcard, so that no limit is forgotten")]
    pub fn reason(self) -> String {
        match self {
            Limit::Outbox => {
                format!(
                    "{MAX_OUTBOX} requests wait for the other processes already, and no more may: this call fails"
                )
            }
            Limit::WaitingAnswers => {
                format!("{MAX_WAITING_ANSWERS} answers wait {UNPUMPED}, and no more may: this call fails")
            }
            Limit::WaitingMessages => too_many_came(MAX_WAITING_MESSAGES, "messages"),
            Limit::WaitingInvitations => too_many_came(MAX_WAITING_INVITATIONS, "invitations"),
            Limit::WaitingMembership => format!(
                "more than {MAX_WAITING_MEMBERSHIP} changes came {UNPUMPED}: those are left out that cancel each other \
                 out"
            ),
            Limit::SendQueue(bytes) => {
                format!("{bytes} bytes wait to be sent to a user, and no more may: this call fails")
            }
            Limit::ConnectionSendBuffer(bytes) => {
                format!("{bytes} bytes wait to be sent over a connection, and no more may: this call fails")
            }
            Limit::ReceiveQueue(bytes) => format!(
                "{bytes} bytes of unreliable packets of one user wait to be read, and no more may: newer ones are lost. \
                 Read every channel in every frame, or raise steam/local/receive_queue_kib"
            ),
            Limit::Found => format!(
                "the data of at most {MAX_FOUND} lobbies found is remembered: that of the oldest is forgotten"
            ),
            Limit::Invites => {
                format!("at most {MAX_INVITES} invitations can still be accepted: the oldest is forgotten")
            }
            Limit::Users => format!(
                "at most {MAX_USERS} users can be here at once, and the names of {MAX_NAMES} be remembered: one is left \
                 out"
            ),
            Limit::Filters => format!("a search has at most {MAX_FILTERS} filters: this one is not used"),
            Limit::LobbyData => {
                format!(
                    "keys and values of a lobby have at most {MAX_DATA_BYTES} bytes together: nothing is set"
                )
            }
            Limit::MemberData => format!(
                "keys and values of a member have at most {MAX_MEMBER_DATA_BYTES} bytes together: nothing is set"
            ),
            Limit::RichPresence => format!("there are at most {MAX_RICH_PRESENCE_KEYS} keys: nothing is set"),
            Limit::Tickets => {
                format!("at most {MAX_ISSUED} tickets may be issued and not canceled: there is no new one")
            }
            Limit::TicketSessions => {
                format!(
                    "the tickets of at most {MAX_TICKET_SESSIONS} users may be checked at once: this call fails"
                )
            }
            Limit::Favorites => {
                format!("at most {MAX_FAVORITES} favourite servers are remembered: this one is not added")
            }
            Limit::ServerRules => format!(
                "a game server has at most {MAX_SERVER_RULES} rules, with {MAX_SERVER_RULES_BYTES} bytes together: nothing is \
                 set"
            ),
            Limit::ListedPlayers => {
                format!("at most {MAX_LISTED_PLAYERS} players of a game server are listed: one is left out")
            }
            Limit::ServerLists => format!(
                "at most {MAX_SERVER_LISTS} lists of game servers may be open; free one with releaseRequest: this call fails"
            ),
            Limit::Peers => {
                format!(
                    "there can be sessions with at most {MAX_PEERS} users: there is none with a further one"
                )
            }
            Limit::OpenChannels => format!(
                "at most {MAX_OPEN_CHANNELS} channels of a session count as open: packets on a further one arrive, but \
                 it cannot be closed alone"
            ),
            Limit::Connections => format!(
                "there may be {MAX_CONNECTIONS} connections, {MAX_CONNECTIONS_PER_REMOTE} of them with one process: there \
                 is no further one"
            ),
            Limit::Leaderboards => {
                format!("a game has at most {MAX_LEADERBOARDS} leaderboards: this one is not made")
            }
            Limit::LeaderboardCalls => format!(
                "{MAX_LEADERBOARD_CALLS} calls about leaderboards wait for their answers, and no more may: this call fails"
            ),
            Limit::NobodyListens => "a friend has written, and the game does not show it: with \
                                     setListenForFriendsMessages(true) the signal comes"
                .to_owned(),
            Limit::Screenshots => format!(
                "at most {MAX_SCREENSHOTS} pictures are taken into the library in one run: this one is not"
            ),
            Limit::WaitingPictures => format!(
                "pictures of {MAX_WAITING_PICTURE_BYTES} bytes may wait to be written: there is no room for this one"
            ),
            Limit::CloudFiles => {
                format!("a user has at most {MAX_CLOUD_FILES} files in the cloud: nothing is written")
            }
            Limit::CloudFileBytes => format!("a file has at most {MAX_FILE_BYTES} bytes: nothing is written"),
            Limit::CloudQuota(bytes) => format!(
                "a user has at most {bytes} bytes in the cloud: nothing is written. Delete or forget a file, or raise \
                 steam/local/cloud_quota_mib"
            ),
            Limit::CloudStreams => {
                format!(
                    "at most {MAX_CLOUD_STREAMS} files may be written in parts at once: there is no further one"
                )
            }
            Limit::CloudWaiting => format!(
                "{MAX_CLOUD_WAITING_BYTES} bytes are read and written in the background already, and no more may be: this \
                 call fails"
            ),
            Limit::SharedFiles => {
                format!("at most {MAX_SHARED_FILES} files of a game are shared: this one is not")
            }
            Limit::Downloads => {
                format!(
                    "at most {MAX_DOWNLOADS} shared files may be fetched and open: this one is not fetched"
                )
            }
            Limit::ConditionedUsers => format!(
                "at most {MAX_CONDITIONED_USERS} users may have conditions of their own: nothing is set for a further \
                 one"
            ),
        }
    }
}

const UNPUMPED: &str = "while nothing calls run_callbacks()";

fn too_many_came(limit: usize, what: &str) -> String {
    format!("more than {limit} {what} came {UNPUMPED}, and no more may wait: the oldest are lost")
}

/// The limits that were met since the pump last told of them.
#[derive(Debug, Default)]
pub struct LimitWarnings(BTreeSet<(&'static str, Limit)>);

impl LimitWarnings {
    /// The method or signal `about`, with its class, has met a limit.
    #[cold]
    pub fn add(&mut self, about: &'static str, limit: Limit) {
        self.0.insert((about, limit));
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends a warning for each to `events`.
    pub fn drain(&mut self, events: &mut VecDeque<Event>) {
        for (about, limit) in std::mem::take(&mut self.0) {
            events.push_back(Event::Warning { about: about.to_owned(), reason: limit.reason() });
        }
    }
}
