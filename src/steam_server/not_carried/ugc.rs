//! The workshop.

use crate::script::not_carried::not_carried;

not_carried! {
    /// The workshop.
    static UGC = "UGC" {
        fn addAppDependency(published_file_id: int, app_id: int);
        fn addContentDescriptor(update_handle: int, descriptor_id: int) -> bool;
        fn addDependency(published_file_id: int, child_published_file_id: int);
        fn addExcludedTag(query_handle: int, tag_name: String) -> bool;
        fn addItemKeyValueTag(query_handle: int, key: String, value: String) -> bool;
        fn addItemPreviewFile(query_handle: int, preview_file: String, type: ItemPreviewType) -> bool;
        fn addItemPreviewVideo(query_handle: int, video_id: String) -> bool;
        fn addItemToFavorites(app_id: int, published_file_id: int);
        fn addRequiredKeyValueTag(query_handle: int, key: String, value: String) -> bool;
        fn addRequiredTag(query_handle: int, tag_name: String) -> bool;
        fn addRequiredTagGroup(query_handle: int, tag_array: Array) -> bool;
        fn initWorkshopForGameServer(workshop_depot_id: int, folder: String) -> bool;
        fn createItem(app_id: int, file_type: WorkshopFileType);
        fn createQueryAllUGCRequest(
            query_type: UGCQuery,
            matching_type: UGCMatchingUGCType,
            creator_id: int,
            consumer_id: int,
            page: int
        ) -> int;
        fn createQueryUGCDetailsRequest(published_file_id: Array) -> int;
        fn createQueryUserUGCRequest(
            account_id: int,
            list_type: UserUGCList,
            matching_ugc_type: UGCMatchingUGCType,
            sort_order: UserUGCListSortOrder,
            creator_id: int,
            consumer_id: int,
            page: int
        ) -> int;
        fn deleteItem(published_file_id: int);
        fn downloadItem(published_file_id: int, high_priority: bool) -> bool;
        fn getItemDownloadInfo(published_file_id: int) -> Dictionary;
        fn getItemInstallInfo(published_file_id: int) -> Dictionary;
        fn getItemState(published_file_id: int) -> int;
        fn getItemUpdateProgress(update_handle: int) -> Dictionary;
        fn getNumSubscribedItems() -> int;
        fn getNumSupportedGameVersions(query_handle: int, index: int) -> int;
        fn getQueryUGCAdditionalPreview(query_handle: int, index: int, preview_index: int) -> Dictionary;
        fn getQueryUGCChildren(query_handle: int, index: int, child_count: int) -> Dictionary;
        fn getQueryUGCContentDescriptors(query_handle: int, index: int, max_entries: int) -> Dictionary;
        fn getQueryUGCKeyValueTag(query_handle: int, index: int, key_value_tag_index: int) -> Dictionary;
        fn getQueryUGCMetadata(query_handle: int, index: int) -> String;
        fn getQueryUGCNumAdditionalPreviews(query_handle: int, index: int) -> int;
        fn getQueryUGCNumKeyValueTags(query_handle: int, index: int) -> int;
        fn getQueryUGCNumTags(query_handle: int, index: int) -> int;
        fn getQueryUGCPreviewURL(query_handle: int, index: int) -> String;
        fn getQueryUGCResult(query_handle: int, index: int) -> Dictionary;
        fn getQueryUGCStatistic(query_handle: int, index: int, stat_type: ItemStatistic) -> Dictionary;
        fn getQueryUGCTag(query_handle: int, index: int, tag_index: int) -> String;
        fn getQueryUGCTagDisplayName(query_handle: int, index: int, tag_index: int) -> String;
        fn getSubscribedItems() -> Array;
        fn getSupportedGameVersionData(query_handle: int, index: int, version_index: int) -> Dictionary;
        fn getUserContentDescriptorPreferences(max_entries: int) -> Array;
        fn getUserItemVote(published_file_id: int);
        fn releaseQueryUGCRequest(query_handle: int) -> bool;
        fn removeAppDependency(published_file_id: int, app_id: int);
        fn removeContentDescriptor(update_handle: int, descriptor_id: int) -> bool;
        fn removeDependency(published_file_id: int, child_published_file_id: int);
        fn removeItemFromFavorites(app_id: int, published_file_id: int);
        fn removeItemKeyValueTags(update_handle: int, key: String) -> bool;
        fn removeItemPreview(update_handle: int, index: int) -> bool;
        fn sendQueryUGCRequest(update_handle: int);
        fn setAdminQuery(update_handle: int, admin_query: bool) -> bool;
        fn setAllowCachedResponse(update_handle: int, max_age_seconds: int) -> bool;
        fn setCloudFileNameFilter(update_handle: int, match_cloud_filename: String) -> bool;
        fn setItemContent(update_handle: int, content_folder: String) -> bool;
        fn setItemDescription(update_handle: int, description: String) -> bool;
        fn setItemMetadata(update_handle: int, ugc_metadata: String) -> bool;
        fn setItemPreview(update_handle: int, preview_file: String) -> bool;
        fn setItemTags(update_handle: int, tag_array: Array, allow_admin_tags: bool = false) -> bool;
        fn setItemTitle(update_handle: int, title: String) -> bool;
        fn setItemUpdateLanguage(update_handle: int, language: String) -> bool;
        fn setItemVisibility(update_handle: int, visibility: RemoteStoragePublishedFileVisibility) -> bool;
        fn setLanguage(query_handle: int, language: String) -> bool;
        fn setMatchAnyTag(query_handle: int, match_any_tag: bool) -> bool;
        fn setRankedByTrendDays(query_handle: int, days: int) -> bool;
        fn setRequiredGameVersions(
            query_handle: int,
            game_branch_min: String,
            game_branch_max: String
        ) -> bool;
        fn setReturnAdditionalPreviews(query_handle: int, return_additional_previews: bool) -> bool;
        fn setReturnChildren(query_handle: int, return_children: bool) -> bool;
        fn setReturnKeyValueTags(query_handle: int, return_key_value_tags: bool) -> bool;
        fn setReturnLongDescription(query_handle: int, return_long_description: bool) -> bool;
        fn setReturnMetadata(query_handle: int, return_metadata: bool) -> bool;
        fn setReturnOnlyIDs(query_handle: int, return_only_ids: bool) -> bool;
        fn setReturnPlaytimeStats(query_handle: int, days: int) -> bool;
        fn setReturnTotalOnly(query_handle: int, return_total_only: bool) -> bool;
        fn setSearchText(query_handle: int, search_text: String) -> bool;
        fn setUserItemVote(published_file_id: int, vote_up: bool);
        fn startItemUpdate(app_id: int, file_id: int) -> int;
        fn startPlaytimeTracking(published_file_ids: Array);
        fn stopPlaytimeTracking(published_file_ids: Array);
        fn stopPlaytimeTrackingForAllItems();
        fn getAppDependencies(published_file_id: int);
        fn submitItemUpdate(update_handle: int, change_note: String);
        fn subscribeItem(published_file_id: int);
        fn suspendDownloads(suspend: bool);
        fn unsubscribeItem(published_file_id: int);
        fn updateItemPreviewFile(update_handle: int, index: int, preview_file: String) -> bool;
        fn updateItemPreviewVideo(update_handle: int, index: int, video_id: String) -> bool;
        fn showWorkshopEULA() -> bool;
        fn getWorkshopEULAStatus();
        fn setTimeCreatedDateRange(update_handle: int, start: int, end: int) -> bool;
        fn setTimeUpdatedDateRange(update_handle: int, start: int, end: int) -> bool;
        fn createQueryAllUGCRequestCursor(
            query_type: UGCQuery,
            matching_type: UGCMatchingUGCType,
            creator_id: int,
            consumer_id: int,
            cursor: String
        ) -> int;
        fn createQueryAllUGCRequestPage(
            query_type: UGCQuery,
            matching_type: UGCMatchingUGCType,
            creator_id: int,
            consumer_id: int,
            page: int
        ) -> int;
        fn removeAllItemKeyValueTags(update_handle: int) -> bool;
        fn setAllowLegacyUpload(update_handle: int, allow_legacy_upload: bool) -> bool;
        fn setItemsDisabledLocally(published_file_ids: Array, disabled_locally: bool) -> bool;
        fn setSubscriptionsLoadOrder(published_file_ids: Array) -> bool;
        signal file_read_async_complete(file_read: Dictionary);
        signal file_share_result(result: int, handle: int, name: String);
        signal file_write_async_complete(result: int);
        signal download_ugc_result(result: int, download_data: Dictionary);
        signal unsubscribe_item(result: int, file_id: int);
        signal subscribe_item(result: int, file_id: int);
        signal local_file_changed();
        signal add_app_dependency_result(result: int, file_id: int, app_id: int);
        signal add_ugc_dependency_result(result: int, file_id: int, child_id: int);
        signal item_created(result: int, file_id: int, accept_tos: bool);
        signal item_downloaded(result: int, file_id: int, app_id: int);
        signal get_app_dependencies_result(result: int, file_id: int, app_dependencies: int, total_app_dependencies: int);
        signal item_deleted(result: int, file_id: int);
        signal get_item_vote_result(result: int, file_id: int, vote_up: bool, vote_down: bool, vote_skipped: bool);
        signal item_installed(app_id: int, file_id: int);
        signal remove_app_dependency_result(result: int, file_id: int, app_id: int);
        signal remove_ugc_dependency_result(result: int, file_id: int, child_id: int);
        signal set_user_item_vote(result: int, file_id: int, vote_up: bool);
        signal start_playtime_tracking(result: int);
        signal ugc_query_completed(handle: int, result: int, results_returned: int, total_matching: int, cached: bool);
        signal stop_playtime_tracking(result: int);
        signal item_updated(result: int, need_to_accept_tos: bool);
        signal user_favorite_items_list_changed(result: int, file_id: int, was_add_request: bool);
        signal workshop_eula_status(result: int, app_id: int, eula_data: Dictionary);
        signal user_subscribed_items_list_changed(app_id: int);
    }
}
