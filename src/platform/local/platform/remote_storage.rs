//! `ISteamRemoteStorage`: cloud files in the folder of each user, and files that all local users share.

use super::LocalPlatform;
use crate::contract::RemoteStorage;
use crate::contract::remote_storage::{ContentDetails, FileChange, INVALID_CONTENT, Quota, ReadAction};
use crate::platform::local::cloud::About;

fn int32(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

impl RemoteStorage for LocalPlatform {
    fn file_write(&self, file: &str, data: &[u8]) -> bool {
        self.write_file("Steam.fileWrite", file, data)
    }

    fn file_read(&self, file: &str, most: usize) -> Option<Vec<u8>> {
        self.with_file("Steam.fileRead", file, |place, name| place.folder.read(name, 0, most))
    }

    fn file_write_async(&self, file: &str, data: &[u8]) {
        self.write_in_background(file, data);
    }

    fn file_read_async(&self, file: &str, offset: u32, bytes: u32) {
        self.read_in_background(file, offset, bytes);
    }

    fn file_forget(&self, file: &str) -> bool {
        self.with_file("Steam.fileForget", file, |place, name| {
            if place.folder.stamp(name)?.is_none() {
                return Ok(false);
            }
            let about = place.folder.about(name)?.value;
            place.folder.set_about(name, &About { forgotten: true, ..about })?;
            place.cloud.lock().forgotten(name);
            Ok(true)
        })
    }

    fn file_delete(&self, file: &str) -> bool {
        self.delete_file(file)
    }

    fn file_share(&self, file: &str) {
        self.share_file(file);
    }

    fn set_sync_platforms(&self, file: &str, platforms: u32) -> bool {
        self.with_file("Steam.setSyncPlatforms", file, |place, name| {
            if place.folder.stamp(name)?.is_none() {
                return Ok(false);
            }
            let about = place.folder.about(name)?.value;
            place.folder.set_about(name, &About { platforms, ..about })?;
            Ok(true)
        })
    }

    fn file_write_stream_open(&self, file: &str) -> u64 {
        self.open_stream(file)
    }

    fn file_write_stream_write_chunk(&self, stream: u64, data: &[u8]) -> bool {
        self.write_to_stream(stream, data)
    }

    fn file_write_stream_close(&self, stream: u64) -> bool {
        self.close_stream(stream)
    }

    fn file_write_stream_cancel(&self, stream: u64) -> bool {
        self.cancel_stream(stream)
    }

    fn file_exists(&self, file: &str) -> bool {
        self.stamp("Steam.fileExists", file).is_some()
    }

    fn file_persisted(&self, file: &str) -> bool {
        self.with_file("Steam.filePersisted", file, |place, name| {
            Ok(place.folder.stamp(name)?.is_some() && !place.folder.about(name)?.value.forgotten)
        })
    }

    fn file_size(&self, file: &str) -> i32 {
        let stamp = self.stamp("Steam.getFileSize", file);
        stamp.map_or(0, |stamp| i32::try_from(stamp.bytes).unwrap_or(i32::MAX))
    }

    fn file_timestamp(&self, file: &str) -> i64 {
        self.stamp("Steam.getFileTimestamp", file).map_or(0, |stamp| stamp.seconds)
    }

    fn sync_platforms(&self, file: &str) -> u32 {
        self.with_file("Steam.getSyncPlatforms", file, |place, name| {
            let is_there = place.folder.stamp(name)?.is_some();
            Ok(if is_there { place.folder.about(name)?.value.platforms } else { 0 })
        })
    }

    fn file_count(&self) -> i32 {
        int32(self.place("Steam.getFileCount").cloud.lock().count())
    }

    fn file_name_and_size(&self, index: i32) -> Option<(String, i32)> {
        let place = self.place("Steam.getFileNameAndSize");
        let (name, bytes) = place.cloud.lock().at(usize::try_from(index).ok()?)?;
        Some((name, i32::try_from(bytes).unwrap_or(i32::MAX)))
    }

    fn quota(&self) -> Option<Quota> {
        Some(self.place("Steam.getQuota").quota())
    }

    fn is_cloud_enabled_for_account(&self) -> bool {
        true
    }

    fn is_cloud_enabled_for_app(&self) -> bool {
        self.files.cloud.place.folder.is_enabled()
    }

    fn set_cloud_enabled_for_app(&self, enabled: bool) {
        if let Err(error) = self.files.cloud.place.folder.set_enabled(enabled) {
            self.storage_failed("Steam.setCloudEnabledForApp", "the setting cannot be saved", &error);
        }
    }

    fn ugc_download(&self, content: u64, _priority: u32) {
        self.download(content);
    }

    fn ugc_download_to_location(&self, content: u64, location: &str, _priority: u32) {
        self.download_to(content, location);
    }

    fn ugc_download_progress(&self, content: u64) -> Option<(i32, i32)> {
        self.files.cloud.downloads.lock().progress(content)
    }

    fn ugc_details(&self, content: u64) -> Option<ContentDetails> {
        self.files.cloud.downloads.lock().details(content).cloned()
    }

    fn ugc_read(&self, content: u64, most: usize, offset: u32, action: ReadAction) -> Option<Vec<u8>> {
        let read = self.files.cloud.downloads.lock().read(content, most, offset, action)?;
        read.inspect_err(|error| self.storage_failed("Steam.ugcRead", "a shared file cannot be read", error))
            .ok()
    }

    fn cached_ugc_count(&self) -> i32 {
        int32(self.files.cloud.downloads.lock().unread().len())
    }

    fn cached_ugc_handle(&self, index: i32) -> u64 {
        let downloads = self.files.cloud.downloads.lock();
        let handle = usize::try_from(index).ok().and_then(|index| downloads.unread().get(index));
        handle.copied().unwrap_or(INVALID_CONTENT)
    }

    fn local_file_change_count(&self) -> i32 {
        int32(self.files.cloud.place.cloud.lock().announced().len())
    }

    fn local_file_change(&self, index: i32) -> Option<FileChange> {
        self.files.cloud.place.cloud.lock().announced().get(usize::try_from(index).ok()?).cloned()
    }

    fn begin_file_write_batch(&self) -> bool {
        self.begin_batch()
    }

    fn end_file_write_batch(&self) -> bool {
        self.end_batch()
    }
}
