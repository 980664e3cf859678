//! The way of packets to one user: direct, over a relay, delayed, or blocked.

use std::time::{Duration, Instant};

use super::Violation;
use crate::contract::network_conditions::Conditions;
use crate::platform::local::conditioner::{Line, Packet, Path};
use crate::platform::local::wire::frame;
use crate::platform::local::wire::link::LinkFrame;

/// The constraints that one side sets for the way of packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// Whether the direct way is blocked.
    pub direct_blocked: bool,
    /// Whether packets may use a relay instead.
    pub relay_allowed: bool,
}

impl Default for Route {
    fn default() -> Self {
        Route { direct_blocked: false, relay_allowed: true }
    }
}

/// The way of packets to one user.
#[derive(Debug, Default)]
pub struct Way {
    /// The constraints of this side.
    local: Route,
    /// The constraints of the other side.
    remote: Route,
    /// The constraints that the other side was told over this link.
    announced: Option<Route>,
    /// Whether the link is cut: nothing passes in either direction.
    pub cut: bool,
    /// Whether the link broke and was not restored yet.
    pub broken: bool,
    /// Packets in flight, if packets do not arrive at once.
    pub line: Option<Box<Line>>,
    /// Whether packets wait until the line accepts them.
    pub waits_for_line: bool,
    /// Delayed frames from the other side, if frames do not arrive at once.
    pub arriving: Option<Box<Arriving>>,
}

/// Delayed frames from the other side.
#[derive(Debug)]
pub struct Arriving {
    line: Line,
    /// The stream of the latest packets, and the number of streams before it.
    stream: Option<u32>,
    session: u64,
    /// The other side's violation of the protocol. It is found when a delayed frame is handled, and reported with the
    /// next frame that is received.
    violation: Option<Violation>,
}

/// Changes the seed, so that arriving frames do not meet the same fate as sent ones.
const ARRIVING: u64 = 0x6172_7269_7669_6e67;
/// The minimum number of bytes that the other side may send ahead, however small the bandwidth is.
const LEAST_AHEAD: usize = 4096;

/// The effect of a change of the route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteChange {
    /// Nothing.
    None,
    /// Packets no longer pass, but did so before.
    Blocked,
    /// Packets pass, but did not do so before.
    Free,
}

impl Way {
    /// Whether packets can pass at all.
    pub fn is_passable(&self) -> bool {
        let relay_allowed = self.local.relay_allowed && self.remote.relay_allowed;
        relay_allowed || !self.is_direct_blocked()
    }

    fn is_direct_blocked(&self) -> bool {
        self.local.direct_blocked || self.remote.direct_blocked
    }

    /// Whether no link can accept frames.
    #[inline]
    pub fn is_dead(&self) -> bool {
        self.cut || self.broken
    }

