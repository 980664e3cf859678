//! The achievements and stats of a game. A developer defines them on Steam's website, and for the local platform in the
//! project's file `steam_achievements.cfg`. docs/achievements.md describes the file.

use crate::contract::user_stats::MAX_NAME_BYTES;

/// The maximum numbers of achievements and of stats. Steam's own limits for a game are far lower.
const MOST: usize = 10_000;

/// The type of a stat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StatKind {
    /// `INT`.
    Int,
    /// `FLOAT`.
    Float,
    /// `AVGRATE`: a rate per second, averaged over a time window.
    AverageRate {
        /// The seconds of sessions that the average covers.
        window: f64,
    },
}

impl StatKind {
    /// Whether the values are floats.
    pub fn is_float(self) -> bool {
        self != StatKind::Int
    }
}

/// A stat.
#[derive(Clone, Debug, PartialEq)]
pub struct StatDefinition {
    /// The API name.
    pub name: String,
    /// The type.
    pub kind: StatKind,
    /// The initial value.
    pub default: f64,
    /// The smallest value.
    pub min: Option<f64>,
    /// The largest value.
    pub max: Option<f64>,
    /// The largest change in one `storeStats`.
    pub max_change: Option<f64>,
    /// Whether the value may only grow.
    pub increment_only: bool,
    /// Whether the stat is summed over all users.
    pub aggregated: bool,
    /// Whether game servers set the stat, and users may not.
    pub set_by_server: bool,
}

impl StatDefinition {
    /// A stat without limits.
    pub fn new(name: &str, kind: StatKind) -> StatDefinition {
        StatDefinition {
            name: name.to_owned(),
            kind,
            default: 0.0,
            min: None,
            max: None,
            max_change: None,
            increment_only: false,
            aggregated: true,
            set_by_server: false,
        }
    }

    /// Whether the value may change from `old` to `new` at once.
    pub fn allows(&self, old: f64, new: f64) -> bool {
        self.min.is_none_or(|min| new >= min)
            && self.max.is_none_or(|max| new <= max)
            && self.max_change.is_none_or(|most| (new - old).abs() <= most)
            && !(self.increment_only && new < old)
    }
}

/// An achievement.
#[derive(Clone, Debug, PartialEq)]
pub struct AchievementDefinition {
    /// The API name.
    pub name: String,
    /// The title for players.
    pub title: String,
    /// The description for players.
    pub description: String,
    /// Whether players see the achievement only after they have unlocked it.
    pub hidden: bool,
    /// The stat that measures the progress, and its range.
    pub progress: Option<Progress>,
    /// Whether game servers unlock the achievement, and users may not.
    pub set_by_server: bool,
}

/// The progress towards an achievement.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The stat that measures it.
    pub stat: String,
    /// The value at the beginning.
    pub min: f64,
    /// The value that unlocks the achievement.
    pub max: f64,
}

impl AchievementDefinition {
    /// An achievement without any details.
    pub fn new(name: &str) -> AchievementDefinition {
        AchievementDefinition {
            name: name.to_owned(),
            title: name.to_owned(),
            description: String::new(),
            hidden: false,
            progress: None,
            set_by_server: false,
        }
    }
}

/// All achievements and stats of a game.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Definitions {
    /// The achievements in the order of the file.
    pub achievements: Vec<AchievementDefinition>,
    /// The stats in the order of the file.
    pub stats: Vec<StatDefinition>,
    /// Whether there is no file, so that names are defined by their first use.
    pub open: bool,
}

/// The section that the current line belongs to: the latest achievement or stat.
#[derive(Clone, Copy)]
enum Section {
    Achievement,
    Stat,
}

impl Definitions {
    /// The definitions of a game without a file.
    pub fn open() -> Definitions {
        Definitions { open: true, ..Definitions::default() }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// The first invalid line, and the reason.
    pub fn parse(text: &str) -> Result<Definitions, String> {
        let mut definitions = Definitions::default();
        let mut section = None;
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with([';', '#']) {
                continue;
            }
            let read = match line.strip_prefix('[') {
                Some(rest) => rest
                    .strip_suffix(']')
                    .ok_or_else(|| "the section has no `]`".to_owned())
                    .and_then(|title| definitions.begin(title.trim()))
                    .map(|begun| section = Some(begun)),
                None => line
                    .split_once('=')
                    .ok_or_else(|| "it is neither a section nor `key=value`".to_owned())
                    .and_then(|(key, value)| definitions.set(section, key.trim(), value.trim())),
            };
            read.map_err(|reason| format!("line {}: {reason}", at + 1))?;
        }
        definitions.check()?;
        Ok(definitions)
    }

