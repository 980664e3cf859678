//! The limits that a game can reach on the local platform, and their warnings.
//!
//! Answers, membership and failures are never dropped: if there is no room for more of them, the request is refused
//! with a failed answer. Anything else that is dropped, or refused by `false`, causes a warning that names the limit.
//! `docs/limits.md` lists all limits; a test compares it with the values here.

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, VecDeque};

use crate::contract::Event;
use crate::contract::friends::MAX_RICH_PRESENCE_KEYS;
use crate::contract::remote_storage::MAX_FILE_BYTES;

/// The maximum number of requests of one process that may wait for the hub.
pub const MAX_OUTBOX: usize = 4096;
/// The maximum number of answers that may wait for the pump before further requests fail.
pub const MAX_WAITING_ANSWERS: usize = 16_384;
/// The maximum number of lobby messages that may wait for the pump; the oldest make room.
pub const MAX_WAITING_MESSAGES: usize = 16_384;
/// The maximum number of invitations that may wait for the pump; the oldest make room.
pub const MAX_WAITING_INVITATIONS: usize = 1024;
/// The number of waiting membership changes beyond which changes that cancel each other out are dropped.
pub const MAX_WAITING_MEMBERSHIP: usize = 262_144;
/// The number of waiting events beyond which a newer event about a friend replaces an older one.
pub const MAX_WAITING_BEFORE_MERGE: usize = 1024;
/// The maximum number of found lobbies whose data is kept; the oldest make room.
pub const MAX_FOUND: usize = 1024;
/// The maximum number of invitations that can still be accepted; the oldest make room.
pub const MAX_INVITES: usize = 256;
/// The maximum number of users of one hub.
pub const MAX_USERS: usize = 4096;
/// The maximum number of names of users that are kept.
pub const MAX_NAMES: usize = 65_536;
/// The maximum number of lobbies of one member. This is far above what Steam allows, and bounds the memory.
pub const MAX_LOBBIES_PER_MEMBER: usize = 64;
/// The maximum number of filters of one search.
pub const MAX_FILTERS: usize = 64;
/// The maximum number of lobbies in any answer to a search.
pub const MAX_RESULT_COUNT: u32 = 1024;
/// The maximum size of a lobby's data, in bytes: keys and values in total.
pub const MAX_DATA_BYTES: usize = 256 * 1024;
/// The maximum size of one member's data, in bytes: keys and values in total.
pub const MAX_MEMBER_DATA_BYTES: usize = 32 * 1024;
/// The maximum number of tickets that are issued and not cancelled.
pub const MAX_ISSUED: usize = 1024;
/// The maximum number of users whose tickets may be checked at once.
pub const MAX_TICKET_SESSIONS: usize = 4096;
/// The maximum number of favourite servers.
pub const MAX_FAVORITES: usize = 1024;
/// The maximum number of recent players; the oldest make room.
pub const MAX_RECENT: usize = 256;
/// The maximum number of rules of a game server, and the maximum size of their names and values in total, in bytes.
pub const MAX_SERVER_RULES: usize = 256;
/// See [`MAX_SERVER_RULES`].
pub const MAX_SERVER_RULES_BYTES: usize = 16 * 1024;
/// The maximum number of players that a game server lists; more can play.
pub const MAX_LISTED_PLAYERS: usize = 512;
/// The maximum number of open lists of game servers.
pub const MAX_SERVER_LISTS: usize = 64;
/// The maximum number of users with a session or with remembered state of one. More users than this, who do not even
/// exist, occur only if a game makes up ids.
pub const MAX_PEERS: usize = 4096;
/// The maximum number of channels of a session that count as open. Further ones work as well, but a remote process must
/// not fill this process's memory.
pub const MAX_OPEN_CHANNELS: usize = 4096;
/// The maximum number of connections in total, and the maximum number with one other process.
pub const MAX_CONNECTIONS: usize = 16_384;
/// See [`MAX_CONNECTIONS`].
pub const MAX_CONNECTIONS_PER_REMOTE: usize = 1024;
/// The maximum number of leaderboards of a game, as on Steam.
pub const MAX_LEADERBOARDS: usize = 10_000;
/// The maximum number of calls about leaderboards that may wait for their answers, including answers that wait for the
/// pump.
pub const MAX_LEADERBOARD_CALLS: usize = 256;
/// The maximum number of pictures that one process may add to its user's library.
pub const MAX_SCREENSHOTS: usize = 1024;
/// The maximum number of bytes of pictures that may wait to be written.
pub const MAX_WAITING_PICTURE_BYTES: usize = 256 * 1024 * 1024;
/// The maximum number of messages of friends that are kept; the oldest make room.
pub const MAX_FRIEND_MESSAGES: usize = 1024;
/// The maximum number of events of the timeline that are kept; the oldest make room.
pub const MAX_TIMELINE_EVENTS: usize = 65_536;
/// The maximum number of cloud files of a user.
pub const MAX_CLOUD_FILES: usize = 1000;
/// The maximum number of files that may be written in parts at once.
pub const MAX_CLOUD_STREAMS: usize = 64;
/// The maximum number of bytes of `fileReadAsync` and `fileWriteAsync` calls in progress.
pub const MAX_CLOUD_WAITING_BYTES: u64 = 256 << 20;
/// The maximum number of shared files of a game.
pub const MAX_SHARED_FILES: usize = 1024;
/// The maximum number of shared files that may be downloaded and open.
pub const MAX_DOWNLOADS: usize = 256;
/// The maximum number of users with network conditions of their own.
pub const MAX_CONDITIONED_USERS: usize = 4096;

