//! Methods and signals, from their declarations in the Rust source of a class.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, Expr, File, FnArg, ImplItem, ImplItemFn, Item, ItemImpl, Lit, LitStr, Meta, Pat, PatType,
    ReturnType, Signature, Token, TraitItemFn, Type,
};

use super::documentation::Documentation;

/// One method, in GDScript's terms.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Method {
    pub(super) name: String,
    pub(super) arguments: Vec<Argument>,
    pub(super) returns: String,
    pub(super) documentation: Documentation,
    /// Whether it binds the object, by taking `self`.
    pub(super) binds: bool,
}

/// One signal, in GDScript's terms.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Signal {
    pub(super) name: String,
    pub(super) arguments: Vec<Argument>,
    pub(super) documentation: Documentation,
}

/// One argument of a method or signal.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Argument {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) default: Option<String>,
}

/// The properties in the table `PROPERTIES`, with their types in GDScript's terms.
pub(super) fn properties(text: &str) -> Result<Vec<(String, String)>> {
    let file: File = syn::parse_str(text)?;
    let table = file.items.iter().find_map(|item| match item {
        Item::Const(table) if table.ident == "PROPERTIES" => Some(&*table.expr),
        _ => None,
    });
    let Some(Expr::Array(table)) = table else { bail!("there is no array PROPERTIES") };
    let row = |row: &Expr| {
        let Expr::Tuple(row) = row else { bail!("a row of PROPERTIES is no tuple") };
        match (row.elems.get(0), row.elems.get(1)) {
            (Some(Expr::Lit(name)), Some(Expr::Path(kind))) => {
                let Lit::Str(name) = &name.lit else { bail!("the name of a property is a text") };
                let kind = kind.path.segments.last().map(|segment| segment.ident.to_string());
                let kind = match kind.as_deref() {
                    Some("INT") => "int",
                    Some("ARRAY") => "Array",
                    other => bail!("{other:?} is no type of a property"),
                };
                Ok((name.value(), kind.to_owned()))
            }
            _ => bail!("a row of PROPERTIES begins with a name and a type"),
        }
    };
    table.elems.iter().map(row).collect()
}

/// GDScript's names of the types that stand for an enum of `Steam`.
pub(super) type Enums = HashMap<String, String>;

/// Reads the `enum_values!` of a file: `Name = "Steam.Name";`, each with its documentation.
pub(super) fn enums(source: &str) -> Result<Enums> {
    for item in &syn::parse_file(source)?.items {
        if let Item::Macro(item) = item
            && item.mac.path.is_ident("enum_values")
        {
            return Ok(item.mac.parse_body::<EnumValues>()?.0);
        }
    }
    bail!("there is no enum_values!")
}

struct EnumValues(Enums);

impl Parse for EnumValues {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut enums = Enums::new();
        while !input.is_empty() {
            Attribute::parse_outer(input)?;
            let name: syn::Ident = input.parse()?;
            input.parse::<Token![=]>()?;
            enums.insert(name.to_string(), input.parse::<LitStr>()?.value());
            input.parse::<Token![;]>()?;
        }
        Ok(Self(enums))
    }
}

/// Whether a file declares any.
pub(super) fn has_methods(source: &str) -> Result<bool> {
    Ok(!functions(syn::parse_file(source)?)?.is_empty())
}

/// The methods of a file, in its order.
pub(super) fn methods(source: &str, enums: &Enums) -> Result<Vec<Method>> {
    let file = syn::parse_file(source)?;
    let constants = constants(&file);
    functions(file)?
        .iter()
        .map(|(function, name)| {
            method(function, name, enums, &constants).with_context(|| format!("in the method {name}"))
        })
        .collect()
}

/// The macros with methods of a class: blocks for one class, and for two.
const METHOD_MACROS: [&str; 3] = ["fast_methods", "hot_methods", "methods"];

/// The functions with `#[func]`, those in [`METHOD_MACROS`] included, with the names that GDScript knows them by.
fn functions(file: File) -> Result<Vec<(ImplItemFn, String)>> {
    let mut functions = Vec::new();
    for item in file.items {
        let implementation: ItemImpl = match item {
            Item::Impl(item) => item,
            Item::Macro(item) if METHOD_MACROS.iter().any(|name| item.mac.path.is_ident(name)) => {
                item.mac.parse_body()?
            }
            _ => continue,
        };
        // Methods that the engine calls and no script.
        if implementation.trait_.is_some() {
            continue;
        }
        for item in implementation.items {
            if let ImplItem::Fn(function) = item
                && let Some(name) = name_for_scripts(&function)
            {
                functions.push((function, name));
            }
        }
    }
    Ok(functions)
}

