//! The imports of each file of a crate, from the crate itself and from others.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::Tree;
use super::tokens::{self, Named};

/// A module from the root of its crate: `["steam", "pump"]`.
pub(super) type Module = Vec<String>;

/// One file names something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// The file.
    pub(super) file: String,
    /// The module that it is.
    pub(super) from: Module,
    /// Whether it is in a test module.
    pub(super) in_tests: bool,
    /// The line, from 1.
    pub(super) line: usize,
    /// The named item.
    pub(super) target: Target,
}

/// The target of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A module of the same crate that has a file.
    Module(Module),
    /// Something of another crate, with its whole path: `std::thread`.
    Outside(String),
}

/// The modules of a crate and what they import.
pub(super) struct Modules {
    files: BTreeMap<Module, String>,
    /// The local names of each module's imports.
    uses: BTreeMap<(Module, String), (Module, Vec<String>)>,
    named: Vec<(Module, Named)>,
}

impl Modules {
    /// Reads the crate whose root is in `folder`, which ends with `/`.
    pub(super) fn read(tree: &Tree, folder: &str) -> Result<Self> {
        let mut modules = Self { files: BTreeMap::new(), uses: BTreeMap::new(), named: Vec::new() };
        for (path, text) in tree.of_kind(&["rs"]) {
            let Some(inside) = path.strip_prefix(folder) else { continue };
            let module = module_of(inside);
            let tokens = tokens::read(text).with_context(|| format!("{path} in {folder}"))?;
            for named in tokens::paths(tokens, &module) {
                if let Some(name) = &named.known_as {
                    let key = (named.module.clone(), name.clone());
                    modules.uses.insert(key, (named.module.clone(), named.path.clone()));
                }
                modules.named.push((module.clone(), named));
            }
            modules.files.insert(module, path.to_owned());
        }
        Ok(modules)
    }

    /// The file that a module is.
    pub(super) fn file(&self, module: &[String]) -> &str {
        self.files.get(module).map_or("", String::as_str)
    }

    /// All modules that have a file.
    pub(super) fn all(&self) -> impl Iterator<Item = &Module> {
        self.files.keys()
    }

    /// Everything that the files name in other files and other crates.
    pub(super) fn imports(&self) -> Vec<Import> {
        let import = |(from, named): &(Module, Named)| {
            let target = self.target(&named.module, &named.path, named.known_as.is_some(), 0)?;
            let file = self.file(from).to_owned();
            (target != Target::Module(from.clone())).then(|| Import {
                file,
                from: from.clone(),
                in_tests: named.module.iter().any(|part| part == "tests"),
                line: named.line,
                target,
            })
        };
        self.named.iter().filter_map(import).collect()
    }

    /// The target of a path in `module`, through `pub use`.
    fn target(&self, module: &[String], path: &[String], is_use: bool, depth: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        let absolute = match first.as_str() {
            "crate" => rest.to_vec(),
            "self" => [module, rest].concat(),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                [module.get(..module.len().checked_sub(ups)?)?, &path[ups..]].concat()
            }
            name => {
                let as_child = [module, path].concat();
                if self.files.contains_key(&as_child[..=module.len()]) {
                    as_child
                } else if !is_use && let Some((of, used)) = self.uses.get(&(module.to_vec(), name.to_owned()))
                {
                    // An imported name: a module of this crate is found at the import itself.
                    let Some(Target::Outside(used)) = self.target(of, used, true, depth + 1) else {
                        return None;
                    };
                    return Some(Target::Outside([&[used], rest].concat().join("::")));
                } else {
                    return Some(Target::Outside(path.join("::")));
                }
            }
        };
        let known = (0..=absolute.len()).rev().find(|&len| self.files.contains_key(&absolute[..len]))?;
        let (owner, rest) = absolute.split_at(known);
        let passed_on = rest.first().and_then(|name| self.uses.get(&(owner.to_vec(), name.clone())));
        match passed_on {
            Some((of, path)) if depth < 8 => match self.target(of, path, true, depth + 1) {
                Some(target @ Target::Module(_)) => Some(target),
                _ => Some(Target::Module(owner.to_vec())),
            },
            _ => Some(Target::Module(owner.to_vec())),
        }
    }
}

/// The module that a file is, from its path below the root of the crate.
fn module_of(path: &str) -> Module {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let mut parts: Vec<_> = path.split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imports(files: &[(&str, &str)]) -> Vec<String> {
        let show = |import: Import| {
            let target = match import.target {
                Target::Module(module) => format!("crate::{}", module.join("::")),
                Target::Outside(path) => path,
            };
            format!("{}:{} {target}", import.file, import.line)
        };
        Modules::read(&Tree::of(files), "src/").unwrap().imports().into_iter().map(show).collect()
    }

    #[test]
    fn a_path_leads_to_the_file_that_has_its_target() {
        let files = [
            ("src/lib.rs", "mod a;\nmod b;"),
            ("src/a/mod.rs", "mod c; mod d;\npub use d::Thing;"),
            ("src/a/c.rs", "use super::d::D;\nuse super::{Thing, Own};\nfn f() { crate::b::g() }"),
            ("src/a/d.rs", ""),
            ("src/b.rs", "mod inner { use super::x; use crate::a::Thing as T; }\nfn f() -> self::Y {}"),
        ];
        let expected = [
            "src/a/c.rs:1 crate::a::d",
            "src/a/c.rs:2 crate::a::d",
            "src/a/c.rs:2 crate::a",
            "src/a/c.rs:3 crate::b",
            "src/a/mod.rs:2 crate::a::d",
            "src/b.rs:1 crate::a::d",
        ];
        assert_eq!(imports(&files), expected);
    }

    #[test]
    fn a_crate_is_told_from_a_module_that_was_imported_under_the_same_name() {
        let files = [
            ("src/a/steam.rs", ""),
            ("src/b.rs", "use crate::a::steam;\nfn f() { steam::g() }"),
            (
                "src/c.rs",
                "use steam::g;\nuse std::time::Instant;\nfn f() { ::steam::h(); mio::i(); Instant::now() }",
            ),
        ];
        let expected = [
            "src/b.rs:1 crate::a::steam",
            "src/c.rs:1 steam::g",
            "src/c.rs:2 std::time::Instant",
            "src/c.rs:3 steam::h",
            "src/c.rs:3 mio::i",
            "src/c.rs:3 std::time::Instant::now",
        ];
        assert_eq!(imports(&files), expected);
    }
}