/// The most packets and control frames that are received from the rings of one interface between two pumps.
pub const MAX_TAKEN_PACKETS: usize = 8192;
/// The same in bytes. One call also sends at most this much.
pub const MAX_TAKEN_BYTES: usize = 8 * 1024 * 1024;

/// A limit that a game has reached.
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
    /// A friend has sent a message to a game that does not show it.
    NobodyListens,
    /// See [`MAX_SCREENSHOTS`].
    Screenshots,
    /// See [`MAX_WAITING_PICTURE_BYTES`].
    WaitingPictures,
    /// See [`MAX_CLOUD_FILES`].
    CloudFiles,
    /// See [`MAX_FILE_BYTES`].
    CloudFileBytes,
    /// The bytes that a user may have in the cloud, which is a setting.
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
    /// The bytes that may wait to be sent to one user, which is a setting.
    SendQueue(usize),
    /// The bytes that may wait to be sent over one connection, which is an option of it.
    ConnectionSendBuffer(usize),
    /// The bytes of one user that may wait to be read, which is a setting.
    ReceiveQueue(usize),
}

impl Limit {
    /// The text of the warning.
    // rule: limits.said
    #[expect(clippy::too_many_lines, reason = "one match without a wildcard, so that no limit is forgotten")]
    pub fn reason(self) -> String {
        match self {
            Limit::Outbox => {
                format!(
                    "{MAX_OUTBOX} requests already wait for the other processes, which is the limit: this call fails"
                )
            }
            Limit::WaitingAnswers => {
                format!(
                    "{MAX_WAITING_ANSWERS} answers wait {WITHOUT_PUMP}, which is the limit: this call fails"
                )
            }
            Limit::WaitingMessages => too_many_came(MAX_WAITING_MESSAGES, "messages"),
            Limit::WaitingInvitations => too_many_came(MAX_WAITING_INVITATIONS, "invitations"),
            Limit::WaitingMembership => format!(
                "more than {MAX_WAITING_MEMBERSHIP} membership changes arrived {WITHOUT_PUMP}: those that cancel each other out \
                 are dropped"
            ),
            Limit::SendQueue(bytes) => {
                format!("{bytes} bytes wait to be sent to a user, which is the limit: this call fails")
            }
            Limit::ConnectionSendBuffer(bytes) => {
                format!(
                    "{bytes} bytes wait to be sent over a connection, which is the limit: this call fails"
                )
            }
            Limit::ReceiveQueue(bytes) => format!(
                "{bytes} bytes of unreliable packets of one user wait to be read, which is the limit: newer ones are \
                 dropped. \
                 Read every channel in every frame, or raise steam/local/receive_queue_kib"
            ),
            Limit::Found => {
                format!("the data of at most {MAX_FOUND} found lobbies is kept: the oldest is dropped")
            }
            Limit::Invites => {
                format!("at most {MAX_INVITES} invitations are kept: the oldest is dropped")
            }
            Limit::Users => format!(
                "at most {MAX_USERS} users can be online at once, and at most {MAX_NAMES} names are kept: one user is left \
                 out"
            ),
            Limit::Filters => format!("a search has at most {MAX_FILTERS} filters: this one is ignored"),
            Limit::LobbyData => {
                format!(
                    "the keys and values of a lobby may have at most {MAX_DATA_BYTES} bytes in total: nothing is set"
                )
            }
            Limit::MemberData => format!(
                "the keys and values of a member may have at most {MAX_MEMBER_DATA_BYTES} bytes in total: nothing is set"
            ),
            Limit::RichPresence => {
                format!("rich presence has at most {MAX_RICH_PRESENCE_KEYS} keys: nothing is set")
            }
            Limit::Tickets => {
                format!("at most {MAX_ISSUED} tickets may be issued and not cancelled: no new one is issued")
            }
            Limit::TicketSessions => {
                format!(
                    "the tickets of at most {MAX_TICKET_SESSIONS} users may be checked at once: this call fails"
                )
            }
            Limit::Favorites => {
                format!("at most {MAX_FAVORITES} favourite servers are kept: this one is not added")
            }
            Limit::ServerRules => format!(
                "a game server has at most {MAX_SERVER_RULES} rules, with at most {MAX_SERVER_RULES_BYTES} bytes in total: \
                 nothing is set"
            ),
            Limit::ListedPlayers => {
                format!("a game server lists at most {MAX_LISTED_PLAYERS} players: one is left out")
            }
            Limit::ServerLists => format!(
                "at most {MAX_SERVER_LISTS} lists of game servers may be open: this call fails. Free one with releaseRequest"
            ),
            Limit::Peers => {
                format!("at most {MAX_PEERS} users can have a session: no further session begins")
            }
            Limit::OpenChannels => format!(
                "at most {MAX_OPEN_CHANNELS} channels of a session count as open: packets on further channels arrive, but \
                 such a channel cannot be closed alone"
            ),
            Limit::Connections => format!(
                "at most {MAX_CONNECTIONS} connections may exist, {MAX_CONNECTIONS_PER_REMOTE} of them with one process: no \
                 further one begins"
            ),
            Limit::Leaderboards => {
                format!("a game has at most {MAX_LEADERBOARDS} leaderboards: this one is not created")
            }
            Limit::LeaderboardCalls => format!(
                "{MAX_LEADERBOARD_CALLS} calls about leaderboards wait for their answers, which is the limit: this call fails"
            ),
            Limit::NobodyListens => "a friend has sent a message that the game does not show: call \
                                     setListenForFriendsMessages(true) to receive the signal"
                .to_owned(),
            Limit::Screenshots => format!(
                "at most {MAX_SCREENSHOTS} pictures can be added to the library in one run: this one is not added"
            ),
            Limit::WaitingPictures => format!(
                "at most {MAX_WAITING_PICTURE_BYTES} bytes of pictures may wait to be written: this picture is not added"
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
                    "at most {MAX_CLOUD_STREAMS} files may be written in parts at once: no further stream is opened"
                )
            }
            Limit::CloudWaiting => format!(
                "{MAX_CLOUD_WAITING_BYTES} bytes are being read and written in the background, which is the limit: this call \
                 fails"
            ),
            Limit::SharedFiles => {
                format!("at most {MAX_SHARED_FILES} files of a game can be shared: this one is not shared")
            }
            Limit::Downloads => {
                format!(
                    "at most {MAX_DOWNLOADS} shared files may be downloaded and open: this one is not downloaded"
                )
            }
            Limit::ConditionedUsers => format!(
                "at most {MAX_CONDITIONED_USERS} users can have conditions of their own: nothing is set for a \
                 further user"
            ),
        }
    }
}

const WITHOUT_PUMP: &str = "while nothing calls run_callbacks()";

fn too_many_came(limit: usize, what: &str) -> String {
    format!("more than {limit} {what} arrived {WITHOUT_PUMP}: the oldest are dropped")
}

/// The limits that were reached and not reported yet.
#[derive(Debug, Default)]
pub struct LimitWarnings(BTreeSet<(&'static str, Limit)>);

impl LimitWarnings {
    /// Records that the method or signal `about`, with its class, has reached a limit.
    #[cold]
    pub fn add(&mut self, about: &'static str, limit: Limit) {
        self.0.insert((about, limit));
    }

    /// Whether there is nothing to report.
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
