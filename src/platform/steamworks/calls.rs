//! The calls to Steam that wait for answers.
//!
//! Many methods return a number (`SteamAPICall_t`), and their answer comes later as the *result* of that call. It always
//! comes, even for a call that failed on its way, and names the call that it belongs to. So each such method passes an
//! [`Answer`] to [`SteamworksPlatform::ask`]: the structure of the answer, its conversion to an event, and the event for a
//! failed call.
//!
//! Steam posts some answers as *callbacks* as well. Those are ignored, with one exception. By the SDK's
//! `isteammatchmaking.h`, a lobby's creator gets a `LobbyEnter_t` callback without having called `JoinLobby`. So a
//! `LobbyEnter_t` without one of our calls is reported. For one of our calls, the callback or the result is reported,
//! whichever comes first, since the header does not promise an order. A repeated callback about a lobby that has not been
//! left since is ignored.

use std::collections::VecDeque;
use std::sync::atomic::Ordering;

use ::steamworks::sys::{self, SteamAPICall_t};

use super::SteamworksPlatform;
use super::callbacks;
use super::interfaces::Interface;
use crate::contract::{Event, SteamId};

/// `k_EResultIOFailure`: the result in an answer that did not come.
pub(super) const RESULT_IO_FAILURE: i32 = 37;
/// `k_EChatRoomEnterResponseError`: the response for a lobby that could not be entered.
const ENTER_RESPONSE_ERROR: u32 = 5;

/// The answer to a call, and its event.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// The signal with the answer.
    pub(super) signal: &'static str,
    /// The number of the answer's structure (`k_iCallback`).
    pub(super) callback: i32,
    /// The size of that structure in bytes.
    pub(super) size: usize,
    /// Reads the structure, and fetches the data that it refers to. `None` if it is too short.
    pub(super) read: fn(&SteamworksPlatform, &[u8]) -> Option<Event>,
    /// The event for a call that failed on its way. The signal `steamworks_error` follows.
    pub(super) failure: Event,
}

/// A call that waits for its answer.
#[derive(Clone, Debug)]
pub(super) enum Call {
    /// A call whose answer is only in its result.
    Answered(Answer),
    /// `JoinLobby`.
    JoinLobby {
        /// The lobby.
        lobby: SteamId,
        /// Whether the callback has arrived already.
        announced: bool,
    },
}

impl Call {
    /// Reports that this call failed on its way to Steam or back.
    // rule: steam.call-failures
    pub(super) fn failed(self, events: &mut VecDeque<Event>) {
        match self {
            Call::Answered(Answer { signal, failure, .. }) => {
                // This is for scripts that wait for the signal, since not every signal distinguishes a failure from
                // an empty answer.
                events.push_back(failure);
                events.push_back(Event::IoFailed {
                    signal: signal.to_owned(),
                    message: format!("Steam could not be reached, so {signal} reports a failure."),
                });
            }
            Call::JoinLobby { announced: true, .. } => {}
            Call::JoinLobby { lobby, announced: false } => events.push_back(Event::LobbyEntered {
                lobby,
                permissions: 0,
                locked: false,
                response: ENTER_RESPONSE_ERROR,
            }),
        }
    }

    /// The structure of this call's answer, and its size in bytes.
    pub(super) fn answered_with(&self) -> (i32, usize) {
        match self {
            Call::Answered(answer) => (answer.callback, answer.size),
            Call::JoinLobby { .. } => (callbacks::LOBBY_ENTER, size_of::<sys::LobbyEnter_t>()),
        }
    }
}

impl SteamworksPlatform {
    /// Makes a call to Steam that is answered later, only by its result.
    pub(super) fn ask<I>(
        &self,
        interface: &Interface<I>,
        answer: Answer,
        make: impl FnOnce(*mut I) -> SteamAPICall_t,
    ) {
        self.call(interface, Call::Answered(answer), make);
    }

    /// Makes a call to Steam that is answered later. The lock is held during the call, so that a pump on another thread
    /// cannot see the answer before the call is recorded.
    pub(super) fn call<I>(
        &self,
        interface: &Interface<I>,
        call: Call,
        make: impl FnOnce(*mut I) -> SteamAPICall_t,
    ) {
        let mut calls = self.calls.lock();
        let number = interface.get().map_or(0, make);
        if !calls.made(number, call) {
            self.calls_refused.store(true, Ordering::Release);
        }
    }
}

