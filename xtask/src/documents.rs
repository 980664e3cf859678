//! The documents that are generated from the code, as a whole or between two markers.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::tidy::{Tree, folders};
use crate::{paths, reference, rules};

/// The expected content of every such document, with its file.
pub(crate) fn generate() -> Result<Vec<(PathBuf, String)>> {
    let mut documents = reference::generate()?;
    let path = paths::root().join("ARCHITECTURE.md");
    let text = fs::read_to_string(&path).context("cannot read ARCHITECTURE.md")?;
    let text = with_part(&text, "folders", &folders::table()).context("in ARCHITECTURE.md")?;
    documents.push((path, text));
    documents.push((paths::root().join(rules::DOCUMENT), rules::render(&Tree::read()?)?));
    Ok(documents)
}

/// Fails unless the committed documents match the code.
pub(crate) fn check() -> Result<()> {
    for (path, text) in generate()? {
        if fs::read_to_string(&path).unwrap_or_default() != text {
            bail!("{} is not what the code says: run `cargo xtask docs`", path.display());
        }
    }
    Ok(())
}

/// The document with another text between its markers `<!-- NAME: … -->` and `<!-- end of NAME -->`.
fn with_part(document: &str, name: &str, part: &str) -> Result<String> {
    let begin = document.find(&format!("<!-- {name}: ")).with_context(|| format!("no marker {name}"))?;
    let begin = begin + document[begin..].find("-->\n").context("a marker that does not end its line")? + 4;
    let len = document[begin..].find(&format!("<!-- end of {name} -->"));
    let end = begin + len.with_context(|| format!("no end of {name}"))?;
    Ok([&document[..begin], "\n", part, "\n", &document[end..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_documents_are_what_the_code_says() {
        check().unwrap();
    }

    #[test]
    fn a_part_is_replaced_and_the_rest_stays() {
        let document = "# A\n<!-- x: made by y -->\nold\n<!-- end of x -->\nrest\n";
        let expected = "# A\n<!-- x: made by y -->\n\nnew\n\n<!-- end of x -->\nrest\n";
        assert_eq!(with_part(document, "x", "new\n").unwrap(), expected);
        assert_eq!(with_part(expected, "x", "new\n").unwrap(), expected, "again");
        assert!(with_part(document, "z", "new\n").is_err());
        assert!(with_part("<!-- x: -->\n", "x", "new\n").is_err());
    }
}
