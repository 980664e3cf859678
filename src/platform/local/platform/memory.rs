//! What a local platform keeps that concerns this process alone.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::Mutex;

use super::clock;
use crate::contract::SteamId;
use crate::platform::local::leaderboards::FoundBoards;
use crate::platform::local::messages::Rates;
use crate::platform::local::screenshots::Screenshots;
use crate::platform::local::social::actions::Actions;
use crate::platform::local::social::favorites::FavoriteGames;
use crate::platform::local::social::recent::RecentPlayers;
use crate::platform::local::social::voice::Recorder;
use crate::platform::local::timeline::Timeline;

/// What a local platform keeps that concerns this process alone.
#[derive(Debug)]
pub(super) struct Memory {
    pub(super) actions: Mutex<Actions>,
    pub(super) recorder: Mutex<Recorder>,
    pub(super) recent: Mutex<RecentPlayers>,
    pub(super) favorites: Mutex<FavoriteGames>,
    /// Shared with the thread that reads them, as the next.
    pub(super) leaderboards: Arc<Mutex<FoundBoards>>,
    /// Shared with the thread that writes them.
    pub(super) screenshots: Arc<Mutex<Screenshots>>,
    /// What the files of this run begin with: when it began, and a number that no other has.
    pub(super) run: String,
    pub(super) timeline: Mutex<Timeline>,
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
            leaderboards: Arc::default(),
            screenshots: Arc::default(),
            run: format!("{}-{:08x}", clock::unix_time(), rand::random::<u32>()),
            timeline: Mutex::default(),
            rates: Mutex::default(),
        }
    }
}
