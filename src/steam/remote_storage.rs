//! `ISteamRemoteStorage` for scripts: files in the cloud.

use std::ops::RangeInclusive;

use godot::builtin::{GString, PackedByteArray, VarDictionary, vdict};

use super::enums::RemoteStoragePlatform;
use super::{cloud_names, pump};
use crate::contract::remote_storage::{INVALID_CONTENT, INVALID_STREAM, MAX_CHUNK_BYTES, StorageEvent};
use crate::contract::{Event, Platform};
use crate::script::report::bad_argument;
use crate::script::{arguments, current};

/// `k_EResultInvalidParam`.
const RESULT_INVALID_PARAM: i32 = 8;
/// The maximum size of one read or write, in bytes.
const CHUNK: RangeInclusive<i64> = 0..=MAX_CHUNK_BYTES as i64;
/// The range of an index.
pub(super) const INDEX: RangeInclusive<i64> = 0..=i32::MAX as i64;

/// Queries a file. Returns the default if there is no platform, or if the name is invalid.
fn with_file<R: Default>(
    method: &'static str,
    file: &GString,
    ask: impl FnOnce(&dyn Platform, &str) -> R,
) -> R {
    current::with(method, |platform| {
        let Some(file) = cloud_names::file(method, "file", file) else { return R::default() };
        ask(platform, &file)
    })
}

/// The value, or an empty one. `None` means "there is no platform".
pub(super) fn found<R: Default>(
    method: &'static str,
    ask: impl FnOnce(&dyn Platform) -> Option<R>,
) -> Option<R> {
    current::with(method, |platform| Some(ask(platform).unwrap_or_default()))
}

/// The part of `data` to write: all of it, or the first `size` bytes.
fn chunk<'a>(method: &'static str, data: &'a PackedByteArray, size: i64) -> Option<&'a [u8]> {
    let data = data.as_slice();
    if data.len() > MAX_CHUNK_BYTES {
        let given = format!("{} bytes long", data.len());
        let allowed = format!(
            "at most {MAX_CHUNK_BYTES} are written at once; fileWriteStreamOpen writes more in parts"
        );
        bad_argument(method, "data", given, allowed);
        return None;
    }
    if size == 0 {
        return Some(data);
    }
    let part = usize::try_from(size).ok().and_then(|size| data.get(..size));
    if part.is_none() {
        let allowed = format!("it must be from 0 (all of data) to {}, the size of data", data.len());
        bad_argument(method, "size", size, allowed);
    }
    part
}

