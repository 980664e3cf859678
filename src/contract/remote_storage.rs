//! `ISteamRemoteStorage`: files in the cloud, and files that users share.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The maximum size of one read or write, in bytes (`k_unMaxCloudFileChunkSize`).
pub const MAX_CHUNK_BYTES: usize = 100 * 1024 * 1024;
/// The maximum size of a file in bytes, as in `isteamremotestorage.h` beside `k_unMaxCloudFileChunkSize`.
pub const MAX_FILE_BYTES: u64 = 200 * 1024 * 1024;
/// The maximum size of a file's name, in bytes, without its NUL (`k_cchFilenameMax`).
pub const MAX_FILE_NAME_BYTES: usize = 259;
/// The invalid handle of a shared file (`k_UGCHandleInvalid`).
pub const INVALID_CONTENT: u64 = u64::MAX;
/// The invalid handle of a file that is being written (`k_UGCFileStreamHandleInvalid`).
pub const INVALID_STREAM: u64 = u64::MAX;

/// A game's quota in the cloud for each user, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// The total.
    pub total: u64,
    /// The bytes left.
    pub available: u64,
}

/// A shared file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentDetails {
    /// The game that it belongs to.
    pub app_id: u32,
    /// Its name with its owner.
    pub name: String,
    /// Its size in bytes.
    pub bytes: i32,
    /// The user who shared it.
    pub owner: SteamId,
}

/// A file that another device of the user has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileChange {
    /// Its name, or its path.
    pub file: String,
    /// `ERemoteStorageLocalFileChange`.
    pub change: i32,
    /// `ERemoteStorageFilePathType`: whether it is the name or the path.
    pub path: i32,
}

/// The action on a shared file after a read (`EUGCReadAction`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadAction {
    /// Reading the last byte closes it.
    UntilFinished,
    /// It stays open.
    Continue,
    /// It is closed.
    Close,
}

impl ReadAction {
    /// The action with Steam's number.
    pub fn of(value: i64) -> Option<ReadAction> {
        [ReadAction::UntilFinished, ReadAction::Continue, ReadAction::Close]
            .into_iter()
            .find(|action| *action as i64 == value)
    }
}

/// Files in the cloud (`ISteamRemoteStorage`). Names are always in lower case.
pub trait RemoteStorage {
    /// Writes a file as a whole.
    ///
    /// Behind Steamworks: `FileWrite`.
    fn file_write(&self, file: &str, data: &[u8]) -> bool;

    /// Reads the beginning of a file, `None` if there is none or it cannot be read.
    ///
    /// Behind Steamworks: `FileRead`.
    fn file_read(&self, file: &str, most: usize) -> Option<Vec<u8>>;

    /// Writes a file as a whole. Answered by [`StorageEvent::WriteComplete`].
    ///
    /// Behind Steamworks: `FileWriteAsync`.
    fn file_write_async(&self, file: &str, data: &[u8]);

    /// Reads a part of a file. Answered by [`StorageEvent::ReadComplete`].
    ///
    /// Behind Steamworks: `FileReadAsync`, `FileReadAsyncComplete`.
    fn file_read_async(&self, file: &str, offset: u32, bytes: u32);

    /// Removes a file from the cloud, and keeps it on this machine.
    ///
    /// Behind Steamworks: `FileForget`.
    fn file_forget(&self, file: &str) -> bool;

    /// Deletes a file here and in the cloud.
    ///
    /// Behind Steamworks: `FileDelete`.
    fn file_delete(&self, file: &str) -> bool;

    /// Makes a file available to other users. Answered by [`StorageEvent::ShareResult`].
    ///
    /// Behind Steamworks: `FileShare`.
    fn file_share(&self, file: &str);

    /// Sets the platforms that a file is synchronised to (`ERemoteStoragePlatform`, bits).
    ///
    /// Behind Steamworks: `SetSyncPlatforms`.
    fn set_sync_platforms(&self, file: &str, platforms: u32) -> bool;

    /// Starts to write a file in parts; [`INVALID_STREAM`] on failure.
    ///
    /// Behind Steamworks: `FileWriteStreamOpen`.
    fn file_write_stream_open(&self, file: &str) -> u64;

    /// Adds a part to the file.
    ///
    /// Behind Steamworks: `FileWriteStreamWriteChunk`.
    fn file_write_stream_write_chunk(&self, stream: u64, data: &[u8]) -> bool;

    /// Completes the file; it replaces the old one.
    ///
    /// Behind Steamworks: `FileWriteStreamClose`.
    fn file_write_stream_close(&self, stream: u64) -> bool;

    /// Discards the file.
    ///
    /// Behind Steamworks: `FileWriteStreamCancel`.
    fn file_write_stream_cancel(&self, stream: u64) -> bool;

    /// Behind Steamworks: `FileExists`.
    fn file_exists(&self, file: &str) -> bool;

    /// Whether a file is in the cloud.
    ///
    /// Behind Steamworks: `FilePersisted`.
    fn file_persisted(&self, file: &str) -> bool;

    /// The size of a file in bytes, 0 if there is none.
    ///
    /// Behind Steamworks: `GetFileSize`.
    fn file_size(&self, file: &str) -> i32;

    /// The time when a file was last changed, in seconds since 1970; 0 if there is none.
    ///
    /// Behind Steamworks: `GetFileTimestamp`.
    fn file_timestamp(&self, file: &str) -> i64;

