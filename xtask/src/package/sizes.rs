//! The contents of the packages with their sizes, compared with the last release.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::VERSION;
use super::archive::Entry;
use crate::extension::Profile;
use crate::paths;
use crate::target::Target;

/// The maximum size of a release library for each kind of processor, in bytes, since each player downloads it.
const LIMIT: u64 = 6_000_000;

/// A package's file and what is in it.
pub(super) type Package = (PathBuf, Vec<Entry>);

/// Sizes in bytes under `PACKAGE.zip` and `PACKAGE.zip/PATH`, without the version in the names.
pub(super) type Sizes = BTreeMap<String, u64>;

/// The sizes of the last release; empty before the first.
pub(super) fn last_release() -> Result<Sizes> {
    let text = match fs::read_to_string(file()) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        text => text.context("cannot read the sizes of the last release")?,
    };
    parse(&text)
}

fn parse(text: &str) -> Result<Sizes> {
    let line = |line: &str| {
        let (size, name) = line.split_once(' ')?;
        Some((name.to_owned(), size.parse().ok()?))
    };
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|text| line(text).with_context(|| format!("no size: {text}"))).collect()
}

/// Stores these sizes as those of the last release.
pub(super) fn record(packages: &[Package]) -> Result<()> {
    let mut text =
        format!("# The sizes in bytes of release {VERSION}, written by `cargo xtask package --record`.\n");
    for (name, size) in sizes(packages)? {
        writeln!(text, "{size} {name}")?;
    }
    Ok(fs::write(file(), text)?)
}

fn file() -> PathBuf {
    paths::root().join("xtask/last_release.txt")
}

fn sizes(packages: &[Package]) -> Result<Sizes> {
    let mut sizes = Sizes::new();
    for (path, entries) in packages {
        let name = name(path);
        sizes.insert(name.clone(), fs::metadata(path)?.len());
        sizes.extend(entries.iter().map(|(entry, size)| (format!("{name}/{}", unversioned(entry)), *size)));
    }
    Ok(sizes)
}

fn name(package: &Path) -> String {
    unversioned(&package.file_name().unwrap_or_default().to_string_lossy())
}

fn unversioned(name: &str) -> String {
    name.replace(&format!("-{VERSION}"), "")
}

/// All files of the packages, except the addon's files in the demo.
pub(super) fn table(packages: &[Package], last: &Sizes) -> String {
    let mut table = String::new();
    let mut row = |name: &str, key: &str, size: u64| {
        let change = match last.get(key) {
            None if last.is_empty() => String::new(),
            None => "new".to_owned(),
            Some(&before) if before == size => "as before".to_owned(),
            Some(&before) => {
                let percent = (size as f64 / before.max(1) as f64 - 1.0) * 100.0;
                format!("{percent:+.1} % of {before}")
            }
        };
        table += &format!("{:>12} {name:<76} {change}\n", thousands(size));
    };
    for (path, entries) in packages {
        let package = name(path);
        row(&path.display().to_string(), &package, fs::metadata(path).map_or(0, |data| data.len()));
        let is_addon = |entry: &str| package.contains("-demo") && entry.contains("/addons/");
        for (entry, size) in entries.iter().filter(|(entry, _)| !is_addon(entry)) {
            row(&format!("    {entry}"), &format!("{package}/{}", unversioned(entry)), *size);
        }
    }
    let gone = last.keys().filter(|key| {
        !packages.iter().any(|(path, entries)| {
            let package = name(path);
            **key == package
                || entries.iter().any(|(entry, _)| **key == format!("{package}/{}", unversioned(entry)))
        })
    });
    gone.for_each(|key| table += &format!("{:>12} {key}\n", "gone"));
    table
}

/// A number of bytes, as people read it.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The release libraries that are larger than players should have to download.
pub(super) fn too_large(entries: &[Entry]) -> Vec<String> {
    let mut findings = Vec::new();
    for target in Target::ALL {
        let name = format!("{}/{}", target.folder(), target.library(Profile::Release));
        let limit = LIMIT * target.triples().len() as u64;
        for (entry, size) in entries.iter().filter(|(entry, size)| entry.ends_with(&name) && *size > limit) {
            findings.push(format!(
                "{entry} has {} bytes; {} is the most",
                thousands(*size),
                thousands(limit)
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_library_of_more_than_six_megabytes_is_found_and_a_debug_one_is_not() {
        let entry = |name: &str, size| (format!("addons/steam_networking/bin/linux-arm64/{name}"), size);
        assert!(
            too_large(&[
                entry("libsteam_networking.so", LIMIT),
                entry("libsteam_networking.debug.so", 9_000_000)
            ])
            .is_empty()
        );
        let found = too_large(&[entry("libsteam_networking.so", LIMIT + 1)]);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("linux-arm64/libsteam_networking.so has 6,000,001 bytes"), "{found:?}");
    }

    #[test]
    fn each_file_is_compared_with_the_last_release() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("steam_networking-{VERSION}.zip"));
        fs::write(&path, "zip").unwrap();
        let package = (path, vec![("a".to_owned(), 110), ("b".to_owned(), 5), ("c".to_owned(), 1)]);
        let last = parse("# words\n3 steam_networking.zip\n100 steam_networking.zip/a\n5 steam_networking.zip/b\n9 steam_networking.zip/d\n").unwrap();
        let table = table(&[package], &last);
        let line = |part: &str| table.lines().find(|line| line.contains(part)).unwrap().to_owned();
        assert!(line(".zip ").ends_with("as before"), "{table}");
        assert!(
            line("     a ").ends_with("+10.0 % of 100") && line("     b ").ends_with("as before"),
            "{table}"
        );
        assert!(line("     c ").ends_with("new") && line("/d").contains("gone"), "{table}");
        assert!(parse("many a").is_err());
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            (thousands(0), thousands(999), thousands(1000)),
            ("0".into(), "999".into(), "1,000".into())
        );
        assert_eq!(thousands(12_345_678), "12,345,678");
    }
}
