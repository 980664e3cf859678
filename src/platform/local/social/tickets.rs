//! Tickets that prove a user's identity: those that this process has issued, and those of others that it checks.
//!
//! A ticket contains its issuer, its number and a secret. A process that checks a ticket asks the issuer through the
//! hub, which guarantees the identity of the answer's sender. So only the issuer knows which tickets are valid, whom
//! they are for and who has used them. A check can be repeated after the loss of a hub and has the same result.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::contract::auth::AuthTicket;
use crate::contract::{Event, SteamId};
use crate::platform::local::limits::{MAX_ISSUED, MAX_TICKET_SESSIONS};

/// `EBeginAuthSessionResult`: the check has begun.
pub const BEGIN_OK: u8 = 0;
/// `EBeginAuthSessionResult`: this is not a ticket of that user.
pub const BEGIN_INVALID_TICKET: u8 = 1;
const BEGIN_DUPLICATE_REQUEST: u8 = 2;
const BEGIN_GAME_MISMATCH: u8 = 4;

/// `EAuthSessionResponse`.
const OK: u8 = 0;
const NOT_CONNECTED: u8 = 1;
const CANCELED: u8 = 6;
const ALREADY_USED: u8 = 7;
const INVALID: u8 = 8;
/// The ticket was issued for another user.
const IDENTITY_FAILURE: u8 = 10;

const MAGIC: [u8; 4] = *b"SNLT";

/// The part of a ticket that makes it hard to guess.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret(pub [u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A question from the checking process to the issuer of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketCheck {
    /// The number that the verdict repeats. A repeated check has the same number.
    pub request: u64,
    /// The ticket's handle.
    pub handle: u32,
    /// The ticket's secret.
    pub secret: Secret,
}

/// A message from the issuer to the checking process: the result of a check, or the end of a valid ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketVerdict {
    /// The number of the check.
    pub request: u64,
    /// An `EAuthSessionResponse`.
    pub response: u8,
}

/// The tickets that concern one process.
#[derive(Debug)]
pub struct Tickets {
    me: SteamId,
    app_id: u32,
    last_handle: u32,
    issued: BTreeMap<u32, Issued>,
    sessions: BTreeMap<SteamId, Session>,
}

#[derive(Debug)]
struct Issued {
    secret: Secret,
    /// The only user who may use the ticket; [`SteamId::NIL`] for anybody.
    remote: SteamId,
    /// The user who has used the ticket, and the number of their check.
    used: Option<(SteamId, u64)>,
    canceled: bool,
}

#[derive(Debug)]
struct Session {
    check: TicketCheck,
    state: SessionState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SessionState {
    Asked,
    Valid,
    Over,
}

impl Tickets {
    /// The tickets of user `me`, who plays the game `app_id`; none yet.
    pub fn new(me: SteamId, app_id: u32) -> Tickets {
        Tickets { me, app_id, last_handle: 0, issued: BTreeMap::new(), sessions: BTreeMap::new() }
    }

    /// Issues a ticket that `remote`, or anybody if it is [`SteamId::NIL`], may use once. Returns `None` if there are
    /// too many.
    pub fn issue(&mut self, remote: SteamId, secret: Secret) -> Option<AuthTicket> {
        if self.issued.len() >= MAX_ISSUED {
            let oldest = *self.issued.iter().find(|(_, issued)| issued.canceled)?.0;
            self.issued.remove(&oldest);
        }
        self.last_handle = self.last_handle.checked_add(1)?;
        let handle = self.last_handle;
        self.issued.insert(handle, Issued { secret, remote, used: None, canceled: false });
        Some(AuthTicket { handle, bytes: encode(self.me, self.app_id, handle, secret) })
    }

    /// Cancels a ticket. Returns a verdict to send and its receiver.
    pub fn cancel(&mut self, handle: u32) -> Option<(SteamId, TicketVerdict)> {
        let issued = self.issued.get_mut(&handle)?;
        if std::mem::replace(&mut issued.canceled, true) {
            return None;
        }
        let (user, request) = issued.used?;
        Some((user, TicketVerdict { request, response: CANCELED }))
    }

