//! The sessions of one process with other users: packets in, packets out, requests, failures.
//!
//! [`Sessions`] is a state machine without I/O. It never reads a clock and owns no socket: the driver tells it what
//! arrives and what time it is, and asks what is to be sent.

use std::collections::VecDeque;
use std::net::SocketAddrV4;
use std::time::Instant;

use super::wire::link::LinkFrame;
use super::{Limits, Timings};
use crate::platform::networking::{PacketBuffer, SendRefused, SendType, SessionState};
use crate::platform::{Event, SteamId};

/// What a remote process did against the protocol. Its connection is to be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// It acknowledged packets that were never sent.
    #[error("packet {claimed} was acknowledged, the next one to be sent is {next}")]
    AckOfUnsent {
        /// The acknowledged sequence.
        claimed: u64,
        /// The next sequence of the stream.
        next: u64,
    },
    /// The numbers of a request contradict each other or what is known.
    #[error("the numbers of a request contradict each other")]
    InconsistentRequest,
    /// It sent more than the window allows.
    #[error("{waiting} bytes wait to be read, more than was ever allowed")]
    WindowOverrun {
        /// Bytes that wait.
        waiting: usize,
    },
    /// A packet is larger than its kind may be.
    #[error("a packet has {len} bytes")]
    TooLarge {
        /// Bytes in the packet.
        len: usize,
    },
}

/// The sessions of one process.
///
/// Three kinds of callers share it, behind one lock that is never held across a call to anything else:
///
/// - **The game** calls [`send`](Self::send), [`available`](Self::available), [`read`](Self::read),
///   [`accept`](Self::accept), [`close`](Self::close), [`close_channel`](Self::close_channel), [`state`](Self::state).
///   After those that may give the driver something to do, [`take_wake`](Self::take_wake) tells whether to wake it.
/// - **The pump** calls [`pump`](Self::pump), the only place where events come out.
/// - **The driver**, on its thread: once per turn of its loop, after the frames that arrived
///   ([`handle_frame`](Self::handle_frame)) and changes of links ([`handle_link_up`](Self::handle_link_up),
///   [`handle_link_down`](Self::handle_link_down)), it calls [`handle_timeout`](Self::handle_timeout) with the time, then
///   [`poll_remotes`](Self::poll_remotes) and for each of them, where its link is up and takes bytes,
///   [`poll_transmit`](Self::poll_transmit); last, [`poll_timeout`](Self::poll_timeout) for how long to sleep. A remote
///   without a link stays in the list: the driver should try to make one, at its own pace. A link is one ordered
///   connection from this process to the remote one; it carries all frames to him. His frames come on his own. When a
///   connection from a remote replaces an older one, nothing of the older may be handed in any more.
///
/// Any frame may be lost with a link; none may be changed or come twice, and those of one kind stay in order.
#[derive(Debug)]
pub struct Sessions {
    me: SteamId,
}

#[allow(unused_variables, missing_docs)]
impl Sessions {
    /// The sessions of user `me`. `seed` must differ from run to run and from process to process: it keeps the streams of
    /// a restarted process apart from those of its predecessor.
    pub fn new(me: SteamId, timings: Timings, limits: Limits, seed: u64) -> Self {
        Sessions { me }
    }

    /// Queues a packet.
    pub fn send(
        &mut self,
        remote: SteamId,
        data: &[u8],
        kind: SendType,
        channel: i32,
    ) -> Result<(), SendRefused> {
        Ok(())
    }

    /// Bytes in the next packet on `channel` that has any, 0 where nothing waits.
    pub fn available(&self, channel: i32) -> u32 {
        0
    }

    /// Takes the oldest packet on `channel` into `buffer`, cut to `max_bytes`, and tells whose it is.
    pub fn read<B: PacketBuffer + ?Sized>(
        &mut self,
        channel: i32,
        max_bytes: u32,
        buffer: &mut B,
    ) -> Option<SteamId> {
        None
    }

    /// Accepts the session that `remote` asked for or will ask for. `false` where `remote` cannot be a user.
    pub fn accept(&mut self, remote: SteamId) -> bool {
        false
    }

    /// Closes the session with `remote`. `false` where there was none.
    pub fn close(&mut self, remote: SteamId) -> bool {
        false
    }

    /// Closes one channel. `false` where it is not open.
    pub fn close_channel(&mut self, remote: SteamId, channel: i32) -> bool {
        false
    }

    /// The state of the session with `remote`.
    pub fn state(&self, remote: SteamId) -> Option<SessionState> {
        None
    }

    /// Whether sessions made from now on may be relayed.
    pub fn set_relay_allowed(&mut self, allowed: bool) {}

    /// Delivers packets to oneself and moves what happened into `events`.
    pub fn pump(&mut self, events: &mut VecDeque<Event>) {}

    /// Whether the driver has to be woken. Answers `true` once per occasion.
    pub fn take_wake(&mut self) -> bool {
        false
    }

    /// A frame of `remote` arrived.
    pub fn handle_frame(
        &mut self,
        now: Instant,
        remote: SteamId,
        frame: LinkFrame<'_>,
    ) -> Result<(), Violation> {
        Ok(())
    }

    /// The link to `remote` is up: he was reached at `address`.
    pub fn handle_link_up(&mut self, now: Instant, remote: SteamId, address: SocketAddrV4) {}

    /// The link to `remote` broke; frames on it may be lost.
    pub fn handle_link_down(&mut self, now: Instant, remote: SteamId) {}

    /// Time has passed.
    pub fn handle_timeout(&mut self, now: Instant) {}

    /// When [`handle_timeout`](Self::handle_timeout) has to be called at the latest.
    pub fn poll_timeout(&self) -> Option<Instant> {
        None
    }

    /// Appends to `out` the users for whom something is to be sent.
    pub fn poll_remotes(&self, out: &mut Vec<SteamId>) {}

    /// Appends frames for `remote` to `out`, ready for the link, until `limit` bytes are in it (the last frame may exceed
    /// it) or nothing is left. `true` while more is left.
    pub fn poll_transmit(&mut self, now: Instant, remote: SteamId, out: &mut Vec<u8>, limit: usize) -> bool {
        false
    }
}
