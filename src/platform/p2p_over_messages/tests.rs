//! Packets as messages, and the state that is kept for them.

use super::*;

const ANNA: SteamId = SteamId::individual(1);
const BEN: SteamId = SteamId::individual(2);

#[test]
fn send_types_are_the_flags_that_steam_names_for_them() {
    let own = |send_type| flags(send_type) & !send_flags::AUTO_RESTART_BROKEN_SESSION;
    assert_eq!(own(SendType::Unreliable), 1);
    assert_eq!(own(SendType::UnreliableNoDelay), 5);
    assert_eq!(own(SendType::Reliable), 9);
    assert_eq!(own(SendType::ReliableWithBuffering), 8);
}

#[test]
fn failures_are_timeouts_but_for_missing_rights() {
    for reason in [5003, 5008, 4001, 0, -1, 1000] {
        assert_eq!(session_error(reason), ERROR_TIMEOUT, "{reason}");
    }
    assert_eq!(session_error(3005), ERROR_NO_RIGHTS);
}

#[test]
fn all_that_waits_counts_without_overflow() {
    let mut session = MessagesSession { pending_reliable: 1, pending_unreliable: 2, ..Default::default() };
    session.unacknowledged_reliable = 4;
    assert_eq!(queued(&session), 7);
    session.pending_reliable = i32::MAX;
    assert_eq!(queued(&session), i32::MAX);
}

#[test]
fn held_packets_come_out_in_order_by_channel() {
    let mut held = Held::default();
    assert_eq!(held.first_size(0), None);
    held.push(0, ANNA, vec![]);
    assert_eq!(held.first_size(0), None, "an empty packet hides nothing");
    held.push(0, BEN, vec![1, 2]);
    held.push(7, ANNA, vec![3]);
    assert_eq!((held.first_size(0), held.first_size(7)), (Some(2), Some(1)));
    assert_eq!(held.pop(0), Some((ANNA, vec![])));
    assert_eq!(held.pop(0), Some((BEN, vec![1, 2])));
    assert_eq!(held.pop(0), None);
    assert_eq!(held.pop(7), Some((ANNA, vec![3])));
}

#[test]
fn dropping_one_users_packets_leaves_the_others() {
    let mut held = Held::default();
    for channel in [0, 1] {
        held.push(channel, ANNA, vec![1]);
        held.push(channel, BEN, vec![2]);
    }
    held.discard(ANNA, Some(0));
    assert_eq!(held.pop(0), Some((BEN, vec![2])));
    assert_eq!(held.pop(1), Some((ANNA, vec![1])));
    held.discard(BEN, None);
    assert_eq!(held.pop(1), None);
}
