//! How packets get to one user: directly, over a relay, late, or not at all.

use std::time::{Duration, Instant};

use super::Violation;
use crate::contract::network_conditions::Conditions;
use crate::platform::local::conditioner::{Line, Packet, Path};
use crate::platform::local::wire::frame;
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
    /// What has come from the other side and has not arrived yet, if not all arrives as it comes.
    pub arriving: Option<Box<Arriving>>,
}

/// What has come from the other side and has not arrived yet.
#[derive(Debug)]
pub struct Arriving {
    line: Line,
    /// The stream whose packets came last, and how many streams there were before it.
    stream: Option<u32>,
    session: u64,
    /// How the other side broke the protocol, which shows when a frame arrives and is told with the next one that comes.
    violation: Option<Violation>,
}

/// The same seed does other things to what arrives than to what is sent.
const ARRIVING: u64 = 0x6172_7269_7669_6e67;
/// However little passes in a queue's time, the other side may send so many bytes ahead.
const LEAST_AHEAD: usize = 4096;

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

    /// Whether the conditions let nothing through, from here to there or back.
    pub fn loses_everything(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.is_dead()) || self.hears_nothing()
    }

    /// Whether nothing from the other side gets through to here.
    pub fn hears_nothing(&self) -> bool {
        self.cut || self.arriving.as_ref().is_some_and(|arriving| arriving.line.is_dead())
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

    /// Adapts the lines to `conditions` and the route. Of what is sent, `capacity` bytes may be held back, of what arrives
    /// `arriving`. Returns whether the lines have to be looked after.
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

    /// Holds back a frame from the other side, or loses it.
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
        // The answer to a request tells which reliable packets have come.
        let after_packets = matches!(frame, LinkFrame::Request { .. });
        arriving.line.arrive(now, packet, after_packets, frame::encoded(frame));
        Ok(())
    }

    /// The next frame from the other side that has arrived.
    pub fn take_arrived(&mut self, now: Instant) -> Option<Vec<u8>> {
        self.arriving.as_mut()?.line.pop(now)
    }

    /// A frame that arrived has broken the protocol: nothing more of the connection arrives.
    pub fn keep_violation(&mut self, violation: Violation) {
        if let Some(arriving) = &mut self.arriving {
            arriving.line.clear();
            arriving.violation = Some(violation);
        }
    }

    /// Everything on its way from the other side is lost.
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
        // Requests and what is said about the way itself go through Steam's own servers.
        !self.cut && (self.is_passable() || !payload)
    }

    /// Adapts the lines to changed conditions, and removes those that are not needed any more. Returns whether the line to the other
    /// side has to be looked after at once.
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

    /// When the next frame from the other side arrives.
    pub fn arrival(&self) -> Option<Instant> {
        self.arriving.as_ref()?.line.next_arrival()
    }
}

/// How many bytes the other side may send ahead, so that reliable packets do not fill the queue before limited bandwidth over here
/// and leave room for others; `usize::MAX` where that does not limit them.
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
