//! `ISteamUser`: an account without a phone, a shop or restrictions.

use std::net::Ipv4Addr;

use super::LocalPlatform;
use crate::contract::account::{AccountEvent, DurationControl, MarketEligibility};
use crate::contract::{Account, Event, SteamId};
use crate::platform::local::social::tickets::Secret;

/// `k_EResultOK`.
const RESULT_OK: i32 = 1;
/// `k_EResultFail`.
const RESULT_FAIL: i32 = 2;
/// `k_EMarketNotAllowedReason_TemporaryFailure`.
const NOT_ALLOWED_FOR_NOW: i32 = 1;

impl Account for LocalPlatform {
    fn advertise_game(&self, _ip: Ipv4Addr, _port: u16) {}

    fn auth_ticket_for_web_api(&self, _service_identity: &str) -> u32 {
        let secret = Secret(rand::random());
        self.request(|client| client.issue_web_ticket(secret))
    }

    fn request_encrypted_app_ticket(&self, _secret: &str) {
        self.queue_answer(Event::Account(AccountEvent::EncryptedAppTicket { result: RESULT_FAIL }));
    }

    fn encrypted_app_ticket(&self) -> Vec<u8> {
        Vec::new()
    }

    fn request_store_auth_url(&self, redirect_url: &str) {
        self.queue_answer(Event::Account(AccountEvent::StoreAuthUrl { url: redirect_url.to_owned() }));
    }

    fn request_market_eligibility(&self) {
        let answer = MarketEligibility { reason: NOT_ALLOWED_FOR_NOW, ..MarketEligibility::default() };
        self.queue_answer(Event::Account(AccountEvent::MarketEligibility(answer)));
    }

    fn request_duration_control(&self) {
        let answer = DurationControl { result: RESULT_OK, app_id: self.app_id, ..DurationControl::default() };
        self.queue_answer(Event::Account(AccountEvent::DurationControl(answer)));
    }

    fn set_duration_control_online_state(&self, _new_state: i32) -> bool {
        true
    }

    fn game_badge_level(&self, _series: i32, _foil: bool) -> i32 {
        0
    }

    fn is_phone_identifying(&self) -> bool {
        false
    }

    fn is_phone_requiring_verification(&self) -> bool {
        false
    }

    fn is_phone_verified(&self) -> bool {
        false
    }

    fn is_two_factor_enabled(&self) -> bool {
        false
    }

    fn initiate_game_connection(
        &self,
        _server: SteamId,
        _ip: Ipv4Addr,
        _port: u16,
        _secure: bool,
    ) -> Vec<u8> {
        Vec::new()
    }

    fn terminate_game_connection(&self, _ip: Ipv4Addr, _port: u16) {}
}
