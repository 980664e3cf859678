//! How packets get to one user: directly, over a relay, late, or not at all.

use std::time::Instant;

use crate::contract::local_network::Conditions;
use crate::platform::local::conditioner::{Line, Path};
use crate::platform::local::wire::link::LinkFrame;

/// How packets may pass, as far as it depends on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// Whether the direct way is blocked.
    pub direct_blocked: bool,
    /// Whether packets may go over a relay instead.
    pub relay_allowed: bool,
}

impl Default for Route {
    fn default() -> Self {
        Route { direct_blocked: false, relay_allowed: true }
    }
}

/// How packets get to one user.
#[derive(Debug, Default)]
pub struct Way {
    /// The route as far as it depends on this side.
    local: Route,
    /// The route as far as it depends on the other side.
    remote: Route,
    /// The route that the other side was told over this link.
    told: Option<Route>,
    /// Whether the link is cut: nothing passes, in either direction.
    pub cut: bool,
    /// Whether the link broke and has not been made again yet.
    pub broken: bool,
    /// What is on its way, if packets do not arrive at once.
    pub line: Option<Box<Line>>,
    /// Whether packets wait until the line takes them.
    pub waits_for_line: bool,
}

/// What a change of the route has brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteChange {
    /// Nothing.
    None,
    /// Packets passed until now, and no longer do.
    Blocked,
    /// Packets pass, and did not until now.
    Free,
}

impl Way {
    /// Whether there is any way.
    pub fn is_passable(&self) -> bool {
        let relay_allowed = self.local.relay_allowed && self.remote.relay_allowed;
        relay_allowed || !self.is_direct_blocked()
    }

    fn is_direct_blocked(&self) -> bool {
        self.local.direct_blocked || self.remote.direct_blocked
    }

    /// Whether there is no link that could take anything.
    #[inline]
    pub fn is_dead(&self) -> bool {
        self.cut || self.broken
    }

    /// Whether the conditions let nothing through from here to there.
    pub fn loses_everything(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.is_dead())
    }

    /// Whether packets go over a relay.
    pub fn is_relayed(&self) -> bool {
        self.is_direct_blocked() && self.is_passable()
    }

    /// Sets the route as far as it depends on this side.
    pub fn set_local(&mut self, mine: Route) -> RouteChange {
        let before = self.is_passable();
        self.local = mine;
        self.change_since(before)
    }

    /// Sets the route as far as it depends on the other side.
    pub fn set_remote(&mut self, theirs: Route) -> RouteChange {
        let before = self.is_passable();
        self.remote = theirs;
        self.change_since(before)
    }

    fn change_since(&self, before: bool) -> RouteChange {
        match (before, self.is_passable()) {
            (true, false) => RouteChange::Blocked,
            (false, true) => RouteChange::Free,
            (true, true) | (false, false) => RouteChange::None,
        }
    }

    /// Tells the route again: the link is new, and the other side may not know it.
    pub fn repeat_route(&mut self) {
        self.told = None;
    }

    /// The route, if the other side has to be told. An unusual one is repeated with each request and each answer to one.
    pub fn poll_route(&mut self, with_request: bool) -> Option<LinkFrame<'static>> {
        let again = with_request && self.local != Route::default();
        if self.told == Some(self.local) && !again {
            return None;
        }
        self.told = Some(self.local);
        let Route { direct_blocked, relay_allowed } = self.local;
        Some(LinkFrame::Route { direct_blocked, relay_allowed })
    }

    /// Whether the route has changed since the other side was told.
    pub fn has_untold_route(&self) -> bool {
        self.told.is_some_and(|told| told != self.local)
    }

    /// Adapts the line to `conditions` and the route. `capacity` is how many bytes it may hold back. Returns whether the line
    /// has to be looked after.
    pub fn condition(&mut self, conditions: Conditions, path: Path, capacity: usize) -> bool {
        let relayed = self.is_relayed();
        match &mut self.line {
            Some(line) => line.set(conditions, relayed),
            None if conditions.are_perfect() && !relayed => false,
            None => {
                self.line = Some(Box::new(Line::new(path, conditions, relayed, capacity)));
                false
            }
        }
    }

    /// Whether a frame from the other side gets through.
    #[inline]
    pub fn lets_in(&self, frame: &LinkFrame<'_>) -> bool {
        let payload =
            matches!(frame, LinkFrame::Data { .. } | LinkFrame::Accept { .. } | LinkFrame::Ack { .. });
        // Requests and what is said about the way itself go through Steam's own servers.
        !self.cut && (self.is_passable() || !payload)
    }

    /// Adapts the line to changed conditions, and removes one that is not needed any more. Returns whether the line
    /// has to be looked after at once.
    pub fn refresh(&mut self, now: Instant) -> bool {
        let Some(line) = &mut self.line else { return false };
        let changed = line.refresh(now);
        if line.is_idle() {
            self.line = None;
        }
        changed
    }

    /// Whether the line has something to hand over, or takes packets that wait for that.
    pub fn is_due(&self, now: Instant) -> bool {
        self.deadline().is_some_and(|at| at <= now)
    }

    /// When the line next has something to do.
    pub fn deadline(&self) -> Option<Instant> {
        let line = self.line.as_ref()?;
        let packets = line.packets_at().filter(|_| self.waits_for_line);
        line.next_arrival().into_iter().chain(packets).min()
    }
}
