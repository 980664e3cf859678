//! The table in the documents, compared with the values in the code.

use crate::contract::remote_storage::MAX_CHUNK_BYTES;
use crate::platform::steamworks::{apps, auth, dispatch, lists, matchmaking, networking, utils};

const DOCUMENT: &str = include_str!("../../../../docs/limits.md");

#[test]
fn every_limit_is_in_the_document() {
    let rows = [
        ("callbacks fetched by one `run_callbacks()`", dispatch::MOST_PER_PUMP),
        ("lobbies in the answer to a search", matchmaking::MOST_LOBBIES as usize),
        ("entries of a list: friends, members, servers", lists::MOST_LISTED as usize),
        ("depots of a game", apps::MOST_DEPOTS),
        ("bytes of the answer to a call", dispatch::MOST_ANSWER_BYTES as usize),
        ("bytes of a file read at once", MAX_CHUNK_BYTES),
        ("bytes of a picture", utils::MOST_IMAGE_BYTES),
        ("bytes of a ticket", auth::MOST_TICKET_BYTES),
        ("bytes of voice fetched at once", auth::MOST_VOICE_BYTES as usize),
        ("empty packets before one that is not", networking::MOST_EMPTY_IN_A_ROW),
    ];
    for (what, value) in rows {
        let row = format!("| {what} | {value} |");
        assert!(
            DOCUMENT.lines().any(|line| line.starts_with(&row)),
            "docs/limits.md should have a row that begins with {row}"
        );
    }
}
