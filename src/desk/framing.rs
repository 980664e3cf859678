//! The format of packets of Godot's multiplayer.
//!
//! Godot does not document it; this is the format of `SceneMultiplayer` in Godot 4.3 to 4.6. The first three bits are the command.
//! Nodes have numbers that their sender has announced before with their path; synchronizers have numbers of a spawned node or, with
//! the highest bit set, of a path. A packet of another form is not from `SceneMultiplayer`.

/// The highest bit of a number: the rest is not the number of a spawned node, or is the offset of a path instead of a
/// number.
const HIGHEST: u32 = 0x8000_0000;
/// The maximum number of synchronizers of a spawned node, and of updates in a packet.
const MOST: usize = 1024;

/// The content of a packet.
#[derive(Debug, PartialEq, Eq)]
pub enum About<'a> {
    /// An RPC.
    Call {
        /// The node.
        node: Node<'a>,
        /// The number of the method.
        method: u16,
    },
    /// The sender gives a node a number.
    Path {
        /// The number.
        number: u32,
        /// The node's path.
        path: &'a str,
    },
    /// A node is spawned.
    Spawn {
        /// The number of the spawner's path.
        spawner: u32,
        /// The node's number.
        node: u32,
        /// The numbers of its synchronizers.
        synchronizers: Vec<u32>,
        /// The node's name.
        name: &'a str,
    },
    /// A node is gone.
    Despawn {
        /// Its number.
        node: u32,
    },
    /// Updates of nodes: the number of each synchronizer, and the bytes of its update.
    Updates(Vec<(Synchronizer, usize)>),
    /// Anything else.
    Other,
}

/// The reference to a node in a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Node<'a> {
    /// By its number.
    Number(u32),
    /// By its path.
    Path(&'a str),
}

/// The reference to a synchronizer in a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Synchronizer {
    /// By the number of its path.
    OfPath(u32),
    /// By the number from the spawned node.
    Spawned(u32),
}

/// Removes the relay header: returns the peer that the packet is from or for, and the inner packet.
pub fn relayed(bytes: &[u8]) -> Option<(i32, &[u8])> {
    match bytes {
        [head, 3, a, b, c, d, inner @ ..] if head & 7 == 7 => {
            Some((i32::from_le_bytes([*a, *b, *c, *d]), inner))
        }
        _ => None,
    }
}

/// Reads a packet, whose end may be missing.
pub fn read(bytes: &[u8]) -> About<'_> {
    let Some((&head, rest)) = bytes.split_first() else { return About::Other };
    let about = match head & 7 {
        0 => call(head, bytes),
        1 => path(rest),
        4 => spawn(rest),
        5 => number(rest, 0).map(|node| About::Despawn { node }),
        6 => Some(updates(head, bytes)),
        _ => None,
    };
    about.unwrap_or(About::Other)
}

fn call(head: u8, bytes: &[u8]) -> Option<About<'_>> {
    let (target, method_at) = match head >> 4 & 3 {
        0 => (u32::from(*bytes.get(1)?), 2),
        1 => (u32::from(short(bytes, 1)?), 3),
        2 => (number(bytes, 1)?, 5),
        _ => return None,
    };
    let method = if head & 0x40 == 0 { u16::from(*bytes.get(method_at)?) } else { short(bytes, method_at)? };
    let node = if target & HIGHEST == 0 {
        Node::Number(target)
    } else {
        Node::Path(text(bytes.get(usize::try_from(target & !HIGHEST).ok()?..)?)?)
    };
    Some(About::Call { node, method })
}

fn path(rest: &[u8]) -> Option<About<'_>> {
    // First comes a checksum of the names of methods, as text.
    let number = number(rest, 33)?;
    Some(About::Path { number, path: text(rest.get(37..)?)? })
}

fn spawn(rest: &[u8]) -> Option<About<'_>> {
    let (spawner, node) = (number(rest, 1)?, number(rest, 5)?);
    let count = usize::try_from(number(rest, 9)?).ok().filter(|count| *count <= MOST)?;
    let name_bytes = usize::try_from(number(rest, 13)?).ok()?;
    let synchronizers = (0..count).map(|index| number(rest, 17 + 4 * index)).collect::<Option<_>>()?;
    let name = rest.get(17 + 4 * count..)?;
    let name = text(name.get(..name_bytes)?)?;
    Some(About::Spawn { spawner, node, synchronizers, name })
}

