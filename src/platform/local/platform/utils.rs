//! `ISteamUtils`: pictures, and properties of the machine.

use super::{LocalPlatform, clock};
use crate::contract::SteamId;
use crate::contract::friends::AvatarSize;
use crate::contract::utils::{Image, NotificationPosition};
use crate::contract::{UserStats, Utils};
use crate::platform::local::social::{avatar, language};
use crate::platform::local::stats::icons;

/// `k_EUniversePublic`, the universe in the ids of local users.
const UNIVERSE_PUBLIC: u8 = 1;

impl LocalPlatform {
    /// The user and size of the avatar that a handle stands for, if the user is known.
    fn pictured(&self, handle: i32) -> Option<(SteamId, AvatarSize)> {
        let (user, size) = avatar::behind(handle)?;
        self.shared.client.lock().name_of(user).is_some().then_some((user, size))
    }
}

impl LocalPlatform {
    /// The achievement whose icon a handle stands for, and whether it is the icon of the unlocked state.
    fn achievement_pictured(&self, handle: i32) -> Option<(String, bool)> {
        let (index, achieved) = icons::behind(handle)?;
        let name = self.achievement_name(u32::try_from(index).ok()?);
        (!name.is_empty()).then_some((name, achieved))
    }
}

impl Utils for LocalPlatform {
    fn release_current_thread_memory(&self) {}

    fn image(&self, handle: i32) -> Option<Image> {
        let avatar = self.pictured(handle).map(|(user, size)| avatar::draw(user, size));
        avatar.or_else(|| {
            self.achievement_pictured(handle).map(|(name, achieved)| icons::draw(&name, achieved))
        })
    }

    fn image_size(&self, handle: i32) -> Option<(u32, u32)> {
        let avatar = self.pictured(handle).map(|(_, size)| (size.pixels(), size.pixels()));
        avatar.or_else(|| self.achievement_pictured(handle).map(|_| icons::size()))
    }

    fn api_call_failure_reason(&self) -> String {
        String::new()
    }

    fn connected_universe(&self) -> u8 {
        UNIVERSE_PUBLIC
    }

    fn ipc_call_count(&self) -> u32 {
        self.shared.client.lock().messages_posted()
    }

    fn ip_country(&self) -> String {
        language::country_of_locale(&locale()).to_owned()
    }

    fn seconds_since_app_active(&self) -> u32 {
        0
    }

    fn seconds_since_computer_active(&self) -> u32 {
        0
    }

    fn server_real_time(&self) -> u32 {
        clock::unix_time()
    }

    fn steam_ui_language(&self) -> String {
        language::for_locale(&locale()).to_owned()
    }

    fn is_overlay_enabled(&self) -> bool {
        false
    }

    fn overlay_needs_present(&self) -> bool {
        false
    }

    fn is_steam_in_big_picture_mode(&self) -> bool {
        false
    }

    fn is_steam_running_in_vr(&self) -> bool {
        false
    }

    fn is_steam_running_on_steam_deck(&self) -> bool {
        false
    }

    fn set_overlay_notification_inset(&self, _horizontal: i32, _vertical: i32) {}

    fn set_overlay_notification_position(&self, _position: NotificationPosition) {}
}

/// The machine's locale, empty if there is none.
fn locale() -> String {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    named.into_iter().find(|locale| !locale.is_empty()).unwrap_or_default()
}
