//! Walks the tokens of a Rust file, including macros, without comments and strings.

use anyhow::{Context, Result};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path that a file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The module that contains it, from the root of the crate. The path is relative to it.
    pub(super) module: Vec<String>,
    /// Its parts as they are written: `["super", "pump", "run"]`; the last is `*` where all is imported.
    pub(super) path: Vec<String>,
    /// The name that a `use` gives it, `None` in any other place.
    pub(super) known_as: Option<String>,
    /// The line, from 1.
    pub(super) line: usize,
}

/// The tokens of a file.
pub(super) fn read(text: &str) -> Result<TokenStream> {
    text.parse::<TokenStream>().ok().context("cannot be taken apart into tokens")
}

/// The lines with `unsafe`.
pub(super) fn lines_with_unsafe(tokens: TokenStream) -> Vec<usize> {
    let mut lines = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => lines.extend(lines_with_unsafe(group.stream())),
            TokenTree::Ident(ident) if ident == "unsafe" => lines.push(ident.span().start().line),
            _ => {}
        }
    }
    lines
}

/// All paths of two parts and more, and those of `use` in any length, in a file that is the module `module`.
pub(super) fn paths(tokens: TokenStream, module: &[String]) -> Vec<Named> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut named = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => named.extend(paths(group.stream(), module)),
            TokenTree::Ident(ident) if ident == "mod" => {
                if let [TokenTree::Ident(name), TokenTree::Group(body), ..] = &tokens[at + 1..] {
                    let inner = [module, &[name.to_string()]].concat();
                    named.extend(paths(body.stream(), &inner));
                    at += 2;
                }
            }
            TokenTree::Ident(ident) if ident == "use" => {
                let mut tree = Tree { tokens: &tokens, at: at + 1, module, is_use: true, found: Vec::new() };
                tree.read(&mut Vec::new());
                at = tree.at - 1;
                named.extend(tree.found);
            }
            TokenTree::Ident(_) if is_separator(&tokens[at + 1..]) => {
                let mut tree = Tree { tokens: &tokens, at, module, is_use: false, found: Vec::new() };
                tree.read(&mut Vec::new());
                at = tree.at - 1;
                named.extend(tree.found);
            }
            _ => {}
        }
        at += 1;
    }
    named
}

/// Whether `::` comes next.
fn is_separator(tokens: &[TokenTree]) -> bool {
    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    tokens.len() >= 2 && tokens[..2].iter().all(is_colon)
}

/// Reads one path, or the tree of a `use`.
struct Tree<'a> {
    tokens: &'a [TokenTree],
    at: usize,
    module: &'a [String],
    is_use: bool,
    found: Vec<Named>,
}

impl Tree<'_> {
    fn read(&mut self, path: &mut Vec<String>) {
        if is_separator(self.rest()) {
            self.at += 2;
        }
        loop {
            match self.rest().first() {
                Some(TokenTree::Ident(part)) => {
                    let line = part.span().start().line;
                    path.push(part.to_string());
                    self.at += 1;
                    if is_separator(self.rest()) {
                        self.at += 2;
                        continue;
                    }
                    let name = if self.is_use { Some(self.name(path)) } else { None };
                    self.found(path, name, line);
                }
                Some(TokenTree::Punct(punct)) if punct.as_char() == '*' && self.is_use => {
                    let line = punct.span().start().line;
                    path.push("*".to_owned());
                    self.at += 1;
                    self.found(path, Some("*".to_owned()), line);
                }
                Some(TokenTree::Group(group)) if self.is_use && group.delimiter() == Delimiter::Brace => {
                    let group = group.clone();
                    self.at += 1;
                    self.read_group(&group.stream().into_iter().collect::<Vec<_>>(), path);
                }
                // `Type::<…>` and similar: the path up to there.
                Some(token) if !path.is_empty() => {
                    let line = token.span().start().line;
                    self.found(path, None, line);
                }
                _ => {}
            }
            return;
        }
    }

    fn read_group(&mut self, tokens: &[TokenTree], path: &[String]) {
        let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
        for tokens in tokens.split(is_comma).filter(|tokens| !tokens.is_empty()) {
            let mut inner =
                Tree { tokens, at: 0, module: self.module, is_use: self.is_use, found: Vec::new() };
            inner.read(&mut path.to_vec());
            self.found.append(&mut inner.found);
        }
    }

    /// The name of the imported path: what follows `as`, otherwise its last part, for `self` the one before.
    fn name(&mut self, path: &mut Vec<String>) -> String {
        if path.len() > 1 && path.last().is_some_and(|part| part == "self") {
            path.pop();
        }
        if let [TokenTree::Ident(as_), TokenTree::Ident(name), ..] = self.rest()
            && *as_ == "as"
        {
            let name = name.to_string();
            self.at += 2;
            return name;
        }
        path.last().cloned().unwrap_or_default()
    }

    fn found(&mut self, path: &[String], known_as: Option<String>, line: usize) {
        let (module, path) = (self.module.to_vec(), path.to_vec());
        self.found.push(Named { module, path, known_as, line });
    }

    fn rest(&self) -> &[TokenTree] {
        self.tokens.get(self.at..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let named = paths(read(text).unwrap(), &["a".to_owned()]);
        let show = |named: &Named| {
            let name = named.known_as.as_ref().map(|name| format!(" as {name}")).unwrap_or_default();
            format!("{}: {}{name}", named.module.join("/"), named.path.join("::"))
        };
        named.iter().map(show).collect()
    }

    #[test]
    fn the_tree_of_a_use_is_taken_apart() {
        let text = "use crate::b::{self, c, d::{E, F as G}, h::*};\nuse super::X;\npub use y;";
        let expected = [
            "a: crate::b as b",
            "a: crate::b::c as c",
            "a: crate::b::d::E as E",
            "a: crate::b::d::F as G",
            "a: crate::b::h::* as *",
            "a: super::X as X",
            "a: y as y",
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn paths_in_code_in_macros_and_in_inner_modules_are_found_but_not_in_comments_and_texts() {
        let text = "
            // crate::no
            /// crate::no
            fn f(x: crate::one::T) -> Vec::<crate::two::T> { \"crate::no\"; m!($crate::three::f()); super::f::<u8>() }
            mod tests { use super::*; fn g() { b::h() } }
        ";
        let expected = [
            "a: crate::one::T",
            "a: Vec",
            "a: crate::two::T",
            "a: crate::three::f",
            "a: super::f",
            "a/tests: super::* as *",
            "a/tests: b::h",
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn unsafe_is_found_in_code_alone() {
        let text = "// unsafe\n#![deny(unsafe_op_in_unsafe_fn)]\nfn f() { g(\"unsafe\", unsafe { h() }) }\nunsafe impl A for B {}";
        assert_eq!(lines_with_unsafe(read(text).unwrap()), [3, 4]);
    }
}
