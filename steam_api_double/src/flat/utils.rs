//! `ISteamUtils`.

use super::methods;
use crate::arguments::Out;
use crate::platform::User;

methods! { Utils:
    fn SteamAPI_ISteamUtils_GetAppID(steam) -> u32, or 0; {
        steam.platform.app_id()
    }

    fn SteamAPI_ISteamUtils_IsAPICallCompleted(steam, call: u64, failed: Out<bool>) -> bool, or false; {
        let completed = steam.state.lock().calls.completed(call);
        failed.set(completed == Some(true));
        completed.is_some()
    }

    fn SteamAPI_ISteamUtils_GetAPICallFailureReason(steam, call: u64) -> i32, or 0; {
        steam.state.lock().calls.failure(call)
    }
}