/// The name of a function with `#[func]`, as GDScript knows it.
fn name_for_scripts(function: &ImplItemFn) -> Option<String> {
    let attribute = function.attrs.iter().find(|attribute| attribute.path().is_ident("func"))?;
    let mut name = function.sig.ident.to_string();
    if let Meta::List(_) = attribute.meta {
        // Other keys than `rename` do not change the name.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                name = meta.value()?.parse::<syn::Ident>()?.to_string();
            }
            Ok(())
        });
    }
    Some(name)
}

/// The numbers that a file names, for defaults that are one of them.
fn constants(file: &File) -> HashMap<String, String> {
    let constants = file.items.iter().filter_map(|item| match item {
        Item::Const(item) => Some((item.ident.to_string(), literal(&item.expr)?)),
        _ => None,
    });
    constants.collect()
}

fn method(
    function: &ImplItemFn,
    name: &str,
    enums: &Enums,
    constants: &HashMap<String, String>,
) -> Result<Method> {
    let returns = match &function.sig.output {
        ReturnType::Default => "void".to_owned(),
        ReturnType::Type(_, returned) => kind(returned, enums)?,
    };
    Ok(Method {
        name: name.to_owned(),
        arguments: arguments(&function.sig, enums, constants)?,
        returns,
        documentation: Documentation::read(&function.attrs)?,
        binds: function.sig.receiver().is_some(),
    })
}

/// The signals in the `signals!` of a file, in its order.
pub(super) fn signals(source: &str, enums: &Enums) -> Result<Vec<Signal>> {
    let mut signals = Vec::new();
    for item in syn::parse_file(source)?.items {
        let Item::Macro(item) = item else { continue };
        if !item.mac.path.is_ident("signals") {
            continue;
        }
        for item in item.mac.parse_body::<ItemImpl>()?.items {
            // An `impl` must not contain a function without a body, so it is not parsed as an `impl`.
            let ImplItem::Verbatim(tokens) = item else { continue };
            let function: TraitItemFn = syn::parse2(tokens)?;
            let name = function.sig.ident.to_string();
            signals.push(
                signal(&function.attrs, &function.sig, enums)
                    .with_context(|| format!("in the signal {name}"))?,
            );
        }
    }
    Ok(signals)
}

/// A signal that is declared so.
pub(super) fn signal(attributes: &[Attribute], signature: &Signature, enums: &Enums) -> Result<Signal> {
    Ok(Signal {
        name: signature.ident.to_string(),
        arguments: arguments(signature, enums, &HashMap::new())?,
        documentation: Documentation::read(attributes)?,
    })
}

fn arguments(
    signature: &Signature,
    enums: &Enums,
    constants: &HashMap<String, String>,
) -> Result<Vec<Argument>> {
    let argument = |input: &PatType| {
        let Pat::Ident(pattern) = &*input.pat else { bail!("an argument without a name") };
        let default = input.attrs.iter().find(|attribute| attribute.path().is_ident("opt"));
        Ok(Argument {
            name: pattern.ident.to_string().trim_start_matches("r#").to_owned(),
            kind: kind(&input.ty, enums)?,
            default: default.map(|attribute| default_of(attribute, constants)).transpose()?,
        })
    };
    // No script sees `self`.
    let inputs = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(input) => Some(input),
        FnArg::Receiver(_) => None,
    });
    inputs.map(argument).collect()
}

/// The type in the brackets of another, as in `PhantomVar<bool>`, in GDScript's terms.
pub(super) fn kind_in(given: &Type) -> Result<String> {
    let Type::Path(path) = given else { bail!("a type that no script knows") };
    let segment = path.path.segments.last().context("a type without a name")?;
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        bail!("nothing in brackets")
    };
    match arguments.args.first() {
        Some(syn::GenericArgument::Type(inner)) => kind(inner, &Enums::new()),
        _ => bail!("no type in brackets"),
    }
}

