//! `ISteamRemoteStorage` for scripts: files that users share.

use std::path::Path;

use godot::builtin::{GString, PackedByteArray, VarDictionary, vdict};

use super::pump;
use super::remote_storage::{INDEX, found};
use crate::contract::Event;
use crate::contract::remote_storage::{
    ContentDetails, INVALID_CONTENT, MAX_CHUNK_BYTES, ReadAction, StorageEvent,
};
use crate::script::report::bad_argument;
use crate::script::{arguments, current};

/// `k_EResultInvalidParam`.
const RESULT_INVALID_PARAM: i32 = 8;
/// The signal that reports a downloaded shared file.
const DOWNLOADED: &str = "download_ugc_result";
/// The maximum size of a path, in bytes.
const MAX_PATH_BYTES: usize = 4096;

/// The handle of a shared file.
fn content(method: &'static str, value: i64) -> Option<u64> {
    let content = value as u64;
    if content == INVALID_CONTENT {
        bad_argument(
            method,
            "content",
            value,
            "it must be the handle of a shared file, from file_share_result",
        );
        return None;
    }
    Some(content)
}

fn priority(method: &'static str, value: i64) -> Option<u32> {
    arguments::number(method, "priority", value, 0..=i64::from(u32::MAX))
}

/// The path of a file to write; Steam does not know Godot's paths.
fn location(method: &'static str, value: &GString) -> Option<String> {
    let path = arguments::name(method, "location", value, MAX_PATH_BYTES)?;
    if !Path::new(&path).is_absolute() {
        let allowed = "it must be an absolute path of the operating system; \
        ProjectSettings.globalize_path() returns one";
        bad_argument(method, "location", format!("{path:?}"), allowed);
        return None;
    }
    Some(path)
}

/// Answers a call that was refused.
fn refuse(content: i64) {
    let refused = StorageEvent::Downloaded {
        result: RESULT_INVALID_PARAM,
        content: content as u64,
        details: ContentDetails::default(),
    };
    pump::refuse(DOWNLOADED, Event::RemoteStorage(refused));
}

/// The description of a shared file.
pub(super) fn described(content: u64, details: &ContentDetails) -> VarDictionary {
    vdict! {
        "handle" => content as i64,
        "app_id" => i64::from(details.app_id),
        "size" => i64::from(details.bytes),
        "filename" => &GString::from(&details.name),
        "owner_id" => details.owner.0 as i64,
    }
}