    /// The achievement of this name.
    pub fn achievement(&self, name: &str) -> Option<&AchievementDefinition> {
        self.achievements.iter().find(|achievement| achievement.name == name)
    }

    /// The stat of this name.
    pub fn stat(&self, name: &str) -> Option<&StatDefinition> {
        self.stats.iter().find(|stat| stat.name == name)
    }

    /// Adds an achievement that a game without definitions uses. Returns whether it is new.
    pub fn use_achievement(&mut self, name: &str) -> bool {
        let new = self.open && self.achievement(name).is_none() && self.achievements.len() < MOST;
        if new {
            self.achievements.push(AchievementDefinition::new(name));
        }
        new
    }

    /// Adds a stat that a game without definitions uses. Returns whether it is new.
    pub fn use_stat(&mut self, name: &str, kind: StatKind) -> bool {
        let new = self.open && self.stat(name).is_none() && self.stats.len() < MOST;
        if new {
            self.stats.push(StatDefinition::new(name, kind));
        }
        new
    }

    fn begin(&mut self, section: &str) -> Result<Section, String> {
        let (kind, name) = section.split_once(' ').unwrap_or((section, ""));
        let name = unquoted(name.trim());
        if name.is_empty() || name.len() >= MAX_NAME_BYTES {
            return Err(format!(
                "the section [{section}] must be [achievement NAME] or [stat NAME], with a name of 1 to {} bytes",
                MAX_NAME_BYTES - 1
            ));
        }
        let taken = match kind {
            "achievement" => self.achievement(&name).is_some() || self.achievements.len() >= MOST,
            "stat" => self.stat(&name).is_some() || self.stats.len() >= MOST,
            _ => return Err(format!("[{section}] is neither [achievement NAME] nor [stat NAME]")),
        };
        if taken {
            return Err(format!("{kind} {name} is defined twice"));
        }
        if kind == "achievement" {
            self.achievements.push(AchievementDefinition::new(&name));
            Ok(Section::Achievement)
        } else {
            self.stats.push(StatDefinition::new(&name, StatKind::Int));
            Ok(Section::Stat)
        }
    }

    fn set(&mut self, section: Option<Section>, key: &str, value: &str) -> Result<(), String> {
        let set = match section {
            Some(Section::Achievement) => {
                self.achievements.last_mut().map(|achievement| set_of_achievement(achievement, key, value))
            }
            Some(Section::Stat) => self.stats.last_mut().map(|stat| set_of_stat(stat, key, value)),
            None => None,
        };
        set.unwrap_or_else(|| Err("it is outside of any section".to_owned()))
    }

    fn check(&self) -> Result<(), String> {
        for achievement in &self.achievements {
            let Some(progress) = &achievement.progress else { continue };
            if self.stat(&progress.stat).is_none() {
                return Err(format!(
                    "achievement {} uses the stat {} for its progress, but that stat is not defined",
                    achievement.name, progress.stat
                ));
            }
        }
        Ok(())
    }
}

fn set_of_achievement(achievement: &mut AchievementDefinition, key: &str, value: &str) -> Result<(), String> {
    let unused = Progress { stat: String::new(), min: 0.0, max: 1.0 };
    match key {
        "title" => achievement.title = unquoted(value),
        "description" => achievement.description = unquoted(value),
        "hidden" => achievement.hidden = flag(key, value)?,
        "set_by" => achievement.set_by_server = by_server(value)?,
        "progress_stat" => achievement.progress.get_or_insert(unused).stat = unquoted(value),
        "progress_min" => achievement.progress.get_or_insert(unused).min = number(key, value)?,
        "progress_max" => achievement.progress.get_or_insert(unused).max = number(key, value)?,
        _ => {
            return Err(format!(
                "{key} is unknown; an achievement has title, description, hidden, set_by, progress_stat, \
                 progress_min and progress_max"
            ));
        }
    }
    Ok(())
}

