//! The favourite game servers of `ISteamMatchmaking` for scripts.

use godot::builtin::{GString, VarArray, vdict};
use godot::meta::ToGodot;

use crate::contract::matchmaking::FavoriteGame;
use crate::script::{arguments, current, report};

methods! {
impl Class {
    /// Adds a game server to your favourites, or updates it. `flags` is bits of `FAVORITE_FLAG_…`, `last_played` seconds since 1970.
    /// Returns the new number of favourites. If Steam refuses the server, as it does if there is no flag, it returns 0 with an error
    /// line, and `favorites_list_changed` is not emitted, since it cannot report a refusal. Steamworks: `AddFavoriteGame`.
    ///
    /// Local: Remembered until the process ends.
    #[func(rename = addFavoriteGame)]
    pub fn add_favorite_game(ip: GString, port: i64, query_port: i64, flags: i64, last_played: i64) -> i64 {
        const METHOD: &str = "Steam.addFavoriteGame";
        current::with(METHOD, |platform| {
            let mut game = favorite(METHOD, platform.user().app_id(), &ip, port, query_port, flags)?;
            game.last_played =
                arguments::number(METHOD, "last_played", last_played, 0..=i64::from(u32::MAX))?;
            let count = platform.favorites().add_favorite_game(game);
            if count == 0 {
                report::warning(
                    METHOD,
                    "the server was refused, since it has no flag or the list is full; the signal \
                    favorites_list_changed will not be emitted",
                );
            }
            Some(i64::from(count))
        })
        .unwrap_or(0)
    }

    /// Your favourite game servers: Dictionaries with `app` (int), `ip` (String), `game_port`, `query_port`, `flags` and `last_played`
    /// (int, seconds since 1970), `played` (the same under its newer name), and `ret` (bool, true). Steamworks: `GetFavoriteGame`.
    ///
    /// Local: The servers added in this process.
    #[func(rename = getFavoriteGames)]
    pub fn get_favorite_games() -> VarArray {
        let games = current::with("Steam.getFavoriteGames", |platform| platform.favorites().favorite_games());
        let as_dictionary = |game: FavoriteGame| {
            vdict! {
                "ret" => true,
                "app" => i64::from(game.app_id),
                "ip" => game.ip.to_string().as_str(),
                "game_port" => i64::from(game.port),
                "query_port" => i64::from(game.query_port),
                "flags" => i64::from(game.flags),
                "last_played" => i64::from(game.last_played),
                "played" => i64::from(game.last_played),
            }
        };
        games.into_iter().map(|game| as_dictionary(game).to_variant()).collect()
    }

    /// Removes a game server from your favourites. Returns `false` if it was not among them.
    /// Steamworks: `RemoveFavoriteGame`.
    #[func(rename = removeFavoriteGame)]
    pub fn remove_favorite_game(app_id: i64, ip: GString, port: i64, query_port: i64, flags: i64) -> bool {
        const METHOD: &str = "Steam.removeFavoriteGame";
        current::with(METHOD, |platform| {
            let app_id = arguments::number(METHOD, "app_id", app_id, 1..=i64::from(u32::MAX))?;
            Some(
                platform
                    .favorites()
                    .remove_favorite_game(favorite(METHOD, app_id, &ip, port, query_port, flags)?),
            )
        })
        .unwrap_or(false)
    }
}
}

/// A favourite, except for the time when it was last played.
fn favorite(
    method: &'static str,
    app_id: u32,
    ip: &GString,
    port: i64,
    query_port: i64,
    flags: i64,
) -> Option<FavoriteGame> {
    Some(FavoriteGame {
        app_id,
        ip: arguments::address(method, "ip", ip)?,
        port: arguments::number(method, "port", port, 0..=i64::from(u16::MAX))?,
        query_port: arguments::number(method, "query_port", query_port, 0..=i64::from(u16::MAX))?,
        flags: arguments::number(method, "flags", flags, 0..=3)?,
        last_played: 0,
    })
}
