//! Encoding of cloud file names as paths on the disk.
//!
//! A name may contain anything that a script writes: folders, other alphabets, up to 259 bytes. It is encoded in pieces
//! that every system accepts and distinguishes: lower-case letters, digits, `.`, `_`, `-`, `%` and `+`, some 180 bytes
//! at most. The encoding keeps the whole name, so that a folder can be listed without further data, and no name leads
//! out of the folder.

use crate::contract::remote_storage::MAX_FILE_NAME_BYTES;

/// The maximum size of a piece, in bytes; the rest of a longer name goes into a subfolder.
const MOST_PIECE_BYTES: usize = 180;
/// The last character of such a subfolder's name. No file ends in it.
const CONTINUED: char = '+';

/// The name by which Steam knows a file, `None` if it is not valid.
// rule: cloud.lower-case
pub fn stored(name: &str) -> Option<String> {
    (!name.is_empty() && name.len() <= MAX_FILE_NAME_BYTES).then(|| name.to_ascii_lowercase())
}

/// The path of a file below the folder: first the subfolders, then the file.
pub fn encode(name: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for byte in name.bytes() {
        if piece.len() >= MOST_PIECE_BYTES {
            pieces.push(continued(&std::mem::take(&mut piece)));
        }
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-' => piece.push(char::from(byte)),
            _ => piece.push_str(&escaped(byte)),
        }
    }
    pieces.push(safe(&piece));
    pieces
}

/// The name of the file at a path below the folder, `None` if it is not a cloud file.
pub fn decode(pieces: &[String]) -> Option<String> {
    let (last, folders) = pieces.split_last()?;
    let mut bytes = Vec::new();
    for folder in folders {
        unescape(folder.strip_suffix(CONTINUED)?, &mut bytes)?;
    }
    unescape(last, &mut bytes)?;
    let name = String::from_utf8(bytes).ok()?;
    // Any other path belongs to a file of another program.
    (stored(&name)? == name && encode(&name) == pieces).then_some(name)
}

fn escaped(byte: u8) -> String {
    format!("%{byte:02x}")
}

fn continued(piece: &str) -> String {
    let mut name = safe(piece);
    name.push(CONTINUED);
    name
}

/// A piece as a valid file name: not hidden, not shortened by Windows, and no device there.
fn safe(piece: &str) -> String {
    let (mut first, mut rest) = piece.split_at(usize::from(!piece.is_empty()));
    let mut end = "";
    if let Some(cut) = rest.strip_suffix('.') {
        (rest, end) = (cut, ".");
    }
    let begins_badly = first == "." || is_device(piece);
    let escaped_first = first.bytes().next().filter(|_| begins_badly).map(escaped);
    if let Some(escaped) = &escaped_first {
        first = escaped;
    }
    let end = end.bytes().next().map(escaped).unwrap_or_default();
    format!("{first}{rest}{end}")
}

/// Whether Windows treats a lower-case name as a device, whatever its extension is.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    match stem {
        "con" | "prn" | "aux" | "nul" => true,
        _ => {
            let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
            number
                .is_some_and(|number| number.len() == 1 && number.bytes().all(|digit| digit.is_ascii_digit()))
        }
    }
}

fn unescape(piece: &str, bytes: &mut Vec<u8>) -> Option<()> {
    let mut rest = piece.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        if *first == b'%' {
            let (digits, others) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = others;
        } else {
            bytes.push(*first);
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn is_taken_by_every_system(piece: &str, is_folder: bool) -> bool {
        let name = piece.strip_suffix(CONTINUED).filter(|_| is_folder).unwrap_or(piece);
        !name.is_empty()
            && piece.len() < 200
            && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-' | b'%'))
            && !name.starts_with('.')
            && !name.ends_with('.')
            && !is_device(name)
            && is_folder == piece.ends_with(CONTINUED)
    }

    #[test]
    fn names_that_can_be_read_stay_so() {
        assert_eq!(encode("save_1.dat"), ["save_1.dat"]);
        assert_eq!(encode("slots/save.dat"), ["slots%2fsave.dat"]);
        assert_eq!(encode("größe"), ["gr%c3%b6%c3%9fe"]);
    }

    #[test]
    fn names_that_a_file_system_rejects_are_escaped() {
        for name in
            ["..", ".", ".hidden", "end.", "con", "nul.txt", "com1", "lpt9.a.b", "../x", "/x", "a\\b", "%"]
        {
            let pieces = encode(name);
            assert_eq!(pieces.len(), 1);
            assert!(is_taken_by_every_system(&pieces[0], false), "{name}: {pieces:?}");
            assert_eq!(decode(&pieces).as_deref(), Some(name));
        }
    }

    #[test]
    fn foreign_file_names_are_ignored() {
        for strange in ["", "A", "%", "%2", "%zz", "%41", "%61", "a+", "ä", ".a", "con", "thumbs.db "] {
            assert_eq!(decode(&[strange.to_owned()]), None, "{strange:?}");
        }
        assert_eq!(decode(&["a".to_owned(), "b".to_owned()]), None);
        assert_eq!(decode(&[]), None);
    }

    #[test]
    fn a_name_is_not_empty_has_an_end_and_small_letters() {
        assert_eq!(stored(""), None);
        assert_eq!(stored(&"x".repeat(260)), None);
        assert_eq!(stored("Save.DAT").as_deref(), Some("save.dat"));
    }

    proptest! {
        #[test]
        fn every_name_comes_back_from_the_disk(name in "(\\PC|[./+%A-Z\\\\]){1,64}") {
            let Some(name) = stored(&name) else { return Ok(()) };
            let pieces = encode(&name);
            let (file, folders) = pieces.split_last().unwrap();
            prop_assert!(is_taken_by_every_system(file, false), "{:?}", pieces);
            prop_assert!(folders.iter().all(|folder| is_taken_by_every_system(folder, true)), "{:?}", pieces);
            prop_assert_eq!(decode(&pieces), Some(name));
        }

        #[test]
        fn different_names_never_collide(names in proptest::collection::hash_set("[a-c./+%]{1,3}|\\PC{1,8}", 2..20)) {
            let stored: HashSet<String> = names.iter().filter_map(|name| stored(name)).collect();
            let paths: HashSet<Vec<String>> = stored.iter().map(|name| encode(name)).collect();
            prop_assert_eq!(stored.len(), paths.len());
        }
    }
}
