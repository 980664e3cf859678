//! The interface between the driver and the state machines whose frames its links carry.

use std::net::SocketAddrV4;
use std::time::Instant;

use super::{Sessions, Violation};
use crate::contract::SteamId;
use crate::platform::local::wire::link::LinkFrame;

/// A state machine whose frames links carry: sessions, or one that is built on them. Its methods are those of
/// [`Sessions`] with the same names.
pub trait Carrier {
    /// See [`Sessions::handle_frame`].
    fn handle_frame(&mut self, now: Instant, remote: SteamId, frame: LinkFrame<'_>) -> Result<(), Violation>;
    /// See [`Sessions::handle_link_up`].
    fn handle_link_up(&mut self, now: Instant, remote: SteamId, address: SocketAddrV4);
    /// See [`Sessions::handle_link_down`].
    fn handle_link_down(&mut self, now: Instant, remote: SteamId);
    /// See [`Sessions::handle_timeout`].
    fn handle_timeout(&mut self, now: Instant);
    /// See [`Sessions::poll_timeout`].
    fn poll_timeout(&self) -> Option<Instant>;
    /// See [`Sessions::poll_remotes`].
    fn poll_remotes(&mut self, out: &mut Vec<SteamId>);
    /// See [`Sessions::poll_transmit`].
    fn poll_transmit(&mut self, now: Instant, remote: SteamId, out: &mut Vec<u8>, limit: usize) -> bool;
    /// See [`Sessions::take_wake`].
    fn take_wake(&mut self) -> bool;
    /// See [`Sessions::deadline_of`].
    fn deadline_of(&self, remote: SteamId) -> Option<Instant>;
    /// See [`Sessions::has_news`].
    fn has_news(&self) -> bool;
    /// Handles frames that a call of the game has received. Returns the next deadline, except those that
    /// [`deadline_of`](Self::deadline_of) returns.
    fn handle_arrivals(&mut self, now: Instant) -> Option<Instant>;
}

impl Carrier for Sessions {
    fn handle_frame(&mut self, now: Instant, remote: SteamId, frame: LinkFrame<'_>) -> Result<(), Violation> {
        Sessions::handle_frame(self, now, remote, frame)
    }

    fn handle_link_up(&mut self, now: Instant, remote: SteamId, address: SocketAddrV4) {
        Sessions::handle_link_up(self, now, remote, address);
    }

    fn handle_link_down(&mut self, now: Instant, remote: SteamId) {
        Sessions::handle_link_down(self, now, remote);
    }

    fn handle_timeout(&mut self, now: Instant) {
        Sessions::handle_timeout(self, now);
    }

    fn poll_timeout(&self) -> Option<Instant> {
        Sessions::poll_timeout(self)
    }

    fn poll_remotes(&mut self, out: &mut Vec<SteamId>) {
        Sessions::poll_remotes(self, out);
    }

    fn poll_transmit(&mut self, now: Instant, remote: SteamId, out: &mut Vec<u8>, limit: usize) -> bool {
        Sessions::poll_transmit(self, now, remote, out, limit)
    }

    fn take_wake(&mut self) -> bool {
        Sessions::take_wake(self)
    }

    fn deadline_of(&self, remote: SteamId) -> Option<Instant> {
        Sessions::deadline_of(self, remote)
    }

    fn has_news(&self) -> bool {
        Sessions::has_news(self)
    }

    fn handle_arrivals(&mut self, _: Instant) -> Option<Instant> {
        None
    }
}
