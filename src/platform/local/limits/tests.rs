//! Compares the table in the documents with the values in the code.

use super::*;
use crate::contract::leaderboards::MAX_ENTRIES;
use crate::platform::local::identity::MAX_USER_NUMBER;
use crate::platform::local::{Limits, UserFiles};

const DOCUMENT: &str = include_str!("../../../../docs/limits.md");

#[track_caller]
fn check<const N: usize>(rows: [(&str, usize, &str, Limit); N]) {
    let rows = rows
        .map(|(what, value, beyond, limit)| format!("| {what} | {value} | {beyond} | {} |", limit.reason()));
    let missing: Vec<&str> =
        rows.iter().map(String::as_str).filter(|row| !DOCUMENT.lines().any(|line| line == *row)).collect();
    assert!(missing.is_empty(), "docs/limits.md must contain these rows:\n{}\n", missing.join("\n"));
}

#[test]
fn every_limit_of_what_waits_is_in_the_document() {
    let queues = Limits::default();
    check([
        ("requests that wait for the other processes", MAX_OUTBOX, "the request fails", Limit::Outbox),
        (
            "answers that wait for `run_callbacks()`",
            MAX_WAITING_ANSWERS,
            "further requests fail",
            Limit::WaitingAnswers,
        ),
        (
            "lobby messages that wait for `run_callbacks()`",
            MAX_WAITING_MESSAGES,
            "the oldest are dropped",
            Limit::WaitingMessages,
        ),
        (
            "invitations that wait for `run_callbacks()`",
            MAX_WAITING_INVITATIONS,
            "the oldest are dropped",
            Limit::WaitingInvitations,
        ),
        (
            "membership changes that wait for `run_callbacks()`",
            MAX_WAITING_MEMBERSHIP,
            "those that cancel each other out are dropped",
            Limit::WaitingMembership,
        ),
        (
            "bytes that wait to be sent to a user",
            queues.send_queue_bytes,
            "sending fails",
            Limit::SendQueue(queues.send_queue_bytes),
        ),
        (
            "bytes of a user that wait to be read",
            queues.receive_queue_bytes,
            "reliable packets stay with their sender, unreliable ones are dropped",
            Limit::ReceiveQueue(queues.receive_queue_bytes),
        ),
    ]);
}

#[test]
fn every_limit_of_what_is_remembered_is_in_the_document() {
    check([
        ("bytes of a lobby's data", MAX_DATA_BYTES, "`setLobbyData` is `false`", Limit::LobbyData),
        (
            "bytes of a member's data in a lobby",
            MAX_MEMBER_DATA_BYTES,
            "`setLobbyMemberData` sets nothing",
            Limit::MemberData,
        ),
        ("filters of a search", MAX_FILTERS, "further filters are ignored", Limit::Filters),
        ("found lobbies whose data is kept", MAX_FOUND, "the oldest are dropped", Limit::Found),
        ("invitations that can be accepted", MAX_INVITES, "the oldest are dropped", Limit::Invites),
        ("users of one game at once", MAX_USERS, "further users cannot join", Limit::Users),
        (
            "keys of rich presence",
            MAX_RICH_PRESENCE_KEYS,
            "`setRichPresence` is `false`",
            Limit::RichPresence,
        ),
        ("tickets issued and not cancelled", MAX_ISSUED, "no new ticket is issued", Limit::Tickets),
        (
            "users whose tickets are checked",
            MAX_TICKET_SESSIONS,
            "`beginAuthSession` fails",
            Limit::TicketSessions,
        ),
        ("favourite servers", MAX_FAVORITES, "further servers are not added", Limit::Favorites),
        ("rules of a game server", MAX_SERVER_RULES, "`setKeyValue` sets nothing", Limit::ServerRules),
        (
            "listed players of a game server",
            MAX_LISTED_PLAYERS,
            "further players can play, but are not listed",
            Limit::ListedPlayers,
        ),
        ("lists of game servers", MAX_SERVER_LISTS, "no further list is opened", Limit::ServerLists),
        ("users with a session", MAX_PEERS, "no session begins: sending and accepting fail", Limit::Peers),
        (
            "open channels of a session",
            MAX_OPEN_CHANNELS,
            "further channels cannot be closed alone",
            Limit::OpenChannels,
        ),
        (
            "connections, of `ISteamNetworkingSockets`",
            MAX_CONNECTIONS,
            "no connection begins, and the other side is told why",
            Limit::Connections,
        ),
        ("leaderboards of a game", MAX_LEADERBOARDS, "no further one is created", Limit::Leaderboards),
        (
            "calls about leaderboards that wait for their answers",
            MAX_LEADERBOARD_CALLS,
            "further calls fail",
            Limit::LeaderboardCalls,
        ),
        ("pictures added to the library in one run", MAX_SCREENSHOTS, "the handle is 0", Limit::Screenshots),
        (
            "bytes of pictures that wait to be written",
            MAX_WAITING_PICTURE_BYTES,
            "the handle is 0",
            Limit::WaitingPictures,
        ),
        (
            "users with network conditions of their own",
            MAX_CONDITIONED_USERS,
            "nothing is set for further users",
            Limit::ConditionedUsers,
        ),
    ]);
}