    /// Answers the question of `from` whether a ticket is valid.
    // rule: user.tickets
    pub fn answer(&mut self, from: SteamId, check: &TicketCheck) -> TicketVerdict {
        let response = match self.issued.get_mut(&check.handle) {
            Some(issued) if bool::from(issued.secret.0.ct_eq(&check.secret.0)) => {
                let asks = (from, check.request);
                if issued.canceled {
                    CANCELED
                } else if issued.remote != SteamId::NIL && issued.remote != from {
                    IDENTITY_FAILURE
                } else if *issued.used.get_or_insert(asks) != asks {
                    ALREADY_USED
                } else {
                    OK
                }
            }
            _ => INVALID,
        };
        TicketVerdict { request: check.request, response }
    }

    /// Whether the number of checked tickets has reached its limit.
    pub fn is_full(&self) -> bool {
        self.sessions.len() >= MAX_TICKET_SESSIONS
    }

    /// Begins to check the ticket of `user`. Returns the question for them, or an `EBeginAuthSessionResult`. `request`
    /// must be unpredictable and unique.
    pub fn begin(&mut self, ticket: &[u8], user: SteamId, request: u64) -> Result<TicketCheck, u8> {
        let (issuer, app_id, handle, secret) = decode(ticket).ok_or(BEGIN_INVALID_TICKET)?;
        if issuer != user {
            return Err(BEGIN_INVALID_TICKET);
        }
        if app_id != self.app_id {
            return Err(BEGIN_GAME_MISMATCH);
        }
        if self.sessions.contains_key(&user) {
            return Err(BEGIN_DUPLICATE_REQUEST);
        }
        if self.is_full() {
            return Err(BEGIN_INVALID_TICKET);
        }
        let check = TicketCheck { request, handle, secret };
        self.sessions.insert(user, Session { check: check.clone(), state: SessionState::Asked });
        Ok(check)
    }

    /// Ends the check that [`begin`](Self::begin) has begun.
    pub fn end(&mut self, user: SteamId) {
        self.sessions.remove(&user);
    }

    /// Handles a verdict of `from` on their ticket.
    pub fn handle_verdict(&mut self, from: SteamId, verdict: TicketVerdict) -> Option<Event> {
        let session = self.sessions.get_mut(&from)?;
        if session.check.request != verdict.request {
            return None;
        }
        let (state, response) = match (session.state, verdict.response) {
            (SessionState::Asked, OK) => (SessionState::Valid, OK),
            (SessionState::Asked, response) => (SessionState::Over, response),
            // The ticket was valid before, so any other response means that it was cancelled.
            (SessionState::Valid, response) if response != OK => (SessionState::Over, CANCELED),
            _ => return None,
        };
        session.state = state;
        Some(response_event(from, response))
    }

    /// Ends the check of a user who went offline, or whose place another process took.
    pub fn handle_user_gone(&mut self, user: SteamId) -> Option<Event> {
        let session = self.sessions.get_mut(&user)?;
        let response = match std::mem::replace(&mut session.state, SessionState::Over) {
            SessionState::Asked => NOT_CONNECTED,
            SessionState::Valid => CANCELED,
            SessionState::Over => return None,
        };
        Some(response_event(user, response))
    }

    /// The checks to repeat because messages may have been lost.
    pub fn open_checks(&self) -> Vec<(SteamId, TicketCheck)> {
        let open = self.sessions.iter().filter(|(_, session)| session.state != SessionState::Over);
        open.map(|(user, session)| (*user, session.check.clone())).collect()
    }

    /// Whether the ticket of `user` was found valid and still is.
    pub fn is_valid(&self, user: SteamId) -> bool {
        self.sessions.get(&user).is_some_and(|session| session.state == SessionState::Valid)
    }
}

fn response_event(user: SteamId, response: u8) -> Event {
    Event::ValidateAuthTicketResponse { user, response: i32::from(response), owner: user }
}

fn encode(issuer: SteamId, app_id: u32, handle: u32, secret: Secret) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&issuer.0.to_le_bytes());
    bytes.extend_from_slice(&app_id.to_le_bytes());
    bytes.extend_from_slice(&handle.to_le_bytes());
    bytes.extend_from_slice(&secret.0);
    bytes
}

