//! State of a local platform that concerns only this process.

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

/// State of a local platform that concerns only this process.
#[derive(Debug)]
pub(super) struct Memory {
    pub(super) actions: Mutex<Actions>,
    pub(super) recorder: Mutex<Recorder>,
    pub(super) recent: Mutex<RecentPlayers>,
    pub(super) favorites: Mutex<FavoriteGames>,
    /// Shared with the thread that reads leaderboards.
    pub(super) leaderboards: Arc<Mutex<FoundBoards>>,
    /// Shared with the thread that writes screenshots.
    pub(super) screenshots: Arc<Mutex<Screenshots>>,
    /// The prefix of this run's files: the time of its start, and a unique number.
    pub(super) run: String,
    pub(super) timeline: Mutex<Timeline>,
    /// The speed of the message traffic, by user.
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