#[test]
fn every_limit_of_files_in_the_cloud_is_in_the_document() {
    check([
        ("files of a user in the cloud", MAX_CLOUD_FILES, "writing a further file fails", Limit::CloudFiles),
        ("bytes of a file in the cloud", MAX_FILE_BYTES as usize, "writing it fails", Limit::CloudFileBytes),
        (
            "bytes of a user in the cloud",
            UserFiles::CLOUD_BYTES as usize,
            "writing fails",
            Limit::CloudQuota(UserFiles::CLOUD_BYTES),
        ),
        ("files written in parts at once", MAX_CLOUD_STREAMS, "no stream is opened", Limit::CloudStreams),
        (
            "bytes of `fileReadAsync` and `fileWriteAsync` calls in progress",
            MAX_CLOUD_WAITING_BYTES as usize,
            "the call is answered with RESULT_LIMIT_EXCEEDED",
            Limit::CloudWaiting,
        ),
        (
            "shared files of a game",
            MAX_SHARED_FILES,
            "`file_share_result` reports RESULT_LIMIT_EXCEEDED",
            Limit::SharedFiles,
        ),
        (
            "shared files that are downloaded and open",
            MAX_DOWNLOADS,
            "`download_ugc_result` reports RESULT_LIMIT_EXCEEDED",
            Limit::Downloads,
        ),
    ]);
}

#[test]
fn every_limit_that_shows_by_itself_is_in_the_document() {
    let rows = [
        ("connections with one process", MAX_CONNECTIONS_PER_REMOTE),
        ("numbers of local users", MAX_USER_NUMBER as usize),
        ("lobbies of one user", MAX_LOBBIES_PER_MEMBER),
        ("entries of a leaderboard in one download", MAX_ENTRIES),
        ("lobbies in the answer to a search", MAX_RESULT_COUNT as usize),
        ("names of users", MAX_NAMES),
        ("messages of friends", MAX_FRIEND_MESSAGES),
        ("events of the timeline", MAX_TIMELINE_EVENTS),
        ("recent players", MAX_RECENT),
        ("events before a friend's are merged", MAX_WAITING_BEFORE_MERGE),
        ("packets that arrive between two calls of `run_callbacks()`", MAX_TAKEN_PACKETS),
        ("bytes that arrive between two calls of `run_callbacks()`", MAX_TAKEN_BYTES),
    ];
    let missing: Vec<String> = rows
        .iter()
        .map(|(what, value)| format!("| {what} | {value} |"))
        .filter(|row| !DOCUMENT.lines().any(|line| line.starts_with(row)))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/limits.md must contain rows that begin with:\n{}\n",
        missing.join("\n")
    );
}
