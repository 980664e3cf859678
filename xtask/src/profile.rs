//! How the extension is compiled.

/// Cargo's option that leaves out the library for Rust, beside which it would not optimize over crates (`lto`), and say nothing.
pub(crate) const CDYLIB: &str = "--crate-type=cdylib";

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
            Self::Debug => &["build"],
            // A profile of its own: cargo would otherwise build both anew each time, since they bear the same name.
            Self::Editor => &["rustc", CDYLIB, "--profile", "editor"],
            Self::Release => &["rustc", CDYLIB, "--release"],
        }
    }

    /// What the compiler is told, behind all that cargo is told.
    ///
    /// Much of the library runs once, or once a lobby. Without the option, whatever is short would be copied to where it is called.
    /// Functions marked `#[inline]`, as those that each packet passes are, have a limit of their own, which stays.
    pub(crate) fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &[],
            Self::Editor | Self::Release => &["--", "-Cllvm-args=-inline-threshold=100"],
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
