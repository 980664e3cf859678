//! The calls to Steam whose answers are still to come.
//!
//! Many methods return a number (`SteamAPICall_t`), and their answer comes later as the *result* of that call. It always
//! comes, also for a call that failed on the way, and names the call that it belongs to. So each such method passes an
//! [`Answer`] to [`SteamworksPlatform::ask`]: which structure it is answered with, how that becomes an event, and the event
//! that says that the call failed.
//!
//! Steam posts some answers as *callbacks* as well. Those are passed over, with one exception. By the SDK's
//! `isteammatchmaking.h`, a lobby's creator gets a `LobbyEnter_t` callback for which they have made no call. So a
//! `LobbyEnter_t` without a call of ours is told. For a call of ours, whichever of callback and result comes first is told
//! and the other is not, since the header does not promise an order. A callback that says again what was told, of a lobby
//! that was not left since, is passed over.

use std::collections::VecDeque;
use std::sync::atomic::Ordering;

use ::steamworks::sys::{self, SteamAPICall_t};

use super::SteamworksPlatform;
use super::callbacks;
use super::interfaces::Interface;
use crate::contract::{Event, SteamId};

/// `k_EResultIOFailure`: what an answer has as its result that did not come.
pub(super) const RESULT_IO_FAILURE: i32 = 37;
/// `k_EChatRoomEnterResponseError`: what a lobby that could not be entered is reported with.
const ENTER_RESPONSE_ERROR: u32 = 5;

/// What a call is answered with, and what is told of it.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// The signal that tells the answer.
    pub(super) signal: &'static str,
    /// The number of the structure that is the answer (`k_iCallback`).
    pub(super) callback: i32,
    /// The bytes of that structure.
    pub(super) size: usize,
    /// Reads the structure, and asks Steam for what it only refers to. `None` if it is too short.
    pub(super) read: fn(&SteamworksPlatform, &[u8]) -> Option<Event>,
    /// What is told where the call failed on the way. The signal `steamworks_error` follows.
    pub(super) failure: Event,
}

/// A call that waits for its answer.
#[derive(Clone, Debug)]
pub(super) enum Call {
    /// A call whose answer the result alone tells.
    Answered(Answer),
    /// `JoinLobby`.
    JoinLobby {
        /// Which lobby.
        lobby: SteamId,
        /// Whether the callback has come already.
        told: bool,
    },
}

impl Call {
    /// Reports that this call failed on the way to Steam or back.
    // rule: steam.call-failures
    pub(super) fn failed(self, events: &mut VecDeque<Event>) {
        match self {
            Call::Answered(Answer { signal, failure, .. }) => {
                // For those who wait for the signal; not every signal tells a failure from an empty answer.
                events.push_back(failure);
                events.push_back(Event::IoFailed {
                    signal: signal.to_owned(),
                    message: format!("Steam could not be reached, so {signal} reports a failure."),
                });
            }
            Call::JoinLobby { told: true, .. } => {}
            Call::JoinLobby { lobby, told: false } => events.push_back(Event::LobbyEntered {
                lobby,
                permissions: 0,
                locked: false,
                response: ENTER_RESPONSE_ERROR,
            }),
        }
    }

    /// The structure that this call is answered with, and the bytes that it has.
    pub(super) fn answered_with(&self) -> (i32, usize) {
        match self {
            Call::Answered(answer) => (answer.callback, answer.size),
            Call::JoinLobby { .. } => (callbacks::LOBBY_ENTER, size_of::<sys::LobbyEnter_t>()),
        }
    }
}

impl SteamworksPlatform {
    /// Makes a call to Steam that is answered later by its result alone.
    pub(super) fn ask<I>(
        &self,
        interface: &Interface<I>,
        answer: Answer,
        make: impl FnOnce(*mut I) -> SteamAPICall_t,
    ) {
        self.call(interface, Call::Answered(answer), make);
    }

