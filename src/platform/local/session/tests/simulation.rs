//! Random stories of a few processes, checked packet by packet.
//!
//! `SESSION_SEEDS=N` runs N stories, `SESSION_SEED=N` a single one.

use rand::RngExt;
use std::collections::VecDeque;
use std::ops::Range;
use std::time::Duration;

use super::world::{World, id, quick};
use crate::contract::network_conditions::{Condition, Fault};
use crate::contract::networking::SendType;
use crate::contract::{Event, SteamId};
use crate::platform::local::Limits;

/// The events that may occur in a story.
#[derive(Clone, Copy, Default)]
struct Plot {
    closes: bool,
    kills: bool,
    cuts: bool,
    /// Whether links are cut on purpose, for a moment or for longer than the timeout.
    blackouts: bool,
    loss_percent: u32,
    /// Whether the conditioner makes the network bad, changing in the course of the story.
    bad_network: bool,
}

/// The packets that one member has sent to another and that may still arrive, seen from outside.
#[derive(Clone, Debug, Default)]
struct Pair {
    /// The sender's session: a new one after each close, failure or start.
    session: u32,
    /// The number of the next reliable packet in it.
    next: u32,
    /// Session and number of the next reliable packet that has to arrive.
    expected: (u32, u32),
    /// Sessions and numbers before which packets may be missing, because the receiver closed the session after they
    /// were sent.
    may_miss: Vec<(u32, u32)>,
}

/// Faults and successes of all stories.
#[derive(Debug, Default)]
struct Tally {
    delivered: usize,
    lost_frames: usize,
    breaks: usize,
    closes: usize,
    kills: usize,
    failures: usize,
    changes: usize,
    blackouts: usize,
    lost_packets: u64,
}

struct Story {
    world: World,
    plot: Plot,
    pairs: Vec<Vec<Pair>>,
    /// The member that has cut a link, and the member at its other end.
    cut: Option<(usize, usize)>,
    tally: Tally,
}

const UNRELIABLE: u8 = 0;
const RELIABLE: u8 = 1;
/// An unreliable packet of an open session whose sender has cut the link. It must not arrive.
const DOOMED: u8 = 2;

impl Story {
    fn new(seed: u64, plot: Plot) -> Story {
        let limits = Limits { send_queue_bytes: 100_000, receive_queue_bytes: 20_000 };
        let mut world = World::with(2 + seed as usize % 7, quick(), limits, seed);
        world.latency = Duration::from_micros(world.random.random_range(10..30_000));
        world.loss_percent = plot.loss_percent;
        let members = world.members.len();
        if plot.bad_network {
            for member in 0..members {
                worsen(&mut world, member, None);
            }
        }
        let pairs = vec![vec![Pair::default(); members]; members];
        Story { world, plot, pairs, cut: None, tally: Tally::default() }
    }

    fn any_two(&mut self) -> (usize, usize) {
        let members = self.pairs.len();
        let one = self.world.random.random_range(0..members);
        let other = (one + self.world.random.random_range(1..members)) % members;
        (one, other)
    }

    /// Plays the story to its end.
    fn play(&mut self, steps: usize) {
        for _ in 0..steps {
            let (one, other) = self.any_two();
            match self.world.random.random_range(0..100) {
                0..45 => self.send(one, other),
                45..60 => self.read(one),
                60..75 => self.answer_requests(one),
                75..80 => self.break_link(one, other),
                80..83 if self.plot.closes => self.close(one, other),
                83 if self.plot.kills => self.restart(one),
                84 if self.plot.cuts => {
                    self.world.cut_off(one);
                    self.wait(1_000_000..30_000_000);
                    self.world.reconnect(one);
                }
                85..88 if self.plot.bad_network => {
                    self.tally.changes += 1;
                    let remote = self.world.random.random_bool(0.5).then_some(other);
                    worsen(&mut self.world, one, remote);
                }
                88 if self.plot.bad_network => {
                    self.tally.changes += 1;
                    self.world.members[one].sessions.clear_conditions(None);
                }
                89 if self.plot.blackouts => self.black_out(one, other),
                90..92 if self.plot.blackouts => self.interrupt(one, other),
                _ => self.wait(0..200_000),
            }
            self.notice_failures();
        }
        self.end();
    }

