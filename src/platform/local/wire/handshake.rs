//! The first bytes on every socket in each direction: the protocol, its version, and proof of the key.
//!
//! A key has two halves. The connecting side shows the first half, the answering side the second. Neither learns the
//! other half from its peer, and a process that got hold of a stale port gains nothing. The key of a hub is stored
//! beside its lock file; the key of a link comes from the hub.

use subtle::ConstantTimeEq;

use crate::contract::SteamId;

/// The version of the protocol. It changes whenever older and newer processes would not understand each other.
pub const PROTOCOL_VERSION: u16 = 7;
/// The size of a [`hello`].
pub const HELLO_BYTES: usize = PREFIX_BYTES + 1 + HALF_BYTES + 8;
/// The size of a [`welcome`].
pub const WELCOME_BYTES: usize = PREFIX_BYTES + HALF_BYTES;
/// The size of an offer, which follows the hello of a link.
pub const OFFER_BYTES: usize = 4 + 4 + 2 * 8;
/// The size of the welcome to a link, whose last byte says whether the ring is accepted.
pub const LINK_WELCOME_BYTES: usize = WELCOME_BYTES + 1;
/// The byte that wakes the reader of a ring. A link with a ring carries no other bytes.
pub const WAKE: u8 = 1;

const MAGIC: [u8; 4] = *b"SNLP";
const PREFIX_BYTES: usize = MAGIC.len() + 2;
const HALF_BYTES: usize = 16;

/// A secret that both ends of a connection know.
#[derive(Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Key(pub [u8; 32]);

impl Key {
    fn asking(&self) -> &[u8] {
        self.0.get(..HALF_BYTES).unwrap_or_default()
    }

    fn answering(&self) -> &[u8] {
        self.0.get(HALF_BYTES..).unwrap_or_default()
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

/// The purpose of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// From a member to the hub.
    Hub = 1,
    /// From one member to another, for the packets of `ISteamNetworking`.
    Link = 2,
    /// From one member to another, for the messages of `ISteamNetworkingMessages`.
    MessageLink = 3,
    /// From one member to another, for the connections of `ISteamNetworkingSockets`.
    ConnectionLink = 4,
}

/// The reason why a handshake failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandshakeError {
    /// The other side speaks another protocol.
    #[error("the other side does not speak this protocol")]
    Foreign,
    /// The other side speaks another version.
    #[error(
        "the other process speaks version {theirs} of the local protocol, this one speaks version {PROTOCOL_VERSION}"
    )]
    Version {
        /// The other side's version.
        theirs: u16,
    },
    /// The other side does not know the key.
    #[error("the other side does not know the key")]
    Key,
}

/// The first message of the connecting side. `sender` is the connecting user, [`SteamId::NIL`] towards a hub.
pub fn hello(purpose: Purpose, key: &Key, sender: SteamId) -> Vec<u8> {
    let mut bytes = prefix();
    bytes.push(purpose as u8);
    bytes.extend_from_slice(key.asking());
    bytes.extend_from_slice(&sender.0.to_le_bytes());
    bytes
}

/// Returns the connecting user if `bytes` are a [`hello`] for `purpose` that proves the key.
pub fn check_hello(
    bytes: &[u8; HELLO_BYTES],
    purpose: Purpose,
    key: &Key,
) -> Result<SteamId, HandshakeError> {
    let rest = check_prefix(bytes)?;
    let (named, rest) = rest.split_first().ok_or(HandshakeError::Foreign)?;
    let (proof, sender) = rest.split_at_checked(HALF_BYTES).ok_or(HandshakeError::Foreign)?;
    let sender = sender.first_chunk::<8>().ok_or(HandshakeError::Foreign)?;
    if *named != purpose as u8 || !bool::from(proof.ct_eq(key.asking())) {
        return Err(HandshakeError::Key);
    }
    Ok(SteamId(u64::from_le_bytes(*sender)))
}

/// The first message of the answering side.
pub fn welcome(key: &Key) -> Vec<u8> {
    let mut bytes = prefix();
    bytes.extend_from_slice(key.answering());
    bytes
}

/// The answer to an unsupported version, before the connection is closed.
pub fn refusal() -> Vec<u8> {
    let mut bytes = prefix();
    bytes.extend_from_slice(&[0; HALF_BYTES]);
    bytes
}

/// Checks that `bytes` are a [`welcome`] that proves the key.
pub fn check_welcome(bytes: &[u8; WELCOME_BYTES], key: &Key) -> Result<(), HandshakeError> {
    let proof = check_prefix(bytes)?;
    if bool::from(proof.ct_eq(key.answering())) { Ok(()) } else { Err(HandshakeError::Key) }
}

/// The location of a ring's memory, for the process at the other end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RingOffer {
    /// The id of the process that owns the memory.
    pub process: u32,
    /// The number of the file descriptor in that process.
    pub file: u32,
    /// The nonce at the beginning of the memory.
    pub nonce: [u64; 2],
}