/// The calls that wait for answers, oldest first. They are few, since a game makes only some at a time.
#[derive(Debug, Default)]
pub(super) struct Calls {
    waiting: Vec<(SteamAPICall_t, Call)>,
    /// The call that was answered last.
    last_answered: SteamAPICall_t,
    /// Calls that Steam did not accept; they fail at the next pump, since nothing is answered inside a call.
    refused: Vec<Call>,
    /// Lobbies whose result has been reported and whose callback may still come.
    announced_by_result: Vec<SteamId>,
    /// Lobbies that have been reported as entered.
    inside: Vec<SteamId>,
}

impl Calls {
    /// Records a call. Returns whether Steam accepted it.
    pub(super) fn made(&mut self, number: SteamAPICall_t, call: Call) -> bool {
        if let Call::JoinLobby { lobby, .. } = call {
            self.announced_by_result.retain(|announced| *announced != lobby);
        }
        // k_uAPICallInvalid
        let taken = number != 0;
        if taken {
            self.waiting.push((number, call));
        } else {
            self.refused.push(call);
        }
        taken
    }

    /// Reports the calls that Steam did not accept.
    pub(super) fn report_refused(&mut self, events: &mut VecDeque<Event>) {
        for call in self.refused.drain(..) {
            call.failed(events);
        }
    }

    /// Reports every call as failed: Steam is gone.
    pub(super) fn fail_all(&mut self, events: &mut VecDeque<Event>) {
        for (_, call) in self.waiting.drain(..) {
            call.failed(events);
        }
    }

    /// Removes and returns the call that Steam has answered, `None` if it is not one of ours.
    pub(super) fn answered(&mut self, number: SteamAPICall_t) -> Option<Call> {
        let index = self.waiting.iter().position(|(waiting, _)| *waiting == number)?;
        self.last_answered = number;
        Some(self.waiting.remove(index).1)
    }

    /// Whether a call is the one that was answered last.
    pub(super) fn was_answered_last(&self, number: SteamAPICall_t) -> bool {
        self.last_answered == number
    }

    /// The waiting calls, oldest first.
    pub(super) fn waiting(&self) -> Vec<(SteamAPICall_t, Call)> {
        self.waiting.clone()
    }

    /// Handles a `LobbyEnter_t` callback. Returns whether to report it.
    // rule: steam.answers-once
    pub(super) fn entered_by_callback(&mut self, entered: SteamId, success: bool) -> bool {
        if let Some(index) = self.announced_by_result.iter().position(|lobby| *lobby == entered) {
            self.announced_by_result.swap_remove(index);
            return false;
        }
        let asked_for = self.waiting.iter_mut().find_map(|(_, call)| match call {
            Call::JoinLobby { lobby, announced } if *lobby == entered && !*announced => Some(announced),
            _ => None,
        });
        match asked_for {
            Some(announced) => *announced = true,
            None if self.inside.contains(&entered) => return false,
            None => {}
        }
        self.note_entered(entered, success);
        true
    }

    /// Handles a `LobbyEnter_t` that is the result of a call whose callback has not come. It is reported now.
    pub(super) fn entered_by_result(&mut self, entered: SteamId, success: bool) {
        self.announced_by_result.push(entered);
        self.note_entered(entered, success);
    }

    fn note_entered(&mut self, lobby: SteamId, success: bool) {
        if success && !self.inside.contains(&lobby) {
            self.inside.push(lobby);
        }
    }

