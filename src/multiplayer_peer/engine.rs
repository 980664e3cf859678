//! The calls that the engine makes on a peer.

use std::time::Instant;

use godot::classes::IMultiplayerPeerExtension;
use godot::classes::multiplayer_peer::{ConnectionStatus, TransferMode};
use godot::global::Error;
use godot::obj::{EngineEnum, Gd, InstanceId};
use godot::register::godot_api;
use godot_core::meta::RawPtr;

use super::SteamMultiplayerPeer;
use super::session::{HOST, MAX_PACKET_BYTES, Mode, Packet, Session, Status};
use super::state::with_sockets;
use super::turn::let_go;
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
#[godot_api]
impl IMultiplayerPeerExtension for SteamMultiplayerPeer {
    #[func(gd_self)]
    unsafe fn get_packet_rawptr(
        this: Gd<Self>,
        r_buffer: RawPtr<*mut RawPtr<*const u8>>,
        r_buffer_size: RawPtr<*mut i32>,
    ) -> Error {
        let peer = this.bind();
        let mut state = peer.state.lock();
        let packet = state.session.as_mut().and_then(Session::next_packet);
        if let (Some(packet), Some(session)) = (&packet, &state.session) {
            tap::packet_of_peer(|| Passing {
                incoming: true,
                carrier: Carrier::Peer,
                user: session.user_of(packet.from).unwrap_or_default(),
                id: i64::from(packet.from),
                object: this.instance_id().to_i64(),
                channel: i32::from(packet.channel),
                send_type: transfer_mode(packet.mode).ord(),
                bytes: packet.bytes(),
            });
        }
        state.reading = packet;
        let Some(packet) = &state.reading else { return Error::ERR_UNAVAILABLE };
        let bytes = packet.bytes();
        let length = i32::try_from(bytes.len()).unwrap_or(0);
        // SAFETY: the engine passes two places that are its own. The bytes stay in `reading` until the next call.
        unsafe {
            r_buffer.ptr().write(RawPtr::new(bytes.as_ptr()));
            r_buffer_size.ptr().write(length);
        }
        Error::OK
    }

    #[func(gd_self)]
    unsafe fn put_packet_rawptr(this: Gd<Self>, p_buffer: RawPtr<*const u8>, p_buffer_size: i32) -> Error {
        let peer = this.bind();
        let length = usize::try_from(p_buffer_size).unwrap_or(0);
        let bytes = if length == 0 || p_buffer.ptr().is_null() {
            &[]
        } else {
            // SAFETY: the engine passes so many bytes, which stay and are not changed during the call.
            unsafe { std::slice::from_raw_parts(p_buffer.ptr(), length) }
        };
        let sent = peer.send(bytes);
        if sent == Error::OK {
            tap::packet_of_peer(|| peer.passing(this.instance_id(), bytes));
        }
        sent
    }

    fn get_available_packet_count(&self) -> i32 {
        let state = self.state.lock();
        state.session.as_ref().map_or(0, |session| i32::try_from(session.packet_count()).unwrap_or(i32::MAX))
    }

    fn get_max_packet_size(&self) -> i32 {
        i32::try_from(MAX_PACKET_BYTES).unwrap_or(i32::MAX)
    }

    fn get_packet_channel(&self) -> i32 {
        self.front(|packet| i32::from(packet.channel)).unwrap_or(0)
    }

    fn get_packet_mode(&self) -> TransferMode {
        self.front(|packet| transfer_mode(packet.mode)).unwrap_or(TransferMode::RELIABLE)
    }

    fn get_packet_peer(&self) -> i32 {
        self.front(|packet| packet.from).unwrap_or(0)
    }

    #[func(gd_self)]
    fn set_transfer_channel(this: Gd<Self>, p_channel: i32) {
        let peer = this.bind();
        peer.state.lock().channel = p_channel;
    }

    fn get_transfer_channel(&self) -> i32 {
        self.state.lock().channel
    }

    #[func(gd_self)]
    fn set_transfer_mode(this: Gd<Self>, p_mode: TransferMode) {
        let peer = this.bind();
        peer.state.lock().mode = p_mode;
    }

    fn get_transfer_mode(&self) -> TransferMode {
        self.state.lock().mode
    }

    #[func(gd_self)]
    fn set_target_peer(this: Gd<Self>, p_peer: i32) {
        let peer = this.bind();
        peer.state.lock().target = p_peer;
    }

    fn is_server(&self) -> bool {
        self.get_unique_id() == HOST
    }

    #[func(gd_self)]
    fn poll(this: Gd<Self>) {
        if this.bind().turn(&this) {
            let_go(this);
        }
    }

    #[func(gd_self)]
    fn close(this: Gd<Self>) {
        let peer = this.bind();
        peer.state.lock().close();
    }

    #[func(gd_self)]
    fn disconnect_peer(this: Gd<Self>, p_peer: i32, p_force: bool) {
        let peer = this.bind();
        let _lines = report::hold();
        let mut state = peer.state.lock();
        let now = Instant::now();
        let found = with_sockets(state.whose, |sockets| {
            Some(state.live()?.disconnect(sockets, p_peer, p_force, now))
        })
        .flatten();
        if found != Some(true) {
            report::error("SteamMultiplayerPeer.disconnect_peer", format!("there is no peer {p_peer}"));
        }
    }

    fn get_unique_id(&self) -> i32 {
        let mut state = self.state.lock();
        state
            .live()
            .filter(|session| session.status() != Status::Disconnected)
            .map_or(0, |session| session.id())
    }

    #[func(gd_self)]
    fn set_refuse_new_connections(this: Gd<Self>, p_enable: bool) {
        let peer = this.bind();
        let mut state = peer.state.lock();
        state.refuses = p_enable;
        if let Some(session) = state.live() {
            session.set_refuses(p_enable);
        }
    }

    fn is_refusing_new_connections(&self) -> bool {
        self.state.lock().refuses
    }

    fn is_server_relay_supported(&self) -> bool {
        let mut state = self.state.lock();
        let relay = state.relay;
        state.live().map_or(relay, |session| session.relays())
    }

    fn get_connection_status(&self) -> ConnectionStatus {
        match self.state.lock().status() {
            Status::Disconnected => ConnectionStatus::DISCONNECTED,
            Status::Connecting => ConnectionStatus::CONNECTING,
            Status::Connected => ConnectionStatus::CONNECTED,
        }
    }

    // What the trait asks for besides: the engine has found those of the same names above, and never comes here. They would bind the
    // object exclusively, and what binds it on another thread meanwhile would make that fail.

    fn set_transfer_channel(&mut self, _: i32) {}

    fn set_transfer_mode(&mut self, _: TransferMode) {}

    fn set_target_peer(&mut self, _: i32) {}

    fn poll(&mut self) {}

    fn close(&mut self) {}

    fn disconnect_peer(&mut self, _: i32, _: bool) {}
}

impl SteamMultiplayerPeer {
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

    /// A packet that was sent, for whoever watches.
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

    /// What the user's platform is asked for; an error line and the default if there is none.
    pub(super) fn with_platform<R: Default>(method: &'static str, f: impl FnOnce(&dyn Platform) -> R) -> R {
        current::with_on_main_thread(method, f)
    }
}
