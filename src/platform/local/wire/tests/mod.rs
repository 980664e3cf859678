//! Compares the documented wire format with the code, and tests decoders with foreign bytes.

mod hostile;
mod samples;

use super::frame::{self, HEADER_BYTES, MAX_HUB_FRAME_BYTES, MAX_LINK_FRAME_BYTES};
use super::handshake::{self, HELLO_BYTES, Key, PROTOCOL_VERSION, Purpose, RingOffer, WELCOME_BYTES};
use crate::contract::SteamId;

const DOCUMENT: &str = include_str!("../../../../../docs/wire.md");

/// The lines of the fenced block for `name` in the document.
fn block(name: &str) -> Vec<&'static str> {
    let mut lines = DOCUMENT.lines().skip_while(|line| *line != format!("```text {name}")).skip(1);
    lines.by_ref().take_while(|line| *line != "```").collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(name: &str, expected: Vec<String>) {
    let wanted = expected.join("\n");
    assert_eq!(block(name).join("\n"), wanted, "docs/wire.md must contain for {name}:\n{wanted}\n");
}

#[test]
fn every_message_is_documented_as_it_is_written() {
    for (name, lines) in samples::all() {
        check(name, lines);
    }
}

#[test]
fn the_handshake_is_documented_as_it_is_written() {
    let key = Key(std::array::from_fn(|at| at as u8));
    let user = SteamId::individual(1_990_000_001);
    let ring = RingOffer { process: 4711, file: 23, nonce: [1, 2] };
    let lines = [
        ("hello of a link", handshake::hello(Purpose::Link, &key, user)),
        ("hello of a link for messages", handshake::hello(Purpose::MessageLink, &key, user)),
        ("hello of a link for connections", handshake::hello(Purpose::ConnectionLink, &key, user)),
        ("hello to a hub", handshake::hello(Purpose::Hub, &key, SteamId::NIL)),
        ("no offer", handshake::offer(None)),
        ("offer", handshake::offer(Some(ring))),
        ("welcome", handshake::welcome(&key)),
        ("welcome to a link without a ring", handshake::link_welcome(&key, false)),
        ("welcome to a link with a ring", handshake::link_welcome(&key, true)),
        ("refusal", handshake::refusal()),
    ];
    check("handshake", lines.iter().map(|(name, bytes)| format!("{name}: {}", hex(bytes))).collect());
}

#[test]
fn a_frame_is_documented_as_it_is_written() {
    let mut bytes = Vec::new();
    frame::append(&mut bytes, &super::hub::FromHub::Settled).unwrap();
    check("frame", vec![format!("Settled: {}", hex(&bytes))]);
}

#[test]
fn the_numbers_in_the_document_are_those_of_the_code() {
    let numbers = [
        ("protocol version", usize::from(PROTOCOL_VERSION)),
        ("bytes of a hello", HELLO_BYTES),
        ("bytes of an offer", handshake::OFFER_BYTES),
        ("bytes of a welcome", WELCOME_BYTES),
        ("bytes of a welcome to a link", handshake::LINK_WELCOME_BYTES),
        ("bytes before a frame", HEADER_BYTES),
        ("most bytes of a link's frame", MAX_LINK_FRAME_BYTES),
        ("most bytes of a hub's frame", MAX_HUB_FRAME_BYTES),
    ];
    for (what, number) in numbers {
        let row = format!("| {what} | {number} |");
        assert!(DOCUMENT.lines().any(|line| line == row), "docs/wire.md lacks the row {row}");
    }
}
