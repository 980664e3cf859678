//! `ISteamUser`: the account, tickets for other servers, legal limits.

use std::ffi::c_char;
use std::net::Ipv4Addr;

use super::methods;
use crate::arguments::{Input, Out, Output, Text};
use crate::calls::Kind;
use crate::contract::account::{AccountEvent, DurationControl, MarketEligibility};
use crate::contract::{Account, Event, SteamId};
use crate::switches::violation;

methods! { User:
    fn SteamAPI_ISteamUser_AdvertiseGame(steam, server: u64, ip: u32, port: u16), or (); {
        if server != 2 {
            violation(format!("AdvertiseGame with {server}, which is not k_steamIDNonSteamGS"));
        }
        steam.platform.advertise_game(Ipv4Addr::from(ip), port);
    }

    fn SteamAPI_ISteamUser_GetAuthTicketForWebApi(steam, _identity: *const c_char) -> u32, or 0; {
        steam.platform.auth_ticket_for_web_api("")
    }

    fn SteamAPI_ISteamUser_RequestEncryptedAppTicket(steam, secret: Input, size: i32) -> u64, or 0; {
        let Ok(size) = u32::try_from(size) else { violation("a secret of negative size") };
        let secret = String::from_utf8_lossy(&secret.read(size)).into_owned();
        let like = Event::Account(AccountEvent::EncryptedAppTicket { result: 0 });
        steam.call(Kind::AnsweredLike(like), |platform| platform.request_encrypted_app_ticket(&secret))
    }

    fn SteamAPI_ISteamUser_GetEncryptedAppTicket(
        steam, room: Output, room_size: i32, size: Out<u32>
    ) -> bool, or false; {
        let ticket = steam.platform.encrypted_app_ticket();
        size.set(ticket.len() as u32);
        !ticket.is_empty() && room.fill(room_size, &ticket) == ticket.len()
    }

    fn SteamAPI_ISteamUser_RequestStoreAuthURL(steam, url: Text) -> u64, or 0; {
        let like = Event::Account(AccountEvent::StoreAuthUrl { url: String::new() });
        steam.call(Kind::AnsweredLike(like), |platform| platform.request_store_auth_url(&url.read()))
    }

    fn SteamAPI_ISteamUser_GetMarketEligibility(steam) -> u64, or 0; {
        let like = Event::Account(AccountEvent::MarketEligibility(MarketEligibility::default()));
        steam.call(Kind::AnsweredLike(like), |platform| platform.request_market_eligibility())
    }

    fn SteamAPI_ISteamUser_GetDurationControl(steam) -> u64, or 0; {
        let like = Event::Account(AccountEvent::DurationControl(DurationControl::default()));
        steam.call(Kind::AnsweredLike(like), |platform| platform.request_duration_control())
    }

    fn SteamAPI_ISteamUser_BSetDurationControlOnlineState(steam, new_state: i32) -> bool, or false; {
    Account::set_duration_control_online_state(&steam.platform, new_state)
    }

    fn SteamAPI_ISteamUser_GetGameBadgeLevel(steam, series: i32, foil: bool) -> i32, or 0; {
    Account::game_badge_level(&steam.platform, series, foil)
    }

    fn SteamAPI_ISteamUser_BIsPhoneIdentifying(steam) -> bool, or false; {
    Account::is_phone_identifying(&steam.platform)
    }

    fn SteamAPI_ISteamUser_BIsPhoneRequiringVerification(steam) -> bool, or false; {
    Account::is_phone_requiring_verification(&steam.platform)
    }

    fn SteamAPI_ISteamUser_BIsPhoneVerified(steam) -> bool, or false; {
    Account::is_phone_verified(&steam.platform)
    }

    fn SteamAPI_ISteamUser_BIsTwoFactorEnabled(steam) -> bool, or false; {
    Account::is_two_factor_enabled(&steam.platform)
    }

    fn SteamAPI_ISteamUser_InitiateGameConnection_DEPRECATED(
        steam, room: Output, room_size: i32, server: u64, ip: u32, port: u16, secure: bool
    ) -> i32, or 0; {
        let blob = steam.platform.initiate_game_connection(SteamId(server), Ipv4Addr::from(ip), port, secure);
        room.fill(room_size, &blob) as i32
    }

    fn SteamAPI_ISteamUser_TerminateGameConnection_DEPRECATED(steam, ip: u32, port: u16), or (); {
        steam.platform.terminate_game_connection(Ipv4Addr::from(ip), port);
    }
}
