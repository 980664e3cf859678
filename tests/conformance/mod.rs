//! What every platform has to do alike, written once against [`Platform`](steam_networking::contract::Platform): the
//! rules of Steam that games rely on.
//!
//! [`every_rule!`](crate::every_rule) makes a test of each rule, in a [`World`] of the implementation's own;
//! [`suite`] has the rules as lists. What only one implementation has is tested elsewhere.
//!
//! The players of a world are platforms in this process or [in processes of their own](process).
//!
//! # Packets from user to user
//!
//! | Steam's rule | Test |
//! |---|---|
//! | Size of unreliable packets | `sending::unreliable_packets_have_at_most_1200_bytes` |
//! | Size of reliable packets | `networking_only::reliable_packets_have_at_most_one_mebibyte`, `…packets_of_every_size_arrive_as_they_were_sent` |
//! | What sending returns | `sending::sending_tells_whether_the_packet_was_queued` |
//! | First send | `sessions::the_first_send_starts_a_session_that_waits_for_the_other_side` |
//! | Implicit accept | `sessions::sending_to_a_user_accepts_their_session` |
//! | Before accept | `sessions::packets_of_an_unaccepted_user_are_kept_and_not_shown` |
//! | Session request | `sessions::a_request_is_told_once_and_again_only_while_packets_keep_coming`, `…what_comes_too_soon_after_a_request_is_told_later` |
//! | Unaccepted for too long | `sessions::an_unaccepted_user_is_told_in_time_and_loses_what_was_queued` |
//! | Fail codes | `sessions::failures_are_told_as_timeouts` |
//! | After a failure | `sessions::after_a_failure_the_next_send_tries_again` |
//! | Accepting | `sessions::accepting_works_ahead_of_a_request_and_repeatedly` |
//! | `UNRELIABLE_NO_DELAY` while connecting | `sending::unreliable_no_delay_is_thrown_away_while_connecting` |
//! | `UNRELIABLE` while connecting | `sending::unreliable_is_kept_while_connecting` |
//! | `RELIABLE_WITH_BUFFERING` | `networking_only::buffered_packets_wait_for_company_and_keep_their_order`, `sending::buffered_packets_leave_alone_in_the_end` |
//! | Order | `sending::reliable_packets_arrive_in_order_over_all_channels`, `…many_reliable_packets_arrive_in_order_both_ways_at_once` |
//! | Channels | `reading::channels_are_any_number_and_share_one_session`, `…packets_on_a_channel_that_nobody_reads_wait` |
//! | Which packet comes first | `reading::packets_are_read_in_the_order_of_arrival_over_all_users` |
//! | Reading with too small a size | `reading::what_does_not_fit_is_cut` |
//! | Nothing to read | `reading::where_nothing_waits_nothing_is_read` |
//! | Empty packets | `reading::empty_packets_do_not_hide_those_behind_them` |
//! | To oneself | `sending::a_packet_to_oneself_arrives_at_the_next_pump` |
//! | State without a session | `sessions::nothing_is_known_of_a_session_that_does_not_exist` |
//! | State while connecting | `networking_only::while_connecting_what_is_queued_is_counted` |
//! | Remote address | `sessions::the_remote_address_is_in_host_byte_order` |
//! | Relays | `sessions::forbidding_relays_leaves_direct_sessions_alone`; a blocked way only where ways can be blocked: unit tests of the local sessions |
//! | Closing a session | `closing::closing_drops_what_is_unread_and_tells_whether_there_was_a_session`, `…closing_drops_what_is_unsent`, `…the_other_side_is_not_told_of_a_close_and_asks_anew`, `…what_is_sent_into_a_closed_session_times_out` |
//! | Close, then talk again | `closing::nothing_of_a_closed_session_comes_into_the_next` |
//! | Closing a channel | `closing::closing_a_channel_drops_what_is_unread_on_it`, `…closing_the_last_channel_closes_the_session` |
//! | The other side is gone | `sessions::what_is_sent_to_a_user_who_is_gone_fails`; killed processes: `tests/local_platform` |
//! | Idle sessions | `sessions::idle_sessions_are_dropped_silently_where_that_is_set` |
//! | A game that does not pump | `sessions::packets_arrive_at_a_game_that_does_not_pump` |
//! | Lobby calls are asynchronous | `lobbies::answers_come_out_of_the_pump_only_and_in_steams_order` |
//!
//! Messages have rules of their own, in `messages`: what asks, what is kept, sizes, numbers, failures, closing.
//!
//! # Lobbies
//!
//! | Steam's rule | Test |
//! |---|---|
//! | Types in search and join | `lobby_search::types_decide_who_is_listed_and_all_can_be_joined_by_id`, `…full_and_closed_lobbies_are_not_listed` |
//! | Numerical and string filters | `lobby_search::numbers_are_compared_as_numbers`, `…texts_are_compared_as_texts`, `…filters_add_up_and_hold_for_one_search` |
//! | Near filters and their order | `lobby_search::near_filters_sort_and_earlier_ones_weigh_more` |
//! | Free places, distance, count | `lobby_search::free_places_distance_and_count_limit_what_is_found` |
//! | Data before joining | `lobby_search::data_of_found_lobbies_can_be_read_without_joining`, `…data_can_be_requested_before_joining` |
//! | Limits | `lobby_limits::lobbies_have_1_to_250_members`, `…keys_have_at_most_255_bytes_and_values_8192`, `…chat_messages_have_at_most_4096_bytes` |
//! | Owner | `lobbies::the_owner_moves_on_when_the_owner_leaves`, `…an_owner_hands_over`, `…only_the_owner_changes_a_lobby`, `…an_owner_names_a_game_server` |
//! | Full, closed and vanished lobbies | `lobbies::a_full_lobby_cannot_be_joined`, `…a_closed_lobby_cannot_be_joined`, `…a_vanished_lobby_cannot_be_joined` |
//! | Invitations | `lobby_limits::members_invite_others` |
//! | Entering and leaving | `lobbies::a_lobby_is_made_joined_and_left`, `…a_user_who_shuts_down_leaves_their_lobbies`; kicked members and lost connections: unit tests of the local client, `tests/local_platform` |
//! | Several lobbies | `lobbies::a_user_may_be_in_several_lobbies` |
//! | Data and chat | `lobbies::lobby_data_reaches_all_members_under_keys_of_any_case`, `…members_tell_about_themselves`, `…members_chat` |
//!
//! Lost, doubled and reordered unreliable packets need a bad network, which no platform promises: the local platform's
//! conditioner has its own tests.