    /// Lets all members send to each other and read, without faults: packets in flight have to arrive.
    fn end(&mut self) {
        let members = self.pairs.len();
        self.world.loss_percent = 0;
        for member in &mut self.world.members {
            // A blocked direct way without a relay would leave sessions without a way.
            member.sessions.set_conditions(None, &[Condition::BlockDirect(false)]);
        }
        for round in 0..60 {
            for one in 0..members {
                for other in (0..members).filter(|other| *other != one) {
                    self.world.accept(one, other);
                }
                if round % 30 == 0 {
                    (0..members).filter(|other| *other != one).for_each(|other| self.send_as(one, other, 2));
                }
                self.read(one);
            }
            self.wait(900_000..1_000_000);
            self.notice_failures();
        }
        for from in 0..members {
            for to in (0..members).filter(|to| *to != from) {
                let pair = &self.pairs[from][to];
                assert_eq!(pair.expected, (pair.session, pair.next), "{from} to {to}: not all arrived");
                let state = self.world.state(from, to).unwrap();
                assert!(
                    state.connection_active && state.packets_queued_for_send == 0,
                    "{from} to {to}: {state:?}"
                );
            }
        }
        self.tally.lost_frames = self.world.lost_frames;
        for from in 0..members {
            for to in 0..members {
                let counters = self.world.members[from].sessions.counters(id(to));
                self.tally.lost_packets += counters.unwrap_or_default().packets_lost;
            }
        }
    }

    fn wait(&mut self, micros: Range<u64>) {
        let micros = self.world.random.random_range(micros);
        let parts = 1 + micros / 1_000_000;
        for _ in 0..parts {
            self.world.run(Duration::from_micros(micros / parts));
            self.notice_failures();
        }
    }

    fn send(&mut self, from: usize, to: usize) {
        for _ in 0..self.world.random.random_range(1..20) {
            let kind = self.world.random.random_range(0..4);
            self.send_as(from, to, kind);
        }
        if self.world.random.random_bool(0.3) {
            self.world.turn();
            self.break_link(from, to);
        }
    }

    fn send_as(&mut self, from: usize, to: usize, kind: i64) {
        let kind = SendType::from_i64(kind).unwrap();
        let pair = &mut self.pairs[from][to];
        let cut = self.cut == Some((from, to));
        let doomed = cut && self.world.state(from, to).is_some_and(|state| state.connection_active);
        let mut packet = vec![match (kind.is_reliable(), doomed) {
            (true, _) => RELIABLE,
            (false, true) => DOOMED,
            (false, false) => UNRELIABLE,
        }];
        packet.extend(pair.session.to_le_bytes());
        packet.extend(pair.next.to_le_bytes());
        packet.resize(self.world.random.random_range(9..1200), from as u8);
        let channel = self.world.random.random_range(-1..2);
        let queued = self.world.send(from, to, &packet, kind, channel).is_ok();
        pair.next += u32::from(queued && kind.is_reliable());
    }

    fn read(&mut self, member: usize) {
        let number = |packet: &[u8]| {
            let part = |at: usize| u32::from_le_bytes(packet[at..at + 4].try_into().unwrap());
            (part(1), part(5))
        };
        let mut packets = Vec::new();
        for channel in -1..2 {
            let mut read = self.world.read(member, channel);
            assert!(
                read.iter().all(|(_, packet)| packet[0] != DOOMED),
                "the packet was sent over a cut link"
            );
            read.retain(|(_, packet)| packet[0] == RELIABLE);
            read.sort_by_key(|(from, _)| *from);
            let in_order =
                |pair: &[(usize, Vec<u8>)]| pair[0].0 != pair[1].0 || number(&pair[0].1) < number(&pair[1].1);
            assert!(read.windows(2).all(in_order), "out of order on channel {channel}");
            packets.extend(read);
        }
        // No packet arrives between the reads of the channels, so the packets have no gap after merging either.
        packets.sort_by_key(|(from, packet)| (*from, number(packet)));
        for (from, packet) in packets {
            assert!(packet[9..].iter().all(|byte| *byte == from as u8), "packet of another member");
            self.check(from, member, number(&packet));
        }
    }

