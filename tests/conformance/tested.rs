//! The functions that the rules need from a platform, wherever it is.

use std::collections::VecDeque;

use steam_networking::contract::{
    Event, Matchmaking, Networking, NetworkingMessages, NetworkingSockets, Platform, SteamId,
};

/// The part of a [`Platform`] that the rules are about. Every platform has it, and so has a
/// [`Remote`](super::remote::Remote) one.
pub trait Tested {
    fn matchmaking(&self) -> &dyn Matchmaking;
    fn networking(&self) -> &dyn Networking;
    fn networking_messages(&self) -> &dyn NetworkingMessages;
    fn networking_sockets(&self) -> &dyn NetworkingSockets;
    fn steam_id(&self) -> SteamId;
    fn app_id(&self) -> u32;
    fn friend_persona_name(&self, user: SteamId) -> String;
    fn pump(&self, events: &mut VecDeque<Event>);
    fn shutdown(&self);
}

impl<P: Platform + ?Sized> Tested for P {
    fn matchmaking(&self) -> &dyn Matchmaking {
        Platform::matchmaking(self)
    }

    fn networking(&self) -> &dyn Networking {
        Platform::networking(self)
    }

    fn networking_messages(&self) -> &dyn NetworkingMessages {
        Platform::networking_messages(self)
    }

    fn networking_sockets(&self) -> &dyn NetworkingSockets {
        Platform::networking_sockets(self)
    }

    fn steam_id(&self) -> SteamId {
        self.user().steam_id()
    }

    fn app_id(&self) -> u32 {
        self.user().app_id()
    }

    fn friend_persona_name(&self, user: SteamId) -> String {
        self.user().friend_persona_name(user)
    }

    fn pump(&self, events: &mut VecDeque<Event>) {
        Platform::pump(self, events);
    }

    fn shutdown(&self) {
        Platform::shutdown(self);
    }
}