// Each test executable uses its own part of this.
#![allow(dead_code)]

pub mod closing;
mod control;
pub mod friend;
pub mod lobbies;
pub mod lobby_limits;
pub mod lobby_search;
pub mod messages;
pub mod networking_only;
pub mod process;
pub mod reading;
mod remote;
pub mod sending;
pub mod sessions;
mod suite;
mod tested;
pub mod world;

use steam_networking::contract::{Event, SteamId};

pub use tested::Tested;
pub use world::{Player, World};

/// `EChatMemberStateChange`.
pub const ENTERED: u32 = 1;
pub const LEFT: u32 = 2;
pub const DISCONNECTED: u32 = 4;

/// `EChatRoomEnterResponse`.
pub const SUCCESS: u32 = 1;
pub const DOES_NOT_EXIST: u32 = 2;
pub const NOT_ALLOWED: u32 = 3;
pub const FULL: u32 = 4;

/// `EP2PSessionError`.
pub const TIMEOUT: u8 = 4;

pub fn chat_update(lobby: SteamId, user: SteamId, state: u32) -> Event {
    Event::LobbyChatUpdate { lobby, changed: user, making_change: user, state }
}

/// A packet whose every byte tells where it belongs.
pub fn pattern(len: usize, salt: u8) -> Vec<u8> {
    (0..len).map(|at| (at as u8) ^ (at >> 8) as u8 ^ salt).collect()
}
