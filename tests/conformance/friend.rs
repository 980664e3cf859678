//! The rules against a friend, who is on another machine: what holds between two real users of Steam.
//!
//! Both run the same program. The one with the lower Steam ID leads and runs each rule twice, as its first player and as
//! its second; the friend is the other player, and obeys over a [`Control`] line.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::rc::Rc;
use std::time::{Duration, Instant};

use steam_networking::contract::SteamId;

use super::control::{Carrier, Control, Gone};
use super::remote::{self, Line, Remote};
use super::{Tested, World};

/// A rule with its name.
pub type Rule = (&'static str, fn(&World));

/// Why rules are left out, and which.
const LEFT_OUT: &[(&str, &[&str])] = &[
    (
        "it needs a third player",
        &[
            "reading::packets_are_read_in_the_order_of_arrival_over_all_users",
            "sessions::a_request_is_repeated_only_while_packets_keep_arriving",
            "lobbies::the_owner_moves_on_when_the_owner_leaves",
            "lobbies::only_the_owner_changes_a_lobby",
            "lobbies::members_chat",
        ],
    ),
    (
        "it needs other limits or times than Steam's",
        &[
            "sending::sending_tells_whether_the_packet_was_queued",
            "networking_only::buffered_packets_are_coalesced_and_keep_their_order",
            "sessions::idle_sessions_are_dropped_silently_where_that_is_set",
        ],
    ),
    (
        "one player shuts down, and could not be led any more",
        &["sessions::sends_to_an_absent_user_fail", "lobbies::a_user_who_shuts_down_leaves_their_lobbies"],
    ),
    (
        "every one of its thousands of calls would go to the friend and back",
        &[
            "sending::many_reliable_packets_arrive_in_order_both_ways_at_once",
            "closing::packets_of_a_closed_session_do_not_enter_the_next",
        ],
    ),
    (
        "it is about the way between processes of one machine",
        &[
            "sessions::the_remote_address_is_in_host_byte_order",
            "sessions::forbidding_relays_leaves_direct_sessions_alone",
        ],
    ),
    (
        "it uses both ways for packets, one of which leads the friend",
        &["messages::messages_and_packets_have_sessions_of_their_own"],
    ),
    (
        "strangers have lobbies as well",
        &[
            "lobby_search::types_decide_who_is_listed_and_all_can_be_joined_by_id",
            "lobby_search::full_and_closed_lobbies_are_not_listed",
            "lobby_search::numbers_are_compared_as_numbers",
            "lobby_search::texts_are_compared_as_texts",
            "lobby_search::filters_add_up_and_hold_for_one_search",
            "lobby_search::near_filters_sort_and_earlier_ones_weigh_more",
            "lobby_search::free_places_distance_and_count_limit_what_is_found",
            "lobby_search::data_of_found_lobbies_can_be_read_without_joining",
        ],
    ),
];

/// The time to wait for events that are not reported.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the friend to start as well.
    pub start: Duration,
    /// The pause between two rules, for packets still on their way.
    pub pause: Duration,
}

/// Goes through the rules together with `friend`, says how each ended, and returns whether all of them held; on the side
/// that is led, whether it was led to the end.
pub fn check(
    steam: Box<dyn Tested>,
    friend: SteamId,
    patience: Patience,
    report: &mut dyn FnMut(&str),
) -> bool {
    let control = Rc::new(Control::new(steam, friend));
    let leads = control.steam.steam_id() < friend;
    let held = go_through(&control, leads, patience, report);
    control.steam.shutdown();
    held.unwrap_or_else(|Gone| {
        report(&format!("FAILED: the friend {friend} does not answer"));
        false
    })
}

/// Messages lead the friend through the rules of packets, and packets through those of messages.
fn parts() -> [(Carrier, Vec<Rule>); 2] {
    let packets = [
        &crate::packet_rules!(table![])[..],
        &crate::networking_only_rules!(table![]),
        &crate::lobby_rules!(table![]),
    ];
    [(Carrier::Messages, packets.concat()), (Carrier::Packets, crate::message_rules!(table![]).to_vec())]
}

/// All rules there are.
pub fn rules() -> Vec<Rule> {
    parts().into_iter().flat_map(|(_, rules)| rules).collect()
}

/// The names of the rules that are left out.
pub fn left_out() -> impl Iterator<Item = &'static str> {
    LEFT_OUT.iter().flat_map(|(_, names)| names.iter().copied())
}

