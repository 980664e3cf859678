//! One version everywhere: in Cargo.toml, and wherever users read one.

use std::fs;

use anyhow::{Result, bail};

use super::VERSION;
use crate::paths;

/// Files that contain the version, each with the text before and after it. A file may be missing, and a README need not name a
/// package.
const PLACES: [(&str, &str, char); 4] = [
    ("CHANGELOG.md", "\n## [", ']'),
    ("README.md", "steam_networking-", '.'),
    ("addons/steam_networking/plugin.cfg", "\nversion=\"", '"'),
    ("asset_library.json", "\"version_string\": \"", '"'),
];

/// Fails if two of them disagree.
pub(crate) fn check() -> Result<()> {
    let mut wrong = Vec::new();
    for (file, before, after) in PLACES {
        let text = fs::read_to_string(paths::root().join(file)).unwrap_or_default();
        wrong.extend(others(&text, before, after).into_iter().map(|found| format!("{file} says {found}")));
    }
    let changes = fs::read_to_string(paths::root().join("CHANGELOG.md")).unwrap_or_default();
    if !changes.contains(&format!("\n## [{VERSION}]")) {
        wrong.push("CHANGELOG.md has no section for it".to_owned());
    }
    if !wrong.is_empty() {
        bail!("Cargo.toml says {VERSION}, but {}", wrong.join(", "));
    }
    Ok(())
}

/// Versions in a text that are not ours. In a list such as a changelog, the newest comes first.
fn others(text: &str, before: &str, after: char) -> Vec<String> {
    let places = text.split(before).skip(1).map(|rest| {
        let is_part = |c: char| c.is_ascii_digit() || c == '.';
        let version = rest.split(|c| !is_part(c)).next().unwrap_or_default();
        version.trim_end_matches(after).trim_end_matches('.')
    });
    let mut versions = places.filter(|version| version.split('.').count() == 3);
    if before.starts_with("\n##") {
        versions.next().into_iter().filter(|found| *found != VERSION).map(str::to_owned).collect()
    } else {
        versions.filter(|found| *found != VERSION).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_has_one_version() {
        check().unwrap();
    }

    #[test]
    fn another_version_is_found_and_an_older_one_in_the_list_of_changes_is_not() {
        let of = |text: &str, place: usize| others(text, PLACES[place].1, PLACES[place].2);
        let changes =
            format!("# Changes\n\n## [Unreleased]\n\n## [{VERSION}] - today\n\n## [0.0.1] - before\n");
        assert!(of(&changes, 0).is_empty());
        assert_eq!(of("\n## [9.9.9]\n", 0), ["9.9.9"]);
        assert_eq!(
            of(&format!("steam_networking-9.8.7.zip, steam_networking-{VERSION}-demo.zip"), 1),
            ["9.8.7"]
        );
        assert_eq!(of("[plugin]\nversion=\"1.2.3\"\n", 2), ["1.2.3"]);
        assert!(of("steam_networking-<version>.zip", 1).is_empty());
    }
}