    fn check(&mut self, from: usize, to: usize, (session, number): (u32, u32)) {
        self.tally.delivered += 1;
        let pair = &mut self.pairs[from][to];
        let came = (session, number);
        assert!(
            came >= pair.expected,
            "{from} to {to}: {came:?} came after {:?} was expected",
            pair.expected
        );
        // A new session starts at its first packet. Within a session, packets may be missing only if the receiver has
        // closed it.
        let earliest = if session > pair.expected.0 { (session, 0) } else { pair.expected };
        let missing_is_fine = pair.may_miss.iter().any(|(of, before)| session == *of && number <= *before);
        assert!(
            came == earliest || missing_is_fine,
            "{from} to {to}: {came:?} came instead of {earliest:?}; {pair:?}"
        );
        pair.expected = (session, number + 1);
    }

    fn answer_requests(&mut self, member: usize) {
        for event in self.pump(member) {
            if let Event::P2PSessionRequest { remote } = event
                && self.world.random.random_bool(0.8)
            {
                self.world.accept(member, index(remote));
            }
        }
    }

    fn notice_failures(&mut self) {
        for member in 0..self.pairs.len() {
            for event in self.pump(member) {
                if let Event::P2PSessionRequest { remote } = event
                    && self.world.random.random_bool(0.5)
                {
                    self.world.accept(member, index(remote));
                }
            }
        }
    }

    fn pump(&mut self, member: usize) -> Vec<Event> {
        let mut events = VecDeque::new();
        self.world.members[member].sessions.pump(&mut events);
        for event in &events {
            if let Event::P2PSessionConnectFail { remote, error } = event {
                assert_eq!(*error, 4);
                self.tally.failures += 1;
                self.ended(member, index(*remote));
            }
        }
        events.into()
    }

    /// Records that the session between two members has ended on the side of `member`.
    fn ended(&mut self, member: usize, remote: usize) {
        let sent = &mut self.pairs[member][remote];
        sent.session += 1;
        sent.next = 0;
        let received = &mut self.pairs[remote][member];
        received.may_miss.push((received.session, received.next));
    }

    fn close(&mut self, member: usize, remote: usize) {
        self.tally.closes += 1;
        self.world.close(member, remote);
        self.ended(member, remote);
    }

    /// Cuts the link for a moment.
    fn interrupt(&mut self, one: usize, other: usize) {
        self.world.members[one].sessions.cut_link(id(other));
        self.cut = Some((one, other));
        for (from, to) in [(one, other), (other, one), (one, other)] {
            self.send(from, to);
            self.wait(0..1_000_000);
        }
        self.world.members[one].sessions.restore_link(id(other));
        self.cut = None;
    }

    /// Lets nothing pass for longer than the timeout. Both sides notice, although they send nothing reliable.
    fn black_out(&mut self, one: usize, other: usize) {
        self.tally.blackouts += 1;
        let by_loss = self.world.random.random_bool(0.5);
        let loss = |story: &mut Story, percent| {
            let conditions = [Condition::Sent(Fault::Loss(percent))];
            story.world.members[one].sessions.set_conditions(Some(id(other)), &conditions);
        };
        if by_loss {
            loss(self, 100.0);
        } else {
            self.world.members[one].sessions.cut_link(id(other));
            self.cut = Some((one, other));
        }
        for _ in 0..50 {
            for (from, to) in [(one, other), (other, one)] {
                self.send_as(from, to, 0);
            }
            self.wait(500_000..500_001);
        }
        for (from, to) in [(one, other), (other, one)] {
            let state = self.world.state(from, to);
            assert!(!state.is_some_and(|state| state.connection_active), "{from} to {to}: {state:?}");
        }
        if by_loss {
            loss(self, 0.0);
        } else {
            self.world.members[one].sessions.restore_link(id(other));
            self.cut = None;
        }
    }

    fn break_link(&mut self, from: usize, to: usize) {
        self.tally.breaks += 1;
        self.world.break_link(from, to);
    }

    fn restart(&mut self, member: usize) {
        self.tally.kills += 1;
        self.world.restart(member);
        if self.plot.bad_network {
            worsen(&mut self.world, member, None);
        }
        for remote in (0..self.pairs.len()).filter(|remote| *remote != member) {
            self.ended(member, remote);
            // A new process does not know the packets of its predecessor.
            let received = &mut self.pairs[remote][member];
            received.expected = (received.session.saturating_sub(1), 0);
        }
    }
}

