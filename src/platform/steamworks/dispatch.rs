//! The pump: fetches the callbacks that Steam has posted since the last time.
//!
//! It uses the SDK's manual dispatch. Always the same thread fetches; nothing is called back, and only the lock of the
//! [waiting calls](super::calls) is held, briefly.
//!
//! If Steam dies while the game is running, the pump still returns at once: a broken pipe is remembered and not read
//! again, waiting calls are reported as failed, and no pump fetches more than [`MOST_PER_PUMP`] callbacks.

use std::collections::VecDeque;
use std::sync::atomic::Ordering;

use ::steamworks::sys;

use super::callbacks::{self, CallCompleted};
use super::calls::Call;
use super::matchmaking::MOST_LOBBIES;
use super::{
    FAILURE_INVALID_HANDLE, FAILURE_MISMATCHED, FAILURE_STEAM_GONE, SteamworksPlatform, action_events,
    open_enums,
};
use crate::contract::Event;
use crate::contract::device::DeviceEvent;
use crate::contract::leaderboards::{LeaderboardEvent, MAX_ENTRIES};
use crate::contract::matchmaking::MAX_LOBBY_MESSAGE_BYTES;

/// The maximum number of callbacks that one pump fetches; the rest waits for the next. It is far above the number that
/// Steam posts in a frame, and keeps a broken Steam from holding up the game.
pub(super) const MOST_PER_PUMP: usize = 4096;
/// `k_EChatRoomEnterResponseSuccess`.
const ENTER_RESPONSE_SUCCESS: u32 = 1;
/// The maximum size of the answer to a call, in bytes; our answers have a few hundred.
pub(super) const MOST_ANSWER_BYTES: u32 = 4096;

/// Moves Steam's callbacks into `events`. Does nothing if another thread has done that before.
pub(super) fn pump(platform: &SteamworksPlatform, events: &mut VecDeque<Event>) {
    if !platform.pumping.is_this() {
        return;
    }
    if platform.over.load(Ordering::Relaxed) {
        return platform.end();
    }
    if platform.calls_refused.load(Ordering::Acquire) {
        report_refused(platform, events);
    }
    if platform.pipe_broken.load(Ordering::Relaxed) {
        return platform.browser.pump(events);
    }
    let mut pipe = platform.pipe.load(Ordering::Relaxed);
    if pipe == 0 {
        pipe = find_pipe(platform);
        if pipe == 0 {
            return;
        }
    }
    platform.browser.free_retired();
    // SAFETY: `start` has initialised Steam and manual dispatch, and the pipe is Steam's own. No other thread gets here, and none
    // closes the pipe.
    unsafe { sys::SteamAPI_ManualDispatch_RunFrame(pipe) };
    platform.browser.pump(events);
    if !platform.is_game_server {
        // Only a user has controllers.
        action_events::pump(events);
    }
    // SAFETY: Steam's pipe, as above, and the only thread that fetches from it; no callback is held.
    if let Some(first) = unsafe { Callback::next(pipe) } {
        dispatch_all(platform, first, events);
    }
}

/// Handles `first` and the callbacks after it.
#[cold]
#[inline(never)]
fn dispatch_all(platform: &SteamworksPlatform, first: Callback, events: &mut VecDeque<Event>) {
    let pipe = first.pipe;
    let mut next = Some(first);
    for left in (0..MOST_PER_PUMP).rev() {
        let Some(callback) = next.take() else { return };
        dispatch(platform, pipe, callback.number(), callback.bytes(), events);
        if platform.pipe_broken.load(Ordering::Relaxed) {
            return;
        }
        drop(callback);
        if left > 0 {
            // SAFETY: Steam's pipe, and the only thread that fetches from it; the previous callback has just been dropped.
            next = unsafe { Callback::next(pipe) };
        }
    }
}

