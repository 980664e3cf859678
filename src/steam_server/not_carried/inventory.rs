//! Items.

use crate::script::not_carried::not_carried;

not_carried! {
    /// Items.
    static INVENTORY = "Inventory" {
        fn addPromoItem(item: int) -> int;
        fn addPromoItems(items: PackedInt64Array) -> int;
        fn checkResultSteamID(steam_id_expected: int, this_inventory_handle: int = 0) -> bool;
        fn consumeItem(item_consume: int, quantity: int) -> int;
        fn deserializeResult(buffer: PackedByteArray) -> int;
        fn destroyResult(this_inventory_handle: int = 0);
        fn exchangeItems(
            output_items: PackedInt64Array,
            output_quantity: PackedInt32Array,
            input_items: PackedInt64Array,
            input_quantity: PackedInt32Array
        ) -> int;
        fn generateItems(items: PackedInt64Array, quantity: PackedInt32Array) -> int;
        fn getAllItems() -> int;
        fn getItemDefinitionProperty(definition: int, name: String) -> Dictionary;
        fn getItemsByID(id_array: PackedInt64Array) -> int;
        fn getItemPrice(definition: int) -> Dictionary;
        fn getItemsWithPrices() -> Array;
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
        fn startUpdateProperties();
        fn submitUpdateProperties(this_inventory_update_handle: int = 0) -> int;
        fn removeProperty(item_id: int, name: String, this_inventory_update_handle: int = 0) -> bool;
        fn setPropertyString(
            item_id: int,
            name: String,
            value: String,
            this_inventory_update_handle: int = 0
        ) -> bool;
        fn setPropertyBool(
            item_id: int,
            name: String,
            value: bool,
            this_inventory_update_handle: int = 0
        ) -> bool;
        fn setPropertyInt(
            item_id: int,
            name: String,
            value: int,
            this_inventory_update_handle: int = 0
        ) -> bool;
        fn setPropertyFloat(
            item_id: int,
            name: String,
            value: float,
            this_inventory_update_handle: int = 0
        ) -> bool;
        fn get_inventory_handle() -> int;
        fn get_inventory_update_handle() -> int;
        fn set_inventory_handle(new_inventory_handle: int);
        fn set_inventory_update_handle(new_inventory_update_handle: int);
        signal inventory_definition_update(definitions: Array);
        signal inventory_eligible_promo_item(result: int, cached: bool, definitions: Array);
        signal inventory_full_update(inventory_handle: int);
        signal inventory_result_ready(result: int, inventory_handle: int);
        signal inventory_start_purchase_result(result: String, order_id: int, transaction_id: int);
        signal inventory_request_prices_result(result: int, currency: String);
    }
}
