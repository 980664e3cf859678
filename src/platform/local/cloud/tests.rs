//! A process's view of its user's files.

use super::*;
use crate::contract::Event;
use crate::contract::remote_storage::StorageEvent;
use crate::platform::local::limits::MAX_CLOUD_WAITING_BYTES;

const TOTAL: u64 = 1000;

fn stamp(bytes: u64, rest: u64) -> Stamp {
    Stamp { bytes, seconds: 7, rest: (0, rest) }
}

fn listing(files: &[(&str, Stamp)]) -> Listing {
    files
        .iter()
        .map(|(name, stamp)| ((*name).to_owned(), Found { stamp: *stamp, forgotten: false }))
        .collect()
}

fn cloud(files: &[(&str, Stamp)]) -> Cloud {
    let mut cloud = Cloud::default();
    cloud.learn(listing(files));
    cloud
}

/// The names and kinds of the changes that the game is told of.
fn announced(cloud: &mut Cloud) -> Vec<(String, i32)> {
    cloud.announce_changes();
    cloud.announced().iter().map(|announced| (announced.file.clone(), announced.change)).collect()
}

#[test]
fn only_changes_of_other_processes_are_announced_and_only_once() {
    let mut cloud = cloud(&[("a", stamp(1, 1)), ("b", stamp(1, 2)), ("c", stamp(1, 3))]);
    cloud.written("a", stamp(5, 10));
    cloud.deleted("b");
    let now = [("a", stamp(5, 10)), ("c", stamp(1, 4)), ("d", stamp(0, 5))];
    let own_changes = cloud.own_changes();
    assert!(cloud.compare(listing(&now), own_changes));
    assert_eq!(announced(&mut cloud), [("c".to_owned(), UPDATED), ("d".to_owned(), UPDATED)]);
    assert!(!cloud.compare(listing(&now), own_changes));
    assert!(!cloud.announce_changes());
    assert!(cloud.compare(listing(&now[1..]), own_changes));
    assert_eq!(announced(&mut cloud), [("a".to_owned(), DELETED)]);
    assert_eq!((cloud.count(), cloud.at(0), cloud.at(2)), (2, Some(("c".to_owned(), 1)), None));
}

#[test]
fn a_scan_during_an_own_change_announces_nothing() {
    let mut cloud = cloud(&[("a", stamp(1, 1))]);
    let before = cloud.own_changes();
    cloud.written("a", stamp(2, 2));
    assert!(!cloud.compare(listing(&[("a", stamp(1, 1))]), before));
    assert_eq!(cloud.at(0), Some(("a".to_owned(), 2)));
}

#[test]
fn an_own_change_cancels_unannounced_changes_of_the_file() {
    let mut cloud = cloud(&[("a", stamp(1, 1))]);
    let before = cloud.own_changes();
    assert!(cloud.compare(listing(&[("a", stamp(1, 2))]), before));
    cloud.written("a", stamp(1, 3));
    assert!(!cloud.announce_changes());
}

#[test]
fn the_quota_counts_what_is_in_the_cloud() {
    let mut cloud = cloud(&[("a", stamp(600, 1)), ("b", stamp(300, 2))]);
    assert_eq!(cloud.quota(TOTAL), Quota { total: TOTAL, available: 100 });
    assert_eq!(cloud.may_write("c", 101, TOTAL), Err(Limit::CloudQuota(TOTAL)));
    assert_eq!(cloud.may_write("c", 100, TOTAL), Ok(()));
    // The old content's bytes are free for the new content.
    assert_eq!(cloud.may_write("a", 700, TOTAL), Ok(()));
    cloud.forgotten("a");
    assert_eq!(cloud.quota(TOTAL).available, 700);
    assert_eq!(cloud.may_write("a", 701, TOTAL), Err(Limit::CloudQuota(TOTAL)));
    cloud.written("a", stamp(700, 3));
    assert_eq!(cloud.quota(TOTAL).available, 0);
    assert_eq!(cloud.may_write("d", MAX_FILE_BYTES + 1, u64::MAX), Err(Limit::CloudFileBytes));
}

#[test]
fn there_is_an_end_to_the_number_of_files() {
    let names: Vec<String> = (0..MAX_CLOUD_FILES).map(|number| number.to_string()).collect();
    let mut cloud = Cloud::default();
    cloud.learn(names.iter().map(|name| (name.clone(), Found::default())).collect());
    assert_eq!(cloud.may_write("one more", 0, TOTAL), Err(Limit::CloudFiles));
    assert_eq!(cloud.may_write("0", 1, TOTAL), Ok(()));
}

#[test]
fn an_older_change_does_not_undo_a_newer_one() {
    let mut waiting = waiting::Waiting::default();
    let answer = || Event::RemoteStorage(StorageEvent::WriteComplete { result: 1 });
    waiting.begin(10).unwrap();
    let (older, newer) = (waiting.number(), waiting.number());
    assert!(waiting.is_newest("a", newer));
    assert!(!waiting.is_newest("a", older) && waiting.is_newest("b", older));
    waiting.answer(answer(), 10);
    assert_eq!(waiting.begin(MAX_CLOUD_WAITING_BYTES), Err(Limit::CloudWaiting));
    let mut events = std::collections::VecDeque::new();
    waiting.drain(&mut events);
    assert_eq!(events, [answer()]);
    assert_eq!(waiting.begin(MAX_CLOUD_WAITING_BYTES), Ok(()));
}