/// A type in GDScript's terms.
fn kind(given: &Type, enums: &Enums) -> Result<String> {
    let owned = if let Type::Reference(reference) = given { &reference.elem } else { given };
    if matches!(owned, Type::Tuple(nothing) if nothing.elems.is_empty()) {
        return Ok("void".to_owned());
    }
    let Type::Path(path) = owned else { bail!("a type that no script knows") };
    let segment = path.path.segments.last().context("a type without a name")?;
    let name = segment.ident.to_string();
    if let Some(name) = enums.get(&name) {
        return Ok(name.clone());
    }
    Ok(match name.as_str() {
        "i64" => "int",
        "f64" => "float",
        "bool" => "bool",
        "GString" => "String",
        "PackedByteArray" => "PackedByteArray",
        "PackedInt32Array" => "PackedInt32Array",
        "PackedInt64Array" => "PackedInt64Array",
        "PackedFloat64Array" => "PackedFloat64Array",
        "VarDictionary" | "Filled" => "Dictionary",
        "VarArray" | "AnyArray" => "Array",
        "Variant" | "LooseArgument" => "Variant",
        "Array" => return array(&segment.arguments, enums),
        "SteamPacketPeer" => "SteamPacketPeer",
        // An object that may be null.
        "Option" | "Gd" => return kind_in(owned),
        other => bail!("the type {other} has no name in GDScript here"),
    }
    .to_owned())
}

fn array(arguments: &syn::PathArguments, enums: &Enums) -> Result<String> {
    let syn::PathArguments::AngleBracketed(arguments) = arguments else { bail!("an Array of nothing") };
    match arguments.args.first() {
        Some(syn::GenericArgument::Type(element)) => Ok(format!("Array[{}]", kind(element, enums)?)),
        _ => bail!("an Array of what is no type"),
    }
}

/// The value in `#[opt(default = …)]`, as GDScript writes it.
fn default_of(attribute: &Attribute, constants: &HashMap<String, String>) -> Result<String> {
    let mut default = None;
    attribute.parse_nested_meta(|meta| {
        default = Some(meta.value()?.parse::<Expr>()?);
        Ok(())
    })?;
    let default = default.context("an optional argument without a default")?;
    value(&default, constants).context("a default that cannot be shown")
}

fn value(expression: &Expr, constants: &HashMap<String, String>) -> Option<String> {
    match expression {
        Expr::Path(path) => {
            let name = path.path.segments.last()?.ident.to_string();
            if name.eq_ignore_ascii_case("absent") {
                Some("null".to_owned())
            } else {
                constants.get(&name).cloned()
            }
        }
        // `&PackedInt32Array::new()`.
        Expr::Reference(reference) => match &*reference.expr {
            Expr::Call(new) if new.args.is_empty() => Some("[]".to_owned()),
            _ => None,
        },
        Expr::Unary(negative) if matches!(negative.op, syn::UnOp::Neg(_)) => {
            Some(format!("-{}", value(&negative.expr, constants)?))
        }
        // A value in its wrapper, as in `LooseArgument::Int(0)`.
        Expr::Call(call) => value(call.args.first()?, constants),
        other => literal(other),
    }
}