fn updates(head: u8, bytes: &[u8]) -> About<'_> {
    let are_changes = head & 0x10 != 0;
    // After the header comes the time, except in delta updates. Before each size come the properties, only in delta
    // updates.
    let (mut at, size_at) = if are_changes { (1, 12) } else { (3, 4) };
    let mut updates = Vec::new();
    while let (Some(synchronizer), Some(size)) = (number(bytes, at), number(bytes, at + size_at)) {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let synchronizer = if synchronizer & HIGHEST == 0 {
            Synchronizer::Spawned(synchronizer)
        } else {
            Synchronizer::OfPath(synchronizer & !HIGHEST)
        };
        let whole = size.saturating_add(size_at + 4);
        updates.push((synchronizer, whole));
        at = at.saturating_add(whole);
        if updates.len() >= MOST {
            break;
        }
    }
    if updates.is_empty() { About::Other } else { About::Updates(updates) }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// The text up to its terminating zero, if there is one.
fn text(bytes: &[u8]) -> Option<&str> {
    let bytes = bytes.split(|byte| *byte == 0).next()?;
    std::str::from_utf8(bytes).ok().filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn calls_name_nodes_by_numbers_of_three_sizes_or_by_their_path() {
        let number = |number, method| About::Call { node: Node::Number(number), method };
        assert_eq!(read(&[0x80, 7, 2, 1]), number(7, 2));
        assert_eq!(read(&[0x50, 1, 2, 3, 0x80]), number(0x0201, 0x8003));
        assert_eq!(read(&[0x20, 1, 2, 3, 4, 5]), number(0x0403_0201, 5));
        let mut by_path = vec![0x20, 8, 0, 0, 0x80, 5, 0, 9];
        by_path.extend(b"Main/Player\0");
        let node = Node::Path("Main/Player");
        assert_eq!(read(&by_path), About::Call { node, method: 5 });
        assert_eq!(read(&[0x30, 1, 2, 3, 4, 5]), About::Other);
        assert_eq!(read(&[0x20, 99, 0, 0, 0x80, 5]), About::Other);
    }

    #[test]
    fn paths_and_spawned_nodes_get_their_numbers() {
        let mut bytes = vec![1];
        bytes.extend(b"0123456789abcdef0123456789abcdef\0");
        bytes.extend(300_u32.to_le_bytes());
        bytes.extend(b"Main/Spawner\0");
        assert_eq!(read(&bytes), About::Path { number: 300, path: "Main/Spawner" });
        let mut bytes = vec![4, 0];
        for number in [300_u32, 8, 2, 5, 9, 10] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(b"Ball\0and what it is like");
        let spawn = About::Spawn { spawner: 300, node: 8, synchronizers: vec![9, 10], name: "Ball" };
        assert_eq!(read(&bytes), spawn);
        assert_eq!(read(&[5, 8, 0, 0, 0]), About::Despawn { node: 8 });
    }

    #[test]
    fn updates_are_taken_apart() {
        let mut bytes = vec![6, 0xff, 0xff];
        for (synchronizer, size) in [(9_u32, 3_u32), (HIGHEST | 300, 1)] {
            bytes.extend(synchronizer.to_le_bytes());
            bytes.extend(size.to_le_bytes());
            bytes.extend(vec![1; size as usize]);
        }
        let expected = vec![(Synchronizer::Spawned(9), 11), (Synchronizer::OfPath(300), 9)];
        assert_eq!(read(&bytes), About::Updates(expected));
        let mut changes = vec![0x16, 9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
        changes.extend(2_u32.to_le_bytes());
        changes.extend([1, 1]);
        assert_eq!(read(&changes), About::Updates(vec![(Synchronizer::Spawned(9), 18)]));
    }

    #[test]
    fn what_is_relayed_is_taken_out() {
        assert_eq!(relayed(&[7, 3, 2, 0, 0, 0, 0x80, 7, 2]), Some((2, &[0x80, 7, 2][..])));
        assert_eq!(relayed(&[7, 1, 2, 0, 0, 0]), None);
        assert_eq!(relayed(&[0, 3, 2, 0, 0, 0]), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..96)) {
            read(&bytes);
            relayed(&bytes);
        }

        #[test]
        fn any_bytes_behind_a_command_are_read(
            command in 0..8_u8,
            flags in 0..16_u8,
            small in proptest::collection::vec(prop_oneof![Just(0_u8), Just(1), Just(0x80), Just(0xff), any::<u8>()], 0..64),
        ) {
            let mut bytes = vec![flags << 4 | command];
            bytes.extend(small);
            read(&bytes);
        }
    }
}
