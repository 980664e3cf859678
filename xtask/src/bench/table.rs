//! The tables of figures: for each row the figure, its baseline, its aim and whether the aim is met.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// The measurements by name: the case, a full stop, and the program's name.
pub(crate) type Figures = HashMap<String, f64>;

/// Rows of one kind.
pub(crate) struct Table {
    pub(crate) title: &'static str,
    /// The unit of the figures.
    pub(crate) unit: &'static str,
    /// The text in the column of baselines.
    pub(crate) baseline: &'static str,
    pub(crate) rows: &'static [Row],
}

/// One row. `{name}` in the label stands for the figure of that name.
pub(crate) struct Row {
    pub(crate) label: &'static str,
    pub(crate) figure: &'static str,
    pub(crate) against: Against,
    pub(crate) aim: Aim,
}

/// The baseline of a figure.
#[derive(Clone, Copy)]
pub(crate) enum Against {
    Nothing,
    /// The ratio to another figure of the same run.
    Times(&'static str),
    /// The ratio to a figure from elsewhere, for orientation.
    TimesElsewhere(f64),
    /// The difference from another figure of the same run.
    MoreThan(&'static str),
}

/// The aim: for the ratio or the difference if there is one, otherwise for the figure.
#[derive(Clone, Copy)]
pub(crate) enum Aim {
    None,
    AtMost(f64),
    AtLeast(f64),
}

impl Row {
    pub(crate) const fn alone(label: &'static str, figure: &'static str, aim: Aim) -> Self {
        Self { label, figure, against: Against::Nothing, aim }
    }

    pub(crate) const fn times(
        label: &'static str,
        figure: &'static str,
        baseline: &'static str,
        aim: Aim,
    ) -> Self {
        Self { label, figure, against: Against::Times(baseline), aim }
    }

    pub(crate) const fn elsewhere(label: &'static str, figure: &'static str, other: f64) -> Self {
        Self { label, figure, against: Against::TimesElsewhere(other), aim: Aim::AtMost(1.0) }
    }

    pub(crate) const fn more_than(
        label: &'static str,
        figure: &'static str,
        baseline: &'static str,
        aim: Aim,
    ) -> Self {
        Self { label, figure, against: Against::MoreThan(baseline), aim }
    }
}

/// A row with the figures of a run.
struct Filled {
    label: String,
    value: f64,
    baseline: Option<f64>,
    /// The ratio or the difference.
    compared: Option<f64>,
    is_difference: bool,
    aim: Aim,
}

impl Filled {
    fn is_met(&self) -> Option<bool> {
        let value = if self.baseline.is_some() { self.compared? } else { self.value };
        match self.aim {
            Aim::None => None,
            Aim::AtMost(most) => Some(value <= most),
            Aim::AtLeast(least) => Some(value >= least),
        }
    }

    fn markdown(&self) -> String {
        let compared = match self.compared {
            None => String::new(),
            Some(difference) if self.is_difference => format!("{difference:+.1}"),
            Some(ratio) => format!("{ratio:.2}"),
        };
        let aim = match self.aim {
            Aim::None => String::new(),
            Aim::AtMost(most) if self.is_difference => format!("at most {most:+}"),
            Aim::AtMost(most) => format!("at most {most}"),
            Aim::AtLeast(least) => format!("at least {least}"),
        };
        let met = match self.is_met() {
            None => "",
            Some(true) => "yes",
            Some(false) => "**no**",
        };
        let baseline = self.baseline.map_or(String::new(), shown);
        format!("| {} | {} | {baseline} | {compared} | {aim} | {met} |\n", self.label, shown(self.value))
    }

    fn json(&self, table: &Table) -> Value {
        let (aim, bound) = match self.aim {
            Aim::None => (Value::Null, Value::Null),
            Aim::AtMost(most) => (json!("at most"), json!(most)),
            Aim::AtLeast(least) => (json!("at least"), json!(least)),
        };
        json!({
            "table": table.title, "case": self.label, "unit": table.unit, "figure": self.value,
            "baseline": self.baseline, "baseline_is": self.baseline.map(|_| table.baseline),
            "compared": self.compared,
            "compared_by": self.compared.map(|_| if self.is_difference { "difference" } else { "ratio" }),
            "aim": aim, "bound": bound, "met": self.is_met(),
        })
    }
}

impl Table {
    fn fill(&self, figures: &Figures) -> Result<Vec<Filled>> {
        self.rows.iter().map(|row| fill(row, figures)).collect()
    }

    /// The table for a document.
    pub(crate) fn markdown(&self, figures: &Figures) -> Result<String> {
        let mut text = format!("### {}\n\n", self.title);
        text += &format!("| {} | figure | {} | compared | aim | met |\n", self.unit, self.baseline);
        text += "|---|---|---|---|---|---|\n";
        for row in self.fill(figures)? {
            text += &row.markdown();
        }
        Ok(text)
    }

    /// Its rows for programs.
    pub(crate) fn json(&self, figures: &Figures) -> Result<Vec<Value>> {
        Ok(self.fill(figures)?.iter().map(|row| row.json(self)).collect())
    }
}

fn fill(row: &Row, figures: &Figures) -> Result<Filled> {
    let value = figure(figures, row.figure)?;
    let (baseline, compared) = match row.against {
        Against::Nothing => (None, None),
        Against::Times(name) => {
            let baseline = figure(figures, name)?;
            // A quick run measures so little that nothing may be left of the cheapest call.
            (Some(baseline), (baseline > 0.0).then_some(value / baseline))
        }
        Against::TimesElsewhere(baseline) => (Some(baseline), Some(value / baseline)),
        Against::MoreThan(name) => {
            let baseline = figure(figures, name)?;
            (Some(baseline), Some(value - baseline))
        }
    };
    let is_difference = matches!(row.against, Against::MoreThan(_));
    Ok(Filled { label: label(row.label, figures)?, value, baseline, compared, is_difference, aim: row.aim })
}

fn figure(figures: &Figures, name: &str) -> Result<f64> {
    let value = figures.get(name).copied().with_context(|| format!("there is no figure for {name}"))?;
    if value.is_finite() { Ok(value) } else { bail!("the figure for {name} is {value}") }
}

/// The label with the figures that it names.
fn label(text: &str, figures: &Figures) -> Result<String> {
    let mut parts = text.split('{');
    let mut label = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').context("a label has no closing brace")?;
        label += &format!("{}{rest}", figure(figures, name)?);
    }
    Ok(label)
}

/// A number as people read it.
fn shown(value: f64) -> String {
    if value.abs() < 1000.0 {
        let decimals = if value == value.round() {
            0
        } else if value.abs() < 10.0 {
            2
        } else {
            1
        };
        return format!("{value:.decimals$}");
    }
    let digits = format!("{:.0}", value.abs());
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if value < 0.0 { format!("-{grouped}") } else { grouped }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: Table = Table {
        title: "Messages",
        unit: "a second",
        baseline: "ENet",
        rows: &[
            Row::times("reliable", "streams.ours", "streams.enet", Aim::AtLeast(3.0)),
            Row::more_than(
                "a start with {start.starts} rounds",
                "start.with",
                "start.without",
                Aim::AtMost(5.0),
            ),
            Row::elsewhere("size", "null.size", 20.0),
            Row::alone("lost", "streams.lost", Aim::AtMost(0.0)),
        ],
    };

    fn figures() -> Figures {
        [
            ("streams.ours", 50_000.0),
            ("streams.enet", 20_000.0),
            ("start.with", 104.0),
            ("start.without", 100.5),
            ("start.starts", 7.0),
            ("null.size", 25.0),
            ("streams.lost", 0.0),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }

    #[test]
    fn each_row_says_its_aim_and_whether_it_is_met() {
        let text = TABLE.markdown(&figures()).unwrap();
        let rows: Vec<&str> = text.lines().skip(4).collect();
        assert_eq!(
            rows,
            [
                "| reliable | 50,000 | 20,000 | 2.50 | at least 3 | **no** |",
                "| a start with 7 rounds | 104 | 100.5 | +3.5 | at most +5 | yes |",
                "| size | 25 | 20 | 1.25 | at most 1 | **no** |",
                "| lost | 0 |  |  | at most 0 | yes |",
            ]
        );
    }

    #[test]
    fn programs_are_told_the_same() {
        let rows = TABLE.json(&figures()).unwrap();
        assert_eq!(rows[0]["compared"], 2.5);
        assert_eq!(rows[0]["met"], false);
        assert_eq!((&rows[1]["compared_by"], &rows[1]["bound"]), (&json!("difference"), &json!(5.0)));
        assert_eq!((&rows[3]["baseline"], &rows[3]["met"]), (&Value::Null, &json!(true)));
    }

    #[test]
    fn nothing_is_held_against_nothing() {
        let mut without = figures();
        without.insert("streams.enet".to_owned(), 0.0);
        let rows = TABLE.json(&without).unwrap();
        assert_eq!((&rows[0]["compared"], &rows[0]["met"]), (&Value::Null, &Value::Null));
    }

    #[test]
    fn a_figure_that_is_missing_or_none_is_named() {
        let mut without = figures();
        without.remove("streams.enet");
        assert!(TABLE.markdown(&without).unwrap_err().to_string().contains("streams.enet"));
        without.insert("streams.enet".to_owned(), f64::NAN);
        assert!(TABLE.json(&without).unwrap_err().to_string().contains("streams.enet"));
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            [0.0, 2.0, 2.345, 23.45, 999.0, 1_234_567.8, -12_345.0].map(shown),
            ["0", "2", "2.35", "23.4", "999", "1,234,568", "-12,345"]
        );
    }
}
