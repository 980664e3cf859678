//! This project's rules for its own tree, beyond those of the compiler and Clippy: one file per check, each with a table of
//! its rules at the top.
//!
//! A check reads a [`Tree`] and returns [`Finding`]s, so its tests pass it a small tree with mistakes.

mod circles;
pub(crate) mod folders;
mod imports;
mod length;
mod markdown;
mod openings;
mod tokens;
mod tree;
mod words;

use std::fmt::{self, Display, Formatter};

use anyhow::{Result, bail};

pub(crate) use tree::Tree;

/// A mistake in the tree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// The file, from the root of the repository.
    pub(crate) path: String,
    /// The line, from 1; 0 if it is about the file as a whole.
    pub(crate) line: usize,
    /// The mistake, and what to do about it if that is not obvious.
    pub(crate) what: String,
}

impl Finding {
    pub(crate) fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl Display for Finding {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.what),
            line => write!(f, "{}:{line}: {}", self.path, self.what),
        }
    }
}

/// All mistakes in the repository.
pub(crate) fn findings(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = length::check(tree);
    findings.extend(words::check(tree));
    findings.extend(markdown::check(tree));
    findings.extend(openings::check(tree));
    findings.extend(folders::check(tree)?);
    findings.extend(circles::check(tree)?);
    Ok(findings)
}

/// Fails with all findings, if there are any.
pub(crate) fn fail_on(mut findings: Vec<Finding>) -> Result<()> {
    findings.sort();
    if findings.is_empty() {
        return Ok(());
    }
    for finding in &findings {
        eprintln!("{finding}");
    }
    bail!("{} of the rules for the tree are broken", findings.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_repository_is_tidy() {
        let findings = findings(&Tree::read().unwrap()).unwrap();
        let lines: Vec<_> = findings.iter().map(Finding::to_string).collect();
        assert!(findings.is_empty(), "{}", lines.join("\n"));
    }
}
