//! Files must not import each other in circles, directly or through others.
//!
//! A folder's `mod.rs`, or the file with the folder's name beside it, stands for the folder: imports between it and the
//! files below are not a circle.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::Result;

use super::imports::{Module, Modules, Target};
use super::{Finding, Tree};

/// The crates, by the folder of their root.
const CRATES: [&str; 3] = ["src/", "steam_api_double/src/", "xtask/src/"];

type Graph = BTreeMap<Module, BTreeSet<Module>>;

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for folder in CRATES {
        let modules = Modules::read(tree, folder)?;
        let mut graph = Graph::new();
        for import in modules.imports() {
            if let Target::Module(target) = import.target
                && !target.starts_with(&import.from)
                && !import.from.starts_with(&target)
            {
                graph.entry(import.from).or_default().insert(target);
            }
        }
        let mut known = BTreeSet::new();
        for start in graph.keys() {
            let Some(circle) = circle(&graph, start) else { continue };
            if known.insert(circle.iter().cloned().collect::<BTreeSet<_>>()) {
                let names: Vec<_> = circle.iter().chain([start]).map(|module| modules.file(module)).collect();
                let what = format!("files import each other in a circle: {}", names.join(" -> "));
                findings.push(Finding::new(modules.file(start), 0, what));
            }
        }
    }
    Ok(findings)
}

/// The shortest way from a module back to itself.
fn circle(graph: &Graph, start: &Module) -> Option<Vec<Module>> {
    let mut ways = VecDeque::from([vec![start.clone()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in way.last().and_then(|last| graph.get(last)).into_iter().flatten() {
            if next == start {
                return Some(way);
            }
            if seen.insert(next.clone()) {
                ways.push_back([way.as_slice(), std::slice::from_ref(next)].concat());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        check(&Tree::of(files)).unwrap().into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_circle_over_three_files_is_found_once() {
        let files = [
            ("src/a/mod.rs", "mod b; mod c; mod d;\npub use d::D;"),
            ("src/a/b.rs", "use super::c::C;"),
            ("src/a/c.rs", "use super::D;"),
            ("src/a/d.rs", "fn f() { crate::a::b::g() }"),
            ("src/e.rs", "use crate::a::b::B;"),
        ];
        let expected =
            "files import each other in a circle: src/a/b.rs -> src/a/c.rs -> src/a/d.rs -> src/a/b.rs";
        assert_eq!(found(&files), [expected]);
    }

    #[test]
    fn a_folder_and_its_files_are_no_circle() {
        let files = [
            ("src/a/mod.rs", "mod b;\nfn f() { b::g() }"),
            ("src/a/b.rs", "use super::f;"),
            ("src/c.rs", "mod d;\nuse d::D;"),
            ("src/c/d.rs", "use super::C;"),
        ];
        assert_eq!(found(&files), [""; 0]);
    }
}
