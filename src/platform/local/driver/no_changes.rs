//! The same interface for systems without a usable notification.

use std::io;
use std::path::Path;

use mio::{Registry, Token};

/// A watch, which never exists here.
#[derive(Debug)]
pub enum Changes {}

impl Changes {
    /// Always fails.
    pub fn in_folder(_folder: &Path, _registry: &Registry, _token: Token) -> io::Result<Changes> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Always fails.
    pub fn below(_folder: &Path, _but: &Path, _registry: &Registry, _token: Token) -> io::Result<Changes> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Is never called.
    pub fn close(self, _registry: &Registry) {
        match self {}
    }
}