/// Asks Steam for the pipe, which is 0 if there is none.
#[cold]
#[inline(never)]
fn find_pipe(platform: &SteamworksPlatform) -> sys::HSteamPipe {
    // SAFETY: these take nothing, and return 0 if Steam, or the game server, is not initialised.
    let pipe = unsafe {
        if platform.is_game_server {
            sys::SteamGameServer_GetHSteamPipe()
        } else {
            sys::SteamAPI_GetHSteamPipe()
        }
    };
    platform.pipe.store(pipe, Ordering::Relaxed);
    pipe
}

#[cold]
#[inline(never)]
fn report_refused(platform: &SteamworksPlatform, events: &mut VecDeque<Event>) {
    platform.calls_refused.store(false, Ordering::Relaxed);
    platform.last_failure.store(FAILURE_INVALID_HANDLE, Ordering::Relaxed);
    platform.calls.lock().report_refused(events);
}

/// A callback from Steam, which is returned to Steam when this is dropped.
struct Callback {
    pipe: sys::HSteamPipe,
    message: sys::CallbackMsg_t,
}

impl Callback {
    /// The next callback on `pipe`.
    ///
    /// # Safety
    /// `pipe` is Steam's as long as this lives, and no other callback from it is held on any thread.
    unsafe fn next(pipe: sys::HSteamPipe) -> Option<Callback> {
        let mut message = sys::CallbackMsg_t {
            m_hSteamUser: 0,
            m_iCallback: 0,
            m_pubParam: std::ptr::null_mut(),
            m_cubParam: 0,
        };
        // SAFETY: `message` has the layout that Steam fills in; the previous callback was freed when it was dropped,
        // as Steam requires.
        let any = unsafe { sys::SteamAPI_ManualDispatch_GetNextCallback(pipe, &mut message) };
        // Not `then_some`, which would create one, and return it to Steam, even if there is none.
        any.then(|| Callback { pipe, message })
    }

    fn number(&self) -> i32 {
        self.message.m_iCallback
    }

    fn bytes(&self) -> &[u8] {
        let pointer = self.message.m_pubParam;
        let size = usize::try_from(self.message.m_cubParam).unwrap_or(0);
        if pointer.is_null() || size == 0 {
            return &[];
        }
        // SAFETY: not null, and Steam guarantees this many bytes, which stay unchanged until the callback is freed,
        // when `self` is dropped.
        unsafe { std::slice::from_raw_parts(pointer, size) }
    }
}

impl Drop for Callback {
    fn drop(&mut self) {
        // SAFETY: `GetNextCallback` has returned `true` on this pipe, and this is the one call that follows it.
        unsafe { sys::SteamAPI_ManualDispatch_FreeLastCallback(self.pipe) };
    }
}

// rule: steam.callbacks, steam.strange-callbacks
fn dispatch(
    platform: &SteamworksPlatform,
    pipe: sys::HSteamPipe,
    callback: i32,
    bytes: &[u8],
    events: &mut VecDeque<Event>,
) {
    match callback {
        callbacks::CALL_COMPLETED => {
            if let Some(completed) = callbacks::call_completed(bytes) {
                answer(platform, pipe, completed, events);
            }
        }
        // These two are reported by the results of their calls.
        callbacks::LOBBY_CREATED | callbacks::LOBBY_MATCH_LIST => {}
        callbacks::LOBBY_ENTER => {
            if let Some((lobby, event)) = callbacks::lobby_entered(bytes)
                && platform.calls.lock().entered_by_callback(lobby, was_entered(&event))
            {
                events.push_back(event);
            }
        }
        callbacks::device::GAMEPAD_TEXT_INPUT_DISMISSED => {
            events.extend(platform.gamepad_text_input_dismissed(bytes));
        }
        callbacks::social::FRIEND_CHAT_MESSAGE => {
            events.extend(platform.connected_friend_chat_message(bytes));
        }
        callbacks::clans::CLAN_CHAT_MESSAGE => {
            events.extend(platform.connected_clan_chat_message(bytes));
        }
        callbacks::LOBBY_CHAT_MSG => events.extend(chat_message(platform, bytes)),
        callbacks::IPC_FAILURE => ipc_failure(platform, pipe, bytes, events),
        _ => {
            let event = callbacks::event(callback, bytes);
            match event {
                Some(Event::LobbyKicked { lobby, .. }) => platform.calls.lock().left(lobby),
                Some(Event::NetworkingSockets(ref event)) if platform.is_of_retired_socket(event) => return,
                _ => {}
            }
            events.extend(event);
        }
    }
}

