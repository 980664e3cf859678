//! `ISteamUserStats` for scripts: achievements.

use godot::builtin::{GString, VarDictionary, vdict};

use super::pump;
use crate::contract::Platform;
use crate::contract::user_stats::{MAX_NAME_BYTES, MostAchieved};
use crate::script::{arguments, current, report};

/// The range of Steam's `uint32`.
const UINT32: std::ops::RangeInclusive<i64> = 0..=u32::MAX as i64;

/// Looks something up by name. The outer `None` means "there is no platform", the inner one "there is no such thing", after
/// a warning that says so; `kind` says what the name stands for.
pub(super) fn by_name<R>(
    method: &'static str,
    argument: &'static str,
    name: &GString,
    kind: &str,
    ask: impl FnOnce(&dyn Platform, &str) -> Option<R>,
) -> Option<Option<R>> {
    current::with(method, |platform| {
        let Some(name) = arguments::name(method, argument, name, MAX_NAME_BYTES - 1) else {
            return Some(None);
        };
        let found = ask(platform, &name);
        if found.is_none() {
            report::warning(method, format!("this game has no {kind} \"{name}\""));
        }
        Some(found)
    })
}

fn achievement<R>(
    method: &'static str,
    name: &GString,
    ask: impl FnOnce(&dyn Platform, &str) -> Option<R>,
) -> Option<Option<R>> {
    by_name(method, "achievement_name", name, "achievement", ask)
}

/// For calls whose result is whether they succeeded.
fn done(worked: bool) -> Option<()> {
    worked.then_some(())
}

