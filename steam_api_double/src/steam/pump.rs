//! Manual dispatch: the platform's events become callbacks and results of calls.

use std::collections::VecDeque;
use std::time::Instant;

use super::{CALLS, ChatEntry, Posted, State, Steam, Whose};
use crate::action_events;
use crate::callbacks::{self, Callback};
use crate::calls::{Fetched, Kind};
use crate::contract::leaderboards::LeaderboardEvent;
use crate::contract::remote_storage::StorageEvent;
use crate::contract::user_stats::StatsEvent;
use crate::contract::{Event, Platform, SteamId};
use crate::examples;
use crate::switches::{self, violation};

/// The misbehaviour of callbacks.
const CALLBACKS: &[&str] = &["twice", "endless", "unknown", "short", "lost"];
/// A number that no callback has.
const UNKNOWN_NUMBER: i32 = 987_654;
/// The callback of [`Steam::fetch`] when there is always another one.
const ENDLESS: i32 = 101;
/// Fewer bytes than any structure that a caller could use.
const SHORT: usize = 3;

impl Steam {
    /// Moves events into the queue (`SteamAPI_ManualDispatch_RunFrame`).
    pub(crate) fn run_frame(&self, pipe: i32) {
        self.check_dispatch(pipe, "RunFrame");
        self.die_if_told();
        let mut events = VecDeque::new();
        if self.state.lock().dead {
            return;
        }
        self.platform.pump(&mut events);
        let mut state = self.state.lock();
        let mut to_tell = Vec::new();
        for event in events {
            if let Event::ServerBrowser(event) = event {
                to_tell.extend(state.server_lists.take_in(event));
            } else if self.whose == Whose::User || is_for_game_servers(&event) {
                state.take_in(event);
            }
        }
        state.post_by_switch(self.whose);
        let callback = state.action_events;
        drop(state);
        action_events::tell(callback);
        for told in to_tell {
            told.call();
        }
    }

    /// The next callback (`SteamAPI_ManualDispatch_GetNextCallback`), as number, address and size.
    pub(crate) fn fetch(&self, pipe: i32) -> Option<(i32, *const u8, usize)> {
        self.check_dispatch(pipe, "GetNextCallback");
        let mut state = self.state.lock();
        if state.held.is_some() {
            violation("GetNextCallback before the callback before was freed");
        }
        let now = Instant::now();
        if state.posted.front().is_some_and(|posted| posted.due <= now) {
            let posted = state.posted.pop_front()?;
            if let Some(found) = posted.found {
                state.found = found;
            }
            state.held = Some(posted.callback);
        } else if switches::choice("CALLBACKS", CALLBACKS) == Some("endless") && !state.dead {
            state.held = Some(Callback { number: ENDLESS, bytes: vec![0] });
        }
        let held = state.held.as_ref()?;
        let place = if held.bytes.is_empty() { std::ptr::null() } else { held.bytes.as_ptr() };
        Some((held.number, place, held.bytes.len()))
    }

    /// Frees the callback that was fetched last (`SteamAPI_ManualDispatch_FreeLastCallback`).
    pub(crate) fn free(&self, pipe: i32) {
        self.check_dispatch(pipe, "FreeLastCallback");
        if self.state.lock().held.take().is_none() {
            violation("FreeLastCallback without a callback");
        }
    }

    /// The result of a call (`SteamAPI_ManualDispatch_GetAPICallResult`).
    pub(crate) fn result(&self, pipe: i32, call: u64, number: i32, size: usize) -> Fetched {
        self.check_dispatch(pipe, "GetAPICallResult");
        self.state.lock().calls.fetch(call, number, size)
    }

    /// A call fails on its way.
    pub(super) fn fail(&self, call: u64, kind: Kind) {
        let event = kind.failure();
        let mut state = self.state.lock();
        if let (Some(answer), Some(_)) = (callbacks::of(&event), state.calls.answered(&event)) {
            let due = Instant::now() + switches::milliseconds("ANSWER_MS");
            let completed = callbacks::call_completed(call, answer.number, answer.bytes.len());
            state.calls.finish(call, answer, true, due);
            state.post_at(due, completed, None);
        }
    }

    fn check_dispatch(&self, pipe: i32, function: &str) {
        if !self.state.lock().dispatching {
            violation(format!("{function} without SteamAPI_ManualDispatch_Init"));
        }
        if pipe != self.whose.pipe() {
            violation(format!("{function} with pipe {pipe}"));
        }
    }

    fn die_if_told(&self) {
        let Some(death) = switches::choice("DEATH", &["quits", "crashes", "hangs"]) else { return };
        let mut state = self.state.lock();
        if std::mem::replace(&mut state.dead, true) {
            return;
        }
        state.posted.clear();
        match death {
            "quits" => state.post(callbacks::steam_shutdown()),
            "crashes" => state.post(callbacks::ipc_failure(1)),
            _ => {}
        }
        drop(state);
        self.platform.shutdown();
    }
}

