//! `ISteamUser`: the account, tickets for other servers, legal limits.

use std::net::Ipv4Addr;

use ::steamworks::sys;

use super::calls::{Answer, RESULT_IO_FAILURE};
use super::{SteamworksPlatform, callbacks, open_enums, strings};
use crate::contract::account::{AccountEvent, DurationControl, MarketEligibility};
use crate::contract::{Account, Event, SteamId};

/// `k_steamIDNonSteamGS`: a server that has no Steam ID.
const NON_STEAM_SERVER: u64 = 2;
/// The maximum size of an encrypted ticket, in bytes. Steam's have a few hundred.
const MOST_TICKET_BYTES: usize = 8192;
/// The size of the buffer for `InitiateGameConnection`, which requires 2048 bytes.
const MOST_BLOB_BYTES: usize = 2048;

impl Account for SteamworksPlatform {
    fn advertise_game(&self, ip: Ipv4Addr, port: u16) {
        let Some(user) = self.interfaces.user.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamUser_AdvertiseGame(user, NON_STEAM_SERVER, u32::from(ip), port) };
    }

    fn auth_ticket_for_web_api(&self, service_identity: &str) -> u32 {
        let Some(user) = self.interfaces.user.get() else { return 0 };
        let Some(identity) = strings::for_steam(service_identity) else { return 0 };
        let identity = if service_identity.is_empty() { std::ptr::null() } else { identity.as_ptr() };
        // SAFETY: a live interface, and null or a NUL-terminated text that outlives the call.
        unsafe { sys::SteamAPI_ISteamUser_GetAuthTicketForWebApi(user, identity) }
    }

    fn request_encrypted_app_ticket(&self, secret: &str) {
        let answer = Answer {
            signal: "encrypted_app_ticket_response",
            callback: callbacks::account::ENCRYPTED_APP_TICKET,
            size: size_of::<sys::EncryptedAppTicketResponse_t>(),
            read: |_, bytes| callbacks::account::encrypted_app_ticket(bytes),
            failure: Event::Account(AccountEvent::EncryptedAppTicket { result: RESULT_IO_FAILURE }),
        };

        self.ask(&self.interfaces.user, answer, |user| {
            // SAFETY: a live interface, and this many bytes, which Steam copies.
            unsafe {
                sys::SteamAPI_ISteamUser_RequestEncryptedAppTicket(
                    user,
                    secret.as_ptr().cast_mut().cast(),
                    i32::try_from(secret.len()).unwrap_or(0),
                )
            }
        });
    }

    fn encrypted_app_ticket(&self) -> Vec<u8> {
        let Some(user) = self.interfaces.user.get() else { return Vec::new() };
        let (mut ticket, mut written) = (vec![0_u8; MOST_TICKET_BYTES], 0_u32);
        // SAFETY: a live interface, a buffer of the given size, and one `u32` of ours.
        let is_there = unsafe {
            sys::SteamAPI_ISteamUser_GetEncryptedAppTicket(
                user,
                ticket.as_mut_ptr().cast(),
                ticket.len() as i32,
                &mut written,
            )
        };
        ticket.truncate(if is_there { written as usize } else { 0 });
        ticket
    }

    fn request_store_auth_url(&self, redirect_url: &str) {
        let answer = Answer {
            signal: "store_auth_url_response",
            callback: callbacks::account::STORE_AUTH_URL,
            size: size_of::<sys::StoreAuthURLResponse_t>(),
            read: |_, bytes| callbacks::account::store_auth_url(bytes),
            failure: Event::Account(AccountEvent::StoreAuthUrl { url: String::new() }),
        };

        let url = strings::for_steam(redirect_url);
        self.ask(&self.interfaces.user, answer, |user| {
            // SAFETY: a live interface and a NUL-terminated text.
            url.map_or(0, |url| unsafe { sys::SteamAPI_ISteamUser_RequestStoreAuthURL(user, url.as_ptr()) })
        });
    }

    fn request_market_eligibility(&self) {
        let answer = Answer {
            signal: "market_eligibility_response",
            callback: callbacks::account::MARKET_ELIGIBILITY,
            size: size_of::<sys::MarketEligibilityResponse_t>(),
            read: |_, bytes| callbacks::account::market_eligibility(bytes),
            failure: Event::Account(AccountEvent::MarketEligibility(MarketEligibility::default())),
        };

        // SAFETY: a live interface.
        self.ask(&self.interfaces.user, answer, |user| unsafe {
            sys::SteamAPI_ISteamUser_GetMarketEligibility(user)
        });
    }

    fn request_duration_control(&self) {
        let answer = Answer {
            signal: "duration_control",
            callback: callbacks::account::DURATION_CONTROL,
            size: size_of::<sys::DurationControl_t>(),
            read: |_, bytes| callbacks::account::duration_control(bytes),
            failure: Event::Account(AccountEvent::DurationControl(DurationControl {
                result: RESULT_IO_FAILURE,
                ..DurationControl::default()
            })),
        };

        // SAFETY: a live interface.
        self.ask(&self.interfaces.user, answer, |user| unsafe {
            sys::SteamAPI_ISteamUser_GetDurationControl(user)
        });
    }

    fn set_duration_control_online_state(&self, new_state: i32) -> bool {
        let Some(user) = self.interfaces.user.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { open_enums::SteamAPI_ISteamUser_BSetDurationControlOnlineState(user, new_state) }
    }

    fn game_badge_level(&self, series: i32, foil: bool) -> i32 {
        let Some(user) = self.interfaces.user.get() else { return 0 };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamUser_GetGameBadgeLevel(user, series, foil) }
    }

    fn is_phone_identifying(&self) -> bool {
        let Some(user) = self.interfaces.user.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUser_BIsPhoneIdentifying(user) }
    }

    fn is_phone_requiring_verification(&self) -> bool {
        let Some(user) = self.interfaces.user.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUser_BIsPhoneRequiringVerification(user) }
    }

    fn is_phone_verified(&self) -> bool {
        let Some(user) = self.interfaces.user.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUser_BIsPhoneVerified(user) }
    }

    fn is_two_factor_enabled(&self) -> bool {
        let Some(user) = self.interfaces.user.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUser_BIsTwoFactorEnabled(user) }
    }

    fn initiate_game_connection(&self, server: SteamId, ip: Ipv4Addr, port: u16, secure: bool) -> Vec<u8> {
        let Some(user) = self.interfaces.user.get() else { return Vec::new() };
        let mut blob = vec![0_u8; MOST_BLOB_BYTES];
        // SAFETY: a live interface, a buffer of the given size, and numbers.
        let written = unsafe {
            sys::SteamAPI_ISteamUser_InitiateGameConnection_DEPRECATED(
                user,
                blob.as_mut_ptr().cast(),
                blob.len() as i32,
                server.0,
                u32::from(ip),
                port,
                secure,
            )
        };
        blob.truncate(usize::try_from(written).unwrap_or(0));
        blob
    }

    fn terminate_game_connection(&self, ip: Ipv4Addr, port: u16) {
        let Some(user) = self.interfaces.user.get() else { return };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamUser_TerminateGameConnection_DEPRECATED(user, u32::from(ip), port) };
    }
}
