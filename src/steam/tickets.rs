//! Tickets that prove a user's identity, for scripts: of `ISteamUser` and `ISteamGameServer`.

use godot::builtin::{PackedByteArray, VarDictionary, vdict};

use super::enums::{BeginAuthSessionResult, UserHasLicenseForAppResult};
use super::{current, pump};
use crate::contract::{Event, SteamId};
use crate::script::arguments;

/// `k_EResultFail`.
const RESULT_FAIL: i32 = 2;
/// `k_EResultInvalidParam`.
const RESULT_INVALID_PARAM: i32 = 8;
/// `k_EAuthSessionResponseAuthTicketInvalid`.
const AUTH_TICKET_INVALID: i32 = 8;
/// The ticket is well formed, and is being checked.
const BEGIN_OK: BeginAuthSessionResult = BeginAuthSessionResult(0);
/// The ticket is not valid.
const INVALID_TICKET: BeginAuthSessionResult = BeginAuthSessionResult(1);
/// A ticket of this user is being checked, or was.
const DUPLICATE_REQUEST: BeginAuthSessionResult = BeginAuthSessionResult(2);
/// No ticket of the user has been checked.
const NO_AUTH: UserHasLicenseForAppResult = UserHasLicenseForAppResult(2);
/// The maximum size of a ticket, in bytes (`GetAuthSessionTicket`).
const MAX_TICKET_BYTES: i64 = 8192;

methods! {
impl Class {
    /// Issues a ticket that proves your identity to another user; 0 for a ticket that anybody may check. Send `buffer` to
    /// them once `get_auth_session_ticket_response` is emitted.
    ///
    /// Keys: `id` (int, for `cancelAuthTicket`), `buffer` (PackedByteArray), `size` (int, bytes). Empty if there is no ticket;
    /// the signal then has the ID 0 and the reason: `RESULT_INVALID_PARAM` if the ID is not a user's, otherwise `RESULT_FAIL`.
    /// Steamworks: `GetAuthSessionTicket`.
    ///
    /// Local: The ticket can be checked by the other instances, once.
    #[func(rename = getAuthSessionTicket)]
    pub fn get_auth_session_ticket(#[opt(default = 0)] remote_steam_id: i64) -> VarDictionary {
        const METHOD: &str = method!("getAuthSessionTicket");
        const ANSWER: &str = "get_auth_session_ticket_response";
        let ticket = current::with_answer(METHOD, ANSWER, |platform| {
            let remote = match remote_steam_id {
                0 => Some(SteamId::NIL),
                other => arguments::endpoint(METHOD, "remote_steam_id", other),
            };
            let ticket = remote.and_then(|remote| platform.auth().auth_session_ticket(remote));
            if ticket.is_some() {
                pump::expect_answer(ANSWER);
            } else {
                let result = if remote.is_some() { RESULT_FAIL } else { RESULT_INVALID_PARAM };
                pump::refuse(ANSWER, Event::GetAuthSessionTicketResponse { ticket: 0, result });
            }
            ticket
        });
        let Some(ticket) = ticket else { return VarDictionary::new() };
        let size = ticket.bytes.len() as i64;
        vdict! {
            "id" => i64::from(ticket.handle),
            "buffer" => &PackedByteArray::from(ticket.bytes),
            "size" => size,
        }
    }

    /// Cancels a ticket; a user who has checked it gets `validate_auth_ticket_response`. Steamworks: `CancelAuthTicket`.
    ///
    /// Local: As Steam. A ticket also ends with its process.
    #[func(rename = cancelAuthTicket)]
    pub fn cancel_auth_ticket(auth_ticket: i64) {
        const METHOD: &str = method!("cancelAuthTicket");
        current::with(METHOD, |platform| {
            let range = 1..=i64::from(u32::MAX);
            if let Some(handle) = arguments::number(METHOD, "auth_ticket", auth_ticket, range) {
                platform.auth().cancel_auth_ticket(handle);
            }
        });
    }

    /// Checks a user's or game server's ticket, the first `ticket_size` bytes of it. `BEGIN_AUTH_SESSION_RESULT_OK` means that it is
    /// well formed; `validate_auth_ticket_response` then reports whether it is valid. For other results, the signal reports
    /// `AUTH_SESSION_RESPONSE_AUTH_TICKET_INVALID`, except for `BEGIN_AUTH_SESSION_RESULT_DUPLICATE_REQUEST`, where the existing
    /// session with that user continues. The form `beginAuthSession(auth_ticket, steam_id)` works as well. Steamworks:
    /// `BeginAuthSession`.
    ///
    /// Local: The process that issued the ticket checks it.
    #[func(rename = beginAuthSession)]
    pub fn begin_auth_session(
        auth_ticket: PackedByteArray,
        ticket_size: i64,
        #[opt(default = 0)] steam_id: i64,
    ) -> BeginAuthSessionResult {
        const METHOD: &str = method!("beginAuthSession");
        const ANSWER: &str = "validate_auth_ticket_response";
        let (ticket_size, steam_id) = match steam_id {
            0 if SteamId(ticket_size as u64).is_endpoint() => (auth_ticket.len() as i64, ticket_size),
            _ => (ticket_size, steam_id),
        };
        let result = current::with_answer(METHOD, ANSWER, |platform| {
            let begin = || {
                let length = MAX_TICKET_BYTES.min(auth_ticket.len() as i64);
                let size: usize = arguments::number(METHOD, "ticket_size", ticket_size, 1..=length)?;
                let user = arguments::endpoint(METHOD, "steam_id", steam_id)?;
                Some(platform.auth().begin_auth_session(auth_ticket.as_slice().get(..size)?, user))
            };
            let result = begin().map(|result| BeginAuthSessionResult(i64::from(result)));
            let result = result.unwrap_or(INVALID_TICKET);
            if result == BEGIN_OK {
                pump::expect_answer(ANSWER);
            } else if result != DUPLICATE_REQUEST {
                let user = SteamId(steam_id as u64);
                let response = AUTH_TICKET_INVALID;
                pump::refuse(
                    ANSWER,
                    Event::ValidateAuthTicketResponse { user, response, owner: SteamId::NIL },
                );
            }
            Some(result)
        });
        result.unwrap_or(INVALID_TICKET)
    }

    /// Ends the session that `beginAuthSession` started. Steamworks: `EndAuthSession`.
    #[func(rename = endAuthSession)]
    pub fn end_auth_session(steam_id: i64) {
        const METHOD: &str = method!("endAuthSession");
        current::with(METHOD, |platform| {
            let user = SteamId(steam_id as u64);
            if user.is_anonymous_user() || arguments::endpoint(METHOD, "steam_id", steam_id).is_some() {
                platform.auth().end_auth_session(user);
            }
        });
    }

    /// Whether a user whose ticket you checked owns a game. Steamworks: `UserHasLicenseForApp`.
    ///
    /// Local: Every user owns this game and no other.
    #[func(rename = userHasLicenseForApp)]
    pub fn user_has_license_for_app(steam_id: i64, app_id: i64) -> UserHasLicenseForAppResult {
        const METHOD: &str = method!("userHasLicenseForApp");
        current::with(METHOD, |platform| {
            let user = arguments::endpoint(METHOD, "steam_id", steam_id)?;
            let app_id = arguments::number(METHOD, "app_id", app_id, 1..=i64::from(u32::MAX))?;
            Some(platform.auth().user_has_license_for_app(user, app_id))
        })
        .map_or(NO_AUTH, |result| UserHasLicenseForAppResult(i64::from(result)))
    }
}
}
