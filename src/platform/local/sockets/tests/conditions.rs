//! Connections over a bad network.

use super::world::{World, id};
use crate::contract::network_conditions::{Condition, Fault};
use crate::contract::networking_sockets::{results, send_flags, states};

fn worsen(world: &mut World, conditions: &[Condition]) {
    for member in 0..world.members.len() {
        world.sockets(member).sessions().set_conditions(None, conditions);
    }
}

#[test]
fn reliable_messages_survive_thirty_percent_loss_in_order() {
    let mut world = World::new(2);
    worsen(
        &mut world,
        &[
            Condition::Sent(Fault::Loss(30.0)),
            Condition::Sent(Fault::Latency(100)),
            Condition::Sent(Fault::Jitter(20)),
            Condition::Seed(4),
        ],
    );
    let (_, theirs, mine) = world.connected_within(5_000);
    for number in 0..500_u32 {
        let flags = if number % 2 == 0 { send_flags::RELIABLE } else { 9 };
        assert_eq!(world.sockets(1).send(mine, &number.to_le_bytes(), flags, 0).result, results::OK);
    }
    world.run(20_000);
    let read = world.read(0, theirs);
    let expected: Vec<Vec<u8>> = (0..500_u32).map(|number| number.to_le_bytes().to_vec()).collect();
    assert_eq!(read, expected);
    assert_eq!(world.state(1, mine), states::CONNECTED);
    let status = world.members[1].sockets.real_time_status(mine, 0, world.now).unwrap();
    assert!((200..320).contains(&status.ping_ms), "{status:?}");
}

#[test]
fn unreliable_messages_get_lost_and_the_connection_stays() {
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    worsen(&mut world, &[Condition::Sent(Fault::Loss(20.0)), Condition::Seed(4)]);
    for number in 0..500_u32 {
        world.sockets(1).send(mine, &number.to_le_bytes(), send_flags::NO_NAGLE, 0);
        world.run(5);
    }
    world.run(1_000);
    let read = world.read(0, theirs).len();
    assert!((350..450).contains(&read), "{read} of 500 at 20 % loss");
    assert_eq!(world.state(0, theirs), states::CONNECTED);
}

#[test]
fn a_network_that_loses_everything_ends_the_connection() {
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    worsen(&mut world, &[Condition::Sent(Fault::Loss(100.0))]);
    world.run(11_000);
    assert_eq!(world.state(0, theirs), states::PROBLEM_DETECTED_LOCALLY);
    assert_eq!(world.state(1, mine), states::PROBLEM_DETECTED_LOCALLY);
}

#[test]
fn with_little_bandwidth_the_first_lane_goes_first() {
    use crate::contract::networking_sockets::Lane;
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    worsen(&mut world, &[Condition::Sent(Fault::Bandwidth(64))]);
    let lanes = [Lane { priority: 5, weight: 1 }, Lane { priority: 0, weight: 1 }];
    assert_eq!(world.sockets(1).configure_lanes(mine, &lanes), results::OK);
    for _ in 0..40 {
        world.sockets(1).send(mine, &[0; 10_000], 9, 0);
    }
    world.run(500);
    world.sockets(1).send(mine, b"urgent", 9, 1);
    world.run(2_500);
    let read = world.read(0, theirs);
    assert!(read.iter().any(|message| message == b"urgent"), "{} messages came before it", read.len());
    assert!(read.len() < 35, "{} of 41 messages have arrived", read.len());
    world.run(10_000);
    assert_eq!(read.len() + world.read(0, theirs).len(), 41);
}

#[test]
fn conditions_of_one_user_concern_no_other() {
    let mut world = World::new(3);
    let (_, theirs, mine) = world.connected();
    world.sockets(1).sessions().set_conditions(Some(id(2)), &[Condition::Sent(Fault::Loss(100.0))]);
    world.sockets(1).send(mine, b"through", 9, 0);
    world.run(10);
    assert_eq!(world.read(0, theirs), [b"through"]);
}