    /// The platforms that a file is synchronised to (`ERemoteStoragePlatform`, bits); 0 if there is no such file.
    ///
    /// Behind Steamworks: `GetSyncPlatforms`.
    fn sync_platforms(&self, file: &str) -> u32;

    /// Behind Steamworks: `GetFileCount`.
    fn file_count(&self) -> i32;

    /// The name and size of the file at `index`.
    ///
    /// Behind Steamworks: `GetFileNameAndSize`.
    fn file_name_and_size(&self, index: i32) -> Option<(String, i32)>;

    /// Behind Steamworks: `GetQuota`.
    fn quota(&self) -> Option<Quota>;

    /// Behind Steamworks: `IsCloudEnabledForAccount`.
    fn is_cloud_enabled_for_account(&self) -> bool;

    /// Behind Steamworks: `IsCloudEnabledForApp`.
    fn is_cloud_enabled_for_app(&self) -> bool;

    /// Behind Steamworks: `SetCloudEnabledForApp`.
    fn set_cloud_enabled_for_app(&self, enabled: bool);

    /// Downloads a shared file. Answered by [`StorageEvent::Downloaded`].
    ///
    /// Behind Steamworks: `UGCDownload`.
    fn ugc_download(&self, content: u64, priority: u32);

    /// Downloads a shared file to a path of the operating system. Answered by [`StorageEvent::Downloaded`].
    ///
    /// Behind Steamworks: `UGCDownloadToLocation`.
    fn ugc_download_to_location(&self, content: u64, location: &str, priority: u32);

    /// The number of downloaded bytes of a shared file, and its size.
    ///
    /// Behind Steamworks: `GetUGCDownloadProgress`.
    fn ugc_download_progress(&self, content: u64) -> Option<(i32, i32)>;

    /// The details of a downloaded shared file.
    ///
    /// Behind Steamworks: `GetUGCDetails`.
    fn ugc_details(&self, content: u64) -> Option<ContentDetails>;

    /// Reads a part of a downloaded shared file; `None` if it is not open.
    ///
    /// Behind Steamworks: `UGCRead`.
    fn ugc_read(&self, content: u64, most: usize, offset: u32, action: ReadAction) -> Option<Vec<u8>>;

    /// The number of downloaded shared files that have not been read yet.
    ///
    /// Behind Steamworks: `GetCachedUGCCount`.
    fn cached_ugc_count(&self) -> i32;

    /// One of them, [`INVALID_CONTENT`] if there is none.
    ///
    /// Behind Steamworks: `GetCachedUGCHandle`.
    fn cached_ugc_handle(&self, index: i32) -> u64;

    /// The number of files that [`StorageEvent::LocalFileChanged`] was about.
    ///
    /// Behind Steamworks: `GetLocalFileChangeCount`.
    fn local_file_change_count(&self) -> i32;

    /// One of them.
    ///
    /// Behind Steamworks: `GetLocalFileChange`.
    fn local_file_change(&self, index: i32) -> Option<FileChange>;

    /// Starts a batch of changes; `false` if one has been started already.
    ///
    /// Behind Steamworks: `BeginFileWriteBatch`.
    fn begin_file_write_batch(&self) -> bool;

    /// Ends the batch; `false` if there is none.
    ///
    /// Behind Steamworks: `EndFileWriteBatch`.
    fn end_file_write_batch(&self) -> bool;
}

/// Events of `ISteamRemoteStorage`. Results are `EResult`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StorageEvent {
    /// The answer to reading a part of a file (`RemoteStorageFileReadAsyncComplete_t`).
    ReadComplete {
        /// 1 for success.
        result: i32,
        /// The number of the call.
        call: u64,
        /// The offset of the part.
        offset: u32,
        /// The bytes.
        data: Vec<u8>,
        /// Whether the read succeeded.
        complete: bool,
    },
    /// The answer to writing a file (`RemoteStorageFileWriteAsyncComplete_t`).
    WriteComplete {
        /// 1 for success.
        result: i32,
    },
    /// The answer to sharing a file (`RemoteStorageFileShareResult_t`).
    ShareResult {
        /// 1 for success.
        result: i32,
        /// The handle with which others download it.
        content: u64,
        /// The file's name.
        file: String,
    },
    /// The answer to downloading a shared file (`RemoteStorageDownloadUGCResult_t`).
    Downloaded {
        /// 1 for success.
        result: i32,
        /// The shared file.
        content: u64,
        /// Its details.
        details: ContentDetails,
    },
    /// Another device of the user has changed files (`RemoteStorageLocalFileChange_t`).
    LocalFileChanged,
    /// The answer to subscribing to a published file (`RemoteStorageSubscribePublishedFileResult_t`).
    SubscribeResult {
        /// 1 for success.
        result: i32,
        /// The file.
        file: u64,
    },
    /// The answer to ending a subscription (`RemoteStorageUnsubscribePublishedFileResult_t`).
    UnsubscribeResult {
        /// 1 for success.
        result: i32,
        /// The file.
        file: u64,
    },
    /// The user has subscribed to a published file (`RemoteStoragePublishedFileSubscribed_t`).
    Subscribed {
        /// The file.
        file: u64,
        /// The game.
        app_id: u32,
    },
    /// The user has ended a subscription (`RemoteStoragePublishedFileUnsubscribed_t`).
    Unsubscribed {
        /// The file.
        file: u64,
        /// The game.
        app_id: u32,
    },
}
