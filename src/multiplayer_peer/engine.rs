//! The calls that the engine makes on a peer.

use std::time::Instant;

use godot::classes::multiplayer_peer::{ConnectionStatus, TransferMode};
use godot::global::Error;
use godot::obj::{EngineEnum, InstanceId, WithBaseField};

use super::SteamMultiplayerPeer;
use super::session::{HOST, MAX_PACKET_BYTES, Mode, Packet, Session, Status};
use super::state::with_sockets;
use crate::contract::Platform;
use crate::script::tap::{self, Carrier, Passing};
use crate::script::{current, report};

fn mode_of(mode: TransferMode) -> Mode {
    match mode {
        TransferMode::UNRELIABLE => Mode::Unreliable,
        TransferMode::UNRELIABLE_ORDERED => Mode::UnreliableOrdered,
        _ => Mode::Reliable,
    }
}

fn transfer_mode(mode: Mode) -> TransferMode {
    match mode {
        Mode::Reliable => TransferMode::RELIABLE,
        Mode::Unreliable => TransferMode::UNRELIABLE,
        Mode::UnreliableOrdered => TransferMode::UNRELIABLE_ORDERED,
    }
}

// rule: peer.threads
impl SteamMultiplayerPeer {
    /// # Safety
    /// Both pointers must be valid for the call.
    pub(super) unsafe fn get_packet(&self, buffer: *mut *const u8, size: *mut i32) -> Error {
        let mut state = self.state.lock();
        let packet = state.session.as_mut().and_then(Session::next_packet);
        if let (Some(packet), Some(session)) = (&packet, &state.session) {
            tap::packet_of_peer(|| Passing {
                incoming: true,
                carrier: Carrier::Peer,
                user: session.user_of(packet.from).unwrap_or_default(),
                id: i64::from(packet.from),
                object: self.to_gd().instance_id().to_i64(),
                channel: i32::from(packet.channel),
                send_type: transfer_mode(packet.mode).ord(),
                bytes: packet.bytes(),
            });
        }
        state.reading = packet;
        let Some(packet) = &state.reading else { return Error::ERR_UNAVAILABLE };
        let bytes = packet.bytes();
        let length = i32::try_from(bytes.len()).unwrap_or(0);
        // SAFETY: by the contract of this function. The bytes stay in `reading` until the next call.
        unsafe {
            buffer.write(bytes.as_ptr());
            size.write(length);
        }
        Error::OK
    }

    /// # Safety
    /// `buffer` points to `size` bytes, which stay unchanged during the call, or is null.
    pub(super) unsafe fn put_packet(&self, buffer: *const u8, size: i32) -> Error {
        let length = usize::try_from(size).unwrap_or(0);
        let bytes = if length == 0 || buffer.is_null() {
            &[]
        } else {
            // SAFETY: by the contract of this function.
            unsafe { std::slice::from_raw_parts(buffer, length) }
        };
        let sent = self.send(bytes);
        if sent == Error::OK {
            tap::packet_of_peer(|| self.passing(self.to_gd().instance_id(), bytes));
        }
        sent
    }

    pub(super) fn get_available_packet_count(&self) -> i32 {
        let state = self.state.lock();
        state.session.as_ref().map_or(0, |session| i32::try_from(session.packet_count()).unwrap_or(i32::MAX))
    }

    pub(super) fn get_max_packet_size(&self) -> i32 {
        i32::try_from(MAX_PACKET_BYTES).unwrap_or(i32::MAX)
    }

    pub(super) fn get_packet_channel(&self) -> i32 {
        self.front(|packet| i32::from(packet.channel)).unwrap_or(0)
    }

    pub(super) fn get_packet_mode(&self) -> TransferMode {
        self.front(|packet| transfer_mode(packet.mode)).unwrap_or(TransferMode::RELIABLE)
    }

    pub(super) fn get_packet_peer(&self) -> i32 {
        self.front(|packet| packet.from).unwrap_or(0)
    }

    pub(super) fn set_transfer_channel(&self, channel: i32) {
        self.state.lock().channel = channel;
    }

