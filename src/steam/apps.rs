//! `ISteamApps` for scripts: information about the game and its owner.

use godot::builtin::{GString, VarArray};
use godot::meta::ToGodot;

use crate::script::{arguments, current};

/// The maximum size of the name of a launch parameter, in bytes.
const MAX_PARAMETER_BYTES: usize = 255;

methods! {
impl Class {
    /// Whether you own the game. Steamworks: `BIsSubscribed`.
    ///
    /// Local: Always `true`.
    #[func(rename = isSubscribed)]
    pub fn is_subscribed() -> bool {
        current::with("Steam.isSubscribed", |platform| platform.apps().is_subscribed())
    }

    /// Whether you own another game. Steamworks: `BIsSubscribedApp`.
    ///
    /// Local: `true` for this game only.
    #[func(rename = isSubscribedApp)]
    pub fn is_subscribed_app(app_id: i64) -> bool {
        const METHOD: &str = "Steam.isSubscribedApp";
        current::with(METHOD, |platform| {
            app(METHOD, app_id).is_some_and(|app_id| platform.apps().is_subscribed_app(app_id))
        })
    }

    /// The number of the installed build, 0 for one that Steam did not install. Steamworks: `GetAppBuildId`.
    ///
    /// Local: Always 0.
    #[func(rename = getAppBuildId)]
    pub fn get_app_build_id() -> i64 {
        current::with("Steam.getAppBuildId", |platform| i64::from(platform.apps().app_build_id()))
    }

    /// The folder in which a game is installed; empty if it is not. Steamworks: `GetAppInstallDir`.
    ///
    /// Local: The program's folder, for this game only.
    #[func(rename = getAppInstallDir)]
    pub fn get_app_install_dir(app_id: i64) -> GString {
        const METHOD: &str = "Steam.getAppInstallDir";
        current::with(METHOD, |platform| {
            app(METHOD, app_id)
                .map(|app_id| GString::from(&platform.apps().app_install_dir(app_id)))
                .unwrap_or_default()
        })
    }

    /// The Steam ID of the game's owner: you, or the user who shares it with you. Steamworks: `GetAppOwner`.
    ///
    /// Local: You.
    #[func(rename = getAppOwner)]
    pub fn get_app_owner() -> i64 {
        current::with("Steam.getAppOwner", |platform| platform.apps().app_owner().0 as i64)
    }

    /// Steam's names of the languages that the game supports, separated by commas. Steamworks:
    /// `GetAvailableGameLanguages`.
    ///
    /// Local: `english`.
    #[func(rename = getAvailableGameLanguages)]
    pub fn get_available_game_languages() -> GString {
        current::with("Steam.getAvailableGameLanguages", |platform| {
            GString::from(&platform.apps().available_game_languages())
        })
    }

    /// Steam's name of the language that you have chosen for the game. Steamworks: `GetCurrentGameLanguage`.
    ///
    /// Local: `english`.
    #[func(rename = getCurrentGameLanguage)]
    pub fn get_current_game_language() -> GString {
        current::with("Steam.getCurrentGameLanguage", |platform| {
            GString::from(&platform.apps().current_game_language())
        })
    }

    /// The numbers of a game's installed depots, in the order in which they are mounted. Steamworks: `GetInstalledDepots`.
    ///
    /// Local: Always empty.
    #[func(rename = getInstalledDepots)]
    pub fn get_installed_depots(app_id: i64) -> VarArray {
        const METHOD: &str = "Steam.getInstalledDepots";
        current::with(METHOD, |platform| {
            let depots = app(METHOD, app_id)
                .map(|app_id| platform.apps().installed_depots(app_id))
                .unwrap_or_default();
            depots.into_iter().map(|depot| i64::from(depot).to_variant()).collect()
        })
    }

    /// The command line of a game that an invitation or a `steam://` URL started, if Steam does not pass it to the
    /// process. Steamworks: `GetLaunchCommandLine`.
    ///
    /// Local: Always empty: the process has its whole command line.
    #[func(rename = getLaunchCommandLine)]
    pub fn get_launch_command_line() -> GString {
        current::with("Steam.getLaunchCommandLine", |platform| {
            GString::from(&platform.apps().launch_command_line())
        })
    }

    /// A parameter of the `steam://` URL that started the game; empty if there is none. Steamworks:
    /// `GetLaunchQueryParam`.
    ///
    /// Local: Always empty.
    #[func(rename = getLaunchQueryParam)]
    pub fn get_launch_query_param(key: GString) -> GString {
        const METHOD: &str = "Steam.getLaunchQueryParam";
        current::with(METHOD, |platform| {
            arguments::name(METHOD, "key", &key, MAX_PARAMETER_BYTES)
                .map(|key| GString::from(&platform.apps().launch_query_param(&key)))
                .unwrap_or_default()
        })
    }
}
}

fn app(method: &'static str, app_id: i64) -> Option<u32> {
    arguments::number(method, "app_id", app_id, 1..=i64::from(u32::MAX))
}
