//! Messages that wait to be sent on a connection, by lane.

use std::collections::VecDeque;

use crate::contract::networking_sockets::Lane;

/// A waiting message.
#[derive(Debug)]
pub struct Waiting {
    /// The packet for the other side: header and message.
    pub packet: Vec<u8>,
    /// Whether it is sent reliably.
    pub reliable: bool,
    /// Whether it is sent without being collected.
    pub no_nagle: bool,
}

/// The lanes of a connection.
///
/// [`next`](Self::next) chooses the next message: from the lanes with the lowest priority number, it takes the one that
/// was served least in proportion to its weight.
#[derive(Debug)]
pub struct Lanes {
    lanes: Vec<State>,
    bytes: usize,
    /// The starting value of `served` for a lane that was idle, so that an idle lane saves nothing up.
    level: u64,
}

#[derive(Debug)]
struct State {
    lane: Lane,
    queue: VecDeque<Waiting>,
    /// The bytes in the queue: of unreliable and of reliable messages.
    bytes: [usize; 2],
    /// The bytes served, in inverse proportion to the weight.
    served: u64,
    /// The number of its last message.
    number: u64,
}

impl State {
    fn new(lane: Lane) -> State {
        State { lane, queue: VecDeque::new(), bytes: [0; 2], served: 0, number: 0 }
    }
}

impl Default for Lanes {
    fn default() -> Self {
        Lanes { lanes: vec![State::new(Lane { priority: 0, weight: 1 })], bytes: 0, level: 0 }
    }
}

impl Lanes {
    /// The number of lanes.
    pub fn len(&self) -> usize {
        self.lanes.len()
    }

    /// The bytes of all waiting messages.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The bytes of the messages waiting on one lane: of unreliable and of reliable ones.
    pub fn bytes_of(&self, lane: usize) -> [usize; 2] {
        self.lanes.get(lane).map_or([0; 2], |state| state.bytes)
    }

    /// Whether no message waits.
    pub fn is_empty(&self) -> bool {
        self.lanes.iter().all(|state| state.queue.is_empty())
    }

    /// Configures the lanes. Returns `false` if there would be fewer lanes than now, or if a weight is 0.
    pub fn configure(&mut self, wanted: &[Lane]) -> bool {
        if wanted.len() < self.lanes.len() || wanted.iter().any(|lane| lane.weight == 0) {
            return false;
        }
        let more = wanted.iter().skip(self.lanes.len()).map(|lane| State::new(*lane));
        let more: Vec<State> = more.collect();
        for (state, lane) in self.lanes.iter_mut().zip(wanted) {
            state.lane = *lane;
            state.served = 0;
        }
        self.lanes.extend(more);
        self.level = 0;
        true
    }

    /// The number of the next message on `lane`, `None` if there is no such lane.
    pub fn next_number(&self, lane: u16) -> Option<u64> {
        Some(self.lanes.get(usize::from(lane))?.number + 1)
    }

    /// Counts a message that got the number from [`next_number`](Self::next_number).
    pub fn count(&mut self, lane: u16) {
        if let Some(state) = self.lanes.get_mut(usize::from(lane)) {
            state.number += 1;
        }
    }

    /// Queues a message.
    pub fn push(&mut self, lane: u16, waiting: Waiting) {
        let Some(state) = self.lanes.get_mut(usize::from(lane)) else { return };
        if state.queue.is_empty() {
            state.served = state.served.max(self.level);
        }
        self.bytes += waiting.packet.len();
        if let Some(bytes) = state.bytes.get_mut(usize::from(waiting.reliable)) {
            *bytes += waiting.packet.len();
        }
        state.queue.push_back(waiting);
    }

    /// The next message, and its lane.
    pub fn next(&self) -> Option<(usize, &Waiting)> {
        let busy = self.lanes.iter().enumerate().filter(|(_, state)| !state.queue.is_empty());
        let (at, state) = busy.min_by_key(|(_, state)| (state.lane.priority, state.served))?;
        Some((at, state.queue.front()?))
    }

    /// Removes the next message of `lane`, which was sent.
    pub fn pop(&mut self, lane: usize) {
        let Some(state) = self.lanes.get_mut(lane) else { return };
        let Some(gone) = state.queue.pop_front() else { return };
        let len = gone.packet.len();
        self.bytes -= len;
        if let Some(bytes) = state.bytes.get_mut(usize::from(gone.reliable)) {
            *bytes -= len;
        }
        // A larger weight makes a byte count less.
        const UNIT: u64 = 65_536;
        self.level = state.served;
        state.served += len as u64 * UNIT / u64::from(state.lane.weight.max(1));
    }

    /// Drops all waiting messages.
    pub fn clear(&mut self) {
        for state in &mut self.lanes {
            state.queue.clear();
            state.bytes = [0; 2];
        }
        self.bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(len: usize) -> Waiting {
        Waiting { packet: vec![0; len], reliable: true, no_nagle: true }
    }

    fn order(lanes: &mut Lanes, count: usize) -> Vec<usize> {
        let mut order = Vec::new();
        while order.len() < count
            && let Some((lane, _)) = lanes.next()
        {
            order.push(lane);
            lanes.pop(lane);
        }
        order
    }

    #[test]
    fn lower_priority_numbers_go_first_and_weights_share_the_rest() {
        let mut lanes = Lanes::default();
        let lane = |priority, weight| Lane { priority, weight };
        assert!(lanes.configure(&[lane(10, 5), lane(0, 1), lane(10, 20)]));
        for _ in 0..100 {
            lanes.push(0, waiting(100));
            lanes.push(2, waiting(100));
        }
        lanes.push(1, waiting(100));
        let order = order(&mut lanes, 51);
        assert_eq!(order.first(), Some(&1));
        let of_the_light = order.iter().filter(|lane| **lane == 0).count();
        assert!((9..=11).contains(&of_the_light), "{of_the_light} of 50 at weights 5 and 20");
    }

    #[test]
    fn an_idle_lane_saves_up_nothing() {
        let mut lanes = Lanes::default();
        let lane = Lane { priority: 0, weight: 1 };
        assert!(lanes.configure(&[lane, lane]));
        for _ in 0..50 {
            lanes.push(0, waiting(100));
        }
        assert_eq!(order(&mut lanes, 40), [0; 40]);
        for _ in 0..10 {
            lanes.push(1, waiting(100));
        }
        let next = order(&mut lanes, 10);
        assert!(next.iter().filter(|lane| **lane == 1).count() <= 6, "{next:?}");
    }

    #[test]
    fn lanes_are_never_taken_away() {
        let mut lanes = Lanes::default();
        let lane = Lane { priority: 0, weight: 1 };
        assert!(lanes.configure(&[lane, lane]));
        assert!(!lanes.configure(&[lane]));
        assert!(!lanes.configure(&[lane, Lane { priority: 0, weight: 0 }]));
        assert_eq!(lanes.len(), 2);
    }
}
