//! Structures about leaderboards.

use super::super::callbacks::leaderboards::*;
use super::packed::Packed;
use crate::contract::Event;
use crate::contract::leaderboards::{Leaderboard, LeaderboardEvent, Upload};

const BOARD: Leaderboard = Leaderboard(0x0102_0304_0506_0708);

#[test]
fn answers_about_leaderboards_are_read_member_by_member() {
    let bytes = Packed::default().u64(BOARD.0).u8(1).padded_for(8);
    let expected = LeaderboardEvent::Found { leaderboard: BOARD, found: true };
    assert_eq!(found(&bytes), Some(Event::Leaderboards(expected)));
    let bytes = Packed::default().u64(BOARD.0).u64(77).u32(5).padded_for(8);
    assert_eq!(downloaded(&bytes), Some((BOARD, 77, 5)));
    let bytes = Packed::default().u8(1).u64(BOARD.0).u32(900).u8(1).u32(3).u32(12).padded_for(8);
    let expected = Upload {
        success: true,
        leaderboard: BOARD,
        score: 900,
        changed: true,
        new_rank: 3,
        previous_rank: 12,
    };
    assert_eq!(uploaded(&bytes), Some(Event::Leaderboards(LeaderboardEvent::Uploaded(expected))));
    let bytes = Packed::default().u32(9999).u64(BOARD.0).padded_for(8);
    let expected = LeaderboardEvent::UgcSet { result: 9999, leaderboard: BOARD };
    assert_eq!(ugc_set(&bytes), Some(Event::Leaderboards(expected)));
}

#[test]
fn a_short_result_is_no_answer() {
    assert_eq!((found(&[0; 8]), uploaded(&[0; 24])), (None, None));
    assert_eq!((downloaded(&[0; 16]), ugc_set(&[0; 8])), (None, None));
}
