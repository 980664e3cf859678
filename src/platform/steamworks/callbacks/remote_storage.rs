//! Callbacks and answers of `ISteamRemoteStorage`.

use std::mem::offset_of;

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::Event;
use crate::contract::remote_storage::{ContentDetails, MAX_FILE_NAME_BYTES, StorageEvent};

/// `RemoteStorageFileShareResult_t`.
pub(in super::super) const FILE_SHARE_RESULT: i32 = number!(RemoteStorageFileShareResult_t_k_iCallback);
/// `RemoteStorageDownloadUGCResult_t`.
pub(in super::super) const DOWNLOAD_UGC_RESULT: i32 = number!(RemoteStorageDownloadUGCResult_t_k_iCallback);
/// `RemoteStorageFileWriteAsyncComplete_t`.
pub(in super::super) const FILE_WRITE_COMPLETE: i32 =
    number!(RemoteStorageFileWriteAsyncComplete_t_k_iCallback);
/// `RemoteStorageFileReadAsyncComplete_t`.
pub(in super::super) const FILE_READ_COMPLETE: i32 =
    number!(RemoteStorageFileReadAsyncComplete_t_k_iCallback);

const LOCAL_FILE_CHANGE: i32 = number!(RemoteStorageLocalFileChange_t_k_iCallback);
const SUBSCRIBE_RESULT: i32 = number!(RemoteStorageSubscribePublishedFileResult_t_k_iCallback);
const UNSUBSCRIBE_RESULT: i32 = number!(RemoteStorageUnsubscribePublishedFileResult_t_k_iCallback);
const FILE_SUBSCRIBED: i32 = number!(RemoteStoragePublishedFileSubscribed_t_k_iCallback);
const FILE_UNSUBSCRIBED: i32 = number!(RemoteStoragePublishedFileUnsubscribed_t_k_iCallback);

/// The size of the buffer for a file's name.
const NAME_ROOM: usize = MAX_FILE_NAME_BYTES + 1;

/// The event of one of the unsolicited callbacks. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    let event = match callback {
        LOCAL_FILE_CHANGE => StorageEvent::LocalFileChanged,
        SUBSCRIBE_RESULT => {
            let it = Structure::of::<sys::RemoteStorageSubscribePublishedFileResult_t>(bytes)?;
            StorageEvent::SubscribeResult {
                result: member!(it, RemoteStorageSubscribePublishedFileResult_t, i32 m_eResult),
                file: member!(it, RemoteStorageSubscribePublishedFileResult_t, u64 m_nPublishedFileId),
            }
        }
        UNSUBSCRIBE_RESULT => {
            let it = Structure::of::<sys::RemoteStorageUnsubscribePublishedFileResult_t>(bytes)?;
            StorageEvent::UnsubscribeResult {
                result: member!(it, RemoteStorageUnsubscribePublishedFileResult_t, i32 m_eResult),
                file: member!(it, RemoteStorageUnsubscribePublishedFileResult_t, u64 m_nPublishedFileId),
            }
        }
        FILE_SUBSCRIBED => {
            let it = Structure::of::<sys::RemoteStoragePublishedFileSubscribed_t>(bytes)?;
            StorageEvent::Subscribed {
                file: member!(it, RemoteStoragePublishedFileSubscribed_t, u64 m_nPublishedFileId),
                app_id: member!(it, RemoteStoragePublishedFileSubscribed_t, u32 m_nAppID),
            }
        }
        FILE_UNSUBSCRIBED => {
            let it = Structure::of::<sys::RemoteStoragePublishedFileUnsubscribed_t>(bytes)?;
            StorageEvent::Unsubscribed {
                file: member!(it, RemoteStoragePublishedFileUnsubscribed_t, u64 m_nPublishedFileId),
                app_id: member!(it, RemoteStoragePublishedFileUnsubscribed_t, u32 m_nAppID),
            }
        }
        _ => return None,
    };
    Some(Event::RemoteStorage(event))
}

/// `RemoteStorageFileReadAsyncComplete_t`: the bytes can be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct ReadComplete {
    /// The number of the call, by which they are fetched.
    pub(in super::super) call: u64,
    pub(in super::super) result: i32,
    pub(in super::super) offset: u32,
    pub(in super::super) bytes: u32,
}

/// Reads `RemoteStorageFileReadAsyncComplete_t`.
pub(in super::super) fn read_complete(bytes: &[u8]) -> Option<ReadComplete> {
    let it = Structure::of::<sys::RemoteStorageFileReadAsyncComplete_t>(bytes)?;
    Some(ReadComplete {
        call: member!(it, RemoteStorageFileReadAsyncComplete_t, u64 m_hFileReadAsync),
        result: member!(it, RemoteStorageFileReadAsyncComplete_t, i32 m_eResult),
        offset: member!(it, RemoteStorageFileReadAsyncComplete_t, u32 m_nOffset),
        bytes: member!(it, RemoteStorageFileReadAsyncComplete_t, u32 m_cubRead),
    })
}

/// `RemoteStorageFileWriteAsyncComplete_t`.
pub(in super::super) fn write_complete(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::RemoteStorageFileWriteAsyncComplete_t>(bytes)?;
    Some(Event::RemoteStorage(StorageEvent::WriteComplete {
        result: member!(it, RemoteStorageFileWriteAsyncComplete_t, i32 m_eResult),
    }))
}

/// `RemoteStorageFileShareResult_t`.
pub(in super::super) fn share_result(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::RemoteStorageFileShareResult_t>(bytes)?;
    let name = offset_of!(sys::RemoteStorageFileShareResult_t, m_rgchFilename);
    Some(Event::RemoteStorage(StorageEvent::ShareResult {
        result: member!(it, RemoteStorageFileShareResult_t, i32 m_eResult),
        content: member!(it, RemoteStorageFileShareResult_t, u64 m_hFile),
        file: it.text::<NAME_ROOM>(name),
    }))
}

/// `RemoteStorageDownloadUGCResult_t`.
pub(in super::super) fn downloaded(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::RemoteStorageDownloadUGCResult_t>(bytes)?;
    let name = offset_of!(sys::RemoteStorageDownloadUGCResult_t, m_pchFileName);
    Some(Event::RemoteStorage(StorageEvent::Downloaded {
        result: member!(it, RemoteStorageDownloadUGCResult_t, i32 m_eResult),
        content: member!(it, RemoteStorageDownloadUGCResult_t, u64 m_hFile),
        details: ContentDetails {
            app_id: member!(it, RemoteStorageDownloadUGCResult_t, u32 m_nAppID),
            name: it.text::<NAME_ROOM>(name),
            bytes: member!(it, RemoteStorageDownloadUGCResult_t, i32 m_nSizeInBytes),
            owner: member!(it, RemoteStorageDownloadUGCResult_t, id m_ulSteamIDOwner),
        },
    }))
}
