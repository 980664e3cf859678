//! `cargo xtask check`: checks of the code without running it.

use anyhow::{Context, Result};
use clap::Args;

use crate::extension::{Profile, cargo};
use crate::target::Target;
use crate::tidy::Tree;
use crate::{documents, engine_api, package, process, rules, tidy};

/// Checks the format, the tree (imports, lengths, words, links, rules and their tests), lints and documentation, with every
/// warning an error
#[derive(Args, Default)]
pub(crate) struct Arguments {
    /// Only the checks without a compiler: the format, the tree and the documents, in a second
    #[arg(long)]
    tree: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    eprintln!("Checking the format …");
    process::run(cargo().args(["fmt", "--all", "--check"])).context("run `cargo fmt --all`")?;
    eprintln!("Checking the tree …");
    let tree = Tree::read()?;
    let mut findings = tidy::findings(&tree)?;
    findings.extend(rules::check(&tree)?);
    tidy::fail_on(findings)?;
    eprintln!("Checking the documents …");
    documents::check()?;
    package::check_versions()?;
    if arguments.tree {
        return Ok(());
    }
    eprintln!("Linting …");
    process::run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    for profile in [Profile::Editor, Profile::Release] {
        let mut library = cargo();
        library.args(["clippy", "--package", "steam_networking", "--lib"]).args(profile.features());
        process::run(library.args(["--", "-D", "warnings"]))?;
    }
    eprintln!("Linting for Windows …");
    package::lint(Target::WindowsX86_64)?;
    eprintln!("Checking the documentation …");
    engine_api::check()?;
    let flags = [std::env::var("RUSTDOCFLAGS").unwrap_or_default(), "-D warnings".to_owned()].join(" ");
    process::run(cargo().args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", flags.trim()))
}
