//! How comments begin. A paragraph that opens with a relative clause ("What the peer has sent") hides its subject: name it.

use super::{Finding, Tree};

/// The words that open such a clause. A question may begin with them.
const OPENINGS: [&str; 7] = ["What", "Who", "Whoever", "Whatever", "Whose", "Where", "Those"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.files().filter(|(path, _)| path.ends_with(".rs") || path.ends_with(".gd")) {
        let mut is_in_paragraph = false;
        for (at, line) in text.lines().enumerate() {
            let text = comment(line).unwrap_or_default();
            let first = text.split(' ').next().unwrap_or_default();
            if !is_in_paragraph && OPENINGS.contains(&first) && !text.contains('?') {
                findings.push(Finding::new(
                    path,
                    at + 1,
                    format!("a comment begins with `{first}`: begin with its subject"),
                ));
            }
            is_in_paragraph = !text.is_empty();
        }
    }
    findings
}

/// The text of a line that is a comment of Rust or GDScript and nothing else.
fn comment(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let signs = ["///", "//!", "//", "##", "# "];
    signs.into_iter().find_map(|sign| line.strip_prefix(sign)).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        check(&Tree::of(&[("src/a.rs", text)])).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn relative_clauses_at_the_beginning_of_a_paragraph_are_found() {
        assert_eq!(
            lines(
                "/// What comes back.\nfn a() {}\n\n    // Where rings are.\n/// The\n///\n/// Those of Steam.\n"
            ),
            [1, 4, 7]
        );
    }

    #[test]
    fn subjects_questions_and_later_lines_pass() {
        assert_eq!(
            lines("/// The packets of\n/// Those who sent them.\n\n//! What now?\nlet what = \"// What\";\n"),
            Vec::<usize>::new()
        );
    }
}