    pub(super) fn get_transfer_channel(&self) -> i32 {
        self.state.lock().channel
    }

    pub(super) fn set_transfer_mode(&self, mode: TransferMode) {
        self.state.lock().mode = mode;
    }

    pub(super) fn get_transfer_mode(&self) -> TransferMode {
        self.state.lock().mode
    }

    pub(super) fn set_target_peer(&self, peer: i32) {
        self.state.lock().target = peer;
    }

    pub(super) fn is_server(&self) -> bool {
        self.get_unique_id() == HOST
    }

    pub(super) fn close(&self) {
        self.state.lock().close();
    }

    pub(super) fn disconnect(&self, id: i32, force: bool) {
        let _lines = report::hold();
        let mut state = self.state.lock();
        let now = Instant::now();
        let found =
            with_sockets(state.whose, |sockets| Some(state.live()?.disconnect(sockets, id, force, now)))
                .flatten();
        if found != Some(true) {
            report::error("SteamMultiplayerPeer.disconnect_peer", format!("there is no peer {id}"));
        }
    }

    pub(super) fn get_unique_id(&self) -> i32 {
        let mut state = self.state.lock();
        state
            .live()
            .filter(|session| session.status() != Status::Disconnected)
            .map_or(0, |session| session.id())
    }

    pub(super) fn set_refuse_new_connections(&self, refuses: bool) {
        let mut state = self.state.lock();
        state.refuses = refuses;
        if let Some(session) = state.live() {
            session.set_refuses(refuses);
        }
    }

    pub(super) fn is_refusing_new_connections(&self) -> bool {
        self.state.lock().refuses
    }

    pub(super) fn is_server_relay_supported(&self) -> bool {
        let mut state = self.state.lock();
        let relay = state.relay;
        state.live().map_or(relay, |session| session.relays())
    }

    pub(super) fn get_connection_status(&self) -> ConnectionStatus {
        match self.state.lock().status() {
            Status::Disconnected => ConnectionStatus::DISCONNECTED,
            Status::Connecting => ConnectionStatus::CONNECTING,
            Status::Connected => ConnectionStatus::CONNECTED,
        }
    }

    fn front<R>(&self, look: impl FnOnce(&Packet) -> R) -> Option<R> {
        self.state.lock().session.as_ref()?.front().map(look)
    }

    fn send(&self, bytes: &[u8]) -> Error {
        const METHOD: &str = "SteamMultiplayerPeer.put_packet";
        let _lines = report::hold();
        let mut state = self.state.lock();
        if state.status() == Status::Disconnected {
            return Error::ERR_UNCONFIGURED;
        }
        let (target, mode) = (state.target, mode_of(state.mode));
        let Ok(channel) = u8::try_from(state.channel) else {
            let given = state.channel;
            report::bad_argument(METHOD, "transfer_channel", given, "it must be from 0 to 255");
            return Error::ERR_INVALID_PARAMETER;
        };
        let sent = with_sockets(state.whose, |sockets| {
            Some(state.live()?.send(sockets, bytes, target, mode, channel))
        })
        .flatten();
        drop(state);
        match sent {
            Some(Ok(())) => Error::OK,
            None => Error::ERR_UNCONFIGURED,
            Some(Err(error)) => {
                report::error(METHOD, error);
                super::class::error_of(error)
            }
        }
    }

    /// A sent packet, for the editor's panel.
    fn passing<'a>(&self, object: InstanceId, bytes: &'a [u8]) -> Passing<'a> {
        let state = self.state.lock();
        let user = state.session.as_ref().and_then(|session| session.user_of(state.target));
        Passing {
            incoming: false,
            carrier: Carrier::Peer,
            user: user.unwrap_or_default(),
            id: i64::from(state.target),
            object: object.to_i64(),
            channel: state.channel,
            send_type: state.mode.ord(),
            bytes,
        }
    }

    /// Calls the user's platform. Prints an error and returns the default if there is none.
    pub(super) fn with_platform<R: Default>(method: &'static str, f: impl FnOnce(&dyn Platform) -> R) -> R {
        current::with_on_main_thread(method, f)
    }
}