fn was_entered(event: &Event) -> bool {
    matches!(event, Event::LobbyEntered { response: ENTER_RESPONSE_SUCCESS, .. })
}

/// A call has been answered: fetches the answer.
fn answer(
    platform: &SteamworksPlatform,
    pipe: sys::HSteamPipe,
    completed: CallCompleted,
    events: &mut VecDeque<Event>,
) {
    let Some(call) = platform.calls.lock().answered(completed.call) else {
        return events.extend(foreign(platform, completed));
    };
    let Some(bytes) = result(platform, pipe, completed, &call) else { return call.failed(events) };
    match call {
        Call::Answered(ref answer) => match (answer.read)(platform, &bytes) {
            Some(event) => {
                let warning = warning_of(&event);
                events.push_back(event);
                events.extend(warning);
            }
            None => call.failed(events),
        },
        Call::JoinLobby { announced: true, .. } => {}
        Call::JoinLobby { announced: false, .. } => match callbacks::lobby_entered(&bytes) {
            Some((lobby, event)) => {
                platform.calls.lock().entered_by_result(lobby, was_entered(&event));
                events.push_back(event);
            }
            None => call.failed(events),
        },
    }
}

/// A warning about an answer that is not passed on completely.
fn warning_of(event: &Event) -> Option<Event> {
    match event {
        Event::LobbyMatchList { lobbies } if lobbies.len() >= MOST_LOBBIES as usize => Some(Event::Warning {
            about: "Steam.requestLobbyList".to_owned(),
            reason: format!("only {MOST_LOBBIES} of the lobbies found are in the answer"),
        }),
        Event::Leaderboards(LeaderboardEvent::Downloaded { entries: Ok(entries), .. })
            if entries.len() >= MAX_ENTRIES =>
        {
            Some(Event::Warning {
                about: "Steam.leaderboard_scores_downloaded".to_owned(),
                reason: format!("only {MAX_ENTRIES} of the entries found are in the answer"),
            })
        }
        _ => None,
    }
}

/// The event for a call that is not one of ours, unless it is a repetition of the last answer.
fn foreign(platform: &SteamworksPlatform, completed: CallCompleted) -> Option<Event> {
    let CallCompleted { call, callback, size } = completed;
    let is_ours = platform.calls.lock().was_answered_last(call);
    (!is_ours).then_some(Event::Device(DeviceEvent::ApiCallCompleted { call, callback, size }))
}

/// The result of a call, `None` if it failed on its way or does not belong to `call`.
fn result(
    platform: &SteamworksPlatform,
    pipe: sys::HSteamPipe,
    completed: CallCompleted,
    call: &Call,
) -> Option<Vec<u8>> {
    let (expected, _) = call.answered_with();
    if completed.callback != expected || completed.size > MOST_ANSWER_BYTES {
        platform.last_failure.store(FAILURE_MISMATCHED, Ordering::Relaxed);
        return None;
    }
    let mut bytes = vec![0_u8; usize::try_from(completed.size).ok()?];
    let mut failed = false;
    // SAFETY: `bytes` has the given size, Steam writes no more into it, and `failed` is a boolean of ours. The pipe is
    // Steam's, as in `fetch`.
    let there = unsafe {
        sys::SteamAPI_ManualDispatch_GetAPICallResult(
            pipe,
            completed.call,
            bytes.as_mut_ptr().cast(),
            i32::try_from(completed.size).ok()?,
            completed.callback,
            &mut failed,
        )
    };
    let came = there && !failed;
    if !came && let Some(utils) = platform.interfaces.utils.get() {
        // SAFETY: a live interface and a number.
        let reason =
            unsafe { open_enums::SteamAPI_ISteamUtils_GetAPICallFailureReason(utils, completed.call) };
        platform.last_failure.store(reason, Ordering::Relaxed);
    }
    came.then_some(bytes)
}