impl State {
    /// Turns events into callbacks, and into results of calls.
    fn take_in(&mut self, mut event: Event) {
        if let Event::LobbyMessage { lobby, user, message, entry_type } = event {
            let chat = self.chat.entry(lobby).or_default();
            let told = callbacks::lobby_chat_message(lobby, user, entry_type, chat.len() as u32);
            chat.push(ChatEntry { user, text: message, entry_type });
            return self.post(told);
        }
        let call = self.calls.answered(&event);
        if let Event::RemoteStorage(StorageEvent::ReadComplete { call: number, data, .. }) = &mut event {
            *number = call.unwrap_or(0);
            self.parts_read.insert(*number, data.clone());
        }
        let downloaded = match &event {
            Event::Leaderboards(event @ LeaderboardEvent::Downloaded { entries, .. }) => {
                let entries = entries.clone().unwrap_or_default();
                Some(callbacks::leaderboards::of(event, self.downloads.keep(entries)))
            }
            _ => None,
        };
        let Some(callback) = downloaded.or_else(|| callbacks::of(&event)) else { return };
        let found = if let Event::LobbyMatchList { lobbies } = event { Some(lobbies) } else { None };
        match call {
            Some(call) => self.answer(call, callback, found),
            None => self.post(callback),
        }
    }

    /// Answers a call, by its result and by a callback.
    fn answer(&mut self, call: u64, answer: Callback, found: Option<Vec<SteamId>>) {
        let order = switches::choice("ANSWERS", &["result-first", "result-only", "never"]);
        if order == Some("never") {
            return;
        }
        let due = Instant::now() + switches::milliseconds("ANSWER_MS");
        let (mut number, mut size) = (answer.number, answer.bytes.len());
        let mut result = answer.clone();
        match switches::choice("CALLS", CALLS) {
            Some("wrong-answer") => {
                number += 1;
                result = Callback { number, bytes: vec![1; size] };
            }
            Some("wrong-kind") => number += 1,
            Some("wrong-size") => size += 1,
            _ => {}
        }
        let completed = callbacks::call_completed(call, number, size);
        self.calls.finish(call, result, false, due);
        if switches::choice("CALLBACKS", CALLBACKS) == Some("lost") {
            return self.insert(due, callbacks::ipc_failure(0), found);
        }
        match order {
            Some("result-only") => self.post_at(due, completed, found),
            Some(_) => {
                self.post_at(due, completed, found.clone());
                self.post_at(due, answer, found);
            }
            None => {
                self.post_at(due, answer, found.clone());
                self.post_at(due, completed, found);
            }
        }
    }

    pub(crate) fn post(&mut self, callback: Callback) {
        self.post_at(Instant::now() + switches::milliseconds("CALLBACK_MS"), callback, None);
    }

    /// Posts a callback, and those that accompany it.
    fn post_at(&mut self, due: Instant, callback: Callback, found: Option<Vec<SteamId>>) {
        match switches::choice("CALLBACKS", CALLBACKS) {
            Some("twice") => self.insert(due, callback.clone(), found.clone()),
            Some("unknown") => {
                self.insert(due, Callback { number: UNKNOWN_NUMBER, bytes: callback.bytes.clone() }, None);
            }
            Some("short") => {
                let bytes = callback.bytes.iter().copied().take(SHORT).collect();
                self.insert(due, Callback { number: callback.number, bytes }, None);
            }
            _ => {}
        }
        self.insert(due, callback, found);
    }

    /// After all callbacks that are due at the same time.
    fn insert(&mut self, due: Instant, callback: Callback, found: Option<Vec<SteamId>>) {
        let at = self.posted.partition_point(|posted| posted.due <= due);
        self.posted.insert(at, Posted { due, callback, found });
    }

    fn post_by_switch(&mut self, whose: Whose) {
        let wanted = switches::value("POST");
        if wanted.is_empty() || wanted == self.posted_by_switch {
            return;
        }
        if wanted == "examples" {
            for callback in examples::all(whose) {
                self.insert(Instant::now(), callback, None);
            }
        }
        for one in wanted.split(';').skip(1) {
            let Some(callback) = parse(one) else { violation(format!("STEAM_API_DOUBLE_POST has {one:?}")) };
            self.insert(Instant::now(), callback, None);
        }
        self.posted_by_switch = wanted;
    }
}

/// Whether Steam posts it to a game server, which has no lobby, no friend and no screen.
fn is_for_game_servers(event: &Event) -> bool {
    matches!(
        event,
        Event::GameServer(_)
            | Event::GameServerStats(_)
            | Event::UserStats(StatsEvent::UserUnloaded { .. })
            | Event::SteamServerConnected
            | Event::SteamServerConnectFailed { .. }
            | Event::SteamServerDisconnected { .. }
            | Event::GetAuthSessionTicketResponse { .. }
            | Event::ValidateAuthTicketResponse { .. }
            | Event::P2PSessionRequest { .. }
            | Event::P2PSessionConnectFail { .. }
            | Event::NetworkMessagesSessionRequest { .. }
            | Event::NetworkMessagesSessionFailed { .. }
            | Event::NetworkingSockets(_)
            | Event::RelayNetwork(_)
            | Event::IpCountry
            | Event::SteamShutdown
            | Event::IpcFailure { .. }
    )
}

/// `number=hexadecimal bytes`.
fn parse(text: &str) -> Option<Callback> {
    let (number, hexadecimal) = text.split_once('=')?;
    let digits: Vec<u8> = hexadecimal
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let (pairs, []) = digits.as_chunks::<2>() else { return None };
    Some(Callback {
        number: number.parse().ok()?,
        bytes: pairs.iter().map(|[high, low]| high << 4 | low).collect(),
    })
}