fn decode(ticket: &[u8]) -> Option<(SteamId, u32, u32, Secret)> {
    let (magic, rest) = ticket.split_first_chunk::<4>()?;
    let (issuer, rest) = rest.split_first_chunk::<8>()?;
    let (app_id, rest) = rest.split_first_chunk::<4>()?;
    let (handle, rest) = rest.split_first_chunk::<4>()?;
    let secret = <[u8; 32]>::try_from(rest).ok()?;
    let issuer = SteamId(u64::from_le_bytes(*issuer));
    (*magic == MAGIC && issuer.is_endpoint())
        .then(|| (issuer, u32::from_le_bytes(*app_id), u32::from_le_bytes(*handle), Secret(secret)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ISSUER: SteamId = SteamId::individual(1);
    const CHECKER: SteamId = SteamId::individual(2);
    const THIRD: SteamId = SteamId::individual(3);

    fn pair() -> (Tickets, Tickets) {
        (Tickets::new(ISSUER, 480), Tickets::new(CHECKER, 480))
    }

    fn issue(tickets: &mut Tickets, remote: SteamId, salt: u8) -> AuthTicket {
        tickets.issue(remote, Secret([salt; 32])).unwrap()
    }

    /// Lets `checker` check a ticket, and returns the response.
    fn check(issuer: &mut Tickets, checker: &mut Tickets, ticket: &[u8], request: u64) -> i32 {
        let question = checker.begin(ticket, ISSUER, request).unwrap();
        let verdict = issuer.answer(checker.me, &question);
        response(checker.handle_verdict(ISSUER, verdict)).unwrap()
    }

    fn response(event: Option<Event>) -> Option<i32> {
        match event? {
            Event::ValidateAuthTicketResponse { user, response, owner } => {
                assert_eq!((user, owner), (ISSUER, ISSUER));
                Some(response)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_ticket_is_good_until_its_issuer_takes_it_back() {
        let (mut issuer, mut checker) = pair();
        let ticket = issue(&mut issuer, SteamId::NIL, 1);
        assert!(ticket.bytes.len() <= 1024 && ticket.handle != 0);
        assert_eq!(check(&mut issuer, &mut checker, &ticket.bytes, 5), 0);
        assert!(checker.is_valid(ISSUER));
        let (to, verdict) = issuer.cancel(ticket.handle).unwrap();
        assert_eq!(to, CHECKER);
        assert_eq!(response(checker.handle_verdict(ISSUER, verdict)), Some(6));
        assert!(!checker.is_valid(ISSUER));
        assert_eq!(issuer.cancel(ticket.handle), None);
        checker.end(ISSUER);
        assert_eq!(check(&mut issuer, &mut checker, &ticket.bytes, 6), 6);
    }

    #[test]
    fn a_ticket_ends_with_its_issuer() {
        let (mut issuer, mut checker) = pair();
        let ticket = issue(&mut issuer, SteamId::NIL, 1);
        check(&mut issuer, &mut checker, &ticket.bytes, 5);
        assert_eq!(response(checker.handle_user_gone(ISSUER)), Some(6));
        assert_eq!(checker.handle_user_gone(ISSUER), None);
        checker.end(ISSUER);
        checker.begin(&ticket.bytes, ISSUER, 6).unwrap();
        assert_eq!(
            response(checker.handle_user_gone(ISSUER)),
            Some(1),
            "the issuer was gone before the answer"
        );
    }

    #[test]
    fn a_ticket_is_good_once() {
        let (mut issuer, mut checker) = pair();
        let ticket = issue(&mut issuer, SteamId::NIL, 1);
        assert_eq!(check(&mut issuer, &mut checker, &ticket.bytes, 5), 0);
        let mut third = Tickets::new(THIRD, 480);
        assert_eq!(check(&mut issuer, &mut third, &ticket.bytes, 5), 7);
        checker.end(ISSUER);
        assert_eq!(check(&mut issuer, &mut checker, &ticket.bytes, 6), 7);
    }

    #[test]
    fn a_repeated_check_has_the_same_answer_and_one_event() {
        let (mut issuer, mut checker) = pair();
        let ticket = issue(&mut issuer, SteamId::NIL, 1);
        check(&mut issuer, &mut checker, &ticket.bytes, 5);
        let [(to, question)] = checker.open_checks().try_into().unwrap();
        assert_eq!(to, ISSUER);
        let verdict = issuer.answer(CHECKER, &question);
        assert_eq!(verdict.response, 0);
        assert_eq!(checker.handle_verdict(ISSUER, verdict), None);
        // Another process with the same id does not know the ticket.
        let verdict = Tickets::new(ISSUER, 480).answer(CHECKER, &question);
        assert_eq!(response(checker.handle_verdict(ISSUER, verdict)), Some(6));
        assert_eq!(checker.open_checks(), []);
    }

    #[test]
    fn a_ticket_for_one_is_good_for_nobody_else() {
        let (mut issuer, mut checker) = pair();
        let ticket = issue(&mut issuer, CHECKER, 1);
        let mut third = Tickets::new(THIRD, 480);
        assert_eq!(check(&mut issuer, &mut third, &ticket.bytes, 5), 10);
        assert_eq!(check(&mut issuer, &mut checker, &ticket.bytes, 5), 0);
    }

    #[test]
    fn a_forged_ticket_is_invalid() {
        let (mut issuer, mut checker) = pair();
        let mut ticket = issue(&mut issuer, SteamId::NIL, 1).bytes;
        *ticket.last_mut().unwrap() ^= 1;
        assert_eq!(check(&mut issuer, &mut checker, &ticket, 5), 8);
        assert!(!checker.is_valid(ISSUER));
    }

    #[test]
    fn unusable_tickets_are_refused_at_once() {
        let (mut issuer, mut checker) = pair();
        let ticket = issue(&mut issuer, SteamId::NIL, 1).bytes;
        assert_eq!(checker.begin(&ticket, THIRD, 1), Err(1));
        assert_eq!(checker.begin(&ticket[1..], ISSUER, 1), Err(1));
        assert_eq!(checker.begin(&[], ISSUER, 1), Err(1));
        assert_eq!(Tickets::new(CHECKER, 481).begin(&ticket, ISSUER, 1), Err(4));
        checker.begin(&ticket, ISSUER, 1).unwrap();
        assert_eq!(checker.begin(&ticket, ISSUER, 2), Err(2));
    }

    #[test]
    fn only_the_issuers_answer_to_the_latest_check_counts() {
        let (mut issuer, mut checker) = pair();
        let ticket = issue(&mut issuer, SteamId::NIL, 1).bytes;
        checker.begin(&ticket, ISSUER, 5).unwrap();
        assert_eq!(checker.handle_verdict(THIRD, TicketVerdict { request: 5, response: 0 }), None);
        assert_eq!(checker.handle_verdict(ISSUER, TicketVerdict { request: 4, response: 0 }), None);
        assert!(!checker.is_valid(ISSUER));
    }

    #[test]
    fn tickets_are_bounded_and_those_taken_back_make_room() {
        let mut issuer = Tickets::new(ISSUER, 480);
        for _ in 0..MAX_ISSUED {
            issue(&mut issuer, SteamId::NIL, 1);
        }
        assert_eq!(issuer.issue(SteamId::NIL, Secret([1; 32])), None);
        issuer.cancel(7);
        assert!(issuer.issue(SteamId::NIL, Secret([1; 32])).is_some());
        assert_eq!(issuer.issued.len(), MAX_ISSUED);
    }

    proptest! {
        #[test]
        fn no_bytes_bring_the_checker_down(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(Tickets::new(CHECKER, 480).begin(&bytes, ISSUER, 1), Err(1));
        }
    }
}
