//! Leaderboards and files in the cloud: the names alone.

use crate::script::not_carried::not_carried;

not_carried! {
    /// Scores of all users, ordered.
    static LEADERBOARDS = "UserStats: leaderboards" {
        fn attachLeaderboardUGC(ugc_handle: int, this_leaderboard: int = 0);
        fn downloadLeaderboardEntries(start: int, end: int, type: int = 0, this_leaderboard: int = 0);
        fn downloadLeaderboardEntriesForUsers(users_id: Array, this_leaderboard: int = 0);
        fn findLeaderboard(leaderboard_name: String);
        fn findOrCreateLeaderboard(leaderboard_name: String, sort_method: int, display_type: int);
        fn getLeaderboardDisplayType(this_leaderboard: int = 0) -> LeaderboardDisplayType;
        fn getLeaderboardEntryCount(this_leaderboard: int = 0) -> int;
        fn getLeaderboardName(this_leaderboard: int = 0) -> String;
        fn getLeaderboardSortMethod(this_leaderboard: int = 0) -> LeaderboardSortMethod;
        fn setLeaderboardDetailsMax(max: int) -> int;
        fn uploadLeaderboardScore(score: int, keep_best: bool = true, details: PackedInt32Array = [],
            this_leaderboard: int = 0);
        fn getLeaderboardEntries() -> Array;
        signal leaderboard_find_result(leaderboard_handle: int, found: int);
        signal leaderboard_scores_downloaded(message: String, leaderboard_handle: int, leaderboard_entries:
            Array);
        signal leaderboard_score_uploaded(success: int, this_handle: int, this_score: Dictionary);
        signal leaderboard_ugc_set(leaderboard_handle: int, result: Result);
    }

    /// Files in the cloud.
    static REMOTE_STORAGE = "RemoteStorage" {
        fn beginFileWriteBatch() -> bool;
        fn endFileWriteBatch() -> bool;
        fn fileDelete(file: String) -> bool;
        fn fileExists(file: String) -> bool;
        fn fileForget(file: String) -> bool;
        fn filePersisted(file: String) -> bool;
        fn fileRead(file: String, data_to_read: int) -> Dictionary;
        fn fileReadAsync(file: String, offset: int, data_to_read: int);
        fn fileShare(file: String);
        fn fileWrite(file: String, data: PackedByteArray, size: int = 0) -> bool;
        fn fileWriteAsync(file: String, data: PackedByteArray, size: int = 0);
        fn fileWriteStreamCancel(write_handle: int) -> bool;
        fn fileWriteStreamClose(write_handle: int) -> bool;
        fn fileWriteStreamOpen(file: String) -> int;
        fn fileWriteStreamWriteChunk(write_handle: int, data: PackedByteArray) -> bool;
        fn getCachedUGCCount() -> int;
        fn getCachedUGCHandle(content: int) -> int;
        fn getFileCount() -> int;
        fn getFileNameAndSize(file: int) -> Dictionary;
        fn getFileSize(file: String) -> int;
        fn getFileTimestamp(file: String) -> int;
        fn getLocalFileChange(file: int) -> Dictionary;
        fn getLocalFileChangeCount() -> int;
        fn getQuota() -> Dictionary;
        fn getSyncPlatforms(file: String) -> RemoteStoragePlatform;
        fn getUGCDetails(content: int) -> Dictionary;
        fn getUGCDownloadProgress(content: int) -> Dictionary;
        fn isCloudEnabledForAccount() -> bool;
        fn isCloudEnabledForApp() -> bool;
        fn setCloudEnabledForApp(enabled: bool);
        fn setSyncPlatforms(file: String, platform: int) -> bool;
        fn ugcDownload(content: int, priority: int);
        fn ugcDownloadToLocation(content: int, location: String, priority: int);
        fn ugcRead(content: int, data_size: int, offset: int, action: int) -> PackedByteArray;
        signal file_read_async_complete(file_read: Dictionary);
        signal file_share_result(result: Result, handle: int, name: String);
        signal file_write_async_complete(result: Result);
        signal download_ugc_result(result: Result, download_data: Dictionary);
        signal unsubscribe_item(result: Result, file_id: int);
        signal subscribe_item(result: Result, file_id: int);
        signal local_file_changed();
        signal published_file_subscribed(file_id: int, app_id: int);
        signal published_file_unsubscribed(file_id: int, app_id: int);
    }
}
