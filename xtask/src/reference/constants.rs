//! The enums and constants of `Steam`, from the table that they are registered from.

use anyhow::{Context, Result, bail};
use syn::{Expr, File, Item, Lit, UnOp};

/// Names with their values.
pub(super) type Values = Vec<(String, i64)>;

/// The table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Constants {
    /// Each enum with its enumerators.
    pub(super) enums: Vec<(String, Values)>,
    /// The constants that belong to no enum.
    pub(super) others: Values,
}

/// Reads the constants `ENUMS` and `CONSTANTS` of a file.
pub(super) fn read(source: &str) -> Result<Constants> {
    let file = syn::parse_file(source)?;
    Ok(Constants { enums: enums(&file, "ENUMS")?, others: values(table(&file, "CONSTANTS")?)? })
}

/// Reads a table of enums.
pub(super) fn enums(file: &File, name: &str) -> Result<Vec<(String, Values)>> {
    let one = |row: &Expr| {
        let (name, enumerators) = pair(row)?;
        Ok((text(name)?, values(enumerators)?))
    };
    rows(table(file, name)?)?.map(one).collect()
}

fn table<'a>(file: &'a File, name: &str) -> Result<&'a Expr> {
    let mut items = file.items.iter();
    let found = items.find_map(|item| match item {
        Item::Const(item) if item.ident == name => Some(&*item.expr),
        _ => None,
    });
    found.with_context(|| format!("there is no table {name}"))
}

/// The texts in the table `name` of a file.
pub(super) fn names(source: &str, name: &str) -> Result<Vec<String>> {
    let file = syn::parse_file(source)?;
    let found = file.items.iter().find_map(|item| match item {
        Item::Const(item) if item.ident == name => Some(&*item.expr),
        _ => None,
    });
    rows(found.with_context(|| format!("there is no table {name}"))?)?.map(text).collect()
}

fn values(table: &Expr) -> Result<Values> {
    let value = |row: &Expr| {
        let (name, value) = pair(row)?;
        Ok((text(name)?, number(value)?))
    };
    rows(table)?.map(value).collect()
}

fn rows(expression: &Expr) -> Result<impl Iterator<Item = &Expr>> {
    if let Expr::Reference(reference) = expression
        && let Expr::Array(array) = &*reference.expr
    {
        return Ok(array.elems.iter());
    }
    bail!("a table that is no list")
}

fn pair(expression: &Expr) -> Result<(&Expr, &Expr)> {
    let Expr::Tuple(tuple) = expression else { bail!("a row that is no pair") };
    let mut elements = tuple.elems.iter();
    elements.next().zip(elements.next()).context("a row that is no pair")
}

fn text(expression: &Expr) -> Result<String> {
    if let Expr::Lit(literal) = expression
        && let Lit::Str(text) = &literal.lit
    {
        return Ok(text.value());
    }
    bail!("a name that is no text")
}

fn number(expression: &Expr) -> Result<i64> {
    match expression {
        Expr::Unary(negative) if matches!(negative.op, UnOp::Neg(_)) => Ok(-number(&negative.expr)?),
        Expr::Lit(literal) if let Lit::Int(number) = &literal.lit => Ok(number.base10_parse()?),
        _ => bail!("a value that is no number"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enums_and_constants_are_read_with_their_values() {
        let source = r#"
            pub const ENUMS: &[EnumRow] = &[
                // Main
                ("Way", &[("WAY_NONE", -1), ("WAY_OUT", 4294967295)]),
                ("How", &[]),
            ];
            pub const CONSTANTS: &[(&str, i64)] = &[("MOST", 250)];
        "#;
        let expected = Constants {
            enums: vec![
                ("Way".into(), vec![("WAY_NONE".into(), -1), ("WAY_OUT".into(), 4_294_967_295)]),
                ("How".into(), vec![]),
            ],
            others: vec![("MOST".into(), 250)],
        };
        assert_eq!(read(source).unwrap(), expected);
    }

    #[test]
    fn what_could_not_be_shown_is_an_error() {
        for (what, source) in [
            ("ENUMS", "const CONSTANTS: X = &[];"),
            ("pair", "const ENUMS: X = &[3]; const CONSTANTS: X = &[];"),
            ("number", "const ENUMS: X = &[]; const CONSTANTS: X = &[(\"A\", B)];"),
        ] {
            let error = read(source).unwrap_err();
            assert!(format!("{error:#}").contains(what), "{error:#}");
        }
    }
}
