//! The conditions of the local network at the start: project settings, environment, command line.

use godot::builtin::{GString, VarDictionary, Variant};

use super::project::condition_value;
use super::{invalid, project, sources};
use crate::contract::InitFailure;
use crate::contract::network_conditions::{Condition, ConditionValue, Preset};

pub(super) const ENVIRONMENT: &str = "STEAM_NETWORKING_CONDITIONS";
pub(super) const ARGUMENT: &str = "--steam-conditions";

/// The name that stands for a preset in place of a condition's name.
pub const PRESET: &str = "preset";

/// The values of the sources, unchecked.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The preset that the project names, if any.
    preset: String,
    /// Each project setting with its value as text, and as a number or flag if it is one.
    project: Vec<(String, String, Option<ConditionValue>)>,
    environment: String,
    argument: String,
}

impl Written {
    /// Reads the current values of the sources.
    pub fn read() -> Result<Written, InitFailure> {
        Ok(Written {
            preset: project::preset(),
            project: project::conditions(),
            environment: sources::variable(ENVIRONMENT)?.unwrap_or_default(),
            argument: sources::argument(ARGUMENT).unwrap_or_default(),
        })
    }

    /// The conditions; the last ones take precedence.
    pub fn parse(&self) -> Result<Vec<Condition>, InitFailure> {
        let mut conditions = Vec::new();
        if !self.preset.is_empty() {
            let preset = Preset::find(&self.preset).map_err(|problem| {
                invalid(format!("the project setting {} is {}: {problem}", project::PRESET, self.preset))
            })?;
            conditions.extend(preset.conditions());
        }
        for (setting, text, value) in &self.project {
            let name = setting.rsplit('/').next().unwrap_or_default();
            let wrong = |problem: &dyn std::fmt::Display| {
                invalid(format!("the project setting {setting} is {text}: {problem}"))
            };
            let value = value.ok_or_else(|| wrong(&"it must be a number, or true or false"))?;
            conditions.push(Condition::new(name, value).map_err(|problem| wrong(&problem))?);
        }
        from_text(ENVIRONMENT, &self.environment, &mut conditions)?;
        from_text(ARGUMENT, &self.argument, &mut conditions)?;
        Ok(conditions)
    }
}

/// The conditions in a Dictionary, starting with its preset, or the first invalid entry and the reason.
pub fn conditions_in(dictionary: &VarDictionary) -> Result<Vec<Condition>, (Variant, Variant, String)> {
    let mut conditions = Vec::new();
    for (key, value) in dictionary.iter_shared() {
        let failed = |problem: String| (key.clone(), value.clone(), problem);
        let name = key.try_to_relaxed::<GString>();
        let name = name.map_err(|_| failed("a condition is named by a String".to_owned()))?.to_string();
        if name == PRESET {
            let preset = value.try_to_relaxed::<GString>().unwrap_or_default().to_string();
            let preset = Preset::find(&preset).map_err(|problem| failed(problem.to_string()))?;
            conditions.splice(..0, preset.conditions());
            continue;
        }
        let value = condition_value(&value)
            .ok_or_else(|| failed("it must be a number, or true or false".to_owned()))?;
        conditions.push(Condition::new(&name, value).map_err(|problem| failed(problem.to_string()))?);
    }
    Ok(conditions)
}

/// `name=value`, separated by commas.
fn from_text(source: &str, text: &str, conditions: &mut Vec<Condition>) -> Result<(), InitFailure> {
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let wrong = |problem: &dyn std::fmt::Display| invalid(format!("{source} has \"{part}\": {problem}"));
        let Some((name, value)) = part.split_once('=') else {
            return Err(wrong(&"it must be the name of a condition, then = and its value"));
        };
        if name.trim() == PRESET {
            let preset = Preset::find(value.trim()).map_err(|problem| wrong(&problem))?;
            conditions.extend(preset.conditions());
            continue;
        }
        let value =
            value_of(value.trim()).ok_or_else(|| wrong(&"its value must be a number, or true or false"))?;
        conditions.push(Condition::new(name.trim(), value).map_err(|problem| wrong(&problem))?);
    }
    Ok(())
}

fn value_of(text: &str) -> Option<ConditionValue> {
    let flag = || text.parse().ok().map(ConditionValue::Bool);
    let float = || text.parse().ok().map(ConditionValue::Float);
    text.parse().ok().map(ConditionValue::Int).or_else(float).or_else(flag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::network_conditions::{Conditions, OneWay};

    fn written(project: &[(&str, ConditionValue)], environment: &str, argument: &str) -> Written {
        let setting = |(name, value): &(&str, ConditionValue)| {
            (format!("steam/local/{name}"), format!("{value:?}"), Some(*value))
        };
        Written {
            preset: String::new(),
            project: project.iter().map(setting).collect(),
            environment: environment.to_owned(),
            argument: argument.to_owned(),
        }
    }

    #[test]
    fn the_command_line_goes_before_the_environment_and_that_before_the_project() {
        let project = [
            ("latency_ms", ConditionValue::Int(1)),
            ("jitter_ms", ConditionValue::Int(1)),
            ("seed", ConditionValue::Int(1)),
        ];
        let written = written(&project, "latency=2, jitter_ms=2", "latency=3,loss=0.5,block_direct=true");
        let mut conditions = Conditions::default();
        written.parse().unwrap().into_iter().for_each(|condition| conditions.set(condition));
        let sent = OneWay { latency_ms: 3, jitter_ms: 2, loss_percent: 0.5, ..OneWay::PERFECT };
        let expected = Conditions { sent, block_direct: true, seed: 1, ..Conditions::default() };
        assert_eq!(conditions, expected);
    }

    #[test]
    fn a_preset_holds_but_for_what_is_named_after_it_or_takes_precedence() {
        let parsed = |written: Written| {
            let mut conditions = Conditions::default();
            written.parse().unwrap().into_iter().for_each(|condition| conditions.set(condition));
            (conditions.sent.latency_ms, conditions.received.latency_ms, conditions.sent.queue_ms)
        };
        let project = Written { preset: "dsl".to_owned(), ..Written::default() };
        assert_eq!(parsed(project.clone()), (25, 25, 600));
        assert_eq!(
            parsed(Written { argument: "preset=3g,latency=1".to_owned(), ..project.clone() }),
            (1, 150, 1000)
        );
        assert_eq!(parsed(Written { environment: "latency=1,preset=lan".to_owned(), ..project }), (0, 0, 0));
        let failure = written(&[], "", "preset=adsl").parse().unwrap_err();
        assert!(failure.message.contains("one of lan, cable, dsl, 3g, satellite, hotel_wifi"), "{failure}");
    }

    #[test]
    fn wrong_conditions_are_named_with_their_source() {
        for wrong in ["loss", "loss=much", "loss=101", "latency=0.5", "patience=5", "seed=-1", "=5"] {
            let failure = written(&[], wrong, "").parse().unwrap_err();
            assert!(failure.message.contains(wrong), "{wrong}: {failure}");
            assert!(failure.message.contains(ENVIRONMENT), "{failure}");
            let failure = written(&[], "", wrong).parse().unwrap_err();
            assert!(failure.message.contains(ARGUMENT), "{failure}");
        }
        let failure = written(&[("loss_percent", ConditionValue::Int(101))], "", "").parse().unwrap_err();
        assert!(failure.message.contains("steam/local/loss_percent"), "{failure}");
    }
}