/// A chat message has arrived: its text has to be fetched now.
fn chat_message(platform: &SteamworksPlatform, bytes: &[u8]) -> Option<Event> {
    let chat = callbacks::lobby_chat_message(bytes)?;
    let matchmaking = platform.interfaces.matchmaking.get()?;
    let mut message = [0_u8; MAX_LOBBY_MESSAGE_BYTES];
    let mut user = 0_u64;
    let mut entry_type = 0_u32;
    // SAFETY: a live interface. The buffer has the given size. `CSteamID` has 8 bytes and no alignment, so a `u64` has
    // room for it; the entry type is an integer of 4 bytes, for which `u32` takes any value.
    let written = unsafe {
        sys::SteamAPI_ISteamMatchmaking_GetLobbyChatEntry(
            matchmaking,
            chat.lobby.0,
            chat.chat as i32,
            (&raw mut user).cast(),
            message.as_mut_ptr().cast(),
            message.len() as i32,
            (&raw mut entry_type).cast(),
        )
    };
    let written = usize::try_from(written).unwrap_or(0).min(message.len());
    let message = message.get(..written).unwrap_or_default();
    // Texts are sent with an end mark.
    let message = message.strip_suffix(&[0]).unwrap_or(message);
    Some(Event::LobbyMessage {
        lobby: chat.lobby,
        user: chat.user,
        message: message.to_vec(),
        entry_type: chat.entry_type,
    })
}

/// The connection to the Steam client has failed, reported as [`Event::IpcFailure`].
///
/// A broken pipe is also reported as [`Event::SteamShutdown`]: for the game it means the same, Steam will not answer
/// any more, and it needs the same reaction, a shutdown and a new start. After a flushed queue, Steam is still there,
/// but callbacks are lost; the answers among them can still be fetched.
// rule: steam.crash
fn ipc_failure(
    platform: &SteamworksPlatform,
    pipe: sys::HSteamPipe,
    bytes: &[u8],
    events: &mut VecDeque<Event>,
) {
    let Some(kind) = callbacks::ipc_failure(bytes) else { return };
    events.push_back(Event::IpcFailure { kind });
    if kind == callbacks::PIPE_FAILED {
        platform.pipe_broken.store(true, Ordering::Relaxed);
        platform.last_failure.store(FAILURE_STEAM_GONE, Ordering::Relaxed);
        platform.calls.lock().fail_all(events);
        platform.browser.fail_all(events);
        events.push_back(Event::SteamShutdown);
    } else {
        recover_answers(platform, pipe, events);
    }
}

/// Looks for waiting calls that have been answered without a callback.
fn recover_answers(platform: &SteamworksPlatform, pipe: sys::HSteamPipe, events: &mut VecDeque<Event>) {
    let Some(utils) = platform.interfaces.utils.get() else { return };
    let waiting = platform.calls.lock().waiting();
    for (number, call) in waiting {
        let mut failed = false;
        // SAFETY: a live interface, and a boolean of ours.
        if unsafe { sys::SteamAPI_ISteamUtils_IsAPICallCompleted(utils, number, &mut failed) } {
            let (callback, size) = call.answered_with();
            let size = u32::try_from(size).unwrap_or(0);
            answer(platform, pipe, CallCompleted { call: number, callback, size }, events);
        }
    }
}
