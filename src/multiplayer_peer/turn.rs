//! What a peer does when the engine polls it: takes in what has happened, and lets the game hear of it.

use std::time::Instant;

use godot::global::godot_print;
use godot::meta::ToGodot;
use godot::obj::{WithBaseField, WithUserSignals};

use super::SteamMultiplayerPeer;
use super::session::Told;
use super::state::with_sockets;
use crate::script::{current, events, report};

impl SteamMultiplayerPeer {
    /// Takes in what has happened, and lets the game hear of it.
    pub(super) fn turn(&mut self) {
        let events = {
            let mut state = self.state.borrow_mut();
            if state.session.is_none() && !state.lobby.is_open() {
                return;
            }
            if state.generation != events::generation() {
                state.lose_platform();
                return;
            }
            current::peek(|platform| {
                if let Some(platform) = platform {
                    events::fetch(platform);
                }
            });
            let Some(inbox) = state.inbox.clone() else { return };
            inbox.take()
        };
        for event in &events {
            self.follow_lobby(event);
        }
        let now = Instant::now();
        current::peek(|platform| {
            let mut state = self.state.borrow_mut();
            if let (Some(platform), Some(session)) = (platform, state.live()) {
                session.turn(platform, events.into_iter(), now);
            }
        });
        while let Some(told) = self.next_told() {
            self.tell(told);
        }
    }

    fn next_told(&self) -> Option<Told> {
        let mut state = self.state.borrow_mut();
        with_sockets(|sockets| state.live()?.next_told(sockets)).flatten()
    }

    fn tell(&mut self, told: Told) {
        let says = self.state.borrow().debug_level > 0;
        if says {
            godot_print!("SteamMultiplayerPeer: {told:?}");
        }
        match told {
            Told::Connected(id) => {
                self.meet_the_others();
                self.base_mut().emit_signal("peer_connected", &[i64::from(id).to_variant()]);
            }
            Told::Disconnected(id) => {
                self.base_mut().emit_signal("peer_disconnected", &[i64::from(id).to_variant()]);
            }
            Told::Ended => {
                let line = self.state.borrow_mut().end();
                if let Some((method, line)) = line {
                    report::warning(method, line);
                }
            }
        }
        if says {
            let data = self.collect_debug_data();
            self.signals().debug_data().emit(&data);
        }
    }
}