/// Makes the network bad: up to half of the packets lost, up to a third of a second of jitter, sometimes low bandwidth
/// or a blocked direct way.
fn worsen(world: &mut World, member: usize, remote: Option<usize>) {
    let random = &mut world.random;
    let mut changes = vec![
        Condition::Sent(Fault::Latency(random.random_range(0..150))),
        Condition::Sent(Fault::Jitter(random.random_range(0..=300))),
        Condition::Sent(Fault::Loss(random.random_range(0.0..=50.0))),
        Condition::Sent(Fault::Duplicate(random.random_range(0.0..=30.0))),
        Condition::Sent(Fault::Reorder(random.random_range(0.0..=30.0))),
        Condition::Seed(random.random_range(0..100)),
        Condition::BlockDirect(random.random_bool(0.2)),
    ];
    let narrow = if random.random_bool(0.2) { random.random_range(16..256) } else { 0 };
    changes.push(Condition::Sent(Fault::Bandwidth(narrow)));
    world.members[member].sessions.set_conditions(remote.map(id), &changes);
}

fn index(remote: SteamId) -> usize {
    let member = remote.account_id() as usize - 1;
    assert_eq!(id(member), remote);
    member
}

fn seeds(usual: u64) -> Range<u64> {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    match (number("SESSION_SEED"), number("SESSION_SEEDS")) {
        (Some(seed), _) => seed..seed + 1,
        (None, Some(count)) => 0..count,
        (None, None) => 0..usual,
    }
}

fn play_seeds(name: &str, plot: Plot, usual: u64) -> Tally {
    let mut sum = Tally::default();
    for seed in seeds(usual) {
        let played = std::panic::catch_unwind(|| {
            let mut story = Story::new(seed, plot);
            story.play(150);
            story.tally
        });
        let Ok(tally) = played else { panic!("{name} failed: replay with SESSION_SEED={seed}") };
        sum.delivered += tally.delivered;
        sum.lost_frames += tally.lost_frames;
        sum.breaks += tally.breaks;
        sum.closes += tally.closes;
        sum.kills += tally.kills;
        sum.failures += tally.failures;
        sum.changes += tally.changes;
        sum.blackouts += tally.blackouts;
        sum.lost_packets += tally.lost_packets;
    }
    println!("{name}: {sum:?}");
    sum
}

#[test]
fn reliable_packets_survive_broken_links_once_and_in_order() {
    let plot = Plot::default();
    let tally = play_seeds("broken links", plot, 60);
    assert!(tally.lost_frames > 0 && tally.delivered > 0);
    assert_eq!(tally.failures, 0, "links that come back cause no failures");
}

#[test]
fn reliable_packets_of_open_sessions_arrive_once_and_in_order_despite_failures() {
    let plot = Plot { closes: true, kills: true, cuts: true, blackouts: true, ..Plot::default() };
    let tally = play_seeds("everything", plot, 150);
    assert!(tally.kills > 0 && tally.closes > 0 && tally.failures > 0 && tally.delivered > 0);
    assert!(tally.blackouts > 0);
}

#[test]
fn reliable_packets_come_once_and_in_order_whatever_frame_is_lost() {
    let plot = Plot { closes: true, kills: true, loss_percent: 30, ..Plot::default() };
    let tally = play_seeds("lost frames", plot, 60);
    assert!(tally.lost_frames > 1000 && tally.delivered > 0);
}

#[test]
fn reliable_packets_come_once_and_in_order_over_the_worst_network() {
    let plot =
        Plot { closes: true, kills: true, cuts: true, blackouts: true, bad_network: true, ..Plot::default() };
    let tally = play_seeds("bad network", plot, 150);
    assert!(tally.lost_packets > 1000 && tally.changes > 100 && tally.kills > 0 && tally.delivered > 0);
}

#[test]
fn a_bad_network_alone_fails_no_session() {
    let plot = Plot { bad_network: true, ..Plot::default() };
    let tally = play_seeds("bad network alone", plot, 60);
    assert!(tally.lost_packets > 1000 && tally.delivered > 0);
    assert_eq!(tally.failures, 0);
}
