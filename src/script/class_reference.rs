//! Entries of the editor's class reference for members that the macros of the crate `godot` do not see.

#[cfg(feature = "docs")]
use godot::private::{__GODOT_DOCS_REGISTRY, DocsItem, DocsShard, InherentImplDocs};

/// Adds a method of the class `C`, with the lines of the comment above it. Call it before the editor reads the reference.
#[cfg(feature = "docs")]
pub fn add_method<C: godot::obj::GodotClass>(name: &str, comment: &[&str]) {
    add::<C>(&entry("method", name, comment), "");
}

/// Adds a signal of the class `C` likewise.
#[cfg(feature = "docs")]
pub fn add_signal<C: godot::obj::GodotClass>(name: &str, comment: &[&str]) {
    add::<C>("", &entry("signal", name, comment));
}

#[cfg(feature = "docs")]
fn add<C: godot::obj::GodotClass>(methods: &str, signals: &str) {
    let Ok(mut registry) = __GODOT_DOCS_REGISTRY.lock() else { return };
    let docs = InherentImplDocs {
        // The crate keeps this text for the life of the process, so it leaks only once for each member.
        methods_xml: methods.to_owned().leak(),
        signals_xml: signals.to_owned().leak(),
        constants_xml: "",
    };
    registry.push(DocsShard::new::<C>(DocsItem::InherentImpl(docs)));
}

/// The entry in Godot's format. Godot takes arguments and types from the class itself.
fn entry(kind: &str, name: &str, comment: &[&str]) -> String {
    let text = comment.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n");
    let paragraphs: Vec<_> =
        text.split("\n\n").map(|paragraph| bbcode(&paragraph.replace('\n', " "))).collect();
    format!(
        "<{kind} name=\"{name}\"><description>{}</description></{kind}>",
        paragraphs.join("[br][br]").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    )
}

/// The only markup in the comments: text in backticks is code.
fn bbcode(markdown: &str) -> String {
    let mut text = String::new();
    for (index, part) in markdown.split('`').enumerate() {
        text += &if index % 2 == 1 { format!("[code]{part}[/code]") } else { part.to_owned() };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_the_paragraphs_of_the_comment_with_its_code() {
        let comment = [" Takes `a` &", " `b < c`.", "", " Local: As `d`."];
        let text = "Takes [code]a[/code] &amp; [code]b &lt; c[/code].[br][br]Local: As [code]d[/code].";
        let expected = format!("<method name=\"takeIt\"><description>{text}</description></method>");
        assert_eq!(entry("method", "takeIt", &comment), expected);
    }
}