methods! {
impl Class {
    /// Whether you have unlocked an achievement.
    ///
    /// Keys: `ret` (bool, whether there is such an achievement), `achieved` (bool). Steamworks: `GetAchievement`.
    ///
    /// Local: `steam_achievements.cfg` defines the achievements; without that file, the first use of a name defines it.
    #[func(rename = getAchievement)]
    pub fn get_achievement(achievement_name: GString) -> VarDictionary {
        let found = achievement("Steam.getAchievement", &achievement_name, |platform, name| {
            platform.user_stats().achievement(name)
        });
        let Some(achieved) = found else { return VarDictionary::new() };
        vdict! { "ret" => achieved.is_some(), "achieved" => achieved.unwrap_or(false) }
    }

    /// Whether and when you have unlocked an achievement.
    ///
    /// Keys: `ret` and `retrieve` (bool, whether there is such an achievement), `achieved` (bool), `unlocked` (int, seconds since
    /// 1970; 0 if it is locked). Steamworks: `GetAchievementAndUnlockTime`.
    ///
    /// Local: As `getAchievement`.
    #[func(rename = getAchievementAndUnlockTime)]
    pub fn get_achievement_and_unlock_time(achievement_name: GString) -> VarDictionary {
        let found = achievement("Steam.getAchievementAndUnlockTime", &achievement_name, |platform, name| {
            platform.user_stats().achievement_and_unlock_time(name)
        });
        let Some(found) = found else { return VarDictionary::new() };
        let it = found.unwrap_or_default();
        vdict! {
            "ret" => found.is_some(),
            "retrieve" => found.is_some(),
            "achieved" => it.achieved,
            "unlocked" => i64::from(it.unlock_time),
        }
    }

    /// Unlocks an achievement. Steam shows it, and others see it, once you call `storeStats`. Returns whether there is such an
    /// achievement. Steamworks: `SetAchievement`.
    ///
    /// Local: As `getAchievement`.
    #[func(rename = setAchievement)]
    pub fn set_achievement(achievement_name: GString) -> bool {
        let set = achievement("Steam.setAchievement", &achievement_name, |platform, name| {
            done(platform.user_stats().set_achievement(name))
        });
        set.flatten().is_some()
    }

    /// Locks an achievement again, for tests. Call `storeStats` afterwards. Steamworks: `ClearAchievement`.
    ///
    /// Local: As `getAchievement`.
    #[func(rename = clearAchievement)]
    pub fn clear_achievement(achievement_name: GString) -> bool {
        let cleared = achievement("Steam.clearAchievement", &achievement_name, |platform, name| {
            done(platform.user_stats().clear_achievement(name))
        });
        cleared.flatten().is_some()
    }

    /// Shows the user that they have reached `current_progress` of `max_progress`. It changes nothing: you have to unlock the
    /// achievement yourself. `false` if it is unlocked or the progress is complete. Steamworks: `IndicateAchievementProgress`.
    ///
    /// Local: Emits `user_achievement_stored`; nothing is shown.
    #[func(rename = indicateAchievementProgress)]
    pub fn indicate_achievement_progress(
        achievement_name: GString,
        current_progress: i64,
        max_progress: i64,
    ) -> bool {
        const METHOD: &str = "Steam.indicateAchievementProgress";
        current::with(METHOD, |platform| {
            let name = arguments::name(METHOD, "achievement_name", &achievement_name, MAX_NAME_BYTES - 1)?;
            let current = arguments::number(METHOD, "current_progress", current_progress, UINT32)?;
            let max = arguments::number(METHOD, "max_progress", max_progress, UINT32)?;
            done(platform.user_stats().indicate_achievement_progress(&name, current, max))
        })
        .is_some()
    }

    /// The number of achievements that the game has. Steamworks: `GetNumAchievements`.
    ///
    /// Local: The number of achievements that `steam_achievements.cfg` or their first use has defined.
    #[func(rename = getNumAchievements)]
    pub fn get_num_achievements() -> i64 {
        current::with("Steam.getNumAchievements", |platform| {
            i64::from(platform.user_stats().num_achievements())
        })
    }

    /// The name of the achievement at an index from 0 to `getNumAchievements() - 1`. Steamworks: `GetAchievementName`.
    ///
    /// Local: In the order of `steam_achievements.cfg`.
    #[func(rename = getAchievementName)]
    pub fn get_achievement_name(achievement_index: i64) -> GString {
        const METHOD: &str = "Steam.getAchievementName";
        let name = current::with(METHOD, |platform| {
            let index = arguments::number(METHOD, "achievement_index", achievement_index, UINT32)?;
            Some(platform.user_stats().achievement_name(index))
        });
        GString::from(&name.unwrap_or_default())
    }

    /// The handle of an achievement's picture for `getImageRGBA` and `getImageSize`; while the achievement is locked, that of its
    /// locked picture. 0 if there is none, or if Steam has to fetch it first: `user_achievement_icon_fetched` then has the handle.
    /// Steamworks: `GetAchievementIcon`.
    ///
    /// Local: A picture made from the name, 64 by 64 pixels, grey while the achievement is locked; available at once.
    #[func(rename = getAchievementIcon)]
    pub fn get_achievement_icon(achievement_name: GString) -> i64 {
        let icon = achievement("Steam.getAchievementIcon", &achievement_name, |platform, name| {
            Some(platform.user_stats().achievement_icon(name))
        });
        icon.flatten().map_or(0, i64::from)
    }

    /// A text of an achievement in the player's language: `key` is `name`, `desc`, or `hidden` (`"1"` for one that is shown
    /// only once it is unlocked, otherwise `"0"`). Steamworks: `GetAchievementDisplayAttribute`.
    ///
    /// Local: `title`, `description` and `hidden` of `steam_achievements.cfg`.
    #[func(rename = getAchievementDisplayAttribute)]
    pub fn get_achievement_display_attribute(achievement_name: GString, key: GString) -> GString {
        const METHOD: &str = "Steam.getAchievementDisplayAttribute";
        let text = current::with(METHOD, |platform| {
            let name = arguments::name(METHOD, "achievement_name", &achievement_name, MAX_NAME_BYTES - 1)?;
            let key = arguments::name(METHOD, "key", &key, MAX_NAME_BYTES - 1)?;
            if !["name", "desc", "hidden"].contains(&key.as_str()) {
                report::bad_argument(METHOD, "key", format!("{key:?}"), "it must be name, desc or hidden");
                return None;
            }
            Some(platform.user_stats().achievement_display_attribute(&name, &key))
        });
        GString::from(&text.unwrap_or_default())
    }

    /// The first and last value of an achievement's progress, for an integer stat.
    ///
    /// Keys: `min`, `max` (int), `name` (String). Empty for an achievement without such a progress.
    /// Steamworks: `GetAchievementProgressLimitsInt32`.
    ///
    /// Local: `progress_min` and `progress_max` of `steam_achievements.cfg`.
    #[func(rename = getAchievementProgressLimitsInt)]
    pub fn get_achievement_progress_limits_int(achievement_name: GString) -> VarDictionary {
        let limits = by_name(
            "Steam.getAchievementProgressLimitsInt",
            "achievement_name",
            &achievement_name,
            "integer progress of the achievement",
            |platform, name| platform.user_stats().achievement_progress_limits_int(name),
        );
        let Some((min, max)) = limits.flatten() else { return VarDictionary::new() };
        vdict! { "name" => &achievement_name, "min" => i64::from(min), "max" => i64::from(max) }
    }

    /// The first and last value of an achievement's progress, for a float stat.
    ///
    /// Keys: `min`, `max` (float), `name` (String). Empty for an achievement without such a progress.
    /// Steamworks: `GetAchievementProgressLimitsFloat`.
    ///
    /// Local: As `getAchievementProgressLimitsInt`.
    #[func(rename = getAchievementProgressLimitsFloat)]
    pub fn get_achievement_progress_limits_float(achievement_name: GString) -> VarDictionary {
        let limits = by_name(
            "Steam.getAchievementProgressLimitsFloat",
            "achievement_name",
            &achievement_name,
            "float progress of the achievement",
            |platform, name| platform.user_stats().achievement_progress_limits_float(name),
        );
        let Some((min, max)) = limits.flatten() else { return VarDictionary::new() };
        vdict! { "name" => &achievement_name, "min" => f64::from(min), "max" => f64::from(max) }
    }

    /// Asks how many users have each achievement. Answered by `global_achievement_percentages_ready`. Steamworks:
    /// `RequestGlobalAchievementPercentages`.
    ///
    /// Local: Counts the local users who have ever stored anything.
    #[func(rename = requestGlobalAchievementPercentages)]
    pub fn request_global_achievement_percentages() {
        current::with("Steam.requestGlobalAchievementPercentages", |platform| {
            platform.user_stats().request_global_achievement_percentages();
            pump::expect_answer("global_achievement_percentages_ready");
        });
    }

    /// The percentage of users who have an achievement, after `requestGlobalAchievementPercentages`.
    ///
    /// Keys: `ret` (bool, whether it is known), `percent` (float). Steamworks: `GetAchievementAchievedPercent`.
    ///
    /// Local: The percentage of the local users.
    #[func(rename = getAchievementAchievedPercent)]
    pub fn get_achievement_achieved_percent(achievement_name: GString) -> VarDictionary {
        const METHOD: &str = "Steam.getAchievementAchievedPercent";
        let found = current::with(METHOD, |platform| {
            let name = arguments::name(METHOD, "achievement_name", &achievement_name, MAX_NAME_BYTES - 1);
            Some(name.and_then(|name| platform.user_stats().achievement_achieved_percent(&name)))
        });
        let Some(percent) = found else { return VarDictionary::new() };
        vdict! { "ret" => percent.is_some(), "percent" => f64::from(percent.unwrap_or(0.0)) }
    }

    /// The achievement that most users have, after `requestGlobalAchievementPercentages`.
    ///
    /// Keys: `iterator` and `rank` (int, for `getNextMostAchievedAchievementInfo`; -1 if nothing is known), `name` (String),
    /// `percent` (float), `achieved` (bool, whether you have it). Steamworks: `GetMostAchievedAchievementInfo`.
    ///
    /// Local: Among the local users.
    #[func(rename = getMostAchievedAchievementInfo)]
    pub fn get_most_achieved_achievement_info() -> VarDictionary {
        most_achieved(current::with("Steam.getMostAchievedAchievementInfo", |platform| {
            Some(platform.user_stats().most_achieved())
        }))
    }

    /// The next most common achievement after the one that was returned with `iterator`; `iterator` is -1 after the last.
    ///
    /// Keys: as `getMostAchievedAchievementInfo`. Steamworks: `GetNextMostAchievedAchievementInfo`.
    ///
    /// Local: Among the local users.
    #[func(rename = getNextMostAchievedAchievementInfo)]
    pub fn get_next_most_achieved_achievement_info(iterator: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getNextMostAchievedAchievementInfo";
        most_achieved(current::with(METHOD, |platform| {
            let place = arguments::number(METHOD, "iterator", iterator, 0..=i64::from(i32::MAX));
            Some(place.and_then(|place| platform.user_stats().next_most_achieved(place)))
        }))
    }
}
}

fn most_achieved(found: Option<Option<MostAchieved>>) -> VarDictionary {
    let Some(found) = found else { return VarDictionary::new() };
    let it = found.unwrap_or(MostAchieved { iterator: -1, ..MostAchieved::default() });
    vdict! {
        "iterator" => i64::from(it.iterator),
        "rank" => i64::from(it.iterator),
        "name" => it.name.as_str(),
        "percent" => f64::from(it.percent),
        "achieved" => it.achieved,
    }
}
