//! `ISteamUser`: tickets and voice.

use super::{LocalPlatform, clock};
use crate::contract::auth::{AuthTicket, Voice};
use crate::contract::{Auth, SteamId, User};
use crate::platform::local::limits::Limit;
use crate::platform::local::social::tickets::{BEGIN_OK, Secret};
use crate::platform::local::social::voice;

/// `EUserHasLicenseForAppResult`.
const HAS_LICENSE: u8 = 0;
const DOES_NOT_HAVE_LICENSE: u8 = 1;
const NO_AUTH: u8 = 2;
/// The level of every local user: none has played enough to rise above the first one.
const STEAM_LEVEL: i32 = 1;

impl Auth for LocalPlatform {
    fn auth_session_ticket(&self, remote: SteamId) -> Option<AuthTicket> {
        let secret = Secret(rand::random());
        self.request(|client| client.issue_ticket(remote, secret))
    }

    fn cancel_auth_ticket(&self, handle: u32) {
        self.request(|client| client.cancel_ticket(handle));
    }

    fn begin_auth_session(&self, ticket: &[u8], user: SteamId) -> u8 {
        let request = rand::random();
        let result = self.request(|client| client.begin_auth_session(ticket, user, request));
        if result == BEGIN_OK
            && let Some(hosting) = &self.hosting
            && !hosting.player_came(user, &self.friend_persona_name(user))
        {
            self.request(|client| client.warn("SteamServer.beginAuthSession", Limit::ListedPlayers));
        }
        if self.hosting.is_some() {
            self.publish();
        }
        result
    }

    fn end_auth_session(&self, user: SteamId) {
        self.shared.client.lock().end_auth_session(user);
        if let Some(hosting) = &self.hosting {
            hosting.player_left(user);
            self.publish();
        }
    }

    fn user_has_license_for_app(&self, user: SteamId, app_id: u32) -> u8 {
        match self.shared.client.lock().has_valid_ticket(user) {
            false => NO_AUTH,
            true if app_id == self.app_id => HAS_LICENSE,
            true => DOES_NOT_HAVE_LICENSE,
        }
    }

    fn player_steam_level(&self) -> i32 {
        STEAM_LEVEL
    }

    fn is_behind_nat(&self) -> bool {
        false
    }

    fn start_voice_recording(&self) {
        self.memory.recorder.lock().start(clock::now());
    }

    fn stop_voice_recording(&self) {
        self.memory.recorder.lock().stop(clock::now());
    }

    fn available_voice(&self) -> (u8, u32) {
        self.memory.recorder.lock().available(clock::now())
    }

    fn voice(&self, max_bytes: u32) -> Voice {
        self.memory.recorder.lock().fetch(clock::now(), max_bytes)
    }

    fn decompress_voice(&self, compressed: &[u8], sample_rate: u32, max_bytes: u32) -> Voice {
        voice::decompress(compressed, sample_rate, max_bytes)
    }

    fn voice_optimal_sample_rate(&self) -> u32 {
        voice::SAMPLE_RATE
    }
}
