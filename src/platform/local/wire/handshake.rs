//! The first bytes on every socket, both ways: which protocol, which version, and proof of the key.
//!
//! A key has two halves. The side that connects shows the first, the side that answers shows the second, so that neither learns the key
//! from the other, and a process that got hold of a forgotten port gains nothing. A hub's key stands beside its lock
//! file, a link's key comes from the hub.

use subtle::ConstantTimeEq;

use crate::contract::SteamId;

/// Changes whenever older and newer processes would not understand each other.
pub const PROTOCOL_VERSION: u16 = 7;
/// Bytes of [`hello`].
pub const HELLO_BYTES: usize = PREFIX_BYTES + 1 + HALF_BYTES + 8;
/// Bytes of [`welcome`].
pub const WELCOME_BYTES: usize = PREFIX_BYTES + HALF_BYTES;
/// Bytes of an offer, which follows the hello of a link.
pub const OFFER_BYTES: usize = 4 + 4 + 2 * 8;
/// Bytes of the welcome to a link: behind it stands whether the ring is taken.
pub const LINK_WELCOME_BYTES: usize = WELCOME_BYTES + 1;
/// What wakes the reader of a ring, as the only byte that a link with a ring carries.
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

/// What a connection is for.
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

/// Why a handshake came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandshakeError {
    /// The other side speaks another protocol altogether.
    #[error("the other side does not speak this protocol")]
    Foreign,
    /// The other side speaks another version.
    #[error(
        "the other process speaks version {theirs} of the local protocol, this one version {PROTOCOL_VERSION}"
    )]
    Version {
        /// The other side's version.
        theirs: u16,
    },
    /// The other side does not know the key.
    #[error("the other side does not know the key")]
    Key,
}

/// What the connecting side sends first. `sender` is who connects, [`SteamId::NIL`] to a hub.
pub fn hello(purpose: Purpose, key: &Key, sender: SteamId) -> Vec<u8> {
    let mut bytes = prefix();
    bytes.push(purpose as u8);
    bytes.extend_from_slice(key.asking());
    bytes.extend_from_slice(&sender.0.to_le_bytes());
    bytes
}

/// Who connects, if `bytes` are a [`hello`] for `purpose` that proves the key.
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

/// What the answering side sends first.
pub fn welcome(key: &Key) -> Vec<u8> {
    let mut bytes = prefix();
    bytes.extend_from_slice(key.answering());
    bytes
}

/// What the answering side sends to a version that it does not understand, before it closes.
pub fn refusal() -> Vec<u8> {
    let mut bytes = prefix();
    bytes.extend_from_slice(&[0; HALF_BYTES]);
    bytes
}

/// Whether `bytes` are a [`welcome`] that proves the key.
pub fn check_welcome(bytes: &[u8; WELCOME_BYTES], key: &Key) -> Result<(), HandshakeError> {
    let proof = check_prefix(bytes)?;
    if bool::from(proof.ct_eq(key.answering())) { Ok(()) } else { Err(HandshakeError::Key) }
}

/// Where the process at the other end of a link finds the memory of a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RingOffer {
    /// The process that has it, by the number that the system gives it.
    pub process: u32,
    /// The number of its file there.
    pub file: u32,
    /// What stands at its beginning.
    pub nonce: [u64; 2],
}

/// What follows the hello of a link: the offer of a ring, zeros without one.
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

/// What the answering side of a link sends first; `ring` is whether it takes the ring.
pub fn link_welcome(key: &Key, ring: bool) -> Vec<u8> {
    let mut bytes = welcome(key);
    bytes.push(u8::from(ring));
    bytes
}

/// Whether the ring is taken, if `bytes` are a [`link_welcome`] that proves the key.
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

    fn said_hello(purpose: Purpose, key: &Key) -> [u8; HELLO_BYTES] {
        hello(purpose, key, SteamId::individual(9)).try_into().unwrap()
    }

    #[test]
    fn both_sides_prove_the_key() {
        let hello = said_hello(Purpose::Link, &key(1));
        assert_eq!(check_hello(&hello, Purpose::Link, &key(1)), Ok(SteamId::individual(9)));
        let welcome: [u8; WELCOME_BYTES] = welcome(&key(1)).try_into().unwrap();
        assert_eq!(check_welcome(&welcome, &key(1)), Ok(()));
    }

    #[test]
    fn a_wrong_key_is_refused_on_both_sides() {
        let hello = said_hello(Purpose::Link, &key(2));
        assert_eq!(check_hello(&hello, Purpose::Link, &key(1)), Err(HandshakeError::Key));
        let welcome: [u8; WELCOME_BYTES] = welcome(&key(2)).try_into().unwrap();
        assert_eq!(check_welcome(&welcome, &key(1)), Err(HandshakeError::Key));
    }

    #[test]
    fn a_link_does_not_pass_for_a_member_of_the_hub() {
        let hello = said_hello(Purpose::Link, &key(1));
        assert_eq!(check_hello(&hello, Purpose::Hub, &key(1)), Err(HandshakeError::Key));
    }

    #[test]
    fn neither_side_shows_the_half_that_the_other_proves() {
        let hello = said_hello(Purpose::Hub, &key(1));
        let welcome = welcome(&key(1));
        assert!(!hello.windows(HALF_BYTES).any(|part| part == key(1).answering()));
        assert!(!welcome.windows(HALF_BYTES).any(|part| part == key(1).asking()));
    }

    #[test]
    fn another_version_is_named() {
        let mut hello = said_hello(Purpose::Hub, &key(1));
        hello[4] = 99;
        hello[5] = 0;
        assert_eq!(check_hello(&hello, Purpose::Hub, &key(1)), Err(HandshakeError::Version { theirs: 99 }));
        let refusal: [u8; WELCOME_BYTES] = refusal().try_into().unwrap();
        assert_eq!(check_welcome(&refusal, &key(1)), Err(HandshakeError::Key));
    }

    #[test]
    fn another_protocol_is_told_apart() {
        let bytes = *b"GET / HTTP/1.1\r\nHost: localhos";
        let mut hello = [0; HELLO_BYTES];
        hello[..30].copy_from_slice(&bytes);
        assert_eq!(check_hello(&hello, Purpose::Hub, &key(1)), Err(HandshakeError::Foreign));
    }
}
