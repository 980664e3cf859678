//! The marks that name rules: `// rule: a.b, c.d` in Rust, `## rule: a.b` in the head of an engine test.

use crate::engine_tests::{Header, Platform};
use crate::tidy::Tree;

/// A mark and its test or code.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) rules: Vec<String>,
    /// The file, from the root of the repository.
    pub(super) path: String,
    /// The line of the mark, from 1.
    pub(super) line: usize,
    /// The name of the test, `None` for code.
    pub(super) test: Option<String>,
    /// The platforms that the test runs on.
    pub(super) platforms: Vec<Platform>,
}

/// A test that lacks a required mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unmarked {
    pub(super) name: String,
    pub(super) path: String,
    /// From 1; 0 for a file that is one test.
    pub(super) line: usize,
}

/// All marks, and the tests without.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) marks: Vec<Mark>,
    pub(super) unmarked: Vec<Unmarked>,
}

pub(super) fn read(tree: &Tree) -> Marks {
    let mut marks = Marks::default();
    for (path, text) in tree.of_kind(&["rs"]).filter(|(path, _)| !path.starts_with("xtask/")) {
        read_rust(&mut marks, path, text);
    }
    for (path, text) in tree.of_kind(&["gd"]) {
        if let Some(name) = name_of_engine_test(path) {
            read_engine_test(&mut marks, path, text, name);
        }
    }
    marks
}

fn read_rust(marks: &mut Marks, path: &str, text: &str) {
    let is_conformance = path.starts_with("tests/conformance/");
    let mut pending: Option<(Vec<String>, usize)> = None;
    let mut is_test = false;
    for (at, line) in text.lines().enumerate() {
        let code = line.trim_start();
        if let Some(rules) = code.strip_prefix("// rule: ") {
            let (known, _) = pending.get_or_insert((Vec::new(), at + 1));
            known.extend(ids(rules));
            continue;
        }
        is_test |= code.starts_with("#[test]");
        if code.is_empty() || code.starts_with("//") || code.starts_with("#[") {
            continue;
        }
        let name = name_of_function(code).map(|name| format!("{}::{name}", module(path)));
        let is_rule = is_conformance && line.starts_with("pub fn ") && code.contains("(world: &World) {");
        let test = name.clone().filter(|_| is_test || is_rule);
        if let Some((rules, line)) = pending.take() {
            let platforms = if test.is_some() { platforms_of_rust(path) } else { Vec::new() };
            marks.marks.push(Mark { rules, path: path.to_owned(), line, test, platforms });
        } else if is_rule && let Some(name) = name {
            marks.unmarked.push(Unmarked { name, path: path.to_owned(), line: at + 1 });
        }
        is_test = false;
    }
}

fn read_engine_test(marks: &mut Marks, path: &str, text: &str, name: &str) {
    let before = marks.marks.len();
    // Errors in a header are reported when the test is run.
    let header = Header::parse(text).unwrap_or_default();
    let runs_on = |platform: &Platform| {
        let is_there =
            platform.folders().iter().any(|folder| path.starts_with(&format!("tests/godot/{folder}/")));
        is_there && header.is_for(*platform)
    };
    let platforms: Vec<_> = Platform::ALL.into_iter().filter(runs_on).collect();
    for (at, line) in text.lines().enumerate().take_while(|(_, line)| !line.starts_with("func ")) {
        if let Some(rules) = line.strip_prefix("## rule: ") {
            let (rules, path, test) = (ids(rules).collect(), path.to_owned(), Some(name.to_owned()));
            marks.marks.push(Mark { rules, path, line: at + 1, test, platforms: platforms.clone() });
        }
    }
    if marks.marks.len() == before {
        marks.unmarked.push(Unmarked { name: name.to_owned(), path: path.to_owned(), line: 0 });
    }
}

