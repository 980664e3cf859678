//! Callbacks of `ISteamUser` about the account.

use std::mem::offset_of;

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::Event;
use crate::contract::account::{AccountEvent, DurationControl, MarketEligibility, WebTicket};

/// `EncryptedAppTicketResponse_t`.
pub(in super::super) const ENCRYPTED_APP_TICKET: i32 = number!(EncryptedAppTicketResponse_t_k_iCallback);
/// `StoreAuthURLResponse_t`.
pub(in super::super) const STORE_AUTH_URL: i32 = number!(StoreAuthURLResponse_t_k_iCallback);
/// `MarketEligibilityResponse_t`.
pub(in super::super) const MARKET_ELIGIBILITY: i32 = number!(MarketEligibilityResponse_t_k_iCallback);
/// `DurationControl_t`.
pub(in super::super) const DURATION_CONTROL: i32 = number!(DurationControl_t_k_iCallback);
const WEB_TICKET: i32 = number!(GetTicketForWebApiResponse_t_k_iCallback);
const GAME_SERVER_DENY: i32 = number!(ClientGameServerDeny_t_k_iCallback);
const GAME_WEB_CALLBACK: i32 = number!(GameWebCallback_t_k_iCallback);
const LICENSES_UPDATED: i32 = number!(LicensesUpdated_t_k_iCallback);
const MICROTRANSACTION: i32 = number!(MicroTxnAuthorizationResponse_t_k_iCallback);

/// The size of `GameWebCallback_t::m_szURL` in bytes.
const WEB_URL_BYTES: usize = 256;
/// The size of `StoreAuthURLResponse_t::m_szURL` in bytes.
const STORE_URL_BYTES: usize = 512;
/// The size of `GetTicketForWebApiResponse_t::m_rgubTicket` in bytes (`k_nCubTicketMaxLength`).
const WEB_TICKET_BYTES: usize = 2560;

/// The event of one of these callbacks. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    let event = match callback {
        WEB_TICKET => AccountEvent::WebTicket(web_ticket(bytes)?),
        GAME_SERVER_DENY => {
            let it = Structure::of::<sys::ClientGameServerDeny_t>(bytes)?;
            AccountEvent::GameServerDeny {
                app_id: member!(it, ClientGameServerDeny_t, u32 m_uAppID),
                ip: member!(it, ClientGameServerDeny_t, u32 m_unGameServerIP),
                port: member!(it, ClientGameServerDeny_t, u16 m_usGameServerPort),
                secure: member!(it, ClientGameServerDeny_t, u16 m_bSecure),
                reason: member!(it, ClientGameServerDeny_t, u32 m_uReason),
            }
        }
        GAME_WEB_CALLBACK => {
            let it = Structure::of::<sys::GameWebCallback_t>(bytes)?;
            let url = it.text::<WEB_URL_BYTES>(offset_of!(sys::GameWebCallback_t, m_szURL));
            AccountEvent::GameWebCallback { url }
        }
        LICENSES_UPDATED => AccountEvent::LicensesUpdated,
        MICROTRANSACTION => {
            let it = Structure::of::<sys::MicroTxnAuthorizationResponse_t>(bytes)?;
            AccountEvent::MicrotransactionAuthorization {
                app_id: member!(it, MicroTxnAuthorizationResponse_t, u32 m_unAppID),
                order: member!(it, MicroTxnAuthorizationResponse_t, u64 m_ulOrderID),
                authorized: member!(it, MicroTxnAuthorizationResponse_t, bool m_bAuthorized),
            }
        }
        _ => return None,
    };
    Some(Event::Account(event))
}

fn web_ticket(bytes: &[u8]) -> Option<WebTicket> {
    let it = Structure::of::<sys::GetTicketForWebApiResponse_t>(bytes)?;
    let size = member!(it, GetTicketForWebApiResponse_t, i32 m_cubTicket);
    let ticket: [u8; WEB_TICKET_BYTES] =
        it.bytes(offset_of!(sys::GetTicketForWebApiResponse_t, m_rgubTicket));
    let size = usize::try_from(size).unwrap_or(0).min(ticket.len());
    Some(WebTicket {
        handle: member!(it, GetTicketForWebApiResponse_t, u32 m_hAuthTicket),
        result: member!(it, GetTicketForWebApiResponse_t, i32 m_eResult),
        bytes: ticket.get(..size).unwrap_or_default().to_vec(),
    })
}

/// `EncryptedAppTicketResponse_t`, the answer to `RequestEncryptedAppTicket`.
pub(in super::super) fn encrypted_app_ticket(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::EncryptedAppTicketResponse_t>(bytes)?;
    let result = member!(it, EncryptedAppTicketResponse_t, i32 m_eResult);
    Some(Event::Account(AccountEvent::EncryptedAppTicket { result }))
}

/// `StoreAuthURLResponse_t`, the answer to `RequestStoreAuthURL`.
pub(in super::super) fn store_auth_url(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::StoreAuthURLResponse_t>(bytes)?;
    let url = it.text::<STORE_URL_BYTES>(offset_of!(sys::StoreAuthURLResponse_t, m_szURL));
    Some(Event::Account(AccountEvent::StoreAuthUrl { url }))
}

/// `MarketEligibilityResponse_t`, the answer to `GetMarketEligibility`.
pub(in super::super) fn market_eligibility(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::MarketEligibilityResponse_t>(bytes)?;
    Some(Event::Account(AccountEvent::MarketEligibility(MarketEligibility {
        is_allowed: member!(it, MarketEligibilityResponse_t, bool m_bAllowed),
        reason: member!(it, MarketEligibilityResponse_t, i32 m_eNotAllowedReason),
        allowed_at: member!(it, MarketEligibilityResponse_t, u32 m_rtAllowedAtTime),
        steam_guard_days: member!(it, MarketEligibilityResponse_t, i32 m_cdaySteamGuardRequiredDays),
        device_days: member!(it, MarketEligibilityResponse_t, i32 m_cdayNewDeviceCooldown),
    })))
}

/// `DurationControl_t`, the answer to `GetDurationControl`.
pub(in super::super) fn duration_control(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::DurationControl_t>(bytes)?;
    Some(Event::Account(AccountEvent::DurationControl(DurationControl {
        result: member!(it, DurationControl_t, i32 m_eResult),
        app_id: member!(it, DurationControl_t, u32 m_appid),
        applicable: member!(it, DurationControl_t, bool m_bApplicable),
        seconds_last_5h: member!(it, DurationControl_t, i32 m_csecsLast5h),
        progress: member!(it, DurationControl_t, i32 m_progress),
        notification: member!(it, DurationControl_t, i32 m_notification),
        seconds_today: member!(it, DurationControl_t, i32 m_csecsToday),
        seconds_remaining: member!(it, DurationControl_t, i32 m_csecsRemaining),
    })))
}