    /// The lobby has been left: a later callback belongs to the next time that it is entered.
    pub(super) fn left(&mut self, lobby: SteamId) {
        self.announced_by_result.retain(|announced| *announced != lobby);
        self.inside.retain(|inside| *inside != lobby);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOBBY: SteamId = SteamId::lobby(5);
    const JOIN: Call = Call::JoinLobby { lobby: LOBBY, announced: false };

    fn create() -> Call {
        Call::Answered(Answer {
            signal: "lobby_created",
            callback: callbacks::LOBBY_CREATED,
            size: size_of::<sys::LobbyCreated_t>(),
            read: |_, bytes| callbacks::lobby_created(bytes),
            failure: Event::LobbyCreated { result: RESULT_IO_FAILURE, lobby: SteamId::NIL },
        })
    }

    /// Whether a join was answered, and whether it had been reported.
    fn join_answered(calls: &mut Calls, number: SteamAPICall_t) -> Option<bool> {
        match calls.answered(number) {
            Some(Call::JoinLobby { lobby: LOBBY, announced }) => Some(announced),
            _ => None,
        }
    }

    fn is_io_failure(event: Option<Event>, wanted: &str) -> bool {
        matches!(event, Some(Event::IoFailed { signal, .. }) if signal == wanted)
    }

    #[test]
    fn a_join_is_announced_once_when_the_callback_comes_first() {
        let mut calls = Calls::default();
        assert!(calls.made(1, JOIN));
        assert!(calls.entered_by_callback(LOBBY, true));
        assert_eq!(join_answered(&mut calls, 1), Some(true));
        assert!(calls.answered(1).is_none());
    }

    #[test]
    fn a_join_is_announced_once_when_the_result_comes_first() {
        let mut calls = Calls::default();
        calls.made(1, JOIN);
        assert_eq!(join_answered(&mut calls, 1), Some(false));
        calls.entered_by_result(LOBBY, true);
        assert!(!calls.entered_by_callback(LOBBY, true));
    }

    #[test]
    fn entering_again_is_announced_again_in_either_order() {
        let mut calls = Calls::default();
        for number in 1..4 {
            // Only the result comes, as if this Steam posted no callback.
            calls.made(number, JOIN);
            assert_eq!(join_answered(&mut calls, number), Some(false));
            calls.entered_by_result(LOBBY, true);
        }
        calls.left(LOBBY);
        calls.made(4, JOIN);
        assert!(calls.entered_by_callback(LOBBY, true));
        assert_eq!(join_answered(&mut calls, 4), Some(true));
    }

    #[test]
    fn a_failed_join_is_announced_once_per_attempt() {
        let mut calls = Calls::default();
        for number in 1..3 {
            calls.made(number, JOIN);
            assert_eq!(join_answered(&mut calls, number), Some(false));
            calls.entered_by_result(LOBBY, false);
            assert!(!calls.entered_by_callback(LOBBY, false));
        }
        calls.made(3, JOIN);
        assert!(calls.entered_by_callback(LOBBY, false));
    }

    #[test]
    fn an_announced_join_is_not_announced_again_until_the_lobby_is_left() {
        let mut calls = Calls::default();
        assert!(calls.entered_by_callback(LOBBY, true));
        assert!(!calls.entered_by_callback(LOBBY, true));
        calls.left(LOBBY);
        assert!(calls.entered_by_callback(LOBBY, true));
    }

    #[test]
    fn the_creator_enters_without_having_asked() {
        let mut calls = Calls::default();
        calls.made(1, create());
        assert!(calls.entered_by_callback(LOBBY, true));
        assert_eq!(
            calls.answered(1).map(|call| call.answered_with()),
            Some((callbacks::LOBBY_CREATED, size_of::<sys::LobbyCreated_t>()))
        );
    }

    #[test]
    fn a_refused_call_is_answered_by_the_next_pump() {
        let mut calls = Calls::default();
        assert!(!calls.made(0, create()));
        assert!(!calls.made(0, JOIN));
        let mut events = VecDeque::new();
        calls.report_refused(&mut events);
        assert_eq!(events.pop_front(), Some(Event::LobbyCreated { result: 37, lobby: SteamId::NIL }));
        assert!(is_io_failure(events.pop_front(), "lobby_created"));
        assert!(matches!(events.pop_front(), Some(Event::LobbyEntered { lobby: LOBBY, response: 5, .. })));
        assert_eq!(events, []);
        calls.report_refused(&mut events);
        assert_eq!(events, []);
    }

    #[test]
    fn losing_steam_fails_each_pending_call_once() {
        let mut calls = Calls::default();
        calls.made(1, JOIN);
        calls.made(2, create());
        calls.entered_by_callback(LOBBY, true);
        let mut events = VecDeque::new();
        calls.fail_all(&mut events);
        assert_eq!(events.pop_front(), Some(Event::LobbyCreated { result: 37, lobby: SteamId::NIL }));
        assert!(is_io_failure(events.pop_front(), "lobby_created"));
        assert_eq!(events, []);
        assert!(calls.answered(2).is_none());
    }
}
