//! `ISteamGameServerStats`: a game server reads and changes the files of local users.

use std::sync::Arc;

use super::files::{STATS, warning};
use super::user_stats::{RESULT_FAIL, RESULT_INVALID_PARAM, RESULT_OK, today};
use super::{LocalPlatform, clock};
use crate::contract::game_server_stats::GameServerStatsEvent;
use crate::contract::user_stats::StatsEvent;
use crate::contract::{Event, GameServerStats, SteamId};
use crate::platform::local::driver::disk::{self, Document};
use crate::platform::local::stats::Stats;
use crate::platform::local::stats::record::{Record, Value};

impl LocalPlatform {
    /// Calls `ask` with a player's stats. Returns `None` if the stats were not requested.
    fn with_player<R>(
        &self,
        method: &str,
        user: SteamId,
        ask: impl FnOnce(&mut Stats) -> Option<R>,
    ) -> Option<R> {
        let mut players = self.files.players.lock();
        let stats = players.of(user)?;
        let result = ask(stats);
        let (implicit, refused) = (stats.take_implicit(), stats.take_refused());
        drop(players);
        self.report_stats(method, implicit, refused);
        result
    }

    fn set_of_player(&self, method: &str, user: SteamId, set: impl FnOnce(&mut Stats) -> bool) -> bool {
        self.with_player(method, user, |stats| set(stats).then_some(())).is_some()
    }
}

// rule: server.stats
impl GameServerStats for LocalPlatform {
    fn request_player_stats(&self, user: SteamId) {
        const METHOD: &str = "SteamServer.requestUserStats";
        let answer = move |result| Event::GameServerStats(GameServerStatsEvent::Received { result, user });
        let path = self.files.disk.user(user).join(STATS);
        // A user who is online has stats, even without a file.
        let is_here = self.shared.client.lock().user(user).is_some();
        let players = Arc::clone(&self.files.players);
        let definitions = self.files.stats.lock().definitions().clone();
        let job = move || {
            let found = if path.exists() {
                disk::load::<Record>(&path)
            } else if is_here {
                Ok(Document { value: Record::default(), trouble: None })
            } else {
                return vec![answer(RESULT_FAIL)];
            };
            match found {
                Ok(Document { value, trouble }) => {
                    let unloaded = players.lock().loaded(user, &definitions, value);
                    let unloaded = unloaded.map(|user| Event::UserStats(StatsEvent::UserUnloaded { user }));
                    let trouble = trouble.map(|trouble| warning(METHOD, trouble));
                    [answer(RESULT_OK)].into_iter().chain(unloaded).chain(trouble).collect()
                }
                Err(error) => {
                    let reason = format!("{} cannot be read ({error})", path.display());
                    vec![answer(RESULT_FAIL), warning(METHOD, reason)]
                }
            }
        };
        self.in_background(METHOD, answer(RESULT_FAIL), job);
    }

    fn player_stat_int(&self, user: SteamId, name: &str) -> Option<i32> {
        self.with_player("SteamServer.getUserStatInt", user, |stats| stats.int(name))
    }

    fn player_stat_float(&self, user: SteamId, name: &str) -> Option<f32> {
        self.with_player("SteamServer.getUserStatFloat", user, |stats| stats.float(name))
    }

    fn player_achievement(&self, user: SteamId, name: &str) -> Option<bool> {
        let found = self.with_player("SteamServer.getUserAchievement", user, |stats| stats.achievement(name));
        found.map(|achievement| achievement.achieved)
    }

    fn set_player_stat_int(&self, user: SteamId, name: &str, value: i32) -> bool {
        self.set_of_player("SteamServer.setUserStatInt", user, |stats| stats.set(name, Value::Int(value)))
    }

    fn set_player_stat_float(&self, user: SteamId, name: &str, value: f32) -> bool {
        self.set_of_player("SteamServer.setUserStatFloat", user, |stats| stats.set(name, Value::Float(value)))
    }

    fn update_player_avg_rate_stat(
        &self,
        user: SteamId,
        name: &str,
        this_session: f32,
        session_length: f64,
    ) -> bool {
        self.set_of_player("SteamServer.updateUserAvgRateStat", user, |stats| {
            stats.add_session(name, this_session, session_length)
        })
    }

    fn set_player_achievement(&self, user: SteamId, name: &str, achieved: bool) -> bool {
        let method =
            if achieved { "SteamServer.setUserAchievement" } else { "SteamServer.clearUserAchievement" };
        let since = achieved.then(clock::unix_time);
        self.set_of_player(method, user, |stats| stats.set_achievement(name, since))
    }

    fn store_player_stats(&self, user: SteamId) {
        const METHOD: &str = "SteamServer.storeUserStats";
        let answer = move |result| Event::GameServerStats(GameServerStatsEvent::Stored { result, user });
        let path = self.files.disk.user(user).join(STATS);
        let players = Arc::clone(&self.files.players);
        let job = move || {
            let begun =
                players.lock().of(user).map(|stats| (stats.begin_storing(), stats.definitions().clone()));
            let Some((changes, definitions)) = begun else { return vec![answer(RESULT_FAIL)] };
            let change = |record: &mut Record| record.apply(&changes, &definitions, today());
            let end = |record| {
                if let Some(stats) = players.lock().of(user) {
                    stats.end_storing(record);
                }
            };
            match disk::update(&path, change) {
                Ok((stored, document)) => {
                    end(Some(document.value));
                    let mut events: Vec<Event> =
                        document.trouble.map(|trouble| warning(METHOD, trouble)).into_iter().collect();
                    if stored.rejected.is_empty() {
                        events.push(answer(RESULT_OK));
                        return events;
                    }
                    let names = stored.rejected.join(", ");
                    let reason = format!(
                        "outside the limits in steam_achievements.cfg, and therefore unchanged: {names}"
                    );
                    events.extend([answer(RESULT_INVALID_PARAM), warning(METHOD, reason)]);
                    events
                }
                Err(error) => {
                    end(None);
                    let reason = format!("{} cannot be written ({error})", path.display());
                    vec![answer(RESULT_FAIL), warning(METHOD, reason)]
                }
            }
        };
        self.in_background(METHOD, answer(RESULT_FAIL), job);
    }
}
