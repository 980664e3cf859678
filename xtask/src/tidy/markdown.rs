//! Documents must have one title and valid links.

use super::{Finding, Tree};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.of_kind(&["md"]).flat_map(|(path, text)| check_document(tree, path, text)).collect()
}

fn check_document(tree: &Tree, path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let titles = prose(text).filter(|(_, line)| line.starts_with("# ")).count();
    if titles != 1 {
        findings.push(Finding::new(path, 0, format!("{titles} titles (`# …`); a document has one")));
    }
    for (at, line) in prose(text) {
        for target in targets(line) {
            if let Some(what) = fault(tree, path, target) {
                findings.push(Finding::new(path, at, what));
            }
        }
    }
    findings
}

/// The lines that are not in a block of code, with their number.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_code = false;
    text.lines().enumerate().filter_map(move |(at, line)| {
        let is_fence = line.trim_start().starts_with("```");
        in_code ^= is_fence;
        (!in_code && !is_fence).then_some((at + 1, line))
    })
}

/// The targets of the links in a line: `[text](target)`, outside `code`.
fn targets(line: &str) -> Vec<&str> {
    let mut targets = Vec::new();
    // Every second piece is code; a link with code in its text still has its `](` in a piece of prose.
    for prose in line.split('`').step_by(2) {
        let ends = prose.split("](").skip(1);
        targets.extend(ends.filter_map(|rest| rest.split(')').next()));
    }
    targets
}

/// The mistake in a link from the document `from`, if any. Links out of the repository are not checked.
fn fault(tree: &Tree, from: &str, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = if file.is_empty() { Some(from.to_owned()) } else { resolve(from, file) };
    let Some(path) = path else { return Some(format!("the link to {target} leads out of the repository")) };
    let folder = format!("{}/", path.trim_end_matches('/'));
    let exists = tree.text(&path).is_some()
        || tree.files().any(|(other, _)| other.starts_with(&folder))
        || crate::paths::root().join(&path).exists();
    if !exists {
        return Some(format!("the link to {target} leads nowhere"));
    }
    if anchor.is_empty() {
        return None;
    }
    let mut anchors = prose(tree.text(&path)?).filter_map(|(_, line)| anchor_of(line));
    (!anchors.any(|found| found == anchor)).then(|| format!("{path} has no heading #{anchor}"))
}

/// A path relative to the document `from`, from the root of the repository. `None` if it leads out of it.
fn resolve(from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The anchor that GitHub gives a heading.
fn anchor_of(line: &str) -> Option<String> {
    let heading = line.trim_start_matches('#');
    if heading.len() == line.len() || !heading.starts_with(' ') {
        return None;
    }
    let kept =
        heading.trim().chars().filter(|char| char.is_alphanumeric() || matches!(char, ' ' | '-' | '_'));
    Some(kept.map(|char| if char == ' ' { '-' } else { char }).flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let tree = Tree::of(&[
            ("docs/a.md", text),
            ("docs/b.md", "# B\n\n## One `x.y` thing\n\n```\n## no heading\n```\n"),
            ("src/c.rs", ""),
        ]);
        check(&tree).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_document_has_one_title() {
        assert_eq!(found("# A\n\n```sh\n# a comment\n```\n## Part\n"), [""; 0]);
        assert_eq!(found("## Part\n"), ["0 titles (`# …`); a document has one"]);
        assert_eq!(found("# A\n# Again\n"), ["2 titles (`# …`); a document has one"]);
    }

    #[test]
    fn links_lead_to_files_folders_and_headings_that_exist() {
        let good = "# A\n[b](b.md) [c](../src/c.rs) [src](../src) [x](b.md#one-xy-thing) [A](#a) \
                    [web](https://example.org/x.md) [`code`](b.md) `[no](link.md)`\n";
        assert_eq!(found(good), [""; 0]);
        for (bad, what) in [
            ("gone.md", "leads nowhere"),
            ("../src/gone.rs", "leads nowhere"),
            ("b.md#gone", "no heading #gone"),
            ("b.md#no-heading", "no heading"),
            ("#gone", "no heading #gone"),
            ("../../away.md", "out of the repository"),
        ] {
            let found = found(&format!("# A\nSee [there]({bad}).\n"));
            assert!(found.len() == 1 && found[0].contains(what), "{bad}: {found:?}");
        }
    }
}
