//! The part of Godot's interface that the extension is compiled against: `engine_api/`.
//!
//! The crate `godot` looks up every method it knows when the extension loads, and fails if an engine lacks one. The whole
//! interface has 3,925 methods, and no engine built without 3D, physics or navigation would load the extension. So the crate
//! gets an interface that contains only the used methods, which `used.txt` lists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use crate::extension::cargo;
use crate::paths;

/// The version of Godot whose interface is taken, the oldest that the extension loads in.
const VERSION: &str = "4.3";

/// The variable in `.cargo/config.toml` with the path of the interface for the crate `godot`.
const VARIABLE: &str = "GDRUST_GODOT_API_JSON";

/// Structures of the engine that the crate uses itself; the others belong to classes that are left out.
const STRUCTURES: [&str; 2] = ["AudioFrame", "ScriptLanguageExtensionProfilingInfo"];

/// Writes the interface, and its name into cargo's configuration.
pub(crate) fn write() -> Result<PathBuf> {
    let (path, text) = generate()?;
    for entry in fs::read_dir(folder())? {
        let old = entry?.path();
        if old.extension().is_some_and(|extension| extension == "json") {
            fs::remove_file(&old).with_context(|| format!("cannot remove {}", old.display()))?;
        }
    }
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    let configuration = paths::root().join(".cargo/config.toml");
    let with_name = |line: &str| {
        if line.starts_with(VARIABLE) { setting(&path) } else { format!("{line}\n") }
    };
    let text: String = fs::read_to_string(&configuration)?.lines().map(with_name).collect();
    fs::write(&configuration, text)?;
    Ok(path)
}

/// Fails if the interface in the repository is not what [`write()`] would write.
pub(crate) fn check() -> Result<()> {
    let (path, text) = generate()?;
    let configuration = fs::read_to_string(paths::root().join(".cargo/config.toml"))?;
    let is_written = fs::read_to_string(&path).is_ok_and(|found| found == text);
    if !is_written || !configuration.contains(setting(&path).trim()) {
        bail!("engine_api/ is not what engine_api/used.txt says: run `cargo xtask engine-api`");
    }
    Ok(())
}

fn folder() -> PathBuf {
    paths::root().join("engine_api")
}

/// The line of cargo's configuration.
fn setting(path: &std::path::Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("{VARIABLE} = {{ value = \"engine_api/{name}\", relative = true }}\n")
}

/// The file and its text.
///
/// Its name changes with its content, because cargo rebuilds the crate `godot` when the variable changes, not when the file
/// does.
fn generate() -> Result<(PathBuf, String)> {
    let used = Used::parse(&fs::read_to_string(folder().join("used.txt"))?)?;
    let whole = whole_interface()?;
    let whole = fs::read_to_string(&whole).with_context(|| format!("cannot read {}", whole.display()))?;
    let whole = serde_json::from_str(&whole).context("the crate's interface is not JSON")?;
    let text = render(&used.cut(whole)?)?;
    let name = format!("{VERSION}-{:08x}.json", crc32fast::hash(text.as_bytes()));
    Ok((folder().join(name), text))
}

/// The interface that comes with the crate `godot`.
fn whole_interface() -> Result<PathBuf> {
    let output = cargo().args(["metadata", "--format-version", "1", "--locked"]).output()?;
    let metadata = cargo_metadata::MetadataCommand::parse(String::from_utf8(output.stdout)?)
        .context("cannot read what cargo knows of the crates")?;
    let package = metadata.packages.iter().find(|package| package.name.as_str() == "gdextension-api");
    let manifest = &package.context("the crate godot no longer uses gdextension-api")?.manifest_path;
    Ok(manifest.with_file_name("src").join(VERSION).join("extension_api.json").into())
}

/// The used members: for each class, the words after its name in the list.
#[derive(Debug, Default)]
struct Used(BTreeMap<String, BTreeSet<String>>);

