//! Callbacks of `ISteamUser` about the account.

use super::{Callback, Structure, empty, value};
use crate::contract::account::{AccountEvent, DurationControl, MarketEligibility, WebTicket};

/// The size of the buffer for a ticket.
const TICKET_ROOM: usize = 2560;

pub(super) fn of(event: &AccountEvent) -> Callback {
    let new = Structure::new;
    match event {
        AccountEvent::WebTicket(WebTicket { handle, result, bytes }) => {
            let mut room = bytes.clone();
            room.resize(TICKET_ROOM, 0xEE);
            new().u32(*handle).i32(value(*result)).u32(bytes.len() as u32).raw(&room).number(168)
        }
        AccountEvent::EncryptedAppTicket { result } => new().i32(value(*result)).number(154),
        AccountEvent::StoreAuthUrl { url } => new().text::<512>(url).number(165),
        AccountEvent::MarketEligibility(MarketEligibility {
            is_allowed,
            reason,
            allowed_at,
            steam_guard_days,
            device_days,
        }) => new()
            .bool(*is_allowed)
            .i32(value(*reason))
            .u32(*allowed_at)
            .i32(*steam_guard_days)
            .i32(*device_days)
            .number(166),
        AccountEvent::DurationControl(DurationControl {
            result,
            app_id,
            applicable,
            seconds_last_5h,
            progress,
            notification,
            seconds_today,
            seconds_remaining,
        }) => new()
            .i32(value(*result))
            .u32(*app_id)
            .bool(*applicable)
            .i32(*seconds_last_5h)
            .i32(value(*progress))
            .i32(value(*notification))
            .i32(*seconds_today)
            .i32(*seconds_remaining)
            .number(167),
        AccountEvent::GameServerDeny { app_id, ip, port, secure, reason } => {
            new().u32(*app_id).u32(*ip).u16(*port).u16(*secure).u32(*reason).number(113)
        }
        AccountEvent::GameWebCallback { url } => new().text::<256>(url).number(164),
        AccountEvent::LicensesUpdated => empty(125),
        AccountEvent::MicrotransactionAuthorization { app_id, order, authorized } => {
            new().u32(*app_id).number_of_8(*order).bool(*authorized).number(152)
        }
    }
}
