//! The conditions of the local network at the start: project settings, environment, command line.

use super::{invalid, project, sources};
use crate::contract::InitFailure;
use crate::contract::local_network::{Condition, ConditionValue};

pub(super) const ENVIRONMENT: &str = "STEAM_NETWORKING_CONDITIONS";
pub(super) const ARGUMENT: &str = "--steam-conditions";

/// What the sources say, unchecked.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Each project setting with its value, as text and as a number or flag if it is one.
    project: Vec<(String, String, Option<ConditionValue>)>,
    environment: String,
    argument: String,
}

impl Written {
    /// Reads the sources as they are now.
    pub fn read() -> Result<Written, InitFailure> {
        Ok(Written {
            project: project::conditions(),
            environment: sources::variable(ENVIRONMENT)?.unwrap_or_default(),
            argument: sources::argument(ARGUMENT).unwrap_or_default(),
        })
    }

    /// The conditions, those that take precedence last.
    pub fn parse(&self) -> Result<Vec<Condition>, InitFailure> {
        let mut conditions = Vec::new();
        for (setting, text, value) in &self.project {
            let name = setting.rsplit('/').next().unwrap_or_default();
            let wrong = |problem: &dyn std::fmt::Display| {
                invalid(format!("the project setting {setting} is {text}: {problem}"))
            };
            let value = value.ok_or_else(|| wrong(&"it must be a number, or true or false"))?;
            conditions.push(Condition::new(name, value).map_err(|problem| wrong(&problem))?);
        }
        conditions.extend(from_text(ENVIRONMENT, &self.environment)?);
        conditions.extend(from_text(ARGUMENT, &self.argument)?);
        Ok(conditions)
    }
}

/// `name=value`, separated by commas.
fn from_text(source: &str, text: &str) -> Result<Vec<Condition>, InitFailure> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let condition = |part: &str| {
        let wrong = |problem: &dyn std::fmt::Display| invalid(format!("{source} has \"{part}\": {problem}"));
        let Some((name, value)) = part.split_once('=') else {
            return Err(wrong(&"it must be the name of a condition, then = and its value"));
        };
        let value =
            value_of(value.trim()).ok_or_else(|| wrong(&"its value must be a number, or true or false"))?;
        Condition::new(name.trim(), value).map_err(|problem| wrong(&problem))
    };
    parts.map(condition).collect()
}

fn value_of(text: &str) -> Option<ConditionValue> {
    let flag = || text.parse().ok().map(ConditionValue::Bool);
    let float = || text.parse().ok().map(ConditionValue::Float);
    text.parse().ok().map(ConditionValue::Int).or_else(float).or_else(flag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::local_network::Conditions;

    fn written(project: &[(&str, ConditionValue)], environment: &str, argument: &str) -> Written {
        let setting = |(name, value): &(&str, ConditionValue)| {
            (format!("steam/local/{name}"), format!("{value:?}"), Some(*value))
        };
        Written {
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
        let expected = Conditions {
            latency_ms: 3,
            jitter_ms: 2,
            loss_percent: 0.5,
            block_direct: true,
            seed: 1,
            ..Conditions::default()
        };
        assert_eq!(conditions, expected);
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