    /// Whether the conditions let nothing through, in one direction or the other.
    #[inline]
    pub fn loses_everything(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.is_dead()) || self.receives_nothing()
    }

    /// Whether nothing from the other side gets through.
    pub fn receives_nothing(&self) -> bool {
        self.cut || self.arriving.as_ref().is_some_and(|arriving| arriving.line.is_dead())
    }

    /// Whether packets use a relay.
    pub fn is_relayed(&self) -> bool {
        self.is_direct_blocked() && self.is_passable()
    }

    /// Sets the constraints of this side.
    pub fn set_local(&mut self, mine: Route) -> RouteChange {
        let before = self.is_passable();
        self.local = mine;
        self.change_since(before)
    }

    /// Sets the constraints of the other side.
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

    /// Repeats the route frame: the link is new, and the other side may not know the route.
    pub fn repeat_route(&mut self) {
        self.announced = None;
    }

    /// The route frame, if the other side has to be told. An unusual route is repeated with each request and each
    /// answer to one.
    pub fn poll_route(&mut self, with_request: bool) -> Option<LinkFrame<'static>> {
        let again = with_request && self.local != Route::default();
        if self.announced == Some(self.local) && !again {
            return None;
        }
        self.announced = Some(self.local);
        let Route { direct_blocked, relay_allowed } = self.local;
        Some(LinkFrame::Route { direct_blocked, relay_allowed })
    }

    /// Whether the route has changed since the other side was told.
    pub fn has_unannounced_route(&self) -> bool {
        self.announced.is_some_and(|announced| announced != self.local)
    }

    /// Adapts the lines to `conditions` and the route. At most `capacity` bytes of sent packets and `arriving` bytes of
    /// received ones may be held back. Returns whether a line needs attention.
    pub fn condition(
        &mut self,
        conditions: Conditions,
        path: Path,
        capacity: usize,
        arriving: usize,
    ) -> bool {
        let Conditions { sent, received, seed, .. } = conditions;
        let (relayed, back) = (self.is_relayed(), Path { from: path.to, to: path.from });
        let changed = match &mut self.line {
            Some(line) => line.set(sent, seed, relayed),
            None if sent.is_perfect() && !relayed => false,
            None => {
                self.line = Some(Box::new(Line::new(path, sent, seed, relayed, capacity)));
                false
            }
        };
        let seed = seed ^ ARRIVING;
        match &mut self.arriving {
            Some(arriving) => arriving.line.set(received, seed, false) || changed,
            None if received.is_perfect() => changed,
            None => {
                let line = Line::new(back, received, seed, false, arriving);
                self.arriving = Some(Box::new(Arriving { line, stream: None, session: 0, violation: None }));
                changed
            }
        }
    }

    /// Delays or drops a frame from the other side.
    #[cold]
    pub fn hold_back(&mut self, now: Instant, frame: &LinkFrame<'_>) -> Result<(), Violation> {
        let Some(arriving) = &mut self.arriving else { return Ok(()) };
        if let Some(violation) = arriving.violation.take() {
            return Err(violation);
        }
        let packet = match *frame {
            LinkFrame::Data { stream, position, seq, payload, .. } => {
                if arriving.stream.replace(stream).is_some_and(|last| last != stream) {
                    arriving.session += 1;
                }
                Some(Packet { session: arriving.session, position, seq, len: payload.len() })
            }
            _ => None,
        };
        // The answer to a request reports which reliable packets have arrived, so the request must not overtake
        // packets.
        let after_packets = matches!(frame, LinkFrame::Request { .. });
        arriving.line.arrive(now, packet, after_packets, frame::encoded(frame));
        Ok(())
    }

    /// The next frame from the other side whose delay is over.
    pub fn take_arrived(&mut self, now: Instant) -> Option<Vec<u8>> {
        self.arriving.as_mut()?.line.pop(now)
    }

    /// Stores a violation of the protocol by a delayed frame: no further frame of the connection is handled.
    pub fn keep_violation(&mut self, violation: Violation) {
        if let Some(arriving) = &mut self.arriving {
            arriving.line.clear();
            arriving.violation = Some(violation);
        }
    }

    /// Drops all delayed frames from the other side.
    pub fn lose_arriving(&mut self) {
        if let Some(arriving) = &mut self.arriving {
            arriving.line.clear();
        }
    }

    /// Whether a frame from the other side gets through.
    #[inline]
    pub fn lets_in(&self, frame: &LinkFrame<'_>) -> bool {
        let payload =
            matches!(frame, LinkFrame::Data { .. } | LinkFrame::Accept { .. } | LinkFrame::Ack { .. });
        // Requests and route frames pass through Steam's own servers.
        !self.cut && (self.is_passable() || !payload)
    }

    /// Adapts the lines to changed conditions, and removes those that are no longer needed. Returns whether the line to
    /// the other side needs attention at once.
    pub fn refresh(&mut self, now: Instant) -> bool {
        if let Some(Arriving { line, violation, .. }) = self.arriving.as_deref_mut() {
            line.refresh(now);
            if line.is_idle() && violation.is_none() {
                self.arriving = None;
            }
        }
        let Some(line) = &mut self.line else { return false };
        let changed = line.refresh(now);
        if line.is_idle() {
            self.line = None;
        }
        changed
    }

    /// Whether the line has a frame to hand over or accepts packets that wait for it.
    pub fn is_due(&self, now: Instant) -> bool {
        self.deadline().is_some_and(|at| at <= now)
    }

    /// The next time at which the line has work.
    pub fn deadline(&self) -> Option<Instant> {
        let line = self.line.as_ref()?;
        let packets = line.packets_at().filter(|_| self.waits_for_line);
        line.next_arrival().into_iter().chain(packets).min()
    }

    /// The arrival time of the next delayed frame from the other side.
    pub fn arrival(&self) -> Option<Instant> {
        self.arriving.as_ref()?.line.next_arrival()
    }
}

/// The maximum number of bytes that the other side may send ahead; `usize::MAX` if there is no limit. Without it,
/// reliable packets would fill the queue before the limited bandwidth on this side and leave no room for others.
pub fn most_ahead(conditions: &Conditions) -> usize {
    let Conditions { sent, received, .. } = conditions;
    if received.bandwidth_kib == 0 || received.queue_ms == 0 {
        return usize::MAX;
    }
    let milliseconds =
        u64::from(received.queue_ms) * 9 / 10 + u64::from(sent.latency_ms + received.latency_ms);
    let passes =
        Duration::from_millis(milliseconds).as_secs_f64() * f64::from(received.bandwidth_kib) * 1024.0;
    (passes as usize).max(LEAST_AHEAD)
}