methods! {
impl Class {
    /// Writes a file as a whole, at most `MAX_CLOUD_FILE_CHUNK_SIZE` bytes. With `size` above 0, it writes only the first
    /// `size` bytes of `data`. Names are converted to lower case; a `/` in a name separates folders.
    ///
    /// Returns `false` if the file could not be written, or if the quota is exceeded. Steamworks: `FileWrite`.
    ///
    /// Local: Stored in the user's folder in one step: even if the process is killed or another one writes the same file, one
    /// complete version remains.
    #[func(rename = fileWrite)]
    pub fn file_write(file: GString, data: PackedByteArray, #[opt(default = 0)] size: i64) -> bool {
        const METHOD: &str = "Steam.fileWrite";
        with_file(METHOD, &file, |platform, file| {
            let data = chunk(METHOD, &data, size);
            data.is_some_and(|data| platform.remote_storage().file_write(file, data))
        })
    }

    /// Reads a file: its first `data_to_read` bytes, at most `MAX_CLOUD_FILE_CHUNK_SIZE`. `getFileSize` returns the size.
    ///
    /// Keys: `ret` (int, how many bytes were read; 0 if there is no such file), `buf` (PackedByteArray). Steamworks: `FileRead`.
    ///
    /// Local: As Steam.
    #[func(rename = fileRead)]
    pub fn file_read(file: GString, data_to_read: i64) -> VarDictionary {
        const METHOD: &str = "Steam.fileRead";
        let read = found(METHOD, |platform| {
            let file = cloud_names::file(METHOD, "file", &file)?;
            let most = arguments::number(METHOD, "data_to_read", data_to_read, CHUNK)?;
            platform.remote_storage().file_read(&file, most)
        });
        let Some(read) = read else { return VarDictionary::new() };
        vdict! { "ret" => read.len() as i64, "buf" => &PackedByteArray::from(read) }
    }

    /// Writes a file like `fileWrite`, but without waiting.
    ///
    /// Answered by `file_write_async_complete`. Steamworks: `FileWriteAsync`.
    ///
    /// Local: In the background. If a file is changed several times, the last change requested stays.
    #[func(rename = fileWriteAsync)]
    pub fn file_write_async(file: GString, data: PackedByteArray, #[opt(default = 0)] size: i64) {
        const METHOD: &str = "Steam.fileWriteAsync";
        const ANSWER: &str = "file_write_async_complete";
        current::with_answer(METHOD, ANSWER, |platform| {
            let file = cloud_names::file(METHOD, "file", &file);
            match file.zip(chunk(METHOD, &data, size)) {
                Some((file, data)) => {
                    platform.remote_storage().file_write_async(&file, data);
                    pump::expect_answer(ANSWER);
                }
                None => {
                    let refused = StorageEvent::WriteComplete { result: RESULT_INVALID_PARAM };
                    pump::refuse(ANSWER, Event::RemoteStorage(refused));
                }
            }
        });
    }

    /// Reads a part of a file without waiting: `data_to_read` bytes from `offset` on.
    ///
    /// Answered by `file_read_async_complete`. Steamworks: `FileReadAsync`, `FileReadAsyncComplete`.
    ///
    /// Local: In the background.
    #[func(rename = fileReadAsync)]
    pub fn file_read_async(file: GString, offset: i64, data_to_read: i64) {
        const METHOD: &str = "Steam.fileReadAsync";
        const ANSWER: &str = "file_read_async_complete";
        current::with_answer(METHOD, ANSWER, |platform| {
            let asked = (|| {
                let file = cloud_names::file(METHOD, "file", &file)?;
                let offset = arguments::number(METHOD, "offset", offset, 0..=i64::from(u32::MAX))?;
                let bytes = arguments::number(METHOD, "data_to_read", data_to_read, CHUNK)?;
                platform.remote_storage().file_read_async(&file, offset, bytes);
                Some(())
            })();
            match asked {
                Some(()) => pump::expect_answer(ANSWER),
                None => {
                    let refused = StorageEvent::ReadComplete {
                        result: RESULT_INVALID_PARAM,
                        call: 0,
                        offset: u32::try_from(offset).unwrap_or(0),
                        data: Vec::new(),
                        complete: false,
                    };
                    pump::refuse(ANSWER, Event::RemoteStorage(refused));
                }
            }
        });
    }

    /// Removes a file from the cloud to free space there, and keeps it on this machine. Writing it again puts it back into
    /// the cloud. Steamworks: `FileForget`.
    ///
    /// Local: The file no longer counts for the quota.
    #[func(rename = fileForget)]
    pub fn file_forget(file: GString) -> bool {
        with_file("Steam.fileForget", &file, |platform, file| platform.remote_storage().file_forget(file))
    }

    /// Deletes a file, here and in the cloud. `false` if there is none. Steamworks: `FileDelete`.
    ///
    /// Local: As Steam.
    #[func(rename = fileDelete)]
    pub fn file_delete(file: GString) -> bool {
        with_file("Steam.fileDelete", &file, |platform, file| platform.remote_storage().file_delete(file))
    }

    /// Shares the current content of a file with other users. Send them the handle; they fetch the file with `ugcDownload`.
    ///
    /// Answered by `file_share_result`. Steamworks: `FileShare`.
    ///
    /// Local: Shared with all local users of this machine.
    #[func(rename = fileShare)]
    pub fn file_share(file: GString) {
        const METHOD: &str = "Steam.fileShare";
        const ANSWER: &str = "file_share_result";
        current::with_answer(METHOD, ANSWER, |platform| match cloud_names::file(METHOD, "file", &file) {
            Some(file) => {
                platform.remote_storage().file_share(&file);
                pump::expect_answer(ANSWER);
            }
            None => {
                let refused = StorageEvent::ShareResult {
                    result: RESULT_INVALID_PARAM,
                    content: INVALID_CONTENT,
                    file: file.to_string(),
                };
                pump::refuse(ANSWER, Event::RemoteStorage(refused));
            }
        });
    }

    /// Sets the systems that a file is synchronised to: a sum of `REMOTE_STORAGE_PLATFORM_…`. `false` if there is no
    /// such file. Steamworks: `SetSyncPlatforms`.
    ///
    /// Local: Stored without further effect.
    #[func(rename = setSyncPlatforms)]
    pub fn set_sync_platforms(file: GString, platform: i64) -> bool {
        const METHOD: &str = "Steam.setSyncPlatforms";
        with_file(METHOD, &file, |steam, file| {
            // In some headers, the value for all systems is -1.
            let platforms = if platform == -1 { i64::from(u32::MAX) } else { platform };
            let platforms = arguments::number(METHOD, "platform", platforms, 0..=i64::from(u32::MAX));
            platforms.is_some_and(|platforms| steam.remote_storage().set_sync_platforms(file, platforms))
        })
    }

    /// The systems that a file is synchronised to, as bits; `REMOTE_STORAGE_PLATFORM_NONE` if there is no such file.
    /// Steamworks: `GetSyncPlatforms`.
    ///
    /// Local: The platforms set by `setSyncPlatforms`, or all if none were set.
    #[func(rename = getSyncPlatforms)]
    pub fn get_sync_platforms(file: GString) -> RemoteStoragePlatform {
        let platforms = with_file("Steam.getSyncPlatforms", &file, |platform, file| {
            platform.remote_storage().sync_platforms(file)
        });
        RemoteStoragePlatform(i64::from(platforms))
    }

    /// Starts to write a file in parts, which together may be larger than `MAX_CLOUD_FILE_CHUNK_SIZE` bytes. Returns a handle for
    /// writing the parts; `UGC_FILE_STREAM_HANDLE_INVALID` on failure. Steamworks: `FileWriteStreamOpen`.
    ///
    /// Local: The new content is not visible before `fileWriteStreamClose`.
    #[func(rename = fileWriteStreamOpen)]
    pub fn file_write_stream_open(file: GString) -> i64 {
        const METHOD: &str = "Steam.fileWriteStreamOpen";
        current::with(METHOD, |platform| {
            let file = cloud_names::file(METHOD, "file", &file);
            let stream = file.map(|file| platform.remote_storage().file_write_stream_open(&file));
            stream.unwrap_or(INVALID_STREAM) as i64
        })
    }

    /// Adds a part to a file that `fileWriteStreamOpen` has started. Steamworks: `FileWriteStreamWriteChunk`.
    ///
    /// Local: As Steam.
    #[func(rename = fileWriteStreamWriteChunk)]
    pub fn file_write_stream_write_chunk(write_handle: i64, data: PackedByteArray) -> bool {
        const METHOD: &str = "Steam.fileWriteStreamWriteChunk";
        current::with(METHOD, |platform| {
            let data = chunk(METHOD, &data, 0);
            data.is_some_and(|data| {
                platform.remote_storage().file_write_stream_write_chunk(write_handle as u64, data)
            })
        })
    }

    /// Completes a file that `fileWriteStreamOpen` has started; it replaces the old file. Steamworks:
    /// `FileWriteStreamClose`.
    ///
    /// Local: In one step, as `fileWrite`.
    #[func(rename = fileWriteStreamClose)]
    pub fn file_write_stream_close(write_handle: i64) -> bool {
        current::with("Steam.fileWriteStreamClose", |platform| {
            platform.remote_storage().file_write_stream_close(write_handle as u64)
        })
    }

    /// Discards a file that `fileWriteStreamOpen` has started. Steamworks: `FileWriteStreamCancel`.
    ///
    /// Local: As Steam.
    #[func(rename = fileWriteStreamCancel)]
    pub fn file_write_stream_cancel(write_handle: i64) -> bool {
        current::with("Steam.fileWriteStreamCancel", |platform| {
            platform.remote_storage().file_write_stream_cancel(write_handle as u64)
        })
    }

    /// Whether there is such a file. Steamworks: `FileExists`.
    ///
    /// Local: As Steam.
    #[func(rename = fileExists)]
    pub fn file_exists(file: GString) -> bool {
        with_file("Steam.fileExists", &file, |platform, file| platform.remote_storage().file_exists(file))
    }

    /// Whether a file is in the cloud: it exists, and `fileForget` has not taken it out. Steamworks: `FilePersisted`.
    ///
    /// Local: As Steam.
    #[func(rename = filePersisted)]
    pub fn file_persisted(file: GString) -> bool {
        with_file("Steam.filePersisted", &file, |platform, file| platform.remote_storage().file_persisted(file))
    }

    /// The size of a file in bytes; 0 if there is none. Steamworks: `GetFileSize`.
    ///
    /// Local: As Steam.
    #[func(rename = getFileSize)]
    pub fn get_file_size(file: GString) -> i64 {
        i64::from(with_file("Steam.getFileSize", &file, |platform, file| {
            platform.remote_storage().file_size(file)
        }))
    }

    /// The time when a file was last changed, in seconds since 1970; 0 if there is none. Steamworks:
    /// `GetFileTimestamp`.
    ///
    /// Local: As Steam.
    #[func(rename = getFileTimestamp)]
    pub fn get_file_timestamp(file: GString) -> i64 {
        with_file("Steam.getFileTimestamp", &file, |platform, file| {
            platform.remote_storage().file_timestamp(file)
        })
    }

    /// The number of files, for `getFileNameAndSize`. Steamworks: `GetFileCount`.
    ///
    /// Local: Files that another process has written are counted once `local_file_changed` has reported them.
    #[func(rename = getFileCount)]
    pub fn get_file_count() -> i64 {
        i64::from(current::with("Steam.getFileCount", |platform| platform.remote_storage().file_count()))
    }

    /// One of the files, by a number below `getFileCount`.
    ///
    /// Keys: `name` (String, empty beyond the last), `size` (int, bytes). Steamworks: `GetFileNameAndSize`.
    ///
    /// Local: In the order of their names.
    #[func(rename = getFileNameAndSize)]
    pub fn get_file_name_and_size(file: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getFileNameAndSize";
        let found = found(METHOD, |platform| {
            let index = arguments::number(METHOD, "file", file, INDEX)?;
            platform.remote_storage().file_name_and_size(index)
        });
        let Some((name, size)) = found else { return VarDictionary::new() };
        vdict! { "name" => &GString::from(&name), "size" => i64::from(size) }
    }

    /// The game's quota in the user's cloud.
    ///
    /// Keys: `total_bytes` (int), `available_bytes` (int, the bytes left). Steamworks: `GetQuota`.
    ///
    /// Local: The project setting `steam/local/cloud_quota_mib`.
    #[func(rename = getQuota)]
    pub fn get_quota() -> VarDictionary {
        let quota = found("Steam.getQuota", |platform| platform.remote_storage().quota());
        let Some(quota) = quota else { return VarDictionary::new() };
        vdict! { "total_bytes" => quota.total as i64, "available_bytes" => quota.available as i64 }
    }

    /// Whether the user has enabled the cloud at all. Steamworks: `IsCloudEnabledForAccount`.
    ///
    /// Local: Always `true`.
    #[func(rename = isCloudEnabledForAccount)]
    pub fn is_cloud_enabled_for_account() -> bool {
        current::with("Steam.isCloudEnabledForAccount", |platform| {
            platform.remote_storage().is_cloud_enabled_for_account()
        })
    }

    /// Whether the user has enabled the cloud for this game. If not, files are read and written only on this machine.
    /// Steamworks: `IsCloudEnabledForApp`.
    ///
    /// Local: The value set by `setCloudEnabledForApp`, kept from run to run.
    #[func(rename = isCloudEnabledForApp)]
    pub fn is_cloud_enabled_for_app() -> bool {
        current::with("Steam.isCloudEnabledForApp", |platform| {
            platform.remote_storage().is_cloud_enabled_for_app()
        })
    }

    /// Enables or disables the cloud for this game. Call it only when the user asks for it. Steamworks: `SetCloudEnabledForApp`.
    ///
    /// Local: Stored without further effect.
    #[func(rename = setCloudEnabledForApp)]
    pub fn set_cloud_enabled_for_app(enabled: bool) {
        current::with("Steam.setCloudEnabledForApp", |platform| {
            platform.remote_storage().set_cloud_enabled_for_app(enabled);
        });
    }

    /// The number of files that `local_file_changed` was about, for `getLocalFileChange`. Steamworks:
    /// `GetLocalFileChangeCount`.
    ///
    /// Local: As Steam.
    #[func(rename = getLocalFileChangeCount)]
    pub fn get_local_file_change_count() -> i64 {
        i64::from(current::with("Steam.getLocalFileChangeCount", |platform| {
            platform.remote_storage().local_file_change_count()
        }))
    }

    /// One of the files that `local_file_changed` was about, by a number below `getLocalFileChangeCount`.
    ///
    /// Keys: `file` (String, empty beyond the last), `change_type` (int, `LocalFileChange`), `path_type` (int, `FilePathType`).
    /// Steamworks: `GetLocalFileChange`.
    ///
    /// Local: A file that another process of the user has written or deleted.
    #[func(rename = getLocalFileChange)]
    pub fn get_local_file_change(file: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getLocalFileChange";
        let found = found(METHOD, |platform| {
            let index = arguments::number(METHOD, "file", file, INDEX)?;
            platform.remote_storage().local_file_change(index)
        });
        let Some(found) = found else { return VarDictionary::new() };
        vdict! {
            "file" => &GString::from(&found.file),
            "change_type" => i64::from(found.change),
            "path_type" => i64::from(found.path),
        }
    }

    /// Starts a batch of changes to several files, so that other machines see either all or none of them. `false` if a batch has
    /// been started already. Steamworks: `BeginFileWriteBatch`.
    ///
    /// Local: Another process of the user gets one `local_file_changed` for all of them.
    #[func(rename = beginFileWriteBatch)]
    pub fn begin_file_write_batch() -> bool {
        current::with("Steam.beginFileWriteBatch", |platform| {
            platform.remote_storage().begin_file_write_batch()
        })
    }

    /// Ends the batch that `beginFileWriteBatch` has started; `false` if there is none. Steamworks:
    /// `EndFileWriteBatch`.
    ///
    /// Local: As Steam.
    #[func(rename = endFileWriteBatch)]
    pub fn end_file_write_batch() -> bool {
        current::with("Steam.endFileWriteBatch", |platform| platform.remote_storage().end_file_write_batch())
    }
}
}
