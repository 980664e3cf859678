//! The samples of the documents, as scripts that an engine can read.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::paths;

/// The folder of the project for them.
const FOLDER: &str = "samples";
/// Begins the first line of a sample that uses variables it does not declare, and lists them with their types.
const VARIABLES: &str = "# Variables: ";

/// Writes every sample of the README and of `docs/` into a project, each as a script of its own.
pub(super) fn write(project: &Path) -> Result<()> {
    let folder = project.join(FOLDER);
    fs::create_dir_all(&folder)?;
    let mut documents = vec![paths::root().join("README.md")];
    for entry in fs::read_dir(paths::root().join("docs"))? {
        documents.push(entry?.path());
    }
    let mut count = 0;
    for document in documents.iter().filter(|path| path.extension().is_some_and(|end| end == "md")) {
        let text = fs::read_to_string(document)?;
        let name = document.file_stem().context("a document without a name")?.to_string_lossy();
        for (number, sample) in (1..).zip(samples(&text)) {
            fs::write(folder.join(format!("{name}_{number}.gd")), script(&sample))?;
            count += 1;
        }
    }
    ensure!(count > 0, "the documents have no samples in GDScript");
    Ok(())
}

/// The blocks of a document that are marked as GDScript.
fn samples(document: &str) -> Vec<String> {
    let mut samples = Vec::new();
    let mut current: Option<String> = None;
    for line in document.lines() {
        match &mut current {
            None if line.trim() == "```gdscript" => current = Some(String::new()),
            None => {}
            Some(_) if line.trim() == "```" => samples.extend(current.take()),
            Some(sample) => {
                sample.push_str(line);
                sample.push('\n');
            }
        }
    }
    samples
}

/// A sample that is not a whole script becomes the body of a function, with its undeclared variables as arguments.
fn script(sample: &str) -> String {
    let whole = ["extends ", "class_name ", "func ", "@", "signal "];
    if sample.lines().any(|line| whole.iter().any(|beginning| line.starts_with(beginning))) {
        let is_node = sample.lines().any(|line| line.starts_with("extends "));
        return if is_node { sample.to_owned() } else { format!("extends Node\n{sample}") };
    }
    let variables = sample.lines().next().and_then(|line| line.strip_prefix(VARIABLES)).unwrap_or_default();
    let body: String = sample.lines().map(|line| format!("\t{line}\n")).collect();
    format!("extends Node\n\nfunc sample({variables}) -> void:\n{body}\tpass\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_in_gdscript_are_found_and_no_others() {
        let document = "a\n```gdscript\nfunc f():\n\tpass\n```\n```sh\nls\n```\n```gdscript\nb\n```\n";
        assert_eq!(samples(document), ["func f():\n\tpass\n", "b\n"]);
    }

    #[test]
    fn statements_become_a_function_and_scripts_stay() {
        let expected =
            "extends Node\n\nfunc sample(id: int) -> void:\n\t# Variables: id: int\n\tprint(id)\n\tpass\n";
        assert_eq!(script("# Variables: id: int\nprint(id)\n"), expected);
        assert_eq!(script("func f() -> void:\n\tpass\n"), "extends Node\nfunc f() -> void:\n\tpass\n");
        assert_eq!(script("extends Control\n"), "extends Control\n");
    }
}
