//! What only Valve has: the answers of a machine without it.

use super::Sockets;
use crate::contract::networking_sockets::{FakeIp, SocketsEvent, availability, results};

impl Sockets {
    /// Who is at the end of a connection needs no proof within one machine: it is there as soon as it is asked for.
    pub fn init_authentication(&mut self) -> i32 {
        if !std::mem::replace(&mut self.authenticated, true) {
            self.events.push_back(SocketsEvent::AuthenticationStatus {
                available: availability::CURRENT,
                debug: "the local platform needs no certificates".to_owned(),
            });
        }
        availability::CURRENT
    }

    /// How far that is.
    pub fn authentication_status(&self) -> i32 {
        if self.authenticated { availability::CURRENT } else { availability::NEVER_TRIED }
    }

    /// Nobody gives out addresses that stand for users here, and the answer says so.
    pub fn request_fake_ip(&mut self) -> bool {
        self.events.push_back(SocketsEvent::FakeIp(FakeIp { user: self.me, ..Sockets::fake_ip() }));
        true
    }

    /// The address that stands for this process: none.
    pub fn fake_ip() -> FakeIp {
        FakeIp { result: results::SERVICE_UNAVAILABLE, ..FakeIp::default() }
    }
}
