//! The signals of the account.

use std::net::Ipv4Addr;

use godot::builtin::{GString, VarArray, VarDictionary, vdict};
use godot::meta::ToGodot;

use super::super::Steam;
use super::super::enums::{MarketNotAllowedReasonFlags, ResultValue};
use crate::contract::account::{AccountEvent, DurationControl, MarketEligibility, WebTicket};
use crate::script::signals::signals;

signals! {
impl Steam {
    /// A game server has denied you access: its address, whether it is secure (1), and the reason, one of DenyReason.
    fn client_game_server_deny(app_id: i64, server_ip: GString, server_port: i64, secure: i64, reason: i64);

    /// The answer to `getDurationControl`. Keys: `app_id` (int), `applicable` (bool), `seconds_last_5hrs` (int), `progress` (int,
    /// DurationControlProgress), `notification` (int, DurationControlNotification), `notification_verbal` (String, the same as
    /// text), `seconds_today`, `seconds_remaining` (int).
    fn duration_control(result: ResultValue, duration: VarDictionary);

    /// The answer to `requestEncryptedAppTicket`.
    fn encrypted_app_ticket_response(result: ResultValue);

    /// Steam's browser has opened a URL of the game.
    fn game_web_callback(url: GString);

    /// The answer to `getAuthTicketForWebApi`: the ticket's number, the result, and the ticket's bytes (int each).
    fn get_ticket_for_web_api(auth_ticket: i64, result: ResultValue, ticket_size: i64, ticket_buffer: VarArray);

    /// Your licences have changed.
    fn licenses_updated();

    /// You have accepted or declined a purchase in the game.
    fn microtransaction_auth_response(app_id: i64, order_id: i64, authorized: bool);

    /// The answer to `requestStoreAuthURL`: the URL, empty if there is none.
    fn store_auth_url_response(url: GString);

    /// The answer to `getMarketEligibility`: `disallow_reason` has bits for the reasons against it, `allowed_at_time` is in seconds
    /// since 1970.
    fn market_eligibility_response(
        is_allowed: bool,
        disallow_reason: MarketNotAllowedReasonFlags,
        allowed_at_time: i64,
        steam_guard_required_days: i64,
        new_device_cooldown: i64,
    );
}
}

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: AccountEvent) {
    match event {
        AccountEvent::WebTicket(WebTicket { handle, result, bytes }) => {
            let size = bytes.len() as i64;
            let bytes: VarArray = bytes.into_iter().map(|byte| i64::from(byte).to_variant()).collect();
            get_ticket_for_web_api(i64::from(handle), ResultValue(i64::from(result)), size, bytes);
        }
        AccountEvent::EncryptedAppTicket { result } => {
            encrypted_app_ticket_response(ResultValue(i64::from(result)));
        }
        AccountEvent::StoreAuthUrl { url } => store_auth_url_response(GString::from(&url)),
        AccountEvent::MarketEligibility(it) => emit_market_eligibility(it),
        AccountEvent::DurationControl(it) => emit_duration_control(it),
        AccountEvent::GameServerDeny { app_id, ip, port, secure, reason } => {
            let ip = GString::from(&Ipv4Addr::from(ip).to_string());
            client_game_server_deny(
                i64::from(app_id),
                ip,
                i64::from(port),
                i64::from(secure),
                i64::from(reason),
            );
        }
        AccountEvent::GameWebCallback { url } => game_web_callback(GString::from(&url)),
        AccountEvent::LicensesUpdated => licenses_updated(),
        AccountEvent::MicrotransactionAuthorization { app_id, order, authorized } => {
            microtransaction_auth_response(i64::from(app_id), order as i64, authorized);
        }
    }
}

fn emit_market_eligibility(it: MarketEligibility) {
    market_eligibility_response(
        it.is_allowed,
        MarketNotAllowedReasonFlags(i64::from(it.reason)),
        i64::from(it.allowed_at),
        i64::from(it.steam_guard_days),
        i64::from(it.device_days),
    );
}

fn emit_duration_control(it: DurationControl) {
    let duration = vdict! {
        "app_id" => i64::from(it.app_id),
        "applicable" => it.applicable,
        "seconds_last_5hrs" => i64::from(it.seconds_last_5h),
        "progress" => i64::from(it.progress),
        "notification" => i64::from(it.notification),
        "notification_verbal" => &GString::from(notification_in_words(it.notification)),
        "seconds_today" => i64::from(it.seconds_today),
        "seconds_remaining" => i64::from(it.seconds_remaining),
    };
    duration_control(ResultValue(i64::from(it.result)), duration);
}

/// `EDurationControlNotification` in words.
fn notification_in_words(notification: i32) -> &'static str {
    match notification {
        1 => "You have played for an hour.",
        2 => "You have played for three hours.",
        3 => "You get half the progress now.",
        4 => "You get no progress any more.",
        5 => "You have played for three hours; the game will end soon.",
        6 => "You have played for five hours; the game will end soon.",
        7 => "It is night; the game will end soon.",
        _ => "",
    }
}
