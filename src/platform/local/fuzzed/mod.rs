//! Arbitrary input for every decoder and every state machine, with checks of their invariants.
//!
//! Each function takes one input and panics if an invariant is violated. The fuzz targets in `fuzz/` run them, and so
//! do the tests here, with random inputs and with those that fuzzing has found (`fuzz/corpus`). An input is a script:
//! its bytes choose actors and actions. Some bytes are passed on as if they came from a socket; others build valid
//! messages, so that scripts get somewhere.

mod client;
mod hub;
mod rings;
mod sessions;
mod sockets;

use super::identity;
use super::lobby::Lobby;
use super::wire::frame::{self, FrameReader};
use super::wire::handshake::{
    self, HELLO_BYTES, Key, PROTOCOL_VERSION, Purpose, WELCOME_BYTES, check_hello, check_welcome,
};
use super::wire::hub::{FromHub, ToHub, UserInfo};
use super::wire::link::LinkFrame;
use crate::contract::SteamId;
use crate::contract::matchmaking::LobbyType;

pub use client::run as client;
pub use hub::run as hub;
pub use rings::run as rings;
pub use sessions::run as sessions;
pub use sockets::{frames as socket_frames, run as sockets};

/// A stream of frames that arrives in pieces, whose size is the first byte.
pub fn frames(bytes: &[u8]) {
    const LIMIT: usize = 4096;
    let Some((piece, stream)) = bytes.split_first() else { return };
    let collect = |pieces: &[&[u8]]| {
        let (mut reader, mut frames) = (FrameReader::new(LIMIT), Vec::new());
        let mut take = |frame: &[u8]| {
            assert!(frame.len() <= LIMIT);
            frames.push(frame.to_vec());
            Ok(())
        };
        let error = pieces.iter().find_map(|piece| reader.feed(piece, &mut take).err());
        (frames, error)
    };
    let whole = collect(&[stream]);
    let in_pieces = collect(&stream.chunks(usize::from(*piece).max(1)).collect::<Vec<_>>());
    assert_eq!(whole, in_pieces, "the pieces make no difference");
}

/// The first bytes of a connection. The first byte chooses which of them are corrected.
pub fn handshakes(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let key = Key(std::array::from_fn(|at| at as u8));
    let mut hello = [0; HELLO_BYTES];
    hello.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
    let mut welcome = [0; WELCOME_BYTES];
    welcome.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
    if choice & 1 != 0 {
        for start in [&mut hello[..6], &mut welcome[..6]] {
            start[..4].copy_from_slice(b"SNLP");
            start[4..].copy_from_slice(&PROTOCOL_VERSION.to_le_bytes());
        }
    }
    for purpose in [Purpose::Hub, Purpose::Link, Purpose::MessageLink, Purpose::ConnectionLink] {
        if let Ok(sender) = check_hello(&hello, purpose, &key) {
            assert_eq!(handshake::hello(purpose, &key, sender), hello);
        }
    }
    if check_welcome(&welcome, &key).is_ok() {
        assert_eq!(handshake::welcome(&key), welcome);
    }
}

/// The bytes of one frame to or from a hub: a decoded message is the same after encoding and decoding.
pub fn hub_messages(bytes: &[u8]) {
    if let Ok(message) = frame::decode::<ToHub>(bytes) {
        let _ = message.is_sound();
        assert_eq!(frame::decode::<ToHub>(&written(&message)), Ok(message));
    }
    if let Ok(message) = frame::decode::<FromHub>(bytes) {
        let _ = message.is_sound();
        assert_eq!(frame::decode::<FromHub>(&written(&message)), Ok(message));
    }
}

/// The bytes of one frame of a link.
pub fn link_frames(bytes: &[u8]) {
    if let Ok(message) = frame::decode::<LinkFrame<'_>>(bytes) {
        assert_eq!(frame::decode::<LinkFrame<'_>>(&written(&message)), Ok(message));
    }
}

fn written(message: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    frame::append(&mut bytes, message).expect("a decoded message can be encoded");
    bytes.split_off(frame::HEADER_BYTES)
}

/// An input that is read from its front. At its end it yields zeros.
struct Script<'a>(&'a [u8]);

impl<'a> Script<'a> {
    fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    /// A number below `limit`.
    fn below(&mut self, limit: u8) -> u8 {
        self.byte() % limit
    }

    /// As many bytes as the next byte says.
    fn bytes(&mut self) -> &'a [u8] {
        let wanted = usize::from(self.byte());
        let (taken, rest) = self.0.split_at(wanted.min(self.0.len()));
        self.0 = rest;
        taken
    }

    fn text(&mut self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }

    fn lobby_type(&mut self) -> LobbyType {
        LobbyType::from_i64(i64::from(self.below(5))).unwrap_or(LobbyType::Public)
    }
}

fn user(number: u8) -> SteamId {
    identity::id_of(u32::from(number) + 1)
}

fn user_info(number: u8) -> UserInfo {
    UserInfo { id: user(number), name: format!("user {number}"), port: 1, key: Key([number; 32]) }
}

/// A sound lobby with the id `lobby` and these users, the first of them its owner.
fn lobby_of(lobby: SteamId, users: &[u8]) -> Lobby {
    let owner = users.first().copied().unwrap_or_default();
    let mut lobby = Lobby::new(lobby, user(owner), LobbyType::Public, 8);
    for number in users {
        lobby.apply(&super::lobby::Change::Entered { user: user(*number) });
    }
    lobby
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    /// Small numbers are more likely to be meaningful.
    fn script() -> impl Strategy<Value = Vec<u8>> {
        let byte = prop_oneof![4 => 0u8..16, 1 => any::<u8>()];
        proptest::collection::vec(byte, 0..600)
    }

    type Target = fn(&[u8]);

    #[test]
    fn everything_in_the_corpus_holds() {
        let targets: [(&str, Target); 10] = [
            ("frames", super::frames),
            ("handshakes", super::handshakes),
            ("hub_messages", super::hub_messages),
            ("link_frames", super::link_frames),
            ("hub", super::hub),
            ("client", super::client),
            ("sessions", super::sessions),
            ("socket_frames", super::socket_frames),
            ("sockets", super::sockets),
            ("rings", super::rings),
        ];
        for (name, target) in targets {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/");
            let inputs: Vec<_> = std::fs::read_dir(format!("{folder}{name}")).unwrap().collect();
            assert!(!inputs.is_empty());
            for input in inputs {
                let path = input.unwrap().path();
                println!("{}", path.display());
                target(&std::fs::read(path).unwrap());
            }
        }
    }

    macro_rules! hold_for_any_input {
        ($($rule:ident: $target:ident),+ $(,)?) => {
            proptest! {
                $(#[test]
                fn $rule(bytes in script()) {
                    super::$target(&bytes);
                })+
            }
        };
    }

    hold_for_any_input! {
        any_stream_is_cut_into_the_same_frames: frames,
        any_hello_and_welcome_is_checked: handshakes,
        any_message_of_a_hub_is_read: hub_messages,
        any_frame_of_a_link_is_read: link_frames,
        the_hub_stays_sound_with_any_input: hub,
        a_member_stays_sound_whatever_the_hub_says: client,
        sessions_stay_within_their_limits_whatever_others_send: sessions,
        any_frame_about_a_connection_is_read: socket_frames,
        connections_stay_sound_with_any_input: sockets,
        a_ring_loses_nothing_and_is_left_if_somebody_touches_it: rings,
    }
}
