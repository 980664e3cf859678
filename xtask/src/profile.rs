//! The profiles of the extension.

/// Cargo's option that leaves out the library for Rust, beside which it would not optimize over crates (`lto`), and say nothing.
pub(crate) const CDYLIB: &str = "--crate-type=cdylib";

/// The profile of the extension, and the manifest's library that it belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Compiled quickly, with debug information, for work on the extension itself. A debug library.
    Debug,
    /// With optimizations and the editor's class reference, as users get it for the editor and debug exports. A debug library.
    Editor,
    /// With optimizations, for release exports, without the code for the editor's panel. The release library.
    Release,
}

impl Profile {
    pub(crate) fn new(release: bool) -> Self {
        if release { Self::Release } else { Self::Debug }
    }

    /// The arguments for cargo.
    pub(crate) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &["build"],
            // A separate profile: otherwise cargo would rebuild both each time, since they have the same name.
            Self::Editor => &["rustc", CDYLIB, "--profile", "editor"],
            Self::Release => &["rustc", CDYLIB, "--release"],
        }
    }

    /// Additional arguments for the compiler.
    ///
    /// Much of the library runs once, or once a lobby. Without the option, whatever is short would be copied to where it is called.
    /// Functions marked `#[inline]`, as those that each packet passes are, have a limit of their own, which stays.
    pub(crate) fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &[],
            Self::Editor | Self::Release => &["--", "-Cllvm-args=-inline-threshold=100"],
        }
    }

    /// The features of the extension for cargo.
    pub(crate) fn features(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &[],
            Self::Editor => &["--features", "docs"],
            Self::Release => &["--no-default-features"],
        }
    }
}
