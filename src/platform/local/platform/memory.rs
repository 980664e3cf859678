//! What a local platform keeps that concerns this process alone.

use std::collections::HashMap;

use parking_lot::Mutex;

use crate::contract::SteamId;
use crate::platform::local::messages::Rates;
use crate::platform::local::social::actions::Actions;
use crate::platform::local::social::favorites::FavoriteGames;
use crate::platform::local::social::recent::RecentPlayers;
use crate::platform::local::social::voice::Recorder;

/// What a local platform keeps that concerns this process alone.
#[derive(Debug)]
pub(super) struct Memory {
    pub(super) actions: Mutex<Actions>,
    pub(super) recorder: Mutex<Recorder>,
    pub(super) recent: Mutex<RecentPlayers>,
    pub(super) favorites: Mutex<FavoriteGames>,
    /// How fast messages went to and fro, by user.
    pub(super) rates: Mutex<HashMap<SteamId, Rates>>,
}

impl Memory {
    pub(super) fn new(me: SteamId) -> Memory {
        Memory {
            actions: Mutex::default(),
            recorder: Mutex::new(Recorder::new(me)),
            recent: Mutex::default(),
            favorites: Mutex::default(),
            rates: Mutex::default(),
        }
    }
}
