//! The manifest of a game's input actions.

use std::collections::BTreeSet;
use std::fs;

/// The maximum size of a manifest, in bytes.
const MOST_BYTES: u64 = 1 << 20;

/// All names in an action manifest (Valve's key-value format), `None` if it cannot be read.
pub(in crate::platform::local) fn names(path: &str) -> Option<BTreeSet<String>> {
    let size = fs::metadata(path).ok()?.len();
    let text = if size <= MOST_BYTES { fs::read_to_string(path).ok()? } else { return None };
    Some(quoted(&text))
}

/// All quoted strings: in this format, keys and values are quoted. A backslash escapes the quote that follows it.
fn quoted(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut characters = text.chars();
    while characters.any(|character| character == '"') {
        let mut name = String::new();
        while let Some(character) = characters.next() {
            match character {
                '"' => break,
                '\\' => name.extend(characters.next()),
                other => name.push(other),
            }
        }
        names.insert(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_are_read_and_nothing_else() {
        let text = "\"Action Manifest\" { \"actions\" { \"Walk \\\"fast\\\"\" \"1\" } } // no name";
        let expected = ["1", "Action Manifest", "Walk \"fast\"", "actions"];
        assert_eq!(quoted(text), expected.map(str::to_owned).into());
        assert_eq!(quoted("\"open"), ["open".to_owned()].into());
        assert_eq!(names("/nowhere/at/all"), None);
    }
}
