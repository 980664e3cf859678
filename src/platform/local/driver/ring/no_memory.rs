//! The same interface for systems without memory that two processes can share safely. Links use their connection there.

use std::convert::Infallible;
use std::io;
use std::sync::atomic::AtomicU64;

use super::pipe::{Reader, Writer};
use super::words::Words;
use crate::platform::local::wire::handshake::RingOffer;

/// A mapping, which never exists here.
#[derive(Debug)]
pub struct Mapping(Infallible);

impl Words for Mapping {
    type Word = AtomicU64;

    fn words(&self) -> &[AtomicU64] {
        match self.0 {}
    }
}

/// An offered ring, which never exists here.
#[derive(Debug)]
pub struct Offered(Infallible);

impl Offered {
    /// Is never called.
    pub fn offer(&self) -> RingOffer {
        match self.0 {}
    }

    /// Is never called.
    pub fn into_writer(self) -> Writer<Mapping> {
        match self.0 {}
    }
}

/// Always fails.
pub fn create() -> io::Result<Offered> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Always fails.
pub fn open(_: &RingOffer) -> io::Result<Reader<Mapping>> {
    Err(io::ErrorKind::Unsupported.into())
}