fn go_through(
    control: &Rc<Control>,
    leads: bool,
    patience: Patience,
    report: &mut dyn FnMut(&str),
) -> Result<bool, Gone> {
    let mut all_held = true;
    for (carrier, rules) in parts() {
        control.meet(carrier, patience.start)?;
        if leads {
            all_held &= lead(control, &rules, patience, report)?;
        } else {
            report(&format!("The friend {} leads through {} rules.", control.friend, rules.len()));
            follow(control, patience)?;
        }
    }
    Ok(all_held)
}

fn lead(
    control: &Rc<Control>,
    rules: &[Rule],
    patience: Patience,
    report: &mut dyn FnMut(&str),
) -> Result<bool, Gone> {
    let mut all_held = true;
    for (name, rule) in rules {
        if let Some(reason) = reason_to_leave_out(name) {
            report(&format!("left out {name}: {reason}"));
            continue;
        }
        for first in [Role::Here, Role::Friend] {
            control.begin_anew(patience.pause);
            There::new(control).try_ask(BEGIN_ANEW)?;
            let started = Instant::now();
            let failure = failure_of(rule, &world(control, first));
            let verdict = if failure.is_none() { "ok    " } else { "FAILED" };
            let reason = failure.map_or_else(String::new, |failure| format!(": {failure}"));
            let elapsed = started.elapsed().as_millis();
            report(&format!("{verdict} {name}, first player {} ({elapsed} ms){reason}", first.name()));
            all_held &= verdict != "FAILED";
        }
    }
    control.begin_anew(patience.pause);
    There::new(control).try_ask(BEGIN_ANEW)?;
    There::new(control).try_ask(END)?;
    Ok(all_held)
}

/// Obeys the friend until they announce the end.
fn follow(control: &Rc<Control>, patience: Patience) -> Result<(), Gone> {
    loop {
        let call = control.receive()?;
        let answer = match &call[..] {
            BEGIN_ANEW => {
                control.begin_anew(patience.pause);
                Vec::new()
            }
            END => Vec::new(),
            call => remote::answer(&*control.steam, || control.pumped(), call),
        };
        control.send(&answer)?;
        if call == END {
            control.flush();
            return Ok(());
        }
    }
}

fn reason_to_leave_out(name: &str) -> Option<&'static str> {
    LEFT_OUT.iter().find_map(|(reason, names)| names.contains(&name).then_some(*reason))
}

/// The failure of a rule, if there is one.
fn failure_of(rule: &fn(&World), world: &World) -> Option<String> {
    let quiet = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| rule(world)));
    panic::set_hook(quiet);
    let panicked = outcome.err()?;
    let message = panicked.downcast_ref::<String>().map(String::as_str);
    Some(message.or(panicked.downcast_ref::<&str>().copied()).unwrap_or("for no reason in words").to_owned())
}

/// The place of a player.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Here,
    Friend,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Role::Here => "here",
            Role::Friend => "the friend",
        }
    }
}

/// A world of two players, of whom this one comes first.
fn world(control: &Rc<Control>, first: Role) -> World {
    let control = Rc::clone(control);
    let players = Cell::new(0);
    World::new(move |_| {
        players.set(players.get() + 1);
        let is_first = match players.get() {
            1 => true,
            2 => false,
            _ => panic!("it needs a third player"),
        };
        if is_first == (first == Role::Here) {
            Box::new(Remote::new(Here(Rc::clone(&control))))
        } else {
            Box::new(Remote::new(There::new(&control)))
        }
    })
}

/// This side as a player.
struct Here(Rc<Control>);

impl Line for Here {
    fn ask(&self, call: &[u8]) -> Vec<u8> {
        remote::answer(&*self.0.steam, || self.0.pumped(), call)
    }
}

/// The friend as a player.
struct There(Rc<Control>);

/// Commands to a friend other than calls.
const BEGIN_ANEW: &[u8] = b"\0begin anew";
const END: &[u8] = b"\0end";

impl There {
    fn new(control: &Rc<Control>) -> There {
        There(Rc::clone(control))
    }

    fn try_ask(&self, call: &[u8]) -> Result<Vec<u8>, Gone> {
        self.0.send(call)?;
        self.0.receive()
    }
}

impl Line for There {
    fn ask(&self, call: &[u8]) -> Vec<u8> {
        self.try_ask(call).unwrap_or_else(|Gone| panic!("the friend does not answer"))
    }
}
