//! `ISteamRemoteStorage`: files in the cloud, and files that users share.

use std::ffi::{c_char, c_void};

use ::steamworks::sys;

use super::callbacks::remote_storage as callbacks;
use super::calls::{Answer, RESULT_IO_FAILURE};
use super::{SteamworksPlatform, open_enums, strings};
use crate::contract::remote_storage::{
    ContentDetails, FileChange, INVALID_CONTENT, INVALID_STREAM, MAX_CHUNK_BYTES, Quota, ReadAction,
    StorageEvent,
};
use crate::contract::{Event, RemoteStorage, SteamId};

type Storage = *mut sys::ISteamRemoteStorage;

/// The number of attempts to read a file that changes meanwhile.
const MOST_ATTEMPTS: u32 = 16;
/// `k_EResultOK`.
const RESULT_OK: i32 = 1;

/// Lets Steam fill a buffer of `most` bytes, and returns the bytes that it has filled. `None` if Steam has none, if it returns
/// an impossible number, and if there is not enough memory.
fn filled(most: usize, fill: impl FnOnce(*mut c_void, i32) -> i32) -> Option<Vec<u8>> {
    let most = most.min(MAX_CHUNK_BYTES);
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(most).ok()?;
    bytes.resize(most, 0_u8);
    let count = fill(bytes.as_mut_ptr().cast(), i32::try_from(most).ok()?);
    let count = usize::try_from(count).ok().filter(|count| *count <= most)?;
    bytes.truncate(count);
    Some(bytes)
}

/// The size of a part, as Steam's integer.
fn int32(data: &[u8]) -> Option<i32> {
    i32::try_from(data.len()).ok().filter(|_| data.len() <= MAX_CHUNK_BYTES)
}

fn downloaded_like(content: u64) -> Answer {
    Answer {
        signal: "download_ugc_result",
        callback: callbacks::DOWNLOAD_UGC_RESULT,
        size: size_of::<sys::RemoteStorageDownloadUGCResult_t>(),
        read: |_, bytes| callbacks::downloaded(bytes),
        failure: Event::RemoteStorage(StorageEvent::Downloaded {
            result: RESULT_IO_FAILURE,
            content,
            details: ContentDetails::default(),
        }),
    }
}

impl SteamworksPlatform {
    /// Makes a call. Returns the default if there is no Steam.
    fn storage<R: Default>(&self, ask: impl FnOnce(Storage) -> R) -> R {
        self.interfaces.remote_storage.get().map(ask).unwrap_or_default()
    }

    /// Makes a call with a file's name. Returns the default if there is no Steam, or if the name is invalid.
    fn file<R: Default>(&self, file: &str, ask: impl FnOnce(Storage, *const c_char) -> R) -> R {
        let Some(file) = strings::for_steam(file) else { return R::default() };
        self.storage(|storage| ask(storage, file.as_ptr()))
    }

    /// The bytes of a read, which have to be fetched while the answer is being reported.
    fn read_complete(&self, bytes: &[u8]) -> Option<Event> {
        let completed = callbacks::read_complete(bytes)?;
        let most = usize::try_from(completed.bytes).ok().filter(|most| *most <= MAX_CHUNK_BYTES);
        let data = most.filter(|_| completed.result == RESULT_OK).and_then(|most| {
            let storage = self.interfaces.remote_storage.get()?;
            filled(most, |buffer, room| {
                // SAFETY: a live interface, the number of the call, and a buffer of the given size.
                let complete = unsafe {
                    sys::SteamAPI_ISteamRemoteStorage_FileReadAsyncComplete(
                        storage,
                        completed.call,
                        buffer,
                        room.unsigned_abs(),
                    )
                };
                if complete { room } else { -1 }
            })
        });
        let complete = data.is_some();
        let result =
            if complete || completed.result != RESULT_OK { completed.result } else { RESULT_IO_FAILURE };
        Some(Event::RemoteStorage(StorageEvent::ReadComplete {
            result,
            call: completed.call,
            offset: completed.offset,
            data: data.unwrap_or_default(),
            complete,
        }))
    }
}

