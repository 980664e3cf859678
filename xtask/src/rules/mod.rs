//! `docs/rules.md`: Steam's behaviour that this project keeps, and the tests for it.
//!
//! The sentences are written by hand in that document. A test names the rules that it checks in a mark above it ([`marks`]),
//! and from the marks the lists in the document are filled in ([`document`]).

mod document;
mod marks;

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use crate::tidy::{Finding, Tree};
use document::Document;
use marks::{Mark, Marks};

/// The document, from the root of the repository.
pub(crate) const DOCUMENT: &str = "docs/rules.md";

/// The advice about a test without a rule.
const HOW_TO: &str =
    "with the rule that it checks, from docs/rules.md; add a section there if it is a new one";

/// The document with its lists filled in.
pub(crate) fn render(tree: &Tree) -> Result<String> {
    let text = tree.text(DOCUMENT).context("there is no docs/rules.md")?;
    let marks = marks::read(tree);
    Ok(Document::parse(text).render(&by_rule(&marks)))
}

/// The mistakes in the rules and the marks.
pub(crate) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let text = tree.text(DOCUMENT).context("there is no docs/rules.md")?;
    let document = Document::parse(text);
    let marks = marks::read(tree);
    let mut findings = document.faults();
    let by_rule = by_rule(&marks);
    for rule in &document.rules {
        let is_tested = by_rule.get(rule.id.as_str()).is_some_and(|places| !places.tests.is_empty());
        if !is_tested {
            let what = format!("no test checks the rule {}: write `rule: {}` above one", rule.id, rule.id);
            findings.push(Finding::new(DOCUMENT, rule.line, what));
        }
        for platform in rule.platforms().into_iter().filter(|_| is_tested) {
            let runs_there =
                |mark: &Mark| mark.rules.contains(&rule.id) && mark.platforms.contains(&platform);
            if !marks.marks.iter().any(runs_there) {
                let what = format!(
                    "the rule {} holds on {}, and no test of it runs there",
                    rule.id,
                    platform.name()
                );
                findings.push(Finding::new(DOCUMENT, rule.line, what));
            }
        }
    }
    for mark in &marks.marks {
        for id in mark.rules.iter().filter(|id| document.rules.iter().all(|rule| rule.id != **id)) {
            let what = format!("there is no rule {id:?} in {DOCUMENT}: add it there, or name one that is");
            findings.push(Finding::new(&mark.path, mark.line, what));
        }
    }
    for unmarked in &marks.unmarked {
        let is_rust = unmarked.path.ends_with(".rs");
        let mark = if is_rust { "`// rule: the.id` above it" } else { "`## rule: the.id` in its head" };
        let what = format!("the test {} names no rule: write {mark} {HOW_TO}", unmarked.name);
        findings.push(Finding::new(&unmarked.path, unmarked.line, what));
    }
    Ok(findings)
}

/// The tests and the code of a rule.
#[derive(Default)]
struct Places<'a> {
    /// Name and file of each test.
    tests: Vec<(&'a str, &'a str)>,
    /// Files of the code.
    code: Vec<&'a str>,
}

fn by_rule(marks: &Marks) -> BTreeMap<&str, Places<'_>> {
    let mut by_rule: BTreeMap<&str, Places<'_>> = BTreeMap::new();
    for mark in &marks.marks {
        for rule in &mark.rules {
            let places = by_rule.entry(rule).or_default();
            match &mark.test {
                Some(name) => places.tests.push((name, &mark.path)),
                None if places.code.last() != Some(&mark.path.as_str()) => places.code.push(&mark.path),
                None => {}
            }
        }
    }
    by_rule
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str =
        "# Rules\n\n## Part\n\n### a.b\n\nIt is so.\n\n- from: our decision\n- holds on: local, steam\n";

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let tree = Tree::of(&[files, &[(DOCUMENT, RULES)]].concat());
        check(&tree).unwrap().into_iter().map(|finding| finding.to_string()).collect()
    }

    #[test]
    fn this_repository_has_a_test_for_each_rule_and_a_rule_for_each_test() {
        let findings = check(&Tree::read().unwrap()).unwrap();
        let lines: Vec<_> = findings.iter().map(Finding::to_string).collect();
        assert!(findings.is_empty(), "{}", lines.join("\n"));
    }

    #[test]
    fn a_rule_without_a_test_is_found_though_code_names_it() {
        let expected = "docs/rules.md:5: no test checks the rule a.b: write `rule: a.b` above one";
        assert_eq!(found(&[]), [expected]);
        assert_eq!(found(&[("src/a.rs", "// rule: a.b\nfn f() {}\n")]), [expected]);
        assert_eq!(found(&[("src/a.rs", "// rule: a.b\n#[test]\nfn f() {}\n")]), [""; 0]);
    }

    #[test]
    fn a_test_that_names_a_rule_that_is_none_is_found() {
        let found = found(&[("tests/godot/tests/x/test_y.gd", "extends A\n## Prose.\n## rule: a.b, a.c\n")]);
        let expected = "tests/godot/tests/x/test_y.gd:3: there is no rule \"a.c\" in docs/rules.md: add it there, or name one that is";
        assert_eq!(found, [expected]);
    }

    #[test]
    fn a_conformance_or_engine_test_that_names_no_rule_is_found_and_told_what_to_do() {
        let marked = ("tests/conformance/a.rs", "// rule: a.b\npub fn one(world: &World) {}\n");
        let found = found(&[
            marked,
            ("tests/conformance/b.rs", "\npub fn two(world: &World) {}\nfn three() {}\n"),
            ("tests/godot/double/test_z.gd", "extends A\n"),
            ("tests/godot/harness/test_case.gd", "extends A\n"),
        ]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].starts_with("tests/conformance/b.rs:2: the test b::two names no rule: write `// rule:")
        );
        assert!(found[1].starts_with(
            "tests/godot/double/test_z.gd: the test double/test_z.gd names no rule: write `## rule:"
        ));
    }

    #[test]
    fn a_platform_without_a_test_of_the_rule_is_found() {
        let found = found(&[("tests/local_platform/a.rs", "// rule: a.b\n#[test]\nfn f() {}\n")]);
        assert_eq!(found, ["docs/rules.md:5: the rule a.b holds on steam, and no test of it runs there"]);
    }

    #[test]
    fn the_lists_are_made_from_the_marks_and_made_anew() {
        let files = [
            ("src/a.rs", "// rule: a.b\nconst A: u8 = 1;\n// rule: a.b\nfn f() {}\n"),
            ("tests/conformance/a.rs", "// rule: a.b\npub fn one(world: &World) {}\n"),
            ("tests/godot/tests/x/test_y.gd", "extends A\n## rule: a.b\n"),
        ];
        let tree = |text: &str| Tree::of(&[&files[..], &[(DOCUMENT, text)]].concat());
        let expected = format!(
            "{RULES}- tests:\n  - [a::one](../tests/conformance/a.rs)\n  - [x/test_y.gd](../tests/godot/tests/x/test_y.gd)\n\
             - kept in:\n  - [src/a.rs](../src/a.rs)\n"
        );
        assert_eq!(render(&tree(RULES)).unwrap(), expected);
        assert_eq!(render(&tree(&expected)).unwrap(), expected);
    }
}
