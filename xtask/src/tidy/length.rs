//! The maximum lengths of files and functions. Clippy counts the functions in Rust (`clippy.toml`); those in GDScript are
//! counted here.

use super::{Finding, Tree};

/// The maximum lines of a file. Most have far fewer.
const MOST_LINES: usize = 500;

/// The maximum lines of a function in GDScript, counted as Clippy does in Rust: without comments and empty lines.
const MOST_LINES_OF_A_FUNCTION: usize = 70;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.of_kind(&["rs", "gd"]) {
        let lines = text.lines().count();
        if lines > MOST_LINES {
            findings.push(Finding::new(path, 0, format!("{lines} lines; a file has at most {MOST_LINES}")));
        }
    }
    for (path, text) in tree.of_kind(&["gd"]) {
        findings.extend(long_functions(path, text));
    }
    findings
}

fn long_functions(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut current: Option<(usize, usize)> = None;
    let mut end = |current: Option<(usize, usize)>| {
        if let Some((line, lines)) = current.filter(|&(_, lines)| lines > MOST_LINES_OF_A_FUNCTION) {
            let what = format!("{lines} lines; a function has at most {MOST_LINES_OF_A_FUNCTION}");
            findings.push(Finding::new(path, line, what));
        }
    };
    for (at, line) in text.lines().enumerate() {
        let code = line.trim_start();
        if code.starts_with("func ") || code.starts_with("static func ") {
            end(current.replace((at + 1, 0)));
        } else if code.is_empty() || code.starts_with('#') {
            // Comments and empty lines do not count.
        } else if !line.starts_with(['\t', ' ']) {
            end(current.take());
        } else if let Some((_, lines)) = &mut current {
            *lines += 1;
        }
    }
    end(current);
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_501_lines_is_found_and_one_of_500_is_not() {
        let (long, just_right) = ("\n".repeat(501), "\n".repeat(500));
        let tree = Tree::of(&[("src/long.rs", &long), ("a/long.gd", &long), ("src/right.rs", &just_right)]);
        let found: Vec<_> = check(&tree).into_iter().map(|finding| finding.path).collect();
        assert_eq!(found, ["a/long.gd", "src/long.rs"]);
    }

    #[test]
    fn a_long_function_in_gdscript_is_found_and_comments_do_not_count() {
        let function = |name: &str, lines: usize| format!("func {name}():\n{}", "\tpass\n".repeat(lines));
        let text = [
            function("short", 70),
            function("long", 71),
            "# Comment.\n\n".repeat(80),
            "var x := 1\n".to_owned(),
            function("inner", 71).replace("func", "\tstatic func"),
        ];
        let found = check(&Tree::of(&[("a.gd", &text.concat())]));
        assert_eq!(found.iter().map(|finding| finding.line).collect::<Vec<_>>(), [72, 305]);
    }
}
