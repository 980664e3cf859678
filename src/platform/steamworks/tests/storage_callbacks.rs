//! Callback structures: files in the cloud.

use super::super::callbacks::event;
use super::super::callbacks::remote_storage::{
    ReadComplete, downloaded, read_complete, share_result, write_complete,
};
use super::packed::Packed;
use crate::contract::remote_storage::{ContentDetails, StorageEvent};
use crate::contract::{Event, SteamId};

const ANNA: SteamId = SteamId::individual(11);
const FILE: u64 = 0x0102_0304_0506_0708;

#[test]
fn answers_about_files_are_read_member_by_member() {
    let read = Packed::default().u64(77).u32(1).u32(5).u32(6).padded_for(8);
    assert_eq!(read_complete(&read), Some(ReadComplete { call: 77, result: 1, offset: 5, bytes: 6 }));
    let written = write_complete(&9999_u32.to_ne_bytes());
    assert_eq!(written, Some(Event::RemoteStorage(StorageEvent::WriteComplete { result: 9999 })));
    let shared = Packed::default().u32(9).u64(FILE).text::<260>("größe".as_bytes()).padded_for(8);
    let expected = StorageEvent::ShareResult { result: 9, content: FILE, file: "größe".to_owned() };
    assert_eq!(share_result(&shared), Some(Event::RemoteStorage(expected)));
}

#[test]
fn a_file_that_was_fetched_has_its_owner_behind_its_name() {
    // A negative size and an unterminated name: both are passed on unchanged.
    let fetched = Packed::default().u32(1).u64(FILE).u32(480).u32(u32::MAX);
    let fetched = fetched.text::<260>(&[b'x'; 260]).u64(ANNA.0).padded_for(8);
    let details = ContentDetails { app_id: 480, name: "x".repeat(260), bytes: -1, owner: ANNA };
    let expected = StorageEvent::Downloaded { result: 1, content: FILE, details };
    assert_eq!(downloaded(&fetched), Some(Event::RemoteStorage(expected)));
}

#[test]
fn callbacks_about_published_files() {
    let result = Packed::default().u32(2).u64(FILE).padded_for(8);
    let expected = StorageEvent::SubscribeResult { result: 2, file: FILE };
    assert_eq!(event(1313, &result), Some(Event::RemoteStorage(expected)));
    let expected = StorageEvent::UnsubscribeResult { result: 2, file: FILE };
    assert_eq!(event(1315, &result), Some(Event::RemoteStorage(expected)));
    let published = Packed::default().u64(FILE).u32(480).padded_for(8);
    let expected = StorageEvent::Subscribed { file: FILE, app_id: 480 };
    assert_eq!(event(1321, &published), Some(Event::RemoteStorage(expected)));
    let expected = StorageEvent::Unsubscribed { file: FILE, app_id: 480 };
    assert_eq!(event(1322, &published), Some(Event::RemoteStorage(expected)));
    assert_eq!(event(1333, &[]), Some(Event::RemoteStorage(StorageEvent::LocalFileChanged)));
}

#[test]
fn short_callbacks_are_skipped() {
    for callback in [1313, 1315, 1321, 1322] {
        assert_eq!(event(callback, &[0; 11]), None, "callback {callback}");
    }
    assert_eq!(read_complete(&[0; 19]), None);
    assert_eq!(write_complete(&[0; 3]), None);
    assert_eq!(share_result(&[0; 271]), None);
    assert_eq!(downloaded(&[0; 287]), None);
}
