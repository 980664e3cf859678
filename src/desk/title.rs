//! The title of the window of one of several instances.

use std::time::Instant;

use super::{Every, tree};
use crate::script::current;
use crate::settings::{Instance, project_name};

/// The window's title: the project, the user, and the instance's number.
pub struct Title {
    instance: Instance,
    every: Every,
    name: Option<String>,
}

impl Title {
    /// `None` if the command line does not name several instances.
    pub fn wanted() -> Option<Title> {
        Some(Title { instance: Instance::told()?, every: Every::milliseconds(200), name: None })
    }

    /// Sets the title if the name has changed. A title that the game sets meanwhile stays.
    pub fn frame(&mut self, now: Instant) {
        if !self.every.is_due(now) {
            return;
        }
        let name = current::peek(|platform| platform.map(|platform| platform.user().persona_name()));
        let name = name.unwrap_or_default();
        if self.name.as_ref() != Some(&name) {
            if let Some(mut window) = tree().and_then(|tree| tree.get_root()) {
                window.set_title(&self.title(&project_name(), &name));
            }
            self.name = Some(name);
        }
    }

    fn title(&self, project: &str, name: &str) -> String {
        let Instance { number, count } = self.instance;
        let who = if name.is_empty() { String::new() } else { format!(" – {name}") };
        format!("{project}{who} ({number}/{count})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_says_who_plays_and_which_instance_it_is() {
        let title =
            Title { instance: Instance { number: 2, count: 3 }, every: Every::milliseconds(1), name: None };
        assert_eq!(title.title("Pong", "Bruno"), "Pong – Bruno (2/3)");
        assert_eq!(title.title("Pong", ""), "Pong (2/3)");
    }
}
