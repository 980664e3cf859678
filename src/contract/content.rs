//! `ISteamApps`: downloadable content, betas, installed files.

use serde::{Deserialize, Serialize};

/// One downloadable content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dlc {
    /// Its app ID.
    pub app_id: u32,
    /// Whether it is in the store.
    pub available: bool,
    /// Its name.
    pub name: String,
}

/// The numbers of a game's beta branches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Betas {
    /// All branches.
    pub total: i32,
    /// Betas that the user may choose.
    pub available: i32,
    /// Betas behind a password.
    pub private: i32,
}

/// One beta branch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beta {
    /// `EBetaBranchFlags`, bits.
    pub flags: u32,
    /// Its build.
    pub build_id: u32,
    /// Its name.
    pub name: String,
    /// The developer's description.
    pub description: String,
    /// Seconds since 1970.
    pub last_updated: u32,
}

/// The details of a delivered file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDetails {
    /// `EResult`, 1 for success.
    pub result: i32,
    /// Bytes.
    pub size: u64,
    /// Its SHA-1.
    pub sha: [u8; 20],
    /// Flags of the depot.
    pub flags: u32,
}

/// The events of this interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContentEvent {
    /// The answer to asking for a file (`FileDetailsResult_t`).
    FileDetails(FileDetails),
    /// A downloadable content has been installed (`DlcInstalled_t`).
    DlcInstalled {
        /// Its app ID.
        app_id: u32,
    },
    /// The state of the timed trial (`TimedTrialStatus_t`).
    TimedTrialStatus {
        /// The game.
        app_id: u32,
        /// Whether the game runs without a connection.
        is_offline: bool,
        /// The total number of seconds.
        allowed: u32,
        /// The seconds played.
        played: u32,
    },
}

/// Downloadable content, betas, installed files (a part of `ISteamApps`).
pub trait Content {
    /// The number of downloadable contents that the game has.
    ///
    /// Behind Steamworks: `GetDLCCount`.
    fn dlc_count(&self) -> i32;

    /// One downloadable content, `None` if there is none with that index.
    ///
    /// Behind Steamworks: `BGetDLCDataByIndex`.
    fn dlc_by_index(&self, index: i32) -> Option<Dlc>;

    /// Whether a downloadable content is owned and installed.
    ///
    /// Behind Steamworks: `BIsDlcInstalled`.
    fn is_dlc_installed(&self, dlc_id: u32) -> bool;

    /// Installs a downloadable content. `dlc_installed` is emitted when it is installed.
    ///
    /// Behind Steamworks: `InstallDLC`.
    fn install_dlc(&self, dlc_id: u32);

    /// Removes a downloadable content.
    ///
    /// Behind Steamworks: `UninstallDLC`.
    fn uninstall_dlc(&self, dlc_id: u32);

    /// The progress of a download: bytes downloaded, bytes in all; `None` if the content is not being downloaded.
    ///
    /// Behind Steamworks: `GetDlcDownloadProgress`.
    fn dlc_download_progress(&self, dlc_id: u32) -> Option<(u64, u64)>;

    /// Tells Steam which downloadable content the user is playing, 0 for none.
    ///
    /// Behind Steamworks: `SetDlcContext`.
    fn set_dlc_context(&self, app_id: u32) -> bool;

    /// Whether a game is installed.
    ///
    /// Behind Steamworks: `BIsAppInstalled`.
    fn is_app_installed(&self, app_id: u32) -> bool;

    /// Whether the licence is for internet cafés.
    ///
    /// Behind Steamworks: `BIsCybercafe`.
    fn is_cybercafe(&self) -> bool;

    /// Whether the licence is for a version with less violence.
    ///
    /// Behind Steamworks: `BIsLowViolence`.
    fn is_low_violence(&self) -> bool;

    /// Whether another member of the Steam family shares the game with you.
    ///
    /// Behind Steamworks: `BIsSubscribedFromFamilySharing`.
    fn is_subscribed_from_family_sharing(&self) -> bool;

    /// Whether you may play only during a free weekend.
    ///
    /// Behind Steamworks: `BIsSubscribedFromFreeWeekend`.
    fn is_subscribed_from_free_weekend(&self) -> bool;

    /// Whether Valve has banned you from secure servers of this game.
    ///
    /// Behind Steamworks: `BIsVACBanned`.
    fn is_vac_banned(&self) -> bool;

    /// The seconds allowed and seconds played, if the licence is a timed trial.
    ///
    /// Behind Steamworks: `BIsTimedTrial`.
    fn timed_trial(&self) -> Option<(u32, u32)>;

    /// The time when you bought a game, in seconds since 1970; 0 if you did not.
    ///
    /// Behind Steamworks: `GetEarliestPurchaseUnixTime`.
    fn earliest_purchase_unix_time(&self, app_id: u32) -> u32;

    /// Asks for the size and checksum of one of the game's files as Steam delivered it; `filename` is a path in the
    /// game's folder.
    ///
    /// Answered by `file_details_result`.
    ///
    /// Behind Steamworks: `GetFileDetails`.
    fn file_details(&self, filename: &str);

    /// Makes Steam check the game's files at the next start. With `missing_files_only`, it checks only whether they
    /// exist.
    ///
    /// Behind Steamworks: `MarkContentCorrupt`.
    fn mark_content_corrupt(&self, missing_files_only: bool) -> bool;

    /// The name of the installed beta branch, empty for none.
    ///
    /// Behind Steamworks: `GetCurrentBetaName`.
    fn current_beta_name(&self) -> String;

    /// The number of beta branches of the game.
    ///
    /// Behind Steamworks: `GetNumBetas`.
    fn num_betas(&self) -> Betas;

    /// One beta branch, `None` if there is none with that index.
    ///
    /// Behind Steamworks: `GetBetaInfo`.
    fn beta_info(&self, index: i32) -> Option<Beta>;

    /// Selects a beta branch by its name; Steam updates to it at the next start.
    ///
    /// Behind Steamworks: `SetActiveBeta`.
    fn set_active_beta(&self, beta_name: &str) -> bool;
}
