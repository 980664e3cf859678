//! The local platform as a game meets it: real sockets, real threads, real processes.

#[path = "../conformance/mod.rs"]
mod conformance;

mod hostile;
mod hub;
mod identities;
mod process;
mod processes;
mod social;

use std::path::Path;

use conformance::{Player, World};
use steam_networking::platform::local::{Limits, LocalConfig, LocalPlatform, Timings, UserChoice};

fn config(folder: &Path) -> LocalConfig {
    LocalConfig {
        folder: folder.to_owned(),
        app_id: 480,
        user: UserChoice::LowestFree,
        timings: Timings::default(),
        limits: Limits::default(),
        seed: 1,
    }
}

fn start(folder: &Path) -> Player {
    start_with(config(folder))
}

fn start_with(config: LocalConfig) -> Player {
    Player::new(Box::new(LocalPlatform::start(config).unwrap()))
}

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    World::new(move || Box::new(LocalPlatform::start(config(folder.path())).unwrap()))
}

suite! { crate::world:
    lobbies {
        a_lobby_is_made_found_joined_and_left,
        answers_come_out_of_the_pump_only_and_in_steams_order,
        members_chat_and_tell_about_themselves,
        an_owner_hands_over_and_names_a_server,
        lobbies_are_filtered_invited_to_and_asked_about,
        joining_fails_with_steams_reasons,
    }
    packets {
        packets_of_every_size_arrive_as_they_were_sent,
        packets_beyond_the_limits_are_refused,
        what_an_unaccepted_user_sends_is_kept_and_not_shown,
        sending_to_a_user_accepts_him,
        channels_are_read_separately,
        what_is_unread_goes_with_its_session,
        what_does_not_fit_is_cut,
        empty_packets_do_not_hide_those_behind_them,
        many_reliable_packets_arrive_in_order_both_ways_at_once,
        a_packet_to_oneself_arrives,
    }
}
