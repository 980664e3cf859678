//! How the extension is compiled.

/// How the extension is compiled, and which of the manifest's libraries it is then.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quickly, with all that a debugger wants: for work on the extension itself. A debug library.
    Debug,
    /// With optimizations and the editor's class reference, as users get it for the editor and debug exports. A debug library.
    Editor,
    /// With optimizations, for release exports, without what only the editor's panel asks for. The release library.
    Release,
}

impl Profile {
    pub(crate) fn new(release: bool) -> Self {
        if release { Self::Release } else { Self::Debug }
    }

    /// What cargo is told.
    pub(crate) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &[],
            // A profile of its own: cargo would otherwise build both anew each time, since they bear the same name.
            Self::Editor => &["--profile", "editor"],
            Self::Release => &["--release"],
        }
    }

    /// Which parts of the extension cargo is told to compile.
    pub(crate) fn features(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &[],
            Self::Editor => &["--features", "docs"],
            Self::Release => &["--no-default-features"],
        }
    }
}
