//! `ISteamUtils`.

use std::sync::atomic::Ordering;

use ::steamworks::sys;

use super::{SteamworksPlatform, open_enums, strings};
use crate::contract::Utils;
use crate::contract::utils::{Image, NotificationPosition};

/// The maximum size of a picture in bytes: 4096 by 4096 pixels. Avatars have 184 by 184.
pub(super) const MOST_IMAGE_BYTES: usize = 64 * 1024 * 1024;
/// Red, green, blue, opacity.
const BYTES_PER_PIXEL: usize = 4;

impl Utils for SteamworksPlatform {
    fn release_current_thread_memory(&self) {
        // SAFETY: takes nothing, and may be called at any time and from any thread.
        unsafe { sys::SteamAPI_ReleaseCurrentThreadMemory() };
    }

    fn image(&self, handle: i32) -> Option<Image> {
        let (width, height) = self.image_size(handle)?;
        let utils = self.interfaces.utils.get()?;
        let mut rgba = vec![0_u8; image_bytes(width, height)?];
        // SAFETY: a live interface, a number, and a buffer of the given size, which is at most `MOST_IMAGE_BYTES`.
        let filled = unsafe {
            sys::SteamAPI_ISteamUtils_GetImageRGBA(utils, handle, rgba.as_mut_ptr(), rgba.len() as i32)
        };
        filled.then_some(Image { width, height, rgba })
    }

    fn image_size(&self, handle: i32) -> Option<(u32, u32)> {
        let utils = self.interfaces.utils.get()?;
        let (mut width, mut height) = (0_u32, 0_u32);
        // SAFETY: a live interface, a number, and two `u32` of ours.
        let exists =
            unsafe { sys::SteamAPI_ISteamUtils_GetImageSize(utils, handle, &mut width, &mut height) };
        exists.then_some((width, height))
    }

    fn api_call_failure_reason(&self) -> String {
        failure_reason(self.last_failure.load(Ordering::Relaxed)).to_owned()
    }

    fn connected_universe(&self) -> u8 {
        let Some(utils) = self.interfaces.utils.get() else { return 0 };
        // SAFETY: a live interface.
        open_enums::narrow(unsafe { open_enums::SteamAPI_ISteamUtils_GetConnectedUniverse(utils) })
    }

    fn ipc_call_count(&self) -> u32 {
        let Some(utils) = self.interfaces.utils.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_GetIPCCallCount(utils) }
    }

    fn ip_country(&self) -> String {
        let Some(utils) = self.interfaces.utils.get() else { return String::new() };
        // SAFETY: a live interface; the returned text is copied at once.
        unsafe { strings::copied(sys::SteamAPI_ISteamUtils_GetIPCountry(utils)) }
    }

    fn seconds_since_app_active(&self) -> u32 {
        let Some(utils) = self.interfaces.utils.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_GetSecondsSinceAppActive(utils) }
    }

    fn seconds_since_computer_active(&self) -> u32 {
        let Some(utils) = self.interfaces.utils.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_GetSecondsSinceComputerActive(utils) }
    }

    fn server_real_time(&self) -> u32 {
        let Some(utils) = self.interfaces.utils.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_GetServerRealTime(utils) }
    }

    fn steam_ui_language(&self) -> String {
        let Some(utils) = self.interfaces.utils.get() else { return String::new() };
        // SAFETY: a live interface; the returned text is copied at once.
        unsafe { strings::copied(sys::SteamAPI_ISteamUtils_GetSteamUILanguage(utils)) }
    }

    fn is_overlay_enabled(&self) -> bool {
        let Some(utils) = self.interfaces.utils.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_IsOverlayEnabled(utils) }
    }

    fn overlay_needs_present(&self) -> bool {
        let Some(utils) = self.interfaces.utils.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_BOverlayNeedsPresent(utils) }
    }

    fn is_steam_in_big_picture_mode(&self) -> bool {
        let Some(utils) = self.interfaces.utils.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_IsSteamInBigPictureMode(utils) }
    }

    fn is_steam_running_in_vr(&self) -> bool {
        let Some(utils) = self.interfaces.utils.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_IsSteamRunningInVR(utils) }
    }

    fn is_steam_running_on_steam_deck(&self) -> bool {
        let Some(utils) = self.interfaces.utils.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUtils_IsSteamRunningOnSteamDeck(utils) }
    }

    fn set_overlay_notification_inset(&self, horizontal: i32, vertical: i32) {
        let Some(utils) = self.interfaces.utils.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamUtils_SetOverlayNotificationInset(utils, horizontal, vertical) };
    }

    fn set_overlay_notification_position(&self, position: NotificationPosition) {
        let Some(utils) = self.interfaces.utils.get() else { return };
        // SAFETY: a live interface and a number.
        unsafe {
            sys::SteamAPI_ISteamUtils_SetOverlayNotificationPosition(utils, steam_position(position));
        }
    }
}

/// The size of a picture in bytes, `None` if it is larger than any of Steam's.
fn image_bytes(width: u32, height: u32) -> Option<usize> {
    let pixels = usize::try_from(width).ok()?.checked_mul(usize::try_from(height).ok()?)?;
    let bytes = pixels.checked_mul(BYTES_PER_PIXEL)?;
    (bytes <= MOST_IMAGE_BYTES).then_some(bytes)
}

/// `ESteamAPICallFailure` as text.
fn failure_reason(failure: i32) -> &'static str {
    match failure {
        // k_ESteamAPICallFailureNone
        -1 => "",
        // k_ESteamAPICallFailureSteamGone
        0 => "The Steam client is gone.",
        // k_ESteamAPICallFailureNetworkFailure
        1 => "The connection to Steam's servers failed.",
        // k_ESteamAPICallFailureInvalidHandle
        2 => "Steam does not know the call.",
        // k_ESteamAPICallFailureMismatchedCallback
        3 => "The answer is of another kind than the call.",
        _ => "Steam gave a reason that this version of the SDK does not know.",
    }
}

fn steam_position(position: NotificationPosition) -> sys::ENotificationPosition {
    match position {
        NotificationPosition::TopLeft => sys::ENotificationPosition::k_EPositionTopLeft,
        NotificationPosition::TopRight => sys::ENotificationPosition::k_EPositionTopRight,
        NotificationPosition::BottomLeft => sys::ENotificationPosition::k_EPositionBottomLeft,
        NotificationPosition::BottomRight => sys::ENotificationPosition::k_EPositionBottomRight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_picture_is_not_believed_blindly() {
        assert_eq!(image_bytes(184, 184), Some(135_424));
        assert_eq!(image_bytes(0, 7), Some(0));
        assert_eq!(image_bytes(4096, 4096), Some(MOST_IMAGE_BYTES));
        assert_eq!(image_bytes(4096, 4097), None);
        assert_eq!(image_bytes(u32::MAX, u32::MAX), None);
    }

    #[test]
    fn no_failure_has_no_reason_and_an_unknown_one_has_words() {
        assert_eq!(failure_reason(-1), "");
        assert!(!failure_reason(77).is_empty());
    }
}
