//! `ISteamRemoteStorage`: files in the cloud, and files that users share.

use std::ffi::c_char;

use super::methods;
use crate::arguments::{Input, Out, Output, Text};
use crate::calls::Kind;
use crate::contract::remote_storage::{
    ContentDetails, INVALID_CONTENT, INVALID_STREAM, MAX_CHUNK_BYTES, MAX_FILE_NAME_BYTES, ReadAction,
    StorageEvent,
};
use crate::contract::{Event, RemoteStorage, SteamId};
use crate::switches::{self, violation};

/// The name of a file, if it is not too long.
fn file(text: &Text) -> String {
    let name = text.read();
    if name.is_empty() || name.len() > MAX_FILE_NAME_BYTES {
        violation(format!("a file's name of {} bytes", name.len()));
    }
    name
}

/// The bytes of one write.
fn chunk(data: &Input, bytes: impl TryInto<usize>) -> Vec<u8> {
    let Ok(bytes) = bytes.try_into() else { violation("a size is negative") };
    if bytes > MAX_CHUNK_BYTES {
        violation(format!("{bytes} bytes at once"));
    }
    data.read(bytes as u32)
}

/// The size of one read.
fn wanted(bytes: impl TryInto<usize>) -> usize {
    let Ok(bytes) = bytes.try_into() else { violation("a size is negative") };
    if bytes > MAX_CHUNK_BYTES {
        violation(format!("{bytes} bytes wanted at once"));
    }
    bytes
}

/// A size, or an impossible one.
fn size(bytes: i32) -> i32 {
    match switches::choice("CLOUD", switches::CLOUD) {
        Some("oversized") => i32::MAX,
        Some("negative") => -1,
        _ => bytes,
    }
}

/// Writes the bytes read. Returns their number, or an impossible number.
fn fill(read: Option<Vec<u8>>, room: &Output, most: usize) -> i32 {
    size(room.fill(most, &read.unwrap_or_default()) as i32)
}

fn is_off() -> bool {
    switches::choice("CLOUD", switches::CLOUD) == Some("off")
}

fn downloaded_like(content: u64) -> Kind {
    let details = ContentDetails::default();
    Kind::AnsweredLike(Event::RemoteStorage(StorageEvent::Downloaded { result: 0, content, details }))
}

fn content_of(handle: u64) -> u64 {
    if handle == INVALID_CONTENT {
        violation("the handle of no shared file");
    }
    handle
}

