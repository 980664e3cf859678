//! Zip files whose bytes depend only on their content.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use anyhow::{Context, Result};
use walkdir::WalkDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A file in a package: its path there, and its length in bytes.
pub(super) type Entry = (String, u64);

/// Packs the contents of a folder, without the folder itself.
pub(super) fn pack(folder: &Path, to: &Path) -> Result<Vec<Entry>> {
    let file = File::create(to).with_context(|| format!("cannot write {}", to.display()))?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    // The time is left at the format's first day.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    let mut entries = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        zip.start_file(path.as_str(), options)?;
        let mut source = fs::File::open(entry.path())?;
        let length = io::copy(&mut source, &mut zip).with_context(|| format!("cannot pack {path}"))?;
        entries.push((path, length));
    }
    zip.finish()?;
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_package_has_every_file_below_its_root_and_is_the_same_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir_all(content.join("addons/x/.hidden")).unwrap();
        fs::write(content.join("addons/x/.hidden/b"), "two").unwrap();
        fs::write(content.join("addons/x/a"), "one").unwrap();
        let (first, second) = (folder.path().join("1.zip"), folder.path().join("2.zip"));
        let entries = pack(&content, &first).unwrap();
        assert_eq!(entries, [("addons/x/.hidden/b".to_owned(), 3), ("addons/x/a".to_owned(), 3)]);
        pack(&content, &second).unwrap();
        assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());
        let mut zip = zip::ZipArchive::new(File::open(first).unwrap()).unwrap();
        let mut text = String::new();
        zip.by_name("addons/x/a").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "one");
    }
}