/// The message after the hello of a link: the offer of a ring, or zeros.
pub fn offer(ring: Option<RingOffer>) -> Vec<u8> {
    let ring = ring.unwrap_or(RingOffer { process: 0, file: 0, nonce: [0; 2] });
    let mut bytes = [ring.process, ring.file].map(u32::to_le_bytes).concat();
    bytes.extend(ring.nonce.map(u64::to_le_bytes).concat());
    bytes
}

/// Reads an [`offer`].
pub fn read_offer(bytes: &[u8; OFFER_BYTES]) -> Option<RingOffer> {
    let (numbers, _) = bytes.as_chunks::<4>();
    let (words, _) = bytes.as_chunks::<8>();
    let (first, second) = (*words.get(1)?, *words.get(2)?);
    let ring = RingOffer {
        process: u32::from_le_bytes(*numbers.first()?),
        file: u32::from_le_bytes(*numbers.get(1)?),
        nonce: [first, second].map(u64::from_le_bytes),
    };
    (ring.process != 0).then_some(ring)
}

/// The first message of the answering side of a link; `ring` is whether it accepts the ring.
pub fn link_welcome(key: &Key, ring: bool) -> Vec<u8> {
    let mut bytes = welcome(key);
    bytes.push(u8::from(ring));
    bytes
}

/// Returns whether the ring is accepted, if `bytes` are a [`link_welcome`] that proves the key.
pub fn check_link_welcome(bytes: &[u8; LINK_WELCOME_BYTES], key: &Key) -> Result<bool, HandshakeError> {
    let (welcome, rest) = bytes.split_first_chunk::<WELCOME_BYTES>().ok_or(HandshakeError::Foreign)?;
    check_welcome(welcome, key)?;
    match rest {
        [0] => Ok(false),
        [1] => Ok(true),
        _ => Err(HandshakeError::Foreign),
    }
}

fn prefix() -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&PROTOCOL_VERSION.to_le_bytes());
    bytes
}

fn check_prefix(bytes: &[u8]) -> Result<&[u8], HandshakeError> {
    let rest = bytes.strip_prefix(&MAGIC).ok_or(HandshakeError::Foreign)?;
    let (version, rest) = rest.split_first_chunk::<2>().ok_or(HandshakeError::Foreign)?;
    match u16::from_le_bytes(*version) {
        PROTOCOL_VERSION => Ok(rest),
        theirs => Err(HandshakeError::Version { theirs }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u8) -> Key {
        Key(std::array::from_fn(|at| seed.wrapping_add(at as u8)))
    }

    fn hello_bytes(purpose: Purpose, key: &Key) -> [u8; HELLO_BYTES] {
        hello(purpose, key, SteamId::individual(9)).try_into().unwrap()
    }

    #[test]
    fn both_sides_prove_the_key() {
        let hello = hello_bytes(Purpose::Link, &key(1));
        assert_eq!(check_hello(&hello, Purpose::Link, &key(1)), Ok(SteamId::individual(9)));
        let welcome: [u8; WELCOME_BYTES] = welcome(&key(1)).try_into().unwrap();
        assert_eq!(check_welcome(&welcome, &key(1)), Ok(()));
    }

    #[test]
    fn a_wrong_key_is_refused_on_both_sides() {
        let hello = hello_bytes(Purpose::Link, &key(2));
        assert_eq!(check_hello(&hello, Purpose::Link, &key(1)), Err(HandshakeError::Key));
        let welcome: [u8; WELCOME_BYTES] = welcome(&key(2)).try_into().unwrap();
        assert_eq!(check_welcome(&welcome, &key(1)), Err(HandshakeError::Key));
    }

    #[test]
    fn a_link_does_not_pass_for_a_member_of_the_hub() {
        let hello = hello_bytes(Purpose::Link, &key(1));
        assert_eq!(check_hello(&hello, Purpose::Hub, &key(1)), Err(HandshakeError::Key));
    }

    #[test]
    fn neither_side_shows_the_half_that_the_other_proves() {
        let hello = hello_bytes(Purpose::Hub, &key(1));
        let welcome = welcome(&key(1));
        assert!(!hello.windows(HALF_BYTES).any(|part| part == key(1).answering()));
        assert!(!welcome.windows(HALF_BYTES).any(|part| part == key(1).asking()));
    }

    #[test]
    fn another_version_is_named() {
        let mut hello = hello_bytes(Purpose::Hub, &key(1));
        hello[4] = 99;
        hello[5] = 0;
        assert_eq!(check_hello(&hello, Purpose::Hub, &key(1)), Err(HandshakeError::Version { theirs: 99 }));
        let refusal: [u8; WELCOME_BYTES] = refusal().try_into().unwrap();
        assert_eq!(check_welcome(&refusal, &key(1)), Err(HandshakeError::Key));
    }

    #[test]
    fn another_protocol_is_detected() {
        let bytes = *b"GET / HTTP/1.1\r\nHost: localhos";
        let mut hello = [0; HELLO_BYTES];
        hello[..30].copy_from_slice(&bytes);
        assert_eq!(check_hello(&hello, Purpose::Hub, &key(1)), Err(HandshakeError::Foreign));
    }
}
