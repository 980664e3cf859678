//! For any bytes, decoders return a message or an error, and take no more memory than the bytes justify.

use proptest::prelude::*;

use crate::platform::local::wire::frame::{self, FrameReader, MAX_LINK_FRAME_BYTES};
use crate::platform::local::wire::handshake::{
    HELLO_BYTES, Key, Purpose, WELCOME_BYTES, check_hello, check_welcome,
};
use crate::platform::local::wire::hub::{FromHub, ToHub};
use crate::platform::local::wire::link::LinkFrame;

/// Bytes that pass the first checks more often than random ones: a plausible first byte, many small numbers.
fn message_bytes() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![3 => 0u8..20, 1 => any::<u8>()];
    (0u8..20, proptest::collection::vec(byte, 0..200)).prop_map(|(tag, mut rest)| {
        rest.insert(0, tag);
        rest
    })
}

/// Checks that a message is decoded as it was encoded.
fn comes_back<T>(message: &T) -> Result<(), TestCaseError>
where
    T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let written = postcard::to_stdvec(message).unwrap();
    prop_assert_eq!(&frame::decode::<T>(&written).unwrap(), message);
    Ok(())
}

proptest! {
    #[test]
    fn no_bytes_bring_the_hubs_decoder_down(bytes in message_bytes()) {
        if let Ok(message) = frame::decode::<ToHub>(&bytes) {
            comes_back(&message)?;
        }
    }

    #[test]
    fn no_bytes_bring_a_members_decoder_down(bytes in message_bytes()) {
        if let Ok(message) = frame::decode::<FromHub>(&bytes) {
            comes_back(&message)?;
        }
    }

    #[test]
    fn no_bytes_bring_a_links_decoder_down(bytes in message_bytes()) {
        if let Ok(frame) = frame::decode::<LinkFrame<'_>>(&bytes) {
            let written = postcard::to_stdvec(&frame).unwrap();
            prop_assert_eq!(frame::decode::<LinkFrame<'_>>(&written).unwrap(), frame);
        }
    }

    #[test]
    fn no_bytes_but_the_right_ones_pass_the_handshake(
        hello in any::<[u8; HELLO_BYTES]>(),
        welcome in any::<[u8; WELCOME_BYTES]>(),
        key in any::<[u8; 32]>(),
    ) {
        for purpose in [Purpose::Hub, Purpose::Link, Purpose::MessageLink] {
            prop_assert!(check_hello(&hello, purpose, &Key(key)).is_err());
        }
        prop_assert!(check_welcome(&welcome, &Key(key)).is_err());
    }

    #[test]
    fn one_wrong_bit_in_a_proof_is_enough(at in 0usize..128, key in any::<[u8; 32]>()) {
        let mut welcome: [u8; WELCOME_BYTES] = super::handshake::welcome(&Key(key)).try_into().unwrap();
        prop_assert!(check_welcome(&welcome, &Key(key)).is_ok());
        welcome[6 + at / 8] ^= 1 << (at % 8);
        prop_assert!(check_welcome(&welcome, &Key(key)).is_err());
    }
}

#[test]
fn announced_lengths_take_no_memory_before_their_bytes_have_come() {
    // These are a `Message` with a text of 4 GiB, a `Search` with as many filters, and a `Register` with as many users;
    // only three bytes follow.
    for tag in [7, 8] {
        let bytes = [&[tag, 1][..], &[0xFF, 0xFF, 0xFF, 0xFF, 0x0F], &[0; 3]].concat();
        assert!(frame::decode::<ToHub>(&bytes).is_err());
    }
    let mut reader = FrameReader::new(MAX_LINK_FRAME_BYTES);
    let announced = (MAX_LINK_FRAME_BYTES as u32).to_le_bytes();
    reader.feed(&announced, |_| Ok(())).unwrap();
    reader.feed(&[0; 100], |_| Ok(())).unwrap();
    assert!(reader.kept_bytes() < 4096, "{}", reader.kept_bytes());
}