methods! {
impl Class {
    /// Downloads a file that a user has shared; `content` is its handle. Files with a lower `priority` come first; 0 is
    /// immediate. Read the file with `ugcRead` afterwards.
    ///
    /// Answered by `download_ugc_result`. Steamworks: `UGCDownload`.
    ///
    /// Local: Files of all local users can be downloaded. The priority has no effect.
    #[func(rename = ugcDownload)]
    pub fn ugc_download(content: i64, priority: i64) {
        const METHOD: &str = "Steam.ugcDownload";
        current::with_answer(METHOD, DOWNLOADED, |platform| {
            let handle = self::content(METHOD, content);
            match handle.zip(self::priority(METHOD, priority)) {
                Some((handle, priority)) => {
                    platform.remote_storage().ugc_download(handle, priority);
                    pump::expect_answer(DOWNLOADED);
                }
                None => refuse(content),
            }
        });
    }

    /// Downloads a shared file to `location`, an absolute path of the operating system.
    ///
    /// Answered by `download_ugc_result`. Steamworks: `UGCDownloadToLocation`.
    ///
    /// Local: As `ugcDownload`. The folder must exist.
    #[func(rename = ugcDownloadToLocation)]
    pub fn ugc_download_to_location(content: i64, location: GString, priority: i64) {
        const METHOD: &str = "Steam.ugcDownloadToLocation";
        current::with_answer(METHOD, DOWNLOADED, |platform| {
            let asked = (|| {
                let handle = self::content(METHOD, content)?;
                let location = self::location(METHOD, &location)?;
                let priority = self::priority(METHOD, priority)?;
                platform.remote_storage().ugc_download_to_location(handle, &location, priority);
                Some(())
            })();
            match asked {
                Some(()) => pump::expect_answer(DOWNLOADED),
                None => refuse(content),
            }
        });
    }

    /// The progress of a shared file's download.
    ///
    /// Keys: `bytes_downloaded` (int), `bytes_expected` (int, 0 if it is not known yet). Steamworks: `GetUGCDownloadProgress`.
    ///
    /// Local: Either nothing or everything.
    #[func(rename = getUGCDownloadProgress)]
    pub fn get_ugc_download_progress(content: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getUGCDownloadProgress";
        let progress = found(METHOD, |platform| {
            platform.remote_storage().ugc_download_progress(self::content(METHOD, content)?)
        });
        let Some((here, expected)) = progress else { return VarDictionary::new() };
        vdict! { "bytes_downloaded" => i64::from(here), "bytes_expected" => i64::from(expected) }
    }

    /// The details of a downloaded shared file; empty for others.
    ///
    /// Keys: `handle` (int), `app_id` (int), `size` (int, bytes), `filename` (String), `owner_id` (int, the user who
    /// shared it). Steamworks: `GetUGCDetails`.
    ///
    /// Local: As Steam.
    #[func(rename = getUGCDetails)]
    pub fn get_ugc_details(content: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getUGCDetails";
        let details = current::with(METHOD, |platform| {
            platform.remote_storage().ugc_details(self::content(METHOD, content)?)
        });
        details.map(|details| described(content as u64, &details)).unwrap_or_default()
    }

    /// Reads a part of a downloaded shared file: at most `data_size` bytes from `offset` on. Reading the last byte closes the file,
    /// unless `action` is `UGC_READ_CONTINUE_READING`; `UGC_READ_CLOSE` closes it at once. A closed file has to be downloaded
    /// again. Steamworks: `UGCRead`.
    ///
    /// Local: As Steam.
    #[func(rename = ugcRead)]
    pub fn ugc_read(content: i64, data_size: i64, offset: i64, action: i64) -> PackedByteArray {
        const METHOD: &str = "Steam.ugcRead";
        let read = current::with(METHOD, |platform| {
            let handle = self::content(METHOD, content)?;
            let most = arguments::number(METHOD, "data_size", data_size, 0..=MAX_CHUNK_BYTES as i64)?;
            let offset = arguments::number(METHOD, "offset", offset, 0..=i64::from(u32::MAX))?;
            let action = arguments::enumerator(METHOD, "action", action, ReadAction::of, "UGCReadAction")?;
            platform.remote_storage().ugc_read(handle, most, offset, action)
        });
        PackedByteArray::from(read.unwrap_or_default())
    }

    /// The number of downloaded shared files that have not been read yet, for `getCachedUGCHandle`. Steamworks:
    /// `GetCachedUGCCount`.
    ///
    /// Local: As Steam.
    #[func(rename = getCachedUGCCount)]
    pub fn get_cached_ugc_count() -> i64 {
        i64::from(current::with("Steam.getCachedUGCCount", |platform| {
            platform.remote_storage().cached_ugc_count()
        }))
    }

    /// One of the downloaded shared files that have not been read yet, by an index below `getCachedUGCCount`; `UGC_HANDLE_INVALID`
    /// beyond the last. Steamworks: `GetCachedUGCHandle`.
    ///
    /// Local: In the order of their downloads.
    #[func(rename = getCachedUGCHandle)]
    pub fn get_cached_ugc_handle(content: i64) -> i64 {
        const METHOD: &str = "Steam.getCachedUGCHandle";
        current::with(METHOD, |platform| {
            let index = arguments::number(METHOD, "content", content, INDEX);
            let handle = index.map(|index| platform.remote_storage().cached_ugc_handle(index));
            handle.unwrap_or(INVALID_CONTENT) as i64
        })
    }
}
}