fn literal(expression: &Expr) -> Option<String> {
    let Expr::Lit(literal) = expression else { return None };
    match &literal.lit {
        Lit::Int(number) => number.base10_parse::<i64>().ok().map(|number| number.to_string()),
        Lit::Bool(value) => Some(value.value.to_string()),
        Lit::Str(text) => Some(format!("{:?}", text.value())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r#"
        const ALL: i64 = 0xFFFF;

        #[godot_api(secondary)]
        impl Steam {
            /// Does something. And more of it.
            ///
            /// Keys: `a`. Steamworks: `DoIt`, `DoMore`.
            ///
            /// Local: Does it over
            /// there.
            #[func(rename = doIt)]
            pub fn do_it(
                id: i64,
                #[opt(default = "0")] ip: GString,
                #[opt(default = ALL)] flags: i64,
                #[opt(default = LooseArgument::Bool(false))] embed: LooseArgument,
                #[opt(default = LooseArgument::Absent)] rest: LooseArgument,
            ) -> Array<VarDictionary> {
            }

            /// Tells how. Steamworks: `How`.
            #[func]
            pub fn how(voice: PackedByteArray) -> How {}

            fn not_a_method() {}
        }

        fast_methods! {
        impl Steam {
            /// Does it often. Steamworks: `DoItOften`.
            #[func(rename = doItOften)]
            pub fn do_it_often(data: &PackedByteArray, #[opt(default = 0)] channel: i64) -> Filled<Much> {}
        }
        }
    "#;

    fn argument(name: &str, kind: &str, default: Option<&str>) -> Argument {
        Argument { name: name.into(), kind: kind.into(), default: default.map(str::to_owned) }
    }

    fn documentation(text: &[&str], steamworks: Option<&str>, local: Option<&str>) -> Documentation {
        Documentation {
            text: text.iter().map(|&paragraph| paragraph.to_owned()).collect(),
            steamworks: steamworks.map(str::to_owned),
            local: local.map(str::to_owned),
        }
    }

    #[test]
    fn a_method_is_read_with_its_types_defaults_and_documentation() {
        let enums = Enums::from([("How".to_owned(), "Steam.How".to_owned())]);
        let expected = [
            Method {
                name: "doIt".into(),
                arguments: vec![
                    argument("id", "int", None),
                    argument("ip", "String", Some("\"0\"")),
                    argument("flags", "int", Some("65535")),
                    argument("embed", "Variant", Some("false")),
                    argument("rest", "Variant", Some("null")),
                ],
                returns: "Array[Dictionary]".into(),
                documentation: documentation(
                    &["Does something. And more of it.", "Keys: `a`."],
                    Some("`DoIt`, `DoMore`"),
                    Some("Does it over there."),
                ),
                binds: false,
            },
            Method {
                name: "how".into(),
                arguments: vec![argument("voice", "PackedByteArray", None)],
                returns: "Steam.How".into(),
                documentation: documentation(&["Tells how."], Some("`How`"), None),
                binds: false,
            },
            Method {
                name: "doItOften".into(),
                arguments: vec![
                    argument("data", "PackedByteArray", None),
                    argument("channel", "int", Some("0")),
                ],
                returns: "Dictionary".into(),
                documentation: documentation(&["Does it often."], Some("`DoItOften`"), None),
                binds: false,
            },
        ];
        assert_eq!(methods(SOURCE, &enums).unwrap(), expected);
        assert!(has_methods(SOURCE).unwrap() && !has_methods("impl Steam { fn f() {} }").unwrap());
    }

    #[test]
    fn what_the_table_could_not_show_is_an_error() {
        for (what, method) in [
            ("documented", "#[func]\nfn f() {}"),
            ("Unknown", "/// Does it. Steamworks: `F`.\n#[func]\nfn f(a: Unknown) {}"),
            ("default", "/// Does it. Steamworks: `F`.\n#[func]\nfn f(#[opt(default = x())] a: i64) {}"),
            ("end", "/// Does it. Steamworks: `F`. And more\n#[func]\nfn f() {}"),
        ] {
            let error = methods(&format!("impl Steam {{ {method} }}"), &Enums::new()).unwrap_err();
            assert!(format!("{error:#}").contains(what), "{error:#}");
        }
    }

    #[test]
    fn a_signal_is_read_with_the_types_of_its_arguments() {
        let source = "signals! { impl Steam { /// It is done.\nfn done(how: How, id: i64); } } impl Steam { fn f() {} }";
        let enums = Enums::from([("How".to_owned(), "Steam.How".to_owned())]);
        let expected = Signal {
            name: "done".into(),
            arguments: vec![argument("how", "Steam.How", None), argument("id", "int", None)],
            documentation: documentation(&["It is done."], None, None),
        };
        assert_eq!(signals(source, &enums).unwrap(), [expected]);
        let undocumented = signals("signals! { impl Steam { fn done(); } }", &enums).unwrap_err();
        assert!(format!("{undocumented:#}").contains("in the signal done"), "{undocumented:#}");
    }

    #[test]
    fn the_enums_of_a_file_are_read() {
        let source = "enum_values! { /// `EA`.\n A = \"Steam.A\"; /// `EB`.\n B = \"Steam.Bee\"; }";
        let expected = [("A", "Steam.A"), ("B", "Steam.Bee")];
        let expected = expected.map(|(name, godot)| (name.to_owned(), godot.to_owned()));
        assert_eq!(enums(source).unwrap(), Enums::from(expected));
        assert!(enums("fn f() {}").is_err());
    }
}