impl Used {
    fn parse(text: &str) -> Result<Self> {
        let mut used = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (class, list) = line.split_once('.').unwrap_or((line, ""));
            let parts = used.0.entry(class.to_owned()).or_default();
            for part in list.split_whitespace() {
                if !parts.insert(part.to_owned()) {
                    bail!("engine_api/used.txt names {class}.{part} twice");
                }
            }
        }
        Ok(used)
    }

    /// Keeps the used parts of the interface, and the base classes.
    fn cut(mut self, mut interface: Value) -> Result<Value> {
        without_descriptions(&mut interface);
        let mut built_in = take_list(&mut interface, "builtin_classes")?;
        for kind in &mut built_in {
            let parts = self.0.remove(text(kind, "name")).unwrap_or_default();
            cut_built_in(kind, &parts)?;
        }
        let classes = take_list(&mut interface, "classes")?;
        let all: BTreeSet<String> = classes.iter().map(|class| text(class, "name").to_owned()).collect();
        for class in classes.iter().rev() {
            // Classes come after those they inherit from only by chance, so the chain is followed to its end.
            let mut class = Some(class).filter(|class| self.0.contains_key(text(class, "name")));
            while let Some(base) = class.map(|class| text(class, "inherits")).filter(|base| !base.is_empty())
            {
                self.0.entry(base.to_owned()).or_default();
                class = classes.iter().find(|class| text(class, "name") == base);
            }
        }
        if let Some(unknown) = self.0.keys().find(|name| !all.contains(*name)) {
            bail!("engine_api/used.txt names {unknown}, which is no class of Godot {VERSION}");
        }
        let is_known = |kind: &Value| {
            let words = kind.as_str().unwrap_or_default().split(|c: char| !c.is_alphanumeric() && c != '_');
            words.into_iter().all(|word| !all.contains(word) || self.0.contains_key(word))
        };
        let mut kept = Vec::new();
        for mut class in classes {
            if let Some(parts) = self.0.get(text(&class, "name")) {
                cut_class(&mut class, parts, is_known)?;
                kept.push(class);
            }
        }
        let singletons = take_list(&mut interface, "singletons")?;
        let singletons = singletons.into_iter().filter(|it| self.0.contains_key(text(it, "type"))).collect();
        let structures = take_list(&mut interface, "native_structures")?;
        let structures = structures.into_iter().filter(|it| STRUCTURES.contains(&text(it, "name"))).collect();
        let root = interface.as_object_mut().context("the interface is no object")?;
        root.insert("builtin_classes".into(), Value::Array(built_in));
        root.insert("classes".into(), Value::Array(kept));
        root.insert("singletons".into(), Value::Array(singletons));
        root.insert("native_structures".into(), Value::Array(structures));
        Ok(interface)
    }
}

/// Keeps the used methods of a class, and the signals whose types are all kept.
fn cut_class(class: &mut Value, parts: &BTreeSet<String>, is_known: impl Fn(&Value) -> bool) -> Result<()> {
    let name = text(class, "name").to_owned();
    let types_are_known = |member: &Value| {
        let arguments = member["arguments"].as_array().map_or(&[][..], Vec::as_slice);
        arguments.iter().all(|argument| is_known(&argument["type"]))
            && is_known(&member["return_value"]["type"])
    };
    let methods = take_list(class, "methods").unwrap_or_default();
    let signals = take_list(class, "signals").unwrap_or_default();
    let is_used = |method: &Value| {
        let group = if method["is_virtual"].as_bool() == Some(true) { "virtual" } else { "*" };
        parts.contains(text(method, "name")) || parts.contains(group) && types_are_known(method)
    };
    for part in parts.iter().filter(|part| !["virtual", "*"].contains(&part.as_str())) {
        let method = methods.iter().find(|method| text(method, "name") == part);
        let method = method.with_context(|| format!("Godot {VERSION} has no method {name}.{part}"))?;
        if !types_are_known(method) {
            bail!("{name}.{part} takes or returns a class that engine_api/used.txt does not name");
        }
    }
    let members = class.as_object_mut().context("a class is no object")?;
    members.insert("methods".into(), methods.into_iter().filter(is_used).collect());
    members.insert("signals".into(), signals.into_iter().filter(types_are_known).collect());
    members.remove("properties");
    Ok(())
}

/// Keeps the used methods of a built-in type.
fn cut_built_in(kind: &mut Value, parts: &BTreeSet<String>) -> Result<()> {
    let name = text(kind, "name").to_owned();
    // Not every type has methods.
    let methods = take_list(kind, "methods").unwrap_or_default();
    if let Some(unknown) = parts.iter().find(|part| !methods.iter().any(|it| text(it, "name") == *part)) {
        bail!("Godot {VERSION} has no method {name}.{unknown}");
    }
    if !methods.is_empty() {
        let methods = methods.into_iter().filter(|method| parts.contains(text(method, "name")));
        kind["methods"] = methods.collect();
    }
    Ok(())
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn take_list(object: &mut Value, key: &str) -> Result<Vec<Value>> {
    match object.get_mut(key).map(Value::take) {
        Some(Value::Array(list)) => Ok(list),
        _ => bail!("the interface has no list of {key}"),
    }
}

fn without_descriptions(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|key, _| key != "description" && key != "brief_description");
            members.values_mut().for_each(without_descriptions);
        }
        Value::Array(items) => items.iter_mut().for_each(without_descriptions),
        _ => {}
    }
}

