//! The parts of the comment above a method or signal.

use anyhow::{Context, Result, bail};
use syn::{Attribute, Expr, Lit, Meta};

/// The comment above a method or signal, in its parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Documentation {
    /// The general description, by paragraphs. There is at least one.
    pub(super) text: Vec<String>,
    /// `Steamworks: …` at the end of a paragraph: the calls behind it.
    pub(super) steamworks: Option<String>,
    /// The paragraph `Local: …`: what the local platform does, if that differs.
    pub(super) local: Option<String>,
}

impl Documentation {
    /// Reads the comment among the attributes.
    pub(super) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut lines = Vec::new();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
            if let Meta::NameValue(documentation) = &attribute.meta
                && let Expr::Lit(line) = &documentation.value
                && let Lit::Str(line) = &line.lit
            {
                lines.push(line.value().trim().to_owned());
            }
        }
        let mut documentation = Self::default();
        for paragraph in lines.split(String::is_empty).map(|lines| lines.join(" ")) {
            if let Some(local) = paragraph.strip_prefix("Local: ") {
                documentation.local = Some(local.to_owned());
                continue;
            }
            let text = match paragraph.split_once("Steamworks: ") {
                Some((text, steamworks)) => {
                    let calls =
                        steamworks.strip_suffix('.').context("`Steamworks: …` does not end its paragraph")?;
                    documentation.steamworks = Some(calls.to_owned());
                    text.trim()
                }
                None => &paragraph,
            };
            if !text.is_empty() {
                documentation.text.push(text.to_owned());
            }
        }
        if documentation.text.is_empty() {
            bail!("it is not documented");
        }
        Ok(documentation)
    }
}