methods! { RemoteStorage:
    fn SteamAPI_ISteamRemoteStorage_FileWrite(steam, name: Text, data: Input, bytes: i32) -> bool, or false; {
        steam.platform.file_write(&file(&name), &chunk(&data, bytes))
    }

    fn SteamAPI_ISteamRemoteStorage_FileRead(steam, name: Text, room: Output, bytes: i32) -> i32, or 0; {
        let most = wanted(bytes);
        fill(steam.platform.file_read(&file(&name), most), &room, most)
    }

    fn SteamAPI_ISteamRemoteStorage_FileWriteAsync(
        steam, name: Text, data: Input, bytes: u32
    ) -> u64, or 0; {
        let (name, data) = (file(&name), chunk(&data, bytes));
        let like = Event::RemoteStorage(StorageEvent::WriteComplete { result: 0 });
        steam.call(Kind::AnsweredLike(like), |platform| platform.file_write_async(&name, &data))
    }

    fn SteamAPI_ISteamRemoteStorage_FileReadAsync(
        steam, name: Text, offset: u32, bytes: u32
    ) -> u64, or 0; {
        let name = file(&name);
        let most = wanted(bytes) as u32;
        let like =
            StorageEvent::ReadComplete { result: 0, call: 0, offset, data: Vec::new(), complete: false };
        steam.call(Kind::AnsweredLike(Event::RemoteStorage(like)), |platform| {
            platform.file_read_async(&name, offset, most);
        })
    }

    fn SteamAPI_ISteamRemoteStorage_FileReadAsyncComplete(
        steam, call: u64, room: Output, bytes: u32
    ) -> bool, or false; {
        let Some(data) = steam.state.lock().parts_read.remove(&call) else { return false };
        data.len() == bytes as usize && room.fill(bytes as usize, &data) == data.len()
    }

    fn SteamAPI_ISteamRemoteStorage_FileForget(steam, name: Text) -> bool, or false; {
        steam.platform.file_forget(&file(&name))
    }

    fn SteamAPI_ISteamRemoteStorage_FileDelete(steam, name: Text) -> bool, or false; {
        steam.platform.file_delete(&file(&name))
    }

    fn SteamAPI_ISteamRemoteStorage_FileShare(steam, name: Text) -> u64, or 0; {
        let name = file(&name);
        let like = StorageEvent::ShareResult { result: 0, content: INVALID_CONTENT, file: name.clone() };
        steam.call(Kind::AnsweredLike(Event::RemoteStorage(like)), |platform| platform.file_share(&name))
    }

    fn SteamAPI_ISteamRemoteStorage_SetSyncPlatforms(steam, name: Text, platforms: u32) -> bool, or false; {
        steam.platform.set_sync_platforms(&file(&name), platforms)
    }

    fn SteamAPI_ISteamRemoteStorage_FileWriteStreamOpen(steam, name: Text) -> u64, or INVALID_STREAM; {
        steam.platform.file_write_stream_open(&file(&name))
    }

    fn SteamAPI_ISteamRemoteStorage_FileWriteStreamWriteChunk(
        steam, stream: u64, data: Input, bytes: i32
    ) -> bool, or false; {
        steam.platform.file_write_stream_write_chunk(stream, &chunk(&data, bytes))
    }

    fn SteamAPI_ISteamRemoteStorage_FileWriteStreamClose(steam, stream: u64) -> bool, or false; {
        steam.platform.file_write_stream_close(stream)
    }

    fn SteamAPI_ISteamRemoteStorage_FileWriteStreamCancel(steam, stream: u64) -> bool, or false; {
        steam.platform.file_write_stream_cancel(stream)
    }

    fn SteamAPI_ISteamRemoteStorage_FileExists(steam, name: Text) -> bool, or false; {
        steam.platform.file_exists(&file(&name))
    }

    fn SteamAPI_ISteamRemoteStorage_FilePersisted(steam, name: Text) -> bool, or false; {
        steam.platform.file_persisted(&file(&name))
    }

    fn SteamAPI_ISteamRemoteStorage_GetFileSize(steam, name: Text) -> i32, or 0; {
        size(steam.platform.file_size(&file(&name)))
    }

    fn SteamAPI_ISteamRemoteStorage_GetFileTimestamp(steam, name: Text) -> i64, or 0; {
        steam.platform.file_timestamp(&file(&name))
    }

    fn SteamAPI_ISteamRemoteStorage_GetSyncPlatforms(steam, name: Text) -> u32, or 0; {
        steam.platform.sync_platforms(&file(&name))
    }

    fn SteamAPI_ISteamRemoteStorage_GetFileCount(steam) -> i32, or 0; {
        steam.platform.file_count()
    }

    fn SteamAPI_ISteamRemoteStorage_GetFileNameAndSize(
        steam, index: i32, bytes: Out<i32>
    ) -> *const c_char, or c"".as_ptr(); {
        let (name, found) = steam.platform.file_name_and_size(index).unwrap_or_default();
        bytes.set_if_wanted(size(found));
        steam.text(name)
    }

    fn SteamAPI_ISteamRemoteStorage_GetQuota(
        steam, total: Out<u64>, available: Out<u64>
    ) -> bool, or false; {
        let Some(quota) = steam.platform.quota().filter(|_| !is_off()) else { return false };
        total.set(quota.total);
        available.set(quota.available);
        true
    }

    fn SteamAPI_ISteamRemoteStorage_IsCloudEnabledForAccount(steam) -> bool, or false; {
        steam.platform.is_cloud_enabled_for_account() && !is_off()
    }

    fn SteamAPI_ISteamRemoteStorage_IsCloudEnabledForApp(steam) -> bool, or false; {
        steam.platform.is_cloud_enabled_for_app()
    }

    fn SteamAPI_ISteamRemoteStorage_SetCloudEnabledForApp(steam, enabled: bool), or (); {
        steam.platform.set_cloud_enabled_for_app(enabled);
    }

    fn SteamAPI_ISteamRemoteStorage_UGCDownload(steam, handle: u64, priority: u32) -> u64, or 0; {
        let handle = content_of(handle);
        steam.call(downloaded_like(handle), |platform| platform.ugc_download(handle, priority))
    }

    fn SteamAPI_ISteamRemoteStorage_UGCDownloadToLocation(
        steam, handle: u64, location: Text, priority: u32
    ) -> u64, or 0; {
        let (handle, location) = (content_of(handle), location.read());
        steam.call(downloaded_like(handle), |platform| {
            platform.ugc_download_to_location(handle, &location, priority);
        })
    }

    fn SteamAPI_ISteamRemoteStorage_GetUGCDownloadProgress(
        steam, handle: u64, here: Out<i32>, expected: Out<i32>
    ) -> bool, or false; {
        let Some((found, all)) = steam.platform.ugc_download_progress(content_of(handle)) else {
            return false;
        };
        here.set(found);
        expected.set(size(all));
        true
    }

    fn SteamAPI_ISteamRemoteStorage_GetUGCDetails(
        steam, handle: u64, app_id: Out<u32>, name: Out<*const c_char>, bytes: Out<i32>, owner: Out<SteamId>
    ) -> bool, or false; {
        let Some(details) = steam.platform.ugc_details(content_of(handle)) else { return false };
        app_id.set(details.app_id);
        name.set(steam.text(details.name));
        bytes.set(size(details.bytes));
        owner.set(details.owner);
        true
    }

    fn SteamAPI_ISteamRemoteStorage_UGCRead(
        steam, handle: u64, room: Output, bytes: i32, offset: u32, action: i32
    ) -> i32, or 0; {
        let Some(action) = ReadAction::of(i64::from(action)) else {
            violation(format!("{action} is no EUGCReadAction"))
        };
        let most = wanted(bytes);
        fill(steam.platform.ugc_read(content_of(handle), most, offset, action), &room, most)
    }

    fn SteamAPI_ISteamRemoteStorage_GetCachedUGCCount(steam) -> i32, or 0; {
        steam.platform.cached_ugc_count()
    }

    fn SteamAPI_ISteamRemoteStorage_GetCachedUGCHandle(steam, index: i32) -> u64, or INVALID_CONTENT; {
        steam.platform.cached_ugc_handle(index)
    }

    fn SteamAPI_ISteamRemoteStorage_GetLocalFileChangeCount(steam) -> i32, or 0; {
        steam.platform.local_file_change_count()
    }

    fn SteamAPI_ISteamRemoteStorage_GetLocalFileChange(
        steam, index: i32, change: Out<i32>, path: Out<i32>
    ) -> *const c_char, or c"".as_ptr(); {
        let found = steam.platform.local_file_change(index).unwrap_or_default();
        change.set(found.change);
        path.set(found.path);
        steam.text(found.file)
    }

    fn SteamAPI_ISteamRemoteStorage_BeginFileWriteBatch(steam) -> bool, or false; {
        steam.platform.begin_file_write_batch()
    }

    fn SteamAPI_ISteamRemoteStorage_EndFileWriteBatch(steam) -> bool, or false; {
        steam.platform.end_file_write_batch()
    }
}
