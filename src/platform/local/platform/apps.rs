//! `ISteamApps`: the user owns the running game, and there is no other one.

use super::LocalPlatform;
use crate::contract::{Apps, SteamId};

/// The language of games that are not configured on Steam.
const LANGUAGE: &str = "english";

impl Apps for LocalPlatform {
    fn is_subscribed(&self) -> bool {
        true
    }

    fn is_subscribed_app(&self, app_id: u32) -> bool {
        app_id == self.app_id
    }

    fn app_build_id(&self) -> i32 {
        0
    }

    fn app_install_dir(&self, app_id: u32) -> String {
        if app_id != self.app_id {
            return String::new();
        }
        let program = std::env::current_exe().ok();
        let folder = program.as_deref().and_then(|program| program.parent());
        folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default()
    }

    fn app_owner(&self) -> SteamId {
        self.me
    }

    fn available_game_languages(&self) -> String {
        LANGUAGE.to_owned()
    }

    fn current_game_language(&self) -> String {
        LANGUAGE.to_owned()
    }

    fn installed_depots(&self, _app_id: u32) -> Vec<u32> {
        Vec::new()
    }

    fn launch_command_line(&self) -> String {
        String::new()
    }

    fn launch_query_param(&self, _key: &str) -> String {
        String::new()
    }
}
