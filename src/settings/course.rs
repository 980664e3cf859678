//! Courses of conditions from scripts and resources.

use std::time::Duration;

use godot::builtin::{AnyArray, GString, VarDictionary, Variant, VariantType};
use godot::classes::{Object, ResourceLoader};
use godot::meta::{FromGodot, ToGodot};
use godot::obj::{Gd, Singleton};

use super::conditions::conditions_in;
use crate::contract::network_conditions::{Conditions, Course, Keyframe, MAX_SECONDS};

pub(super) const ENVIRONMENT: &str = "STEAM_NETWORKING_COURSE";
pub(super) const ARGUMENT: &str = "--steam-course";
/// The method by which a resource of conditions converts itself to a Dictionary.
const TO_DICTIONARY: &str = "to_dictionary";

/// `value` if it is a Dictionary, or the Dictionary of a resource of conditions. Runs a script.
pub fn resource_dictionary(value: &Variant) -> Option<VarDictionary> {
    if value.get_type() != VariantType::OBJECT {
        return value.try_to().ok();
    }
    let mut object: Gd<Object> = value.try_to().ok()?;
    if !object.has_method(TO_DICTIONARY) {
        return None;
    }
    object.call(TO_DICTIONARY, &[]).try_to().ok()
}

/// The course in the resource at `path`. Runs a script.
pub fn load_course(path: &str) -> Result<Course, String> {
    let resource = ResourceLoader::singleton().load(path).ok_or("it cannot be loaded")?;
    let dictionary = resource_dictionary(&resource.to_variant());
    course_in(&dictionary.ok_or("it is not a SteamConditionsCourse")?)
}

/// The course in a Dictionary, or the reason why there is none. Conditions that a keyframe does not name are those of the
/// previous one, and perfect in the first one.
pub fn course_in(dictionary: &VarDictionary) -> Result<Course, String> {
    // Any Array, since scripts may pass typed ones.
    let frames = get::<AnyArray>(dictionary, "keyframes", "an Array of Dictionaries")?;
    let gradual = match get::<GString>(dictionary, "interpolation", "\"step\" or \"linear\"")? {
        None => false,
        Some(text) if text == "step" => false,
        Some(text) if text == "linear" => true,
        Some(text) => return Err(format!("interpolation is {text}: it must be \"step\" or \"linear\"")),
    };
    let loops = get::<bool>(dictionary, "loops", "true or false")?.unwrap_or(false);
    let mut keyframes = Vec::new();
    let mut conditions = Conditions::default();
    for (number, frame) in frames.iter().flat_map(AnyArray::iter_shared).enumerate() {
        let at = format!("keyframes[{number}]");
        let frame: VarDictionary =
            frame.try_to().map_err(|_| format!("{at} must be a Dictionary with time and conditions"))?;
        let time = get::<f64>(&frame, "time", "a number of seconds")?.unwrap_or(0.0);
        if !(0.0..=MAX_SECONDS).contains(&time) {
            return Err(format!("{at}: time is {time}: it must be from 0 to {MAX_SECONDS} (seconds)"));
        }
        let changes = match get::<Variant>(&frame, "conditions", "")? {
            Some(changes) => resource_dictionary(&changes)
                .ok_or_else(|| format!("{at}: conditions must be a Dictionary or a SteamConditions"))?,
            None => VarDictionary::new(),
        };
        let changes = conditions_in(&changes).map_err(|(name, value, problem)| {
            format!("{at}: conditions[\"{name}\"] is {value}: {problem}")
        })?;
        changes.into_iter().for_each(|change| conditions.set(change));
        keyframes.push(Keyframe { at: Duration::from_secs_f64(time), conditions });
    }
    Course::new(keyframes, gradual, loops).map_err(|problem| problem.to_string())
}

fn get<T: FromGodot>(dictionary: &VarDictionary, name: &str, allowed: &str) -> Result<Option<T>, String> {
    let Some(value) = dictionary.get(name).filter(|value| !value.is_nil()) else { return Ok(None) };
    value.try_to_relaxed().map(Some).map_err(|_| format!("{name} is {value}: it must be {allowed}"))
}
