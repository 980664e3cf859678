//! The rules as lists, and what can be made of a list.
//!
//! Each list goes to the macro that is named to it, with what that needs in brackets: `lobby_rules!(tests! [world])`.

/// Makes one test of each rule, in a world that the function of the given name makes.
#[macro_export]
macro_rules! tests {
    ([$world:path] $($group:ident { $($rule:ident),+ $(,)? })+) => {
        $(mod $group {
            $(#[test]
            fn $rule() {
                $crate::conformance::$group::$rule(&$world());
            })+
        })+
    };
}

/// Makes an array of the rules, each with its name.
#[macro_export]
macro_rules! table {
    ([] $($group:ident { $($rule:ident),+ $(,)? })+) => {
        [$($((
            concat!(stringify!($group), "::", stringify!($rule)),
            $crate::conformance::$group::$rule as fn(&$crate::conformance::World),
        )),+),+]
    };
}

/// Makes one test of every rule there is, in a world that the function of the given name makes.
#[macro_export]
macro_rules! every_rule {
    ($world:path) => {
        $crate::packet_rules!(tests![$world]);
        $crate::networking_only_rules!(tests![$world]);
        $crate::message_rules!(tests![$world]);
        $crate::socket_rules!(tests![$world]);
        $crate::lobby_rules!(tests![$world]);
    };
}

/// Makes a test of every rule that holds if messages carry packets. The rules in `networking_only` are left out for the
/// reasons given there, and so are the rules of messages, whose sessions then belong to the packets.
#[macro_export]
macro_rules! every_rule_over_messages {
    ($world:path) => {
        $crate::packet_rules!(tests![$world]);
        $crate::socket_rules!(tests![$world]);
        $crate::lobby_rules!(tests![$world]);
    };
}

/// The rules of packets that hold whatever carries them.
#[macro_export]
macro_rules! packet_rules {
    ($make:ident! $with:tt) => {
        $crate::$make! { $with
            closing {
                closing_drops_what_is_unread_and_tells_whether_there_was_a_session,
                closing_drops_what_is_unsent,
                a_close_is_not_announced_to_the_other_side_which_asks_anew,
                sends_into_a_closed_session_time_out,
                packets_of_a_closed_session_do_not_enter_the_next,
                closing_a_channel_drops_what_is_unread_on_it,
                closing_the_last_channel_closes_the_session,
            }
            reading {
                channels_are_any_number_and_share_one_session,
                packets_on_a_channel_that_nobody_reads_wait,
                packets_are_read_in_the_order_of_arrival_over_all_users,
                packets_are_cut_to_the_buffer,
                an_empty_queue_reads_nothing,
                empty_packets_do_not_hide_those_behind_them,
            }
            sending {
                unreliable_packets_have_at_most_1200_bytes,
                sending_tells_whether_the_packet_was_queued,
                unreliable_no_delay_is_thrown_away_while_connecting,
                unreliable_is_kept_while_connecting,
                buffered_packets_leave_alone_in_the_end,
                reliable_packets_arrive_in_order_over_all_channels,
                many_reliable_packets_arrive_in_order_both_ways_at_once,
                a_packet_to_oneself_arrives_at_the_next_pump,
            }
            sessions {
                the_first_send_starts_a_session_that_waits_for_the_other_side,
                sending_to_a_user_accepts_their_session,
                packets_of_an_unaccepted_user_are_kept_and_not_shown,
                a_request_is_repeated_only_while_packets_keep_arriving,
                packets_soon_after_a_request_are_announced_later,
                an_unaccepted_user_is_notified_in_time_and_loses_queued_packets,
                failures_are_reported_as_timeouts,
                after_a_failure_the_next_send_tries_again,
                accepting_works_ahead_of_a_request_and_repeatedly,
                a_missing_session_has_no_state,
                the_remote_address_is_in_host_byte_order,
                forbidding_relays_leaves_direct_sessions_alone,
                sends_to_an_absent_user_fail,
                idle_sessions_are_dropped_silently_where_that_is_set,
                packets_arrive_at_a_game_that_does_not_pump,
            }
        }
    };
}