    /// Makes a call to Steam that is answered later. The lock is held meanwhile, so that a pump on another thread cannot
    /// meet the answer before the call is remembered.
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

/// The calls whose answers are still to come, oldest first. They are few: a game makes some at a time.
#[derive(Debug, Default)]
pub(super) struct Calls {
    waiting: Vec<(SteamAPICall_t, Call)>,
    /// The one that was answered last.
    last_answered: SteamAPICall_t,
    /// Calls that Steam did not take; they fail at the next pump, since nothing is answered inside of a call.
    refused: Vec<Call>,
    /// Lobbies whose result was told and whose callback may still come.
    told_by_result: Vec<SteamId>,
    /// Lobbies of which was told that they were entered.
    inside: Vec<SteamId>,
}

impl Calls {
    /// Remembers a call that was made. Returns whether Steam took it.
    pub(super) fn made(&mut self, number: SteamAPICall_t, call: Call) -> bool {
        if let Call::JoinLobby { lobby, .. } = call {
            self.told_by_result.retain(|told| *told != lobby);
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

    /// Reports the calls that Steam did not take.
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

    /// What the call was that Steam says is answered, `None` if it is none of ours. It waits no longer.
    pub(super) fn answered(&mut self, number: SteamAPICall_t) -> Option<Call> {
        let index = self.waiting.iter().position(|(waiting, _)| *waiting == number)?;
        self.last_answered = number;
        Some(self.waiting.remove(index).1)
    }

    /// Whether a call is the one that was answered last.
    pub(super) fn was_answered_last(&self, number: SteamAPICall_t) -> bool {
        self.last_answered == number
    }

    /// The calls that wait, oldest first.
    pub(super) fn waiting(&self) -> Vec<(SteamAPICall_t, Call)> {
        self.waiting.clone()
    }

    /// A `LobbyEnter_t` came as a callback. Returns whether to tell it.
    // rule: steam.answers-once
    pub(super) fn entered_by_callback(&mut self, entered: SteamId, success: bool) -> bool {
        if let Some(index) = self.told_by_result.iter().position(|lobby| *lobby == entered) {
            self.told_by_result.swap_remove(index);
            return false;
        }
        let asked_for = self.waiting.iter_mut().find_map(|(_, call)| match call {
            Call::JoinLobby { lobby, told } if *lobby == entered && !*told => Some(told),
            _ => None,
        });
        match asked_for {
            Some(told) => *told = true,
            None if self.inside.contains(&entered) => return false,
            None => {}
        }
        self.note_entered(entered, success);
        true
    }

    /// A `LobbyEnter_t` came as the result of a call whose callback has not come. It is told now.
    pub(super) fn entered_by_result(&mut self, entered: SteamId, success: bool) {
        self.told_by_result.push(entered);
        self.note_entered(entered, success);
    }

    fn note_entered(&mut self, lobby: SteamId, success: bool) {
        if success && !self.inside.contains(&lobby) {
            self.inside.push(lobby);
        }
    }

    /// The lobby was left: a callback that is still to come belongs to the next time.
    pub(super) fn left(&mut self, lobby: SteamId) {
        self.told_by_result.retain(|told| *told != lobby);
        self.inside.retain(|inside| *inside != lobby);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOBBY: SteamId = SteamId::lobby(5);
    const JOIN: Call = Call::JoinLobby { lobby: LOBBY, told: false };

    fn create() -> Call {
        Call::Answered(Answer {
            signal: "lobby_created",
            callback: callbacks::LOBBY_CREATED,
            size: size_of::<sys::LobbyCreated_t>(),
            read: |_, bytes| callbacks::lobby_created(bytes),
            failure: Event::LobbyCreated { result: RESULT_IO_FAILURE, lobby: SteamId::NIL },
        })
    }

    /// Whether a join was answered, and whether it had been told.
    fn join_answered(calls: &mut Calls, number: SteamAPICall_t) -> Option<bool> {
        match calls.answered(number) {
            Some(Call::JoinLobby { lobby: LOBBY, told }) => Some(told),
            _ => None,
        }
    }

    fn is_io_failure(event: Option<Event>, wanted: &str) -> bool {
        matches!(event, Some(Event::IoFailed { signal, .. }) if signal == wanted)
    }

    #[test]
    fn a_join_is_told_once_when_the_callback_comes_first() {
        let mut calls = Calls::default();
        assert!(calls.made(1, JOIN));
        assert!(calls.entered_by_callback(LOBBY, true));
        assert_eq!(join_answered(&mut calls, 1), Some(true));
        assert!(calls.answered(1).is_none());
    }

    #[test]
    fn a_join_is_told_once_when_the_result_comes_first() {
        let mut calls = Calls::default();
        calls.made(1, JOIN);
        assert_eq!(join_answered(&mut calls, 1), Some(false));
        calls.entered_by_result(LOBBY, true);
        assert!(!calls.entered_by_callback(LOBBY, true));
    }

    #[test]
    fn entering_again_is_told_again_in_either_order() {
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
    fn a_join_that_fails_is_told_once_and_again_when_tried_again() {
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
    fn what_is_told_already_is_not_told_again_until_the_lobby_is_left() {
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
    fn when_steam_is_gone_every_waiting_call_fails_but_none_twice() {
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