impl RemoteStorage for SteamworksPlatform {
    fn file_write(&self, file: &str, data: &[u8]) -> bool {
        let Some(bytes) = int32(data) else { return false };
        // SAFETY: a live interface, a NUL-terminated text, and bytes of the given size.
        self.file(file, |storage, file| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_FileWrite(storage, file, data.as_ptr().cast(), bytes)
        })
    }

    fn file_read(&self, file: &str, most: usize) -> Option<Vec<u8>> {
        // Another device may change the file between the queries of its size and its content. In that case it is read
        // again, so that the content is complete.
        for _ in 0..MOST_ATTEMPTS {
            let size = self.file_size(file);
            let here = usize::try_from(size).unwrap_or(0);
            let read = self.file(file, |storage, file| {
                // SAFETY: a live interface, a NUL-terminated text, and a buffer of the given size.
                filled(most.min(here), |buffer, room| unsafe {
                    sys::SteamAPI_ISteamRemoteStorage_FileRead(storage, file, buffer, room)
                })
            });
            if most <= here || self.file_size(file) == size {
                return read;
            }
        }
        None
    }

    fn file_write_async(&self, file: &str, data: &[u8]) {
        let answer = Answer {
            signal: "file_write_async_complete",
            callback: callbacks::FILE_WRITE_COMPLETE,
            size: size_of::<sys::RemoteStorageFileWriteAsyncComplete_t>(),
            read: |_, bytes| callbacks::write_complete(bytes),
            failure: Event::RemoteStorage(StorageEvent::WriteComplete { result: RESULT_IO_FAILURE }),
        };
        let (file, bytes) = (strings::for_steam(file), int32(data));
        self.ask(&self.interfaces.remote_storage, answer, |storage| {
            let Some((file, bytes)) = file.zip(bytes) else { return 0 };
            // SAFETY: a live interface, a NUL-terminated text, and bytes of the given size.
            unsafe {
                sys::SteamAPI_ISteamRemoteStorage_FileWriteAsync(
                    storage,
                    file.as_ptr(),
                    data.as_ptr().cast(),
                    bytes.unsigned_abs(),
                )
            }
        });
    }

    fn file_read_async(&self, file: &str, offset: u32, bytes: u32) {
        let answer = Answer {
            signal: "file_read_async_complete",
            callback: callbacks::FILE_READ_COMPLETE,
            size: size_of::<sys::RemoteStorageFileReadAsyncComplete_t>(),
            read: SteamworksPlatform::read_complete,
            failure: Event::RemoteStorage(StorageEvent::ReadComplete {
                result: RESULT_IO_FAILURE,
                call: 0,
                offset,
                data: Vec::new(),
                complete: false,
            }),
        };
        let file = strings::for_steam(file);
        self.ask(&self.interfaces.remote_storage, answer, |storage| {
            // SAFETY: a live interface, a NUL-terminated text, and numbers.
            file.map_or(0, |file| unsafe {
                sys::SteamAPI_ISteamRemoteStorage_FileReadAsync(storage, file.as_ptr(), offset, bytes)
            })
        });
    }

    fn file_forget(&self, file: &str) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.file(file, |storage, file| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_FileForget(storage, file)
        })
    }

    fn file_delete(&self, file: &str) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.file(file, |storage, file| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_FileDelete(storage, file)
        })
    }

    fn file_share(&self, file: &str) {
        let answer = Answer {
            signal: "file_share_result",
            callback: callbacks::FILE_SHARE_RESULT,
            size: size_of::<sys::RemoteStorageFileShareResult_t>(),
            read: |_, bytes| callbacks::share_result(bytes),
            failure: Event::RemoteStorage(StorageEvent::ShareResult {
                result: RESULT_IO_FAILURE,
                content: INVALID_CONTENT,
                file: file.to_owned(),
            }),
        };
        let file = strings::for_steam(file);
        self.ask(&self.interfaces.remote_storage, answer, |storage| {
            // SAFETY: a live interface and a NUL-terminated text.
            file.map_or(0, |file| unsafe {
                sys::SteamAPI_ISteamRemoteStorage_FileShare(storage, file.as_ptr())
            })
        });
    }

    fn set_sync_platforms(&self, file: &str, platforms: u32) -> bool {
        // SAFETY: a live interface, a NUL-terminated text, and bits.
        self.file(file, |storage, file| unsafe {
            // The bits of a C enum, which is signed on Windows and unsigned elsewhere.
            let platforms = sys::ERemoteStoragePlatform(platforms as _);
            sys::SteamAPI_ISteamRemoteStorage_SetSyncPlatforms(storage, file, platforms)
        })
    }

    fn file_write_stream_open(&self, file: &str) -> u64 {
        let stream = self.file(file, |storage, file| {
            // SAFETY: a live interface and a NUL-terminated text.
            Some(unsafe { sys::SteamAPI_ISteamRemoteStorage_FileWriteStreamOpen(storage, file) })
        });
        stream.unwrap_or(INVALID_STREAM)
    }

    fn file_write_stream_write_chunk(&self, stream: u64, data: &[u8]) -> bool {
        let Some(bytes) = int32(data) else { return false };
        // SAFETY: a live interface, a number, and bytes of the given size.
        self.storage(|storage| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_FileWriteStreamWriteChunk(
                storage,
                stream,
                data.as_ptr().cast(),
                bytes,
            )
        })
    }

    fn file_write_stream_close(&self, stream: u64) -> bool {
        // SAFETY: a live interface and a number.
        self.storage(|storage| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_FileWriteStreamClose(storage, stream)
        })
    }

    fn file_write_stream_cancel(&self, stream: u64) -> bool {
        // SAFETY: a live interface and a number.
        self.storage(|storage| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_FileWriteStreamCancel(storage, stream)
        })
    }

    fn file_exists(&self, file: &str) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.file(file, |storage, file| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_FileExists(storage, file)
        })
    }

    fn file_persisted(&self, file: &str) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.file(file, |storage, file| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_FilePersisted(storage, file)
        })
    }

    fn file_size(&self, file: &str) -> i32 {
        // SAFETY: a live interface and a NUL-terminated text.
        self.file(file, |storage, file| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_GetFileSize(storage, file)
        })
    }

    fn file_timestamp(&self, file: &str) -> i64 {
        // SAFETY: a live interface and a NUL-terminated text.
        self.file(file, |storage, file| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_GetFileTimestamp(storage, file)
        })
    }

    fn sync_platforms(&self, file: &str) -> u32 {
        // SAFETY: a live interface and a NUL-terminated text.
        self.file(file, |storage, file| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_GetSyncPlatforms(storage, file).0 as _
        })
    }

    fn file_count(&self) -> i32 {
        // SAFETY: a live interface.
        self.storage(|storage| unsafe { sys::SteamAPI_ISteamRemoteStorage_GetFileCount(storage) })
    }

    fn file_name_and_size(&self, index: i32) -> Option<(String, i32)> {
        let storage = self.interfaces.remote_storage.get()?;
        let mut bytes = 0;
        // SAFETY: a live interface, a number, and a number of ours; the text is copied at once.
        let name = unsafe {
            strings::copied(sys::SteamAPI_ISteamRemoteStorage_GetFileNameAndSize(storage, index, &mut bytes))
        };
        (!name.is_empty()).then_some((name, bytes))
    }

    fn quota(&self) -> Option<Quota> {
        let storage = self.interfaces.remote_storage.get()?;
        let mut quota = Quota::default();
        // SAFETY: a live interface, and two numbers of ours.
        let known = unsafe {
            sys::SteamAPI_ISteamRemoteStorage_GetQuota(storage, &mut quota.total, &mut quota.available)
        };
        known.then_some(quota)
    }

    fn is_cloud_enabled_for_account(&self) -> bool {
        // SAFETY: a live interface.
        self.storage(|storage| unsafe { sys::SteamAPI_ISteamRemoteStorage_IsCloudEnabledForAccount(storage) })
    }

    fn is_cloud_enabled_for_app(&self) -> bool {
        // SAFETY: a live interface.
        self.storage(|storage| unsafe { sys::SteamAPI_ISteamRemoteStorage_IsCloudEnabledForApp(storage) })
    }

    fn set_cloud_enabled_for_app(&self, enabled: bool) {
        // SAFETY: a live interface and a boolean.
        self.storage(|storage| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_SetCloudEnabledForApp(storage, enabled);
        });
    }

    fn ugc_download(&self, content: u64, priority: u32) {
        self.ask(&self.interfaces.remote_storage, downloaded_like(content), |storage| {
            // SAFETY: a live interface and numbers.
            unsafe { sys::SteamAPI_ISteamRemoteStorage_UGCDownload(storage, content, priority) }
        });
    }

    fn ugc_download_to_location(&self, content: u64, location: &str, priority: u32) {
        let location = strings::for_steam(location);
        self.ask(&self.interfaces.remote_storage, downloaded_like(content), |storage| {
            // SAFETY: a live interface, numbers, and a NUL-terminated text.
            location.map_or(0, |location| unsafe {
                sys::SteamAPI_ISteamRemoteStorage_UGCDownloadToLocation(
                    storage,
                    content,
                    location.as_ptr(),
                    priority,
                )
            })
        });
    }

    fn ugc_download_progress(&self, content: u64) -> Option<(i32, i32)> {
        let storage = self.interfaces.remote_storage.get()?;
        let (mut here, mut expected) = (0, 0);
        // SAFETY: a live interface, a number, and two numbers of ours.
        let known = unsafe {
            sys::SteamAPI_ISteamRemoteStorage_GetUGCDownloadProgress(
                storage,
                content,
                &mut here,
                &mut expected,
            )
        };
        known.then_some((here, expected))
    }

    fn ugc_details(&self, content: u64) -> Option<ContentDetails> {
        let storage = self.interfaces.remote_storage.get()?;
        let mut details = ContentDetails::default();
        let (mut name, mut owner) = (std::ptr::null_mut::<c_char>(), 0_u64);
        // SAFETY: a live interface, a number, and room of ours for each answer. `CSteamID` has 8 bytes and no alignment, so
        // a `u64` has room for it. Steam owns the text, which is copied at once.
        let known = unsafe {
            let known = sys::SteamAPI_ISteamRemoteStorage_GetUGCDetails(
                storage,
                content,
                &mut details.app_id,
                &mut name,
                &mut details.bytes,
                (&raw mut owner).cast(),
            );
            details.name = if known { strings::copied(name) } else { String::new() };
            known
        };
        details.owner = SteamId(owner);
        known.then_some(details)
    }

    fn ugc_read(&self, content: u64, most: usize, offset: u32, action: ReadAction) -> Option<Vec<u8>> {
        let storage = self.interfaces.remote_storage.get()?;
        let action = match action {
            ReadAction::UntilFinished => sys::EUGCReadAction::k_EUGCRead_ContinueReadingUntilFinished,
            ReadAction::Continue => sys::EUGCReadAction::k_EUGCRead_ContinueReading,
            ReadAction::Close => sys::EUGCReadAction::k_EUGCRead_Close,
        };
        // The buffer is no larger than the file. If Steam does not know the file's size, it has the requested size.
        let size = self.ugc_details(content).and_then(|details| usize::try_from(details.bytes).ok());
        let most = size.map_or(most, |size| most.min(size));
        // SAFETY: a live interface, numbers, and a buffer of the given size.
        filled(most, |buffer, room| unsafe {
            sys::SteamAPI_ISteamRemoteStorage_UGCRead(storage, content, buffer, room, offset, action)
        })
    }

    fn cached_ugc_count(&self) -> i32 {
        // SAFETY: a live interface.
        self.storage(|storage| unsafe { sys::SteamAPI_ISteamRemoteStorage_GetCachedUGCCount(storage) })
    }

    fn cached_ugc_handle(&self, index: i32) -> u64 {
        let Some(storage) = self.interfaces.remote_storage.get() else { return INVALID_CONTENT };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamRemoteStorage_GetCachedUGCHandle(storage, index) }
    }

    fn local_file_change_count(&self) -> i32 {
        // SAFETY: a live interface.
        self.storage(|storage| unsafe { sys::SteamAPI_ISteamRemoteStorage_GetLocalFileChangeCount(storage) })
    }

    fn local_file_change(&self, index: i32) -> Option<FileChange> {
        let storage = self.interfaces.remote_storage.get()?;
        let (mut change, mut path) = (0, 0);
        // SAFETY: a live interface, a number, and two numbers of ours; the text is copied at once.
        let file = unsafe {
            strings::copied(open_enums::SteamAPI_ISteamRemoteStorage_GetLocalFileChange(
                storage,
                index,
                &mut change,
                &mut path,
            ))
        };
        (!file.is_empty()).then_some(FileChange { file, change, path })
    }

    fn begin_file_write_batch(&self) -> bool {
        // SAFETY: a live interface.
        self.storage(|storage| unsafe { sys::SteamAPI_ISteamRemoteStorage_BeginFileWriteBatch(storage) })
    }

    fn end_file_write_batch(&self) -> bool {
        // SAFETY: a live interface.
        self.storage(|storage| unsafe { sys::SteamAPI_ISteamRemoteStorage_EndFileWriteBatch(storage) })
    }
}
