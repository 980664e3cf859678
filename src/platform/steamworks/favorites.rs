//! `ISteamMatchmaking`: favourite game servers.

use std::net::Ipv4Addr;

use ::steamworks::sys;

use super::{SteamworksPlatform, lists};
use crate::contract::Favorites;
use crate::contract::matchmaking::FavoriteGame;

impl Favorites for SteamworksPlatform {
    fn favorite_games(&self) -> Vec<FavoriteGame> {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return Vec::new() };
        // SAFETY: a live interface.
        let count = unsafe { sys::SteamAPI_ISteamMatchmaking_GetFavoriteGameCount(matchmaking) };
        lists::indices(count)
            .filter_map(|index| {
                let (mut app_id, mut ip, mut port, mut query_port) = (0_u32, 0_u32, 0_u16, 0_u16);
                let (mut flags, mut last_played) = (0_u32, 0_u32);
                // SAFETY: a live interface, a number, and integers of ours of the sizes that Steam writes.
                let exists = unsafe {
                    sys::SteamAPI_ISteamMatchmaking_GetFavoriteGame(
                        matchmaking,
                        index,
                        &mut app_id,
                        &mut ip,
                        &mut port,
                        &mut query_port,
                        &mut flags,
                        &mut last_played,
                    )
                };
                // Steam's number has the first part of the address in its highest byte, as `Ipv4Addr` expects it.
                let ip = Ipv4Addr::from(ip);
                exists.then_some(FavoriteGame { app_id, ip, port, query_port, flags, last_played })
            })
            .collect()
    }

    fn add_favorite_game(&self, game: FavoriteGame) -> i32 {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return 0 };
        // SAFETY: a live interface and numbers.
        unsafe {
            sys::SteamAPI_ISteamMatchmaking_AddFavoriteGame(
                matchmaking,
                game.app_id,
                u32::from(game.ip),
                game.port,
                game.query_port,
                game.flags,
                game.last_played,
            )
        }
    }

    fn remove_favorite_game(&self, game: FavoriteGame) -> bool {
        let Some(matchmaking) = self.interfaces.matchmaking.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe {
            sys::SteamAPI_ISteamMatchmaking_RemoveFavoriteGame(
                matchmaking,
                game.app_id,
                u32::from(game.ip),
                game.port,
                game.query_port,
                game.flags,
            )
        }
    }
}
