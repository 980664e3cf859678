//! Tickets that prove who a user is: those this process has issued, and those of others that it checks.
//!
//! A ticket names its issuer, its number and a secret. Whoever checks one asks the issuer directly, through the hub, which
//! vouches for the answer's sender. So only the issuer knows which tickets live, for whom they are and who has used them, and a
//! question can be asked again, after a lost hub, without another answer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::contract::auth::AuthTicket;
use crate::contract::{Event, SteamId};
use crate::platform::local::limits::{MAX_ISSUED, MAX_TICKET_SESSIONS};

/// `EBeginAuthSessionResult`: the check is under way.
pub const BEGIN_OK: u8 = 0;
/// `EBeginAuthSessionResult`: this is no ticket of that user.
pub const BEGIN_INVALID_TICKET: u8 = 1;
const BEGIN_DUPLICATE_REQUEST: u8 = 2;
const BEGIN_GAME_MISMATCH: u8 = 4;

/// `EAuthSessionResponse`.
const OK: u8 = 0;
const NOT_CONNECTED: u8 = 1;
const CANCELED: u8 = 6;
const ALREADY_USED: u8 = 7;
const INVALID: u8 = 8;
/// The ticket was issued for somebody else.
const IDENTITY_FAILURE: u8 = 10;

const MAGIC: [u8; 4] = *b"SNLT";

/// What makes a ticket hard to guess.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret(pub [u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// From who checks a ticket to its issuer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketCheck {
    /// Comes back in the verdict; the same if a question is repeated.
    pub request: u64,
    /// Which ticket.
    pub handle: u32,
    /// Its secret.
    pub secret: Secret,
}

/// From the issuer to the one who checks: the answer, or the end of a ticket that was valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketVerdict {
    /// Which question is answered.
    pub request: u64,
    /// `EAuthSessionResponse`.
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
    /// The only one who may use it, unless [`SteamId::NIL`].
    remote: SteamId,
    /// Who has used it, with which request.
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
    /// No tickets yet of user `me`, who plays the game `app_id`.
    pub fn new(me: SteamId, app_id: u32) -> Tickets {
        Tickets { me, app_id, last_handle: 0, issued: BTreeMap::new(), sessions: BTreeMap::new() }
    }

    /// Issues a ticket that `remote` may use, or anybody if it is [`SteamId::NIL`], once. `None` if there are too
    /// many.
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

    /// Takes back a ticket. Tells whom to send what.
    pub fn cancel(&mut self, handle: u32) -> Option<(SteamId, TicketVerdict)> {
        let issued = self.issued.get_mut(&handle)?;
        if std::mem::replace(&mut issued.canceled, true) {
            return None;
        }
        let (user, request) = issued.used?;
        Some((user, TicketVerdict { request, response: CANCELED }))
    }

    /// `from` asks whether a ticket is this process's and good.
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

    /// Whether as many users' tickets are being checked as may be.
    pub fn is_full(&self) -> bool {
        self.sessions.len() >= MAX_TICKET_SESSIONS
    }

    /// Begins to check the ticket of `user`: what to ask them, or `EBeginAuthSessionResult`. `request` must not be
    /// guessable and never the same again.
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

    /// Ends what [`begin`](Self::begin) began.
    pub fn end(&mut self, user: SteamId) {
        self.sessions.remove(&user);
    }

    /// `from` answers or takes back their ticket.
    pub fn handle_verdict(&mut self, from: SteamId, verdict: TicketVerdict) -> Option<Event> {
        let session = self.sessions.get_mut(&from)?;
        if session.check.request != verdict.request {
            return None;
        }
        let (state, response) = match (session.state, verdict.response) {
            (SessionState::Asked, OK) => (SessionState::Valid, OK),
            (SessionState::Asked, response) => (SessionState::Over, response),
            // Whatever the reason, it was good before.
            (SessionState::Valid, response) if response != OK => (SessionState::Over, CANCELED),
            _ => return None,
        };
        session.state = state;
        Some(told(from, response))
    }

    /// `user` is not here any more, or not the same process.
    pub fn handle_user_gone(&mut self, user: SteamId) -> Option<Event> {
        let session = self.sessions.get_mut(&user)?;
        let response = match std::mem::replace(&mut session.state, SessionState::Over) {
            SessionState::Asked => NOT_CONNECTED,
            SessionState::Valid => CANCELED,
            SessionState::Over => return None,
        };
        Some(told(user, response))
    }

    /// What has to be asked again because messages may have been lost.
    pub fn open_checks(&self) -> Vec<(SteamId, TicketCheck)> {
        let open = self.sessions.iter().filter(|(_, session)| session.state != SessionState::Over);
        open.map(|(user, session)| (*user, session.check.clone())).collect()
    }

    /// Whether the ticket of `user` was found good and still is.
    pub fn is_valid(&self, user: SteamId) -> bool {
        self.sessions.get(&user).is_some_and(|session| session.state == SessionState::Valid)
    }
}

fn told(user: SteamId, response: u8) -> Event {
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

    /// Who plays `checker` checks a ticket; tells with which response.
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
            "they were gone before they answered"
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
    fn a_question_asked_again_has_the_same_answer_and_is_told_once() {
        let (mut issuer, mut checker) = pair();
        let ticket = issue(&mut issuer, SteamId::NIL, 1);
        check(&mut issuer, &mut checker, &ticket.bytes, 5);
        let [(to, question)] = checker.open_checks().try_into().unwrap();
        assert_eq!(to, ISSUER);
        let verdict = issuer.answer(CHECKER, &question);
        assert_eq!(verdict.response, 0);
        assert_eq!(checker.handle_verdict(ISSUER, verdict), None);
        // Another process under the same id knows nothing of it.
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
    fn what_is_no_ticket_of_this_user_and_game_is_refused_at_once() {
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
    fn nobody_answers_for_another_or_for_an_older_question() {
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
