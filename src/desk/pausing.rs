//! Pausing the scene tree, and stepping by frames.

use super::tree;

/// Whether the panel pauses the scene tree.
#[derive(Debug, Default)]
pub struct Pausing {
    /// Whether the game itself was paused before the panel paused it.
    held: Option<bool>,
    /// Whether a single frame is under way.
    steps: bool,
}

impl Pausing {
    /// Whether the panel pauses the game.
    pub fn holds(&self) -> bool {
        self.held.is_some()
    }

    /// Pauses the game, or restores its previous state.
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

    /// Lets the game run for the frame that has just started and its physics steps.
    pub fn step(&mut self) {
        let Some(mut tree) = tree() else { return };
        let before = *self.held.get_or_insert(tree.is_paused());
        // A game that was paused by itself stays paused in this frame.
        tree.set_pause(before);
        self.steps = true;
    }

    /// Called at the start of a frame, before commands are executed.
    pub fn begin_frame(&mut self) {
        if std::mem::take(&mut self.steps)
            && let Some(mut tree) = tree()
        {
            tree.set_pause(true);
        }
    }
}
