//! What the rules ask of a platform, wherever it is.

use std::collections::VecDeque;

use steam_networking::platform::{
    Event, Matchmaking, Networking, NetworkingMessages, Platform, SteamId, User,
};

/// The part of a [`Platform`] that the rules are about. Every platform has it, and so has a
/// [`Remote`](super::remote::Remote) one.
pub trait Tested: Matchmaking + Networking + NetworkingMessages {
    fn steam_id(&self) -> SteamId;
    fn app_id(&self) -> u32;
    fn friend_persona_name(&self, user: SteamId) -> String;
    fn pump(&self, events: &mut VecDeque<Event>);
    fn shutdown(&self);
}

impl<P: Platform + ?Sized> Tested for P {
    fn steam_id(&self) -> SteamId {
        User::steam_id(self)
    }

    fn app_id(&self) -> u32 {
        User::app_id(self)
    }

    fn friend_persona_name(&self, user: SteamId) -> String {
        User::friend_persona_name(self, user)
    }

    fn pump(&self, events: &mut VecDeque<Event>) {
        Platform::pump(self, events);
    }

    fn shutdown(&self) {
        Platform::shutdown(self);
    }
}