/// The platforms that the tests in a Rust file run on.
fn platforms_of_rust(path: &str) -> Vec<Platform> {
    use Platform::{Local, Messages, Steam};
    let beginnings: [(&str, &[Platform]); 6] = [
        // `tests/conformance/suite.rs` lists the platforms of each test.
        ("tests/conformance/networking_only.rs", &[Local, Steam]),
        ("tests/conformance/messages.rs", &[Local, Steam]),
        ("tests/local_platform/over_messages.rs", &[Messages]),
        ("tests/local_platform/", &[Local]),
        ("src/platform/local/", &[Local]),
        ("steam_api_double/", &[Steam, Messages]),
    ];
    let known = beginnings.into_iter().find(|(beginning, _)| path.starts_with(beginning));
    known.map_or(&Platform::ALL[..], |(_, platforms)| platforms).to_vec()
}

/// The name of an engine test: its path within the tests. `None` for any other script.
fn name_of_engine_test(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("tests/godot/")?;
    let name = inside.strip_prefix("tests/").or(inside.starts_with("double/").then_some(inside))?;
    name.rsplit('/').next()?.starts_with("test_").then_some(name)
}

fn ids(text: &str) -> impl Iterator<Item = String> {
    text.split(',').map(|id| id.trim().to_owned())
}

/// The name of the function that a line begins.
fn name_of_function(code: &str) -> Option<&str> {
    let (before, rest) = code.split_once("fn ")?;
    let is_head =
        before.split_whitespace().all(|word| matches!(word, "pub" | "pub(super)" | "pub(crate)" | "const"));
    is_head.then(|| rest.split(['(', '<']).next()).flatten()
}

/// The module that a file is, within its folder.
fn module(path: &str) -> &str {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(rules: &[&str], path: &str, line: usize, test: Option<&str>) -> Mark {
        let rules = rules.iter().map(|&rule| rule.to_owned()).collect();
        let platforms = if test.is_some() { Platform::ALL.to_vec() } else { Vec::new() };
        Mark { rules, path: path.to_owned(), line, test: test.map(str::to_owned), platforms }
    }

    #[test]
    fn a_mark_belongs_to_what_comes_after_it() {
        let text = "\
// rule: a.b, c.d
// rule: e.f
/// Documentation.
#[test]
fn one() {
    // rule: g.h
    let x = 1;
}

// rule: i.j
pub(super) const fn two<T>() {}
#[test]
fn three() {}
";
        let path = "src/x/mod.rs";
        let expected = [
            mark(&["a.b", "c.d", "e.f"], path, 1, Some("x::one")),
            mark(&["g.h"], path, 6, None),
            mark(&["i.j"], path, 10, None),
        ];
        let marks = read(&Tree::of(&[(path, text)]));
        assert_eq!((marks.marks.as_slice(), marks.unmarked.len()), (&expected[..], 0));
    }

    #[test]
    fn an_engine_test_is_marked_in_its_head_alone() {
        let text = "extends A\n## rule: a.b\n## rule: c.d\n\nfunc run():\n\tpass\n## rule: e.f\n";
        let path = "tests/godot/tests/x/test_y.gd";
        let test = Some("x/test_y.gd");
        let marks = read(&Tree::of(&[(path, text), ("tests/godot/tests/x/other.gd", "")]));
        assert_eq!(marks.marks, [mark(&["a.b"], path, 2, test), mark(&["c.d"], path, 3, test)]);
        assert_eq!(marks.unmarked, []);
    }

    #[test]
    fn a_test_runs_where_its_folder_and_its_head_say() {
        use Platform::{Local, Messages, Steam};
        let rust = "// rule: a.b\npub fn one(world: &World) {\n";
        for (path, text, expected) in [
            ("tests/godot/tests/x/test_y.gd", "## rule: a.b\n## platform: local\n", vec![Local]),
            ("tests/godot/double/test_y.gd", "## rule: a.b\n", vec![Steam, Messages]),
            ("tests/godot/double/test_y.gd", "## rule: a.b\n## platform: steam\n", vec![Steam]),
            ("tests/conformance/lobbies.rs", rust, vec![Local, Steam, Messages]),
            ("tests/conformance/messages.rs", rust, vec![Local, Steam]),
        ] {
            assert_eq!(read(&Tree::of(&[(path, text)])).marks[0].platforms, expected, "{path}");
        }
    }
}