/// The text, with a line for each class and each function, so that a change of it can be read.
fn render(interface: &Value) -> Result<String> {
    let root: &Map<String, Value> = interface.as_object().context("the interface is no object")?;
    let mut parts = Vec::new();
    for (key, value) in root {
        let value = match value {
            Value::Array(items) if !items.is_empty() => {
                let items: Vec<String> = items.iter().map(Value::to_string).collect();
                format!("[\n{}\n]", items.join(",\n"))
            }
            value => value.to_string(),
        };
        parts.push(format!("{}:{value}", Value::from(key.as_str())));
    }
    Ok(format!("{{\n{}\n}}\n", parts.join(",\n")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn interface() -> Value {
        let method = |name: &str, kind: &str| {
            json!({"name": name, "is_virtual": name.starts_with('_'), "description": "…",
                   "arguments": [{"name": "a", "type": kind}], "return_value": {"type": "int"}})
        };
        json!({
            "builtin_classes": [
                {"name": "int"}, {"name": "String", "methods": [{"name": "find"}, {"name": "to_html"}]},
            ],
            "classes": [
                {"name": "Node", "inherits": "Object", "properties": [], "description": "…",
                 "methods": [method("_ready", "int"), method("add", "Node"), method("mesh", "typedarray::Mesh")]},
                {"name": "Mesh", "inherits": "Node", "methods": [method("free", "int")]},
                {"name": "Object", "methods": [method("get", "String")],
                 "signals": [{"name": "a"}, {"name": "b", "arguments": [{"type": "Mesh"}]}]},
            ],
            "singletons": [{"name": "N", "type": "Node"}, {"name": "M", "type": "Mesh"}],
            "native_structures": [{"name": "Glyph"}, {"name": "AudioFrame"}],
        })
    }

    fn names(list: &Value) -> Vec<&str> {
        list.as_array().unwrap().iter().map(|item| text(item, "name")).collect()
    }

    fn cut(used: &str) -> Result<Value> {
        Used::parse(used)?.cut(interface())
    }

    #[test]
    fn what_is_not_used_is_left_out() {
        let cut = cut("# Nodes.\nNode.add\n").unwrap();
        assert_eq!(names(&cut["classes"]), ["Node", "Object"]);
        assert_eq!(names(&cut["classes"][0]["methods"]), ["add"]);
        assert_eq!(names(&cut["classes"][1]["methods"]), [""; 0]);
        assert_eq!(names(&cut["classes"][1]["signals"]), ["a"]);
        assert_eq!(
            (names(&cut["singletons"]), names(&cut["native_structures"])),
            (vec!["N"], vec!["AudioFrame"])
        );
        assert!(!cut.to_string().contains("description"));
    }

    #[test]
    fn built_in_types_have_the_methods_that_are_used() {
        let built_in = |used| cut(used).unwrap()["builtin_classes"].clone();
        assert_eq!(names(&built_in("Node")), ["int", "String"]);
        assert_eq!(names(&built_in("Node")[1]["methods"]), [""; 0]);
        assert_eq!(names(&built_in("String.find")[1]["methods"]), ["find"]);
    }

    #[test]
    fn a_group_is_all_of_a_kind_whose_types_are_there() {
        assert_eq!(names(&cut("Node.*").unwrap()["classes"][0]["methods"]), ["add"]);
        assert_eq!(names(&cut("Node.*\nMesh").unwrap()["classes"][0]["methods"]), ["add", "mesh"]);
        assert_eq!(names(&cut("Node.virtual").unwrap()["classes"][0]["methods"]), ["_ready"]);
    }

    #[test]
    fn what_cannot_be_had_is_an_error() {
        for (used, part) in [
            ("Sprite", "Sprite"),
            ("Node.fly", "Node.fly"),
            ("String.fly", "String.fly"),
            ("Node.mesh", "takes or returns"),
            ("Node.add\nNode.add", "twice"),
        ] {
            let error = cut(used).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn the_text_is_the_interface() {
        let interface = interface();
        assert_eq!(serde_json::from_str::<Value>(&render(&interface).unwrap()).unwrap(), interface);
    }
}
