//! Words that no text of this project may contain, neither code nor comments, messages and documents.

use super::{Finding, Tree};

/// Words in lower case, and why they are banned.
const BANNED: [(&[&str], &str); 3] = [
    (
        &["manager", "managers", "helper", "helpers", "util"],
        "says nothing about what the thing does: name it by that",
    ),
    (&["todo", "fixme", "xxx"], "is left undone: do it, or say what holds"),
    (
        &["he", "him", "his", "himself", "she", "her", "hers", "herself"],
        "leaves out half of the users: write `they`",
    ),
];

/// Names of files and folders that say nothing, besides the banned words.
const BANNED_NAMES: [&str; 3] = ["data", "misc", "stuff"];

/// The exceptions: a prefix of paths, the words, and the reason.
const EXCEPTIONS: [(&str, &[&str], &str); 2] = [
    ("xtask/src/tidy/words.rs", &[], "these tables and their tests"),
    ("Cargo.toml", &["todo"], "the name of the lint that finds the macro"),
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.files().filter(|(path, _)| !path.ends_with("Cargo.lock")) {
        findings.extend(names(path));
        for (at, line) in text.lines().enumerate() {
            for word in words(line) {
                if let Some(reason) = reason_against(path, &word) {
                    findings.push(Finding::new(path, at + 1, format!("the word `{word}` {reason}")));
                }
            }
        }
    }
    findings
}

/// The parts of a path that say nothing.
fn names(path: &str) -> Vec<Finding> {
    let parts = path.split('/').map(|part| part.split('.').next().unwrap_or(part));
    let bad = parts.filter(|part| {
        BANNED_NAMES.contains(part) || words(part).iter().any(|word| reason_against(path, word).is_some())
    });
    bad.map(|part| Finding::new(path, 0, format!("the name `{part}` says nothing"))).collect()
}

fn reason_against(path: &str, word: &str) -> Option<&'static str> {
    let (_, reason) = BANNED.into_iter().find(|(words, _)| words.contains(&word))?;
    let mut exceptions = EXCEPTIONS.into_iter();
    let is_excepted = exceptions.any(|(beginning, words, _)| {
        path.starts_with(beginning) && (words.is_empty() || words.contains(&word))
    });
    (!is_excepted).then_some(reason)
}

/// The words of a line in lower case. Names are taken apart: `SteamUtils` and `steam_utils` are two words each.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut before_is_lower = false;
    for char in line.chars() {
        let begins_anew = char.is_uppercase() && before_is_lower;
        if (begins_anew || !char.is_alphabetic()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if char.is_alphabetic() {
            word.extend(char.to_lowercase());
        }
        before_is_lower = char.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn banned_words_are_found_in_names_of_every_form_and_in_prose() {
        for line in [
            "// TODO: later",
            "struct SessionManager;",
            "fn session_helper() {}",
            "A user and his name.",
            "He said so.",
            "let util = 1;",
        ] {
            let found = check(&Tree::of(&[("src/a.rs", &format!("\n{line}\n"))]));
            assert_eq!(found.len(), 1, "{line}");
            assert_eq!(found[0].line, 2, "{line}");
        }
    }

    #[test]
    fn words_that_only_contain_a_banned_one_are_none() {
        let text = "// This is ISteamUtils, `utils`, SteamAPI_ISteamUtils_GetAppID, the others, utilities, other, shell.";
        assert_eq!(check(&Tree::of(&[("src/utils.rs", text)])), []);
    }

    #[test]
    fn names_of_files_that_say_nothing_are_found() {
        for path in ["src/data.rs", "src/misc/a.rs", "tests/session_helper.gd"] {
            assert_eq!(check(&Tree::of(&[(path, "")])).len(), 1, "{path}");
        }
    }

    #[test]
    fn an_exception_holds_for_its_place_alone() {
        let tree = Tree::of(&[("Cargo.toml", "todo = \"deny\"\n"), ("fuzz/Cargo.toml", "# todo\n")]);
        let found: Vec<_> = check(&tree).into_iter().map(|finding| finding.path).collect();
        assert_eq!(found, ["fuzz/Cargo.toml"]);
    }
}
