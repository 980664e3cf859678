//! Calls and their results (`SteamAPICall_t`).

use std::collections::HashMap;
use std::time::Instant;

use crate::callbacks::{self, Callback};
use crate::contract::{Event, SteamId};

/// `k_ESteamAPICallFailureNetworkFailure`.
pub(crate) const NETWORK_FAILURE: i32 = 1;
/// `k_ESteamAPICallFailureInvalidHandle`.
const INVALID_HANDLE: i32 = 2;
/// `k_ESteamAPICallFailureMismatchedCallback`.
const MISMATCHED_CALLBACK: i32 = 3;
/// `k_ESteamAPICallFailureNone`.
const NO_FAILURE: i32 = -1;

/// A call that waits for its answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A call that the next event with the same structure as this one answers. This event also stands for the answer if
    /// the call fails on its way.
    AnsweredLike(Event),
    JoinLobby(SteamId),
}

impl Kind {
    /// Whether `event` answers such a call.
    fn is_answered_by(&self, event: &Event) -> bool {
        match (self, event) {
            (Kind::AnsweredLike(like), event) => {
                callbacks::number(like).is_some_and(|number| callbacks::number(event) == Some(number))
            }
            (Kind::JoinLobby(wanted), Event::LobbyEntered { lobby, .. }) => wanted == lobby,
            (Kind::JoinLobby(_), _) => false,
        }
    }

    /// A placeholder for the answer if the call fails on its way. Nobody reads it.
    pub(crate) fn failure(self) -> Event {
        match self {
            Kind::AnsweredLike(event) => event,
            Kind::JoinLobby(lobby) => {
                Event::LobbyEntered { lobby, permissions: 0, locked: false, response: 0 }
            }
        }
    }
}

/// The result of a call, until it is fetched.
struct CallResult {
    answer: Callback,
    failed: bool,
    due: Instant,
}

/// The state of a call when its result is fetched.
pub(crate) enum Fetched {
    /// The call is unknown, or its answer is not what the caller expects.
    Nothing,
    /// It failed on the way.
    Failed,
    /// Its answer.
    Answer(Vec<u8>),
}

/// All calls of a process.
#[derive(Default)]
pub(crate) struct Calls {
    last: u64,
    waiting: Vec<(u64, Kind)>,
    results: HashMap<u64, CallResult>,
    failures: HashMap<u64, i32>,
}

impl Calls {
    /// A new call. Never 0.
    pub(crate) fn make(&mut self, kind: Kind) -> u64 {
        self.last += 1;
        self.waiting.push((self.last, kind));
        self.last
    }

    /// Removes and returns the oldest call that `event` answers.
    pub(crate) fn answered(&mut self, event: &Event) -> Option<u64> {
        let at = self.waiting.iter().position(|(_, kind)| kind.is_answered_by(event))?;
        Some(self.waiting.remove(at).0)
    }

    /// Stores the result of a call, which is available from `due` on.
    pub(crate) fn finish(&mut self, call: u64, answer: Callback, failed: bool, due: Instant) {
        self.results.insert(call, CallResult { answer, failed, due });
    }

    /// Whether there is a result, and whether it is a failure.
    pub(crate) fn completed(&self, call: u64) -> Option<bool> {
        self.results.get(&call).filter(|result| result.due <= Instant::now()).map(|result| result.failed)
    }

    /// Fetches the result of a call, once.
    pub(crate) fn fetch(&mut self, call: u64, number: i32, size: usize) -> Fetched {
        if self.completed(call).is_none() {
            self.failures.insert(call, INVALID_HANDLE);
            return Fetched::Nothing;
        }
        let Some(result) = self.results.remove(&call) else { return Fetched::Nothing };
        if result.failed {
            self.failures.insert(call, NETWORK_FAILURE);
            return Fetched::Failed;
        }
        if result.answer.number != number || result.answer.bytes.len() != size {
            self.failures.insert(call, MISMATCHED_CALLBACK);
            return Fetched::Nothing;
        }
        Fetched::Answer(result.answer.bytes)
    }

    /// The reason why a call failed (`ESteamAPICallFailure`).
    pub(crate) fn failure(&self, call: u64) -> i32 {
        self.failures.get(&call).copied().unwrap_or(NO_FAILURE)
    }
}
