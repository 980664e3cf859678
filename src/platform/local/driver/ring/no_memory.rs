//! Where there is no memory that two processes could share safely: links go over their connection.

use std::convert::Infallible;
use std::io;
use std::sync::atomic::AtomicU64;

use super::pipe::{Reader, Writer};
use super::words::Words;
use crate::platform::local::wire::handshake::RingOffer;

/// There is none.
#[derive(Debug)]
pub struct Mapping(Infallible);

impl Words for Mapping {
    type Word = AtomicU64;

    fn words(&self) -> &[AtomicU64] {
        match self.0 {}
    }
}

/// There is none.
#[derive(Debug)]
pub struct Offered(Infallible);

impl Offered {
    /// Never called.
    pub fn offer(&self) -> RingOffer {
        match self.0 {}
    }

    /// Never called.
    pub fn into_writer(self) -> Writer<Mapping> {
        match self.0 {}
    }
}

/// Fails.
pub fn create() -> io::Result<Offered> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Fails.
pub fn open(_: &RingOffer) -> io::Result<Reader<Mapping>> {
    Err(io::ErrorKind::Unsupported.into())
}
