//! The document of the rules: sections of the form
//!
//! ```text
//! ### close.unsent-dropped
//!
//! Closing a session drops what is unsent.
//!
//! - from: `isteamnetworking.h`, line 176
//! - holds on: local, steam, messages
//! - tests:
//!   - [closing::closing_drops_what_is_unsent](../tests/conformance/closing.rs)
//! - kept in:
//!   - [src/platform/local/session/game.rs](../src/platform/local/session/game.rs)
//! ```
//!
//! of which the last two lists are made from the marks.

use std::collections::BTreeMap;

use super::{DOCUMENT, Places};
use crate::engine_tests::Platform;
use crate::tidy::Finding;

/// The document, taken apart.
pub(super) struct Document<'a> {
    /// The text before the first rule.
    intro: Vec<&'a str>,
    /// The rules in their order.
    pub(super) rules: Vec<Rule<'a>>,
}

/// One rule.
pub(super) struct Rule<'a> {
    /// Its name in marks.
    pub(super) id: String,
    /// The line of its heading, from 1.
    pub(super) line: usize,
    /// Its lines from the heading on, without the two generated lists.
    text: Vec<&'a str>,
    /// The text after it that belongs to the next section: its heading and introduction.
    behind: Vec<&'a str>,
}

impl<'a> Document<'a> {
    pub(super) fn parse(text: &'a str) -> Self {
        let mut document = Self { intro: Vec::new(), rules: Vec::new() };
        for (at, line) in text.lines().enumerate() {
            if let Some(id) = line.strip_prefix("### ") {
                let id = id.trim().to_owned();
                document.rules.push(Rule { id, line: at + 1, text: vec![line], behind: Vec::new() });
                continue;
            }
            match document.rules.last_mut() {
                None => document.intro.push(line),
                Some(rule) if line.starts_with("## ") || !rule.behind.is_empty() => rule.behind.push(line),
                Some(_) if is_made(line) => {}
                Some(rule) => rule.text.push(line),
            }
        }
        document
    }

    /// The document with the lists filled in.
    pub(super) fn render(&self, places: &BTreeMap<&str, Places<'_>>) -> String {
        let mut text = block(&self.intro);
        for rule in &self.rules {
            text += "\n";
            text += &block(&rule.text);
            if let Some(places) = places.get(rule.id.as_str()) {
                text += &list("tests", places.tests.iter().copied());
                text += &list("kept in", places.code.iter().map(|&path| (path, path)));
            }
            if !rule.behind.is_empty() {
                text += "\n";
                text += &block(&rule.behind);
            }
        }
        text
    }

    /// Malformed or duplicate rules.
    pub(super) fn faults(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (at, rule) in self.rules.iter().enumerate() {
            if let Some(what) = fault(rule) {
                findings.push(Finding::new(DOCUMENT, rule.line, format!("the rule {} {what}", rule.id)));
            }
            if self.rules[..at].iter().any(|earlier| earlier.id == rule.id) {
                findings.push(Finding::new(
                    DOCUMENT,
                    rule.line,
                    format!("the rule {} is there twice", rule.id),
                ));
            }
        }
        findings
    }
}

/// Whether a line belongs to one of the generated lists.
fn is_made(line: &str) -> bool {
    matches!(line, "- tests:" | "- kept in:") || line.starts_with("  - [")
}

/// Lines without those that are empty at their end.
fn block(lines: &[&str]) -> String {
    lines.join("\n").trim_end().to_owned() + "\n"
}

/// A list of links from the document, nothing if it is empty.
fn list<'a>(title: &str, links: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let links: String = links.map(|(name, path)| format!("  - [{name}](../{path})\n")).collect();
    if links.is_empty() { links } else { format!("- {title}:\n{links}") }
}

impl Rule<'_> {
    /// The platforms on which it holds.
    pub(super) fn platforms(&self) -> Vec<Platform> {
        let names = self.value("holds on:").unwrap_or("");
        let named = |name: &str| Platform::ALL.into_iter().find(|platform| platform.name() == name);
        names.split(", ").filter_map(named).collect()
    }

    /// The value of a key in its list.
    fn value(&self, key: &str) -> Option<&str> {
        self.text.iter().find_map(|line| line.strip_prefix("- ")?.strip_prefix(key)).map(str::trim)
    }
}

fn fault(rule: &Rule<'_>) -> Option<&'static str> {
    let parts: Vec<_> = rule.id.split('.').collect();
    let is_name = |part: &&str| {
        !part.is_empty()
            && part.chars().all(|char| char.is_ascii_lowercase() || char == '-' || char.is_ascii_digit())
    };
    if parts.len() < 2 || !parts.iter().all(is_name) {
        return Some("has no id of the form `subject.what-holds`");
    }
    if rule.value("from:").is_none_or(str::is_empty) {
        return Some("does not say where it is from (`- from: …`)");
    }
    let Some(platforms) = rule.value("holds on:") else {
        return Some("does not say on which platforms it holds (`- holds on: local, steam, messages`)");
    };
    if rule.platforms().len() != platforms.split(", ").count() {
        return Some("names a platform that is none of local, steam and messages");
    }
    let has_sentence = rule.text[1..].iter().any(|line| !line.is_empty() && !line.starts_with('-'));
    (!has_sentence).then_some("has no sentence")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_are_not_of_the_form_are_found() {
        let good = "### a.b-c\n\nIt is so.\n\n- from: our decision\n- holds on: local, messages\n\n## Next\n\nWords.\n\n";
        assert_eq!(Document::parse(good).faults(), []);
        for (rule, what) in [
            (good.replace("a.b-c", "ab"), "no id"),
            (good.replace("a.b-c", "a.B"), "no id"),
            (good.replace("- from: our decision\n", ""), "where it is from"),
            (good.replace("- holds on: local, messages\n", ""), "on which platforms"),
            (good.replace("messages", "moon"), "a platform that is none"),
            (good.replace("It is so.\n", ""), "no sentence"),
            (good.repeat(2), "twice"),
        ] {
            let faults = Document::parse(&rule).faults();
            assert!(faults.len() == 1 && faults[0].what.contains(what), "{what}: {faults:?}");
        }
    }

    #[test]
    fn what_is_written_by_hand_stays_as_it_is() {
        let text = "# Rules\n\nWords.\n\n## Part\n\nWords.\n\n### a.b\n\nSo.\n\n- from: x\n\n### a.c\n\nSo.\n\n## Next\n\nWords.\n\n### a.d\n\nSo.\n";
        assert_eq!(Document::parse(text).render(&BTreeMap::new()), text);
    }
}
