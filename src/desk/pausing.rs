//! The scene tree stands still, and goes on frame by frame.

use super::tree;

/// Whether the panel holds the scene tree.
#[derive(Debug, Default)]
pub struct Pausing {
    /// Whether the game itself was paused before, while the panel holds it.
    held: Option<bool>,
    /// Whether a single frame is under way.
    steps: bool,
}

impl Pausing {
    /// Whether the panel holds the game.
    pub fn holds(&self) -> bool {
        self.held.is_some()
    }

    /// Holds the game, or lets it go on as it was.
    pub fn set(&mut self, paused: bool) {
        let Some(mut tree) = tree() else { return };
        self.steps = false;
        if paused {
            self.held.get_or_insert(tree.is_paused());
            tree.set_pause(true);
        } else if let Some(before) = self.held.take() {
            tree.set_pause(before);
        }
    }

    /// Lets it go on for the frame that has just begun and the steps of physics behind it.
    pub fn step(&mut self) {
        let Some(mut tree) = tree() else { return };
        let before = *self.held.get_or_insert(tree.is_paused());
        // A game that was paused by itself is so in this frame as well.
        tree.set_pause(before);
        self.steps = true;
    }

    /// Called when a frame begins, before commands are obeyed.
    pub fn begin_frame(&mut self) {
        if std::mem::take(&mut self.steps)
            && let Some(mut tree) = tree()
        {
            tree.set_pause(true);
        }
    }
}