fn set_of_stat(stat: &mut StatDefinition, key: &str, value: &str) -> Result<(), String> {
    match key {
        "type" => {
            stat.kind = match unquoted(value).to_lowercase().as_str() {
                "int" => StatKind::Int,
                "float" => StatKind::Float,
                "avgrate" => StatKind::AverageRate { window: 20.0 * 60.0 * 60.0 },
                other => return Err(format!("type is {other}: it must be int, float or avgrate")),
            }
        }
        "window" => {
            let seconds = number(key, value)?;
            if !matches!(stat.kind, StatKind::AverageRate { .. }) || seconds <= 0.0 {
                return Err(
                    "window must be above 0 (seconds), and only a stat of type avgrate has one".to_owned()
                );
            }
            stat.kind = StatKind::AverageRate { window: seconds };
        }
        "default" => stat.default = number(key, value)?,
        "min" => stat.min = Some(number(key, value)?),
        "max" => stat.max = Some(number(key, value)?),
        "max_change" => stat.max_change = Some(number(key, value)?),
        "increment_only" => stat.increment_only = flag(key, value)?,
        "aggregated" => stat.aggregated = flag(key, value)?,
        "set_by" => stat.set_by_server = by_server(value)?,
        _ => {
            return Err(format!(
                "{key} is unknown; a stat has type, window, default, min, max, max_change, increment_only, \
                 aggregated and set_by"
            ));
        }
    }
    Ok(())
}

fn number(key: &str, value: &str) -> Result<f64, String> {
    let number = value.parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| format!("{key} is {value}: it must be a number"))
}

/// Whether game servers set a stat or an achievement.
fn by_server(value: &str) -> Result<bool, String> {
    match unquoted(value).as_str() {
        "client" => Ok(false),
        "game_server" => Ok(true),
        other => Err(format!("set_by is {other}: it must be client or game_server")),
    }
}

fn flag(key: &str, value: &str) -> Result<bool, String> {
    value.parse().map_err(|_| format!("{key} is {value}: it must be true or false"))
}

/// A text in Godot's format, with or without its quotes.
fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return value.to_owned();
    };
    let mut text = String::with_capacity(inner.len());
    let mut escaped = false;
    for character in inner.chars() {
        match (escaped, character) {
            (false, '\\') => escaped = true,
            (true, 'n') => {
                text.push('\n');
                escaped = false;
            }
            (_, other) => {
                text.push(other);
                escaped = false;
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
; A comment.
[stat games]
increment_only=true
max=10

[stat speed]
type="avgrate"
window=100

[achievement WIN]
title="Won \"it\"
"#;

    #[test]
    fn a_file_gives_achievements_and_stats_in_its_order() {
        let file = FILE.replace("Won \\\"it\\\"", "Won \\\"it\\\"\\n\"")
            + "hidden=true\nprogress_stat=games\nprogress_max=5";
        let definitions = Definitions::parse(&file).unwrap();
        assert!(!definitions.open);
        assert_eq!(definitions.stats.len(), 2);
        assert_eq!(definitions.stats[1].kind, StatKind::AverageRate { window: 100.0 });
        let win = definitions.achievement("WIN").unwrap();
        assert_eq!((win.title.as_str(), win.hidden), ("Won \"it\"\n", true));
        assert_eq!(win.progress, Some(Progress { stat: "games".into(), min: 0.0, max: 5.0 }));
    }

    #[test]
    fn limits_hold_for_value_and_change() {
        let mut stat = StatDefinition::new("a", StatKind::Int);
        assert!(stat.allows(5.0, -1e9));
        (stat.min, stat.max, stat.max_change, stat.increment_only) = (Some(0.0), Some(9.0), Some(3.0), true);
        assert!(stat.allows(5.0, 8.0));
        for new in [-1.0, 4.0, 9.0, 10.0] {
            assert!(!stat.allows(5.0, new), "{new}");
        }
    }

    #[test]
    fn file_errors_name_their_line() {
        for (file, expected) in [
            ("title=a", "line 1: it is outside of any section"),
            ("[stat a]\nmax=many", "line 2: max is many"),
            ("[stat a]\nset_by=\"all\"", "line 2: set_by is all"),
            ("[stat a]\n\ncolour=1", "line 3: colour is unknown"),
            ("[stat a]\n[stat a]", "line 2: stat a is defined twice"),
            ("[achievement ]", "line 1: the section"),
            ("[boss a]", "line 1: [boss a]"),
            ("[stat a", "line 1: the section has no"),
            ("nonsense", "line 1: it is neither"),
            ("[stat a]\nwindow=5", "line 2: window must be"),
            ("[achievement a]\nprogress_stat=b", "achievement a uses the stat b"),
        ] {
            let error = Definitions::parse(file).unwrap_err();
            assert!(error.starts_with(expected), "{file:?}: {error}");
        }
    }

    #[test]
    fn only_without_a_file_a_name_is_defined_by_its_use() {
        let mut open = Definitions::open();
        assert!(open.use_achievement("a") && !open.use_achievement("a"));
        assert!(open.use_stat("a", StatKind::Float) && !open.use_stat("a", StatKind::Int));
        let mut closed = Definitions::parse("").unwrap();
        assert!(!closed.use_achievement("a") && closed.achievement("a").is_none());
    }
}
