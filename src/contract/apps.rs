//! `ISteamApps`: the game and its owner.

use super::SteamId;

/// The game and its owner (`ISteamApps`).
pub trait Apps {
    /// Whether the user owns the game.
    ///
    /// Behind Steamworks: `BIsSubscribed`.
    fn is_subscribed(&self) -> bool;

    /// Whether the user owns another game.
    ///
    /// Behind Steamworks: `BIsSubscribedApp`.
    fn is_subscribed_app(&self, app_id: u32) -> bool;

    /// The number of the installed build, 0 for one that Steam did not install.
    ///
    /// Behind Steamworks: `GetAppBuildId`.
    fn app_build_id(&self) -> i32;

    /// The folder in which a game is installed, empty if it is not.
    ///
    /// Behind Steamworks: `GetAppInstallDir`.
    fn app_install_dir(&self, app_id: u32) -> String;

    /// The owner of the game: the user, or the one who shares it with them.
    ///
    /// Behind Steamworks: `GetAppOwner`.
    fn app_owner(&self) -> SteamId;

    /// Steam's names of the game's languages, separated by commas.
    ///
    /// Behind Steamworks: `GetAvailableGameLanguages`.
    fn available_game_languages(&self) -> String;

    /// Steam's name of the language that the user has chosen for the game.
    ///
    /// Behind Steamworks: `GetCurrentGameLanguage`.
    fn current_game_language(&self) -> String;

    /// The numbers of a game's installed depots, in order of mounting.
    ///
    /// Behind Steamworks: `GetInstalledDepots`.
    fn installed_depots(&self, app_id: u32) -> Vec<u32>;

    /// The command line of a game that an invitation or a `steam://` URL started, if Steam does not pass it to the
    /// process.
    ///
    /// Behind Steamworks: `GetLaunchCommandLine`.
    fn launch_command_line(&self) -> String;

    /// A parameter of the URL that started the game (`steam://run/<app>//?key=value`), empty if there is none.
    ///
    /// Behind Steamworks: `GetLaunchQueryParam`.
    fn launch_query_param(&self, key: &str) -> String;
}
