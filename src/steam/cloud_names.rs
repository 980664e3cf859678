//! The names that files in the cloud may have.
//!
//! Steam copies the files to the user's other machines, so a name has to be valid on every system; and a save must not be able
//! to reach a file that is not the game's.

use godot::builtin::GString;

use crate::contract::remote_storage::MAX_FILE_NAME_BYTES;
use crate::script::arguments;
use crate::script::report::bad_argument;

/// The length up to which an error shows a name.
const MAX_SHOWN_CHARS: usize = 60;
/// The characters that Windows forbids in a name, beside control characters.
const RESERVED: &[char] = &['<', '>', ':', '"', '|', '?', '*', '\\'];
/// The names that Windows reserves for devices, with any extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// The name of a file, or `None` after an error line.
// rule: cloud.names
pub fn file(method: &'static str, argument: &'static str, name: &GString) -> Option<String> {
    let name = arguments::name(method, argument, name, MAX_FILE_NAME_BYTES)?;
    if let Some(allowed) = fault(&name) {
        let shown: String = name.chars().take(MAX_SHOWN_CHARS).collect();
        bad_argument(method, argument, format!("{shown:?}"), allowed);
        return None;
    }
    Some(name)
}

/// The rule that a name breaks, worded as a requirement.
fn fault(name: &str) -> Option<&'static str> {
    let is_drive = name.chars().nth(1) == Some(':');
    if name.starts_with(['/', '\\']) || is_drive {
        return Some(
            "it must be a name in the cloud, such as \"slot1/save.dat\", not a path of the operating system",
        );
    }
    if name.contains("://") {
        return Some("it must be a name in the cloud, such as \"save.dat\", not a path of Godot");
    }
    if name.contains(|character: char| RESERVED.contains(&character) || character.is_control()) {
        return Some("names must not contain characters that Windows forbids: < > : \" | ? * \\");
    }
    name.split('/').find_map(part_fault)
}

fn part_fault(part: &str) -> Option<&'static str> {
    if matches!(part, "" | "." | "..") {
        Some("each part between slashes must be a name other than \".\" and \"..\"")
    } else if part.ends_with(['.', ' ']) {
        Some("names must not end with a dot or a space, which Windows removes")
    } else if is_device(part) {
        Some("names must not be those of devices on Windows: CON, PRN, AUX, NUL, COM1, LPT1")
    } else {
        None
    }
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let is_port = number.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']));
    is_port || DEVICES.contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_names_in_any_alphabet_can_be_used() {
        for name in [
            "save.dat",
            "Slot 1/Save.dat",
            ".hidden",
            "größe.sav",
            "セーブ",
            "a..b",
            "com",
            "com10",
            "console.log",
            "%2e%2e/x",
            "+",
            "a/b/c/d",
        ] {
            assert_eq!(fault(name), None, "{name}");
        }
    }

    #[test]
    fn what_leads_out_of_the_folder_or_is_no_name_on_windows_is_refused() {
        for name in [
            "..",
            ".",
            "../x",
            "a/../../x",
            "a/..",
            "/etc/passwd",
            "\\\\server\\x",
            "C:/x",
            "c:x",
            "user://x",
            "res://x",
            "a//b",
            "a/",
            "a\\..\\b",
            "a:b",
            "what?",
            "a\nb",
            "end.",
            "end ",
            "a./b",
            "CON",
            "nul.txt",
            "Com1.sav",
            "a/LPT9",
            "aux .x",
        ] {
            assert!(fault(name).is_some(), "{name}");
        }
    }
}
