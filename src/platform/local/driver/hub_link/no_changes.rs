//! The same where the system does not tell of a folder what has to be known.

use std::io;
use std::path::Path;

use mio::{Registry, Token};

/// There are none of these.
#[derive(Debug)]
pub enum Changes {}

impl Changes {
    /// Is always an error.
    pub fn in_folder(_folder: &Path, _registry: &Registry, _token: Token) -> io::Result<Changes> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Never happens.
    pub fn close(self, _registry: &Registry) {
        match self {}
    }
}
