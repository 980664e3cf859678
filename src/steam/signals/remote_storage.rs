//! Signals of `ISteamRemoteStorage`.

use godot::builtin::{GString, PackedByteArray, VarDictionary, vdict};

use super::super::enums::ResultValue;
use super::super::{Steam, shared_files};
use crate::contract::remote_storage::StorageEvent;
use crate::script::signals::signals;

signals! { impl Steam {
    /// The answer to `fileReadAsync`. Keys: `result` (int, `Result`), `handle` (int, the number of the call), `buffer`
    /// (PackedByteArray), `offset` (int), `read` (int, bytes), `complete` (bool, whether the read succeeded).
    fn file_read_async_complete(file_read: VarDictionary);

    /// The answer to `fileWriteAsync`.
    fn file_write_async_complete(result: ResultValue);

    /// The answer to `fileShare`; other users pass `handle` to `ugcDownload`. It is `UGC_HANDLE_INVALID` on failure.
    fn file_share_result(result: ResultValue, handle: i64, name: GString);

    /// The answer to `ugcDownload` and `ugcDownloadToLocation`. Keys of `download_data`: `handle` (int), `app_id` (int), `size` (int,
    /// bytes), `filename` (String), `owner_id` (int, the user who shared it).
    fn download_ugc_result(result: ResultValue, download_data: VarDictionary);

    /// Another device of the user has changed files while the game is running; `getLocalFileChange` returns them.
    fn local_file_changed();

    /// The result of subscribing the user to a published file.
    fn subscribe_item(result: ResultValue, file_id: i64);

    /// The result of ending the user's subscription to a published file.
    fn unsubscribe_item(result: ResultValue, file_id: i64);

    /// The user has subscribed to a published file.
    fn published_file_subscribed(file_id: i64, app_id: i64);

    /// The user has ended their subscription to a published file.
    fn published_file_unsubscribed(file_id: i64, app_id: i64);
}}

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: StorageEvent) {
    match event {
        StorageEvent::ReadComplete { result, call, offset, data, complete } => {
            file_read_async_complete(vdict! {
                "result" => i64::from(result),
                "handle" => call as i64,
                "offset" => i64::from(offset),
                "read" => data.len() as i64,
                "complete" => complete,
                "buffer" => &PackedByteArray::from(data),
            });
        }
        StorageEvent::WriteComplete { result } => file_write_async_complete(ResultValue(i64::from(result))),
        StorageEvent::ShareResult { result, content, file } => {
            file_share_result(ResultValue(i64::from(result)), content as i64, GString::from(&file));
        }
        StorageEvent::Downloaded { result, content, details } => {
            let described = shared_files::described(content, &details);
            download_ugc_result(ResultValue(i64::from(result)), described);
        }
        StorageEvent::LocalFileChanged => local_file_changed(),
        StorageEvent::SubscribeResult { result, file } => {
            subscribe_item(ResultValue(i64::from(result)), file as i64);
        }
        StorageEvent::UnsubscribeResult { result, file } => {
            unsubscribe_item(ResultValue(i64::from(result)), file as i64);
        }
        StorageEvent::Subscribed { file, app_id } => {
            published_file_subscribed(file as i64, i64::from(app_id));
        }
        StorageEvent::Unsubscribed { file, app_id } => {
            published_file_unsubscribed(file as i64, i64::from(app_id));
        }
    }
}