/// The rules of packets that hold over `ISteamNetworking` alone.
#[macro_export]
macro_rules! networking_only_rules {
    ($make:ident! $with:tt) => {
        $crate::$make! { $with
            networking_only {
                reliable_packets_have_at_most_one_mebibyte,
                packets_of_every_size_arrive_as_they_were_sent,
                buffered_packets_are_coalesced_and_keep_their_order,
                while_connecting_what_is_queued_is_counted,
            }
        }
    };
}

/// The rules of messages.
#[macro_export]
macro_rules! message_rules {
    ($make:ident! $with:tt) => {
        $crate::$make! { $with
            messages {
                a_message_asks_first_and_is_kept_until_the_accept,
                packets_soon_after_a_request_are_announced_later,
                only_a_requester_is_accepted,
                sending_a_message_accepts_the_requester,
                messages_of_every_size_arrive_as_they_were_sent,
                messages_are_numbered_and_timed,
                no_delay_messages_are_thrown_away_while_connecting,
                a_message_to_nobody_is_refused,
                a_message_to_oneself_arrives_at_the_next_pump,
                messages_and_packets_have_sessions_of_their_own,
                a_failed_session_stays_broken_until_it_is_begun_anew,
                a_closed_session_drops_its_messages_and_asks_anew,
                the_last_channel_closes_the_session,
            }
        }
    };
}

/// The rules of connections.
#[macro_export]
macro_rules! socket_rules {
    ($make:ident! $with:tt) => {
        $crate::$make! { $with
            sockets {
                a_connection_goes_over_finding_a_route_to_connected_on_both_sides,
                only_a_connection_that_waits_is_accepted,
                a_refusal_carries_reason_and_text,
                connecting_to_an_unused_port_fails,
                a_virtual_port_has_one_listen_socket,
                an_unaccepted_connection_times_out,
                a_close_tells_reason_and_text_and_leaves_what_is_unread,
                a_reason_out_of_range_becomes_the_generic_one,
                lingering_sends_what_is_queued,
                closing_a_listen_socket_closes_its_connections,
                a_listen_socket_that_retires_lets_its_connections_linger,
                a_process_that_shuts_down_ends_its_connections,
                a_pair_is_connected_at_once_and_notified_of_the_end,
                an_address_of_this_machine_is_reached,
                connections_carry_a_number_and_a_name,
                valves_relay_network_is_not_available,
            }
            socket_messages {
                reliable_messages_arrive_in_order_with_numbers_from_one,
                messages_of_every_size_arrive_whole,
                messages_sent_while_connecting_arrive_afterwards,
                more_than_the_send_buffer_is_refused,
                lanes_count_for_themselves_and_are_never_taken_away,
                a_poll_group_reads_its_connections_in_order_of_arrival,
                the_status_tells_the_state_and_the_round_trip,
                an_ended_connection_takes_no_messages,
            }
        }
    };
}

/// The rules of lobbies.
#[macro_export]
macro_rules! lobby_rules {
    ($make:ident! $with:tt) => {
        $crate::$make! { $with
            lobbies {
                answers_come_out_of_the_pump_only_and_in_steams_order,
                a_lobby_is_made_joined_and_left,
                the_owner_moves_on_when_the_owner_leaves,
                an_owner_hands_over,
                only_the_owner_changes_a_lobby,
                an_owner_names_a_game_server,
                lobby_data_reaches_all_members_under_keys_of_any_case,
                members_tell_about_themselves,
                members_chat,
                a_vanished_lobby_cannot_be_joined,
                a_full_lobby_cannot_be_joined,
                a_closed_lobby_cannot_be_joined,
                a_user_may_be_in_several_lobbies,
                a_user_who_shuts_down_leaves_their_lobbies,
            }
            lobby_limits {
                lobbies_have_1_to_250_members,
                keys_have_at_most_255_bytes_and_values_8192,
                chat_messages_have_at_most_4096_bytes,
                members_invite_others,
            }
            lobby_search {
                types_decide_who_is_listed_and_all_can_be_joined_by_id,
                full_and_closed_lobbies_are_not_listed,
                numbers_are_compared_as_numbers,
                texts_are_compared_as_texts,
                filters_add_up_and_hold_for_one_search,
                near_filters_sort_and_earlier_ones_weigh_more,
                free_places_distance_and_count_limit_what_is_found,
                data_of_found_lobbies_can_be_read_without_joining,
                data_can_be_requested_before_joining,
            }
        }
    };
}
