//! The table in the documents, compared with the values in the code.

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
    assert!(missing.is_empty(), "docs/limits.md should have these rows:\n{}\n", missing.join("\n"));
}

#[test]
fn every_limit_of_what_waits_is_in_the_document() {
    let queues = Limits::default();
    check([
        ("requests that wait for the other processes", MAX_OUTBOX, "the request fails", Limit::Outbox),
        ("answers that nobody pumps", MAX_WAITING_ANSWERS, "further requests fail", Limit::WaitingAnswers),
        (
            "lobby messages that nobody pumps",
            MAX_WAITING_MESSAGES,
            "the oldest are lost",
            Limit::WaitingMessages,
        ),
        (
            "invitations that nobody pumps",
            MAX_WAITING_INVITATIONS,
            "the oldest are lost",
            Limit::WaitingInvitations,
        ),
        (
            "changes of membership that nobody pumps",
            MAX_WAITING_MEMBERSHIP,
            "who entered and left again meanwhile is left out",
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
            "reliable packets stay with their sender, unreliable ones are lost",
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
        ("filters of a search", MAX_FILTERS, "further ones are not used", Limit::Filters),
        ("lobbies found whose data is remembered", MAX_FOUND, "the oldest are forgotten", Limit::Found),
        ("invitations that can be accepted", MAX_INVITES, "the oldest are forgotten", Limit::Invites),
        ("users of one game at once", MAX_USERS, "further ones do not get in", Limit::Users),
        (
            "keys of rich presence",
            MAX_RICH_PRESENCE_KEYS,
            "`setRichPresence` is `false`",
            Limit::RichPresence,
        ),
        ("tickets issued and not canceled", MAX_ISSUED, "there is no new one", Limit::Tickets),
        (
            "users whose tickets are checked",
            MAX_TICKET_SESSIONS,
            "`beginAuthSession` fails",
            Limit::TicketSessions,
        ),
        ("favourite servers", MAX_FAVORITES, "further ones are not added", Limit::Favorites),
        ("rules of a game server", MAX_SERVER_RULES, "`setKeyValue` sets nothing", Limit::ServerRules),
        (
            "players of a game server that are listed",
            MAX_LISTED_PLAYERS,
            "further ones play and are not in the list",
            Limit::ListedPlayers,
        ),
        ("lists of game servers", MAX_SERVER_LISTS, "there is no further one", Limit::ServerLists),
        ("users with a session", MAX_PEERS, "no session begins: sending and accepting fail", Limit::Peers),
        (
            "open channels of a session",
            MAX_OPEN_CHANNELS,
            "further ones cannot be closed alone",
            Limit::OpenChannels,
        ),
        (
            "connections, of `ISteamNetworkingSockets`",
            MAX_CONNECTIONS,
            "no connection begins, and the other side is told why",
            Limit::Connections,
        ),
        ("leaderboards of a game", MAX_LEADERBOARDS, "a further one is not made", Limit::Leaderboards),
        (
            "calls about leaderboards that wait for their answers",
            MAX_LEADERBOARD_CALLS,
            "a further one fails",
            Limit::LeaderboardCalls,
        ),
        ("pictures put in the library in one run", MAX_SCREENSHOTS, "the handle is 0", Limit::Screenshots),
        (
            "bytes of pictures that wait to be written",
            MAX_WAITING_PICTURE_BYTES,
            "the handle is 0",
            Limit::WaitingPictures,
        ),
        (
            "users with network conditions of their own",
            MAX_CONDITIONED_USERS,
            "nothing is set for further ones",
            Limit::ConditionedUsers,
        ),
    ]);
}

#[test]
fn every_limit_of_files_in_the_cloud_is_in_the_document() {
    check([
        ("files of a user in the cloud", MAX_CLOUD_FILES, "writing a further one fails", Limit::CloudFiles),
        ("bytes of a file in the cloud", MAX_FILE_BYTES as usize, "writing it fails", Limit::CloudFileBytes),
        (
            "bytes of a user in the cloud",
            UserFiles::CLOUD_BYTES as usize,
            "writing fails",
            Limit::CloudQuota(UserFiles::CLOUD_BYTES),
        ),
        ("files written in parts at once", MAX_CLOUD_STREAMS, "there is no stream", Limit::CloudStreams),
        (
            "bytes on their way by `fileReadAsync` and `fileWriteAsync`",
            MAX_CLOUD_WAITING_BYTES as usize,
            "the call is answered with RESULT_LIMIT_EXCEEDED",
            Limit::CloudWaiting,
        ),
        (
            "shared files of a game",
            MAX_SHARED_FILES,
            "`file_share_result` says RESULT_LIMIT_EXCEEDED",
            Limit::SharedFiles,
        ),
        (
            "shared files that are fetched and open",
            MAX_DOWNLOADS,
            "`download_ugc_result` says RESULT_LIMIT_EXCEEDED",
            Limit::Downloads,
        ),
    ]);
}

#[test]
fn every_limit_that_shows_by_itself_is_in_the_document() {
    let rows = [
        ("connections with one process", MAX_CONNECTIONS_PER_REMOTE),
        ("numbers of local users", MAX_USER_NUMBER as usize),
        ("lobbies one user is in", MAX_LOBBIES_PER_MEMBER),
        ("entries of a leaderboard in one download", MAX_ENTRIES),
        ("lobbies in the answer to a search", MAX_RESULT_COUNT as usize),
        ("users whose names are remembered", MAX_NAMES),
        ("messages of friends", MAX_FRIEND_MESSAGES),
        ("events of the timeline", MAX_TIMELINE_EVENTS),
        ("recent players", MAX_RECENT),
        ("events before a friend's are merged", MAX_WAITING_BEFORE_MERGE),
    ];
    let missing: Vec<String> = rows
        .iter()
        .map(|(what, value)| format!("| {what} | {value} |"))
        .filter(|row| !DOCUMENT.lines().any(|line| line.starts_with(row)))
        .collect();
    assert!(missing.is_empty(), "docs/limits.md should have rows that begin so:\n{}\n", missing.join("\n"));
}
