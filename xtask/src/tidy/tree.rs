//! The files that are checked, with their text.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use walkdir::{DirEntry, WalkDir};

use crate::paths;

/// Folders with generated content, from the root of the repository.
const LEFT_OUT: [&str; 6] =
    ["target", "dist", "fuzz/corpus", "fuzz/target", "godot-project/addons", "tests/godot/addons"];

/// Suffixes of files with text written by hand.
const KINDS: [&str; 5] = ["rs", "gd", "md", "toml", "yml"];

/// Texts by their path from the root of the repository, with `/` on every system.
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads the repository.
    pub(crate) fn read() -> Result<Self> {
        let root = paths::root();
        let name = |entry: &DirEntry| {
            let path = entry.path().strip_prefix(&root).unwrap_or(entry.path());
            path.to_string_lossy().replace('\\', "/")
        };
        let is_wanted = |entry: &DirEntry| {
            let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
            !hidden && !LEFT_OUT.contains(&name(entry).as_str())
        };
        let mut files = BTreeMap::new();
        for entry in WalkDir::new(&root).into_iter().filter_entry(is_wanted) {
            let entry = entry?;
            let is_text = entry.path().extension().is_some_and(|end| KINDS.iter().any(|kind| end == *kind));
            if is_text && entry.file_type().is_file() {
                let text = fs::read_to_string(entry.path());
                files.insert(name(&entry), text.with_context(|| format!("cannot read {}", name(&entry)))?);
            }
        }
        Ok(Self { files })
    }

    /// A tree of these files.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned()));
        Self { files: files.collect() }
    }

    /// All files, with their text, in the order of their paths.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files with one of these ends: `rs`, `gd`, …
    pub(crate) fn of_kind(&self, kinds: &[&str]) -> impl Iterator<Item = (&str, &str)> {
        self.files()
            .filter(move |(path, _)| path.rsplit_once('.').is_some_and(|(_, end)| kinds.contains(&end)))
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }
}
