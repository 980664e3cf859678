//! Community items and the inventory: only the names.

use crate::script::not_carried::not_carried;

not_carried! {
    /// Items that users make: the Workshop.
    static UGC = "UGC" {
        fn addAppDependency(published_file_id: int, app_id: int);
        fn addContentDescriptor(update_handle: int, descriptor_id: int) -> bool;
        fn addDependency(published_file_id: int, child_published_file_id: int);
        fn addExcludedTag(query_handle: int, tag_name: String) -> bool;
        fn addItemKeyValueTag(update_handle: int, key: String, value: String) -> bool;
        fn addItemPreviewFile(update_handle: int, preview_file: String, preview_type: int) -> bool;
        fn addItemPreviewVideo(update_handle: int, video_id: String) -> bool;
        fn addItemToFavorites(app_id: int, published_file_id: int);
        fn addRequiredKeyValueTag(query_handle: int, key: String, value: String) -> bool;
        fn addRequiredTag(query_handle: int, tag_name: String) -> bool;
        fn addRequiredTagGroup(query_handle: int, tag_array: Array) -> bool;
        fn initWorkshopForGameServer(workshop_depot_id: int, folder: String) -> bool;
        fn createItem(app_id: int, file_type: int);
        fn createQueryAllUGCRequest(query_type: int, matching_type: int, creator_id: int, consumer_id: int, page:
            int) -> int;
        fn createQueryUGCDetailsRequest(published_file_id_array: Array) -> int;
        fn createQueryUserUGCRequest(account_id: int, list_type: int, matching_ugc_type: int, sort_order: int,
            creator_id: int, consumer_id: int, page: int) -> int;
        fn deleteItem(published_file_id: int);
        fn downloadItem(published_file_id: int, high_priority: bool) -> bool;
        fn getItemDownloadInfo(published_file_id: int) -> Dictionary;
        fn getItemInstallInfo(published_file_id: int) -> Dictionary;
        fn getItemState(published_file_id: int) -> int;
        fn getItemUpdateProgress(update_handle: int) -> Dictionary;
        fn getNumSubscribedItems(include_locally_disabled: bool = false) -> int;
        fn getQueryUGCAdditionalPreview(query_handle: int, index: int, preview_index: int) -> Dictionary;
        fn getQueryUGCChildren(query_handle: int, index: int, child_count: int) -> Dictionary;
        fn getQueryUGCContentDescriptors(query_handle: int, index: int, max_entries: int = 5) -> Dictionary;
        fn getQueryUGCKeyValueTag(query_handle: int, index: int, key_value_tag_index: int) -> Dictionary;
        fn getQueryUGCMetadata(query_handle: int, index: int) -> String;
        fn getQueryUGCNumAdditionalPreviews(query_handle: int, index: int) -> int;
        fn getQueryUGCNumKeyValueTags(query_handle: int, index: int) -> int;
        fn getQueryUGCNumTags(query_handle: int, index: int) -> int;
        fn getQueryUGCPreviewURL(query_handle: int, index: int) -> String;
        fn getQueryUGCResult(query_handle: int, index: int) -> Dictionary;
        fn getQueryUGCStatistic(query_handle: int, index: int, stat_type: int) -> Dictionary;
        fn getQueryUGCTag(query_handle: int, index: int, tag_index: int) -> String;
        fn getQueryUGCTagDisplayName(query_handle: int, index: int, tag_index: int) -> String;
        fn getSubscribedItems(include_locally_disabled: bool = false) -> Array;
        fn getUserContentDescriptorPreferences(max_entries: int = 5) -> Array;
        fn getUserItemVote(published_file_id: int);
        fn releaseQueryUGCRequest(query_handle: int) -> bool;
        fn removeAppDependency(published_file_id: int, app_id: int);
        fn removeContentDescriptor(update_handle: int, descriptor_id: int) -> bool;
        fn removeDependency(published_file_id: int, child_published_file_id: int);
        fn removeItemFromFavorites(app_id: int, published_file_id: int);
        fn removeItemKeyValueTags(update_handle: int, key: String) -> bool;
        fn removeItemPreview(update_handle: int, index: int) -> bool;
        fn sendQueryUGCRequest(query_handle: int);
        fn setAllowCachedResponse(update_handle: int, max_age_seconds: int) -> bool;
        fn setCloudFileNameFilter(query_handle: int, match_cloud_filename: String) -> bool;
        fn setItemContent(update_handle: int, content_folder: String) -> bool;
        fn setItemDescription(update_handle: int, description: String) -> bool;
        fn setItemMetadata(update_handle: int, ugc_metadata: String) -> bool;
        fn setItemPreview(update_handle: int, preview_file: String) -> bool;
        fn setItemTags(update_handle: int, tag_array: Array, allow_admin_tags: bool = false) -> bool;
        fn setItemTitle(update_handle: int, title: String) -> bool;
        fn setItemUpdateLanguage(update_handle: int, language: String) -> bool;
        fn setItemVisibility(update_handle: int, visibility: int) -> bool;
        fn setLanguage(query_handle: int, language: String) -> bool;
        fn setMatchAnyTag(query_handle: int, match_any_tag: bool) -> bool;
        fn setRankedByTrendDays(query_handle: int, days: int) -> bool;
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
        fn submitItemUpdate(update_handle: int, change_note: String = "");
        fn subscribeItem(published_file_id: int);
        fn suspendDownloads(suspend: bool);
        fn unsubscribeItem(published_file_id: int);
        fn updateItemPreviewFile(update_handle: int, index: int, preview_file: String) -> bool;
        fn updateItemPreviewVideo(update_handle: int, index: int, video_id: String) -> bool;
        fn showWorkshopEULA() -> bool;
        fn getWorkshopEULAStatus();
        fn setTimeCreatedDateRange(update_handle: int, start: int, end: int) -> bool;
        fn setTimeUpdatedDateRange(update_handle: int, start: int, end: int) -> bool;
        fn getNumSupportedGameVersions(query_handle: int, index: int) -> int;
        fn getSupportedGameVersionData(query_handle: int, index: int, version_index: int) -> Dictionary;
        fn setAdminQuery(query_handle: int, admin_query: bool) -> bool;
        fn setRequiredGameVersions(query_handle: int, game_branch_min: String, game_branch_max: String) -> bool;
        fn setItemsDisabledLocally(file_ids: PackedInt64Array, disabled_locally: bool) -> bool;
        fn setSubscriptionsLoadOrder(published_file_ids: PackedInt64Array) -> bool;
        fn createQueryAllUGCRequestCursor(query_type: int, matching_type: int, creator_id: int, consumer_id: int,
            cursor: String) -> int;
        fn createQueryAllUGCRequestPage(query_type: int, matching_type: int, creator_id: int, consumer_id: int, page:
            int) -> int;
        fn removeAllItemKeyValueTags(update_handle: int) -> bool;
        fn setAllowLegacyUpload(update_handle: int, allow_legacy_upload: bool) -> bool;
        fn getNumDownloadedItems() -> int;
        fn getDownloadedItems() -> Array;
        fn markDownloadedItemAsUnused(published_file_id: int) -> bool;
        signal add_app_dependency_result(result: int, file_id: int, app_id: int);
        signal add_ugc_dependency_result(result: int, file_id: int, child_id: int);
        signal item_created(result: int, file_id: int, accept_tos: bool);
        signal item_downloaded(result: int, file_id: int, app_id: int);
        signal get_app_dependencies_result(result: int, file_id: int, app_dependencies: int, total_app_dependencies:
            int, app_ids: Array);
        signal item_deleted(result: int, file_id: int);
        signal get_item_vote_result(result: int, file_id: int, vote_up: bool, vote_down: bool, vote_skipped: bool);
        signal item_installed(app_id: int, file_id: int);
        signal remove_app_dependency_result(result: int, file_id: int, app_id: int);
        signal remove_ugc_dependency_result(result: int, file_id: int, child_id: int);
        signal set_user_item_vote(result: int, file_id: int, vote_up: bool);
        signal start_playtime_tracking(result: int);
        signal ugc_query_completed(handle: int, result: int, results_returned: int, total_matching: int, cached:
            bool, next_cursor: String);
        signal stop_playtime_tracking(result: int);
        signal item_updated(result: int, need_to_accept_tos: bool, file_id: int);
        signal user_favorite_items_list_changed(result: int, file_id: int, was_add_request: bool);
        signal workshop_eula_status(result: int, app_id: int, eula_data: Dictionary);
        signal user_subscribed_items_list_changed(app_id: int);
    }

    /// The items that a user owns.
    static INVENTORY = "Inventory" {
        fn addPromoItem(item: int) -> int;
        fn addPromoItems(items: PackedInt64Array) -> int;
        fn checkResultSteamID(steam_id_expected: int, this_inventory_handle: int = 0) -> bool;
        fn consumeItem(item_consume: int, quantity: int) -> int;
        fn deserializeResult(buffer: PackedByteArray) -> int;
        fn destroyResult(this_inventory_handle: int = 0);
        fn exchangeItems(output_items: PackedInt64Array, output_quantity: PackedInt32Array, input_items:
            PackedInt64Array, input_quantity: PackedInt32Array) -> int;
        fn generateItems(items: PackedInt64Array, quantity: PackedInt32Array) -> int;
        fn getAllItems() -> int;
        fn getItemDefinitionProperty(definition: int, name: String) -> Dictionary;
        fn getItemsByID(id_array: PackedInt64Array) -> int;
        fn getItemPrice(definition: int) -> Dictionary;
        fn getItemsWithPrices() -> Array;
        fn getNumItemsWithPrices() -> int;
        fn getResultItemProperty(index: int, name: String, this_inventory_handle: int = 0) -> String;
        fn getResultItems(this_inventory_handle: int = 0) -> Array;
        fn getResultStatus(this_inventory_handle: int = 0) -> Result;
        fn getResultTimestamp(this_inventory_handle: int = 0) -> int;
        fn grantPromoItems() -> int;
        fn loadItemDefinitions() -> bool;
        fn requestEligiblePromoItemDefinitionsIDs(steam_id: int);
        fn requestPrices();
        fn serializeResult(this_inventory_handle: int = 0) -> PackedByteArray;
        fn startPurchase(items: PackedInt64Array, quantity: PackedInt32Array);
        fn transferItemQuantity(item_id: int, quantity: int, item_destination: int, split: bool) -> int;
        fn triggerItemDrop(definition: int) -> int;
        fn startUpdateProperties() -> int;
        fn submitUpdateProperties(this_inventory_update_handle: int = 0) -> int;
        fn removeProperty(item_id: int, name: String, this_inventory_update_handle: int = 0) -> bool;
        fn setPropertyString(item_id: int, name: String, value: String, this_inventory_update_handle: int = 0) ->
            bool;
        fn setPropertyBool(item_id: int, name: String, value: bool, this_inventory_update_handle: int = 0) -> bool;
        fn setPropertyInt(item_id: int, name: String, value: int, this_inventory_update_handle: int = 0) -> bool;
        fn setPropertyFloat(item_id: int, name: String, value: float, this_inventory_update_handle: int = 0) -> bool;
        signal inventory_definition_update(definitions: Array);
        signal inventory_eligible_promo_item(result: int, cached: bool, definitions: Array);
        signal inventory_full_update(inventory_handle: int);
        signal inventory_result_ready(result: int, inventory_handle: int);
        signal inventory_start_purchase_result(result: String, order_id: int, transaction_id: int);
        signal inventory_request_prices_result(result: int, currency: String);
    }
}
