//! Polling by the engine: handles the events and reports to the game.

use std::collections::VecDeque;
use std::time::Instant;

use godot::builtin::{Callable, Variant};
use godot::global::godot_print;
use godot::meta::ToGodot;
use godot::obj::{Gd, WithBaseField};

use super::SteamMultiplayerPeer;
use super::session::Told;
use super::state::with_sockets;
use crate::contract::{Event, Platform, SteamId};
use crate::script::whose::Whose;
use crate::script::{current, events, report};

/// Releases a peer that has emitted signals. A handler may have dropped the last other reference, with `multiplayer.multiplayer_peer =
/// null`; the peer then lives on until the engine is idle, since the engine is still in its `poll`.
// rule: peer.freed
pub fn let_go(peer: Gd<SteamMultiplayerPeer>) {
    if peer.get_reference_count() > 1 {
        return;
    }
    let mut peer = Some(peer);
    let freed = Callable::from_fn("SteamMultiplayerPeer", move |_: &[&Variant]| drop(peer.take()));
    freed.call_deferred(&[]);
}

impl SteamMultiplayerPeer {
    /// Processes the new events, and emits the signals for them.
    pub(super) fn poll(&self) {
        let Some((whose, events)) = self.fetch() else { return };
        // From the first signal on, a handler may have dropped the last other reference. A poll without signals takes
        // no reference.
        let this = (!events.is_empty()).then(|| self.to_gd());
        if let Some(this) = &this {
            for event in &events {
                self.follow_lobby(this, event);
            }
        }
        let tells = self.take_in(whose, events);
        if this.is_none() && !tells {
            return;
        }
        let this = this.unwrap_or_else(|| self.to_gd());
        while let Some(told) = self.next_told() {
            self.tell(&this, told);
        }
        let_go(this);
    }

    /// The platform's events for peers, or `None` if the peer must not continue.
    fn fetch(&self) -> Option<(Whose, VecDeque<Event>)> {
        let _lines = report::hold();
        let mut state = self.state.lock();
        if state.session.is_none() && !state.lobby.is_open() {
            return None;
        }
        // Signals are emitted only on the main thread.
        if !current::is_main_thread("SteamMultiplayerPeer.poll") {
            return None;
        }
        if state.generation != events::generation(state.whose) {
            state.lose_platform();
            return None;
        }
        current::peek_of(state.whose, |platform| {
            if let Some(platform) = platform {
                events::fetch(state.whose, platform);
            }
        });
        let events = std::mem::take(&mut *state.inbox.as_ref()?.lock());
        Some((state.whose, events))
    }

    /// Passes the events to the session. Returns whether there is something to emit.
    fn take_in(&self, whose: Whose, events: VecDeque<Event>) -> bool {
        let now = Instant::now();
        current::peek_of(whose, |platform| {
            let mut state = self.state.lock();
            let (Some(platform), Some(session)) = (platform, state.live()) else { return false };
            let is_member = |lobby, user| is_member(platform, lobby, user);
            session.turn(platform.networking_sockets(), is_member, events.into_iter(), now);
            session.tells()
        })
    }

    fn next_told(&self) -> Option<Told> {
        let mut state = self.state.lock();
        with_sockets(state.whose, |sockets| state.live()?.next_told(sockets)).flatten()
    }

    fn tell(&self, this: &Gd<SteamMultiplayerPeer>, told: Told) {
        let says = self.state.lock().debug_level > 0;
        if says {
            godot_print!("SteamMultiplayerPeer: {told:?}");
        }
        match told {
            Told::Connected(id) => {
                self.meet_the_others();
                this.clone().emit_signal("peer_connected", &[i64::from(id).to_variant()]);
            }
            Told::Disconnected(id) => {
                this.clone().emit_signal("peer_disconnected", &[i64::from(id).to_variant()]);
            }
            Told::Ended => {
                let line = self.state.lock().end();
                if let Some((method, line)) = line {
                    report::warning(method, line);
                }
            }
        }
        if says {
            let data = self.collect_debug_data();
            this.signals().debug_data().emit(&data);
        }
    }
}

/// Whether the members of a lobby include a user.
fn is_member(platform: &dyn Platform, lobby: SteamId, user: SteamId) -> bool {
    let matchmaking = platform.matchmaking();
    (0..matchmaking.num_lobby_members(lobby))
        .any(|index| matchmaking.lobby_member_by_index(lobby, index) == Some(user))
}
