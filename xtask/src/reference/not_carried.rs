//! The interfaces that are not carried, from the tables that they are registered from.

use anyhow::{Result, bail};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, Item, Lit, LitStr, Token, braced, bracketed, parenthesized, token};

use super::documentation::Documentation;
use super::source::Argument;

/// One interface.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Interface {
    pub(super) name: String,
    pub(super) documentation: Documentation,
    pub(super) methods: Vec<Member>,
    pub(super) signals: Vec<Member>,
}

/// A method or signal.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) arguments: Vec<Argument>,
    pub(super) returns: String,
}

/// Reads the `not_carried!` of a file, if it has one.
pub(super) fn read(source: &str) -> Result<Vec<Interface>> {
    for item in syn::parse_file(source)?.items {
        let Item::Macro(item) = item else { continue };
        if !item.mac.path.is_ident("not_carried") {
            continue;
        }
        let rows = item.mac.parse_body::<Rows>()?.0;
        if rows.is_empty() {
            bail!("a not_carried! of nothing");
        }
        return Ok(rows);
    }
    Ok(Vec::new())
}

struct Rows(Vec<Interface>);

impl Parse for Rows {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut rows = Vec::new();
        while !input.is_empty() {
            rows.push(interface(input)?);
        }
        Ok(Self(rows))
    }
}

fn interface(input: ParseStream<'_>) -> syn::Result<Interface> {
    let attributes = input.call(Attribute::parse_outer)?;
    let documentation = Documentation::read(&attributes).map_err(|error| input.error(error))?;
    input.parse::<Token![static]>()?;
    input.parse::<Ident>()?;
    input.parse::<Token![=]>()?;
    let name = input.parse::<LitStr>()?.value();
    let members;
    braced!(members in input);
    let mut interface = Interface { name, documentation, methods: Vec::new(), signals: Vec::new() };
    while !members.is_empty() {
        if members.parse::<Option<Token![fn]>>()?.is_some() {
            interface.methods.push(member(&members)?);
        } else {
            let word: Ident = members.parse()?;
            if word != "signal" {
                return Err(syn::Error::new(word.span(), "neither fn nor signal"));
            }
            interface.signals.push(member(&members)?);
        }
    }
    Ok(interface)
}

fn member(input: ParseStream<'_>) -> syn::Result<Member> {
    let name = input.call(Ident::parse_any)?.to_string();
    let list;
    parenthesized!(list in input);
    let arguments = list.parse_terminated(argument, Token![,])?.into_iter().collect();
    let returns = match input.parse::<Option<Token![->]>>()? {
        Some(_) => input.parse::<Ident>()?.to_string(),
        None => "void".to_owned(),
    };
    input.parse::<Token![;]>()?;
    Ok(Member { name, arguments, returns })
}

fn argument(input: ParseStream<'_>) -> syn::Result<Argument> {
    let name = input.call(Ident::parse_any)?.to_string();
    input.parse::<Token![:]>()?;
    let kind = input.parse::<Ident>()?.to_string();
    let default = match input.parse::<Option<Token![=]>>()? {
        Some(_) if input.peek(token::Bracket) => {
            let nothing;
            bracketed!(nothing in input);
            if !nothing.is_empty() {
                return Err(nothing.error("a list as a default has nothing in it"));
            }
            Some("[]".to_owned())
        }
        Some(_) => Some(match input.parse::<Lit>()? {
            Lit::Str(text) => format!("{:?}", text.value()),
            Lit::Int(number) => number.base10_digits().to_owned(),
            Lit::Bool(value) => value.value.to_string(),
            other => return Err(syn::Error::new(other.span(), "a default of no known type")),
        }),
        None => None,
    };
    Ok(Argument { name, kind, default })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_and_signals_are_read_with_their_types_and_defaults() {
        let source = r#"
            use crate::x;
            not_carried! {
                /// Music.
                static MUSIC = "Music" {
                    fn play(type: int, name: String = "", loud: bool = false) -> Result;
                    fn stop();
                    signal played(list: Array);
                }
            }
        "#;
        let argument = |name: &str, kind: &str, default: Option<&str>| Argument {
            name: name.into(),
            kind: kind.into(),
            default: default.map(str::to_owned),
        };
        let play = Member {
            name: "play".into(),
            arguments: vec![
                argument("type", "int", None),
                argument("name", "String", Some("\"\"")),
                argument("loud", "bool", Some("false")),
            ],
            returns: "Result".into(),
        };
        let stop = Member { name: "stop".into(), arguments: vec![], returns: "void".into() };
        let played = Member {
            name: "played".into(),
            arguments: vec![argument("list", "Array", None)],
            returns: "void".into(),
        };
        let music = Interface {
            name: "Music".into(),
            documentation: Documentation { text: vec!["Music.".into()], steamworks: None, local: None },
            methods: vec![play, stop],
            signals: vec![played],
        };
        assert_eq!(read(source).unwrap(), [music]);
        assert_eq!(read("fn f() {}").unwrap(), []);
        for wrong in ["fn f(a);", "const f();", "fn f(a: int = 1.5);"] {
            let source = format!("not_carried! {{ /// M.\n static M = \"M\" {{ {wrong} }} }}");
            assert!(read(&source).is_err(), "{wrong}");
        }
    }
}
