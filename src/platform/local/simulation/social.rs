//! Friends' presences and tickets in the random stories.

use std::collections::BTreeSet;

use rand::RngExt;

use super::{Node, World};
use crate::contract::SteamId;
use crate::platform::local::identity;
use crate::platform::local::social::tickets::Secret;

impl Node {
    /// Handles the result of a check for the game.
    pub(super) fn receive_verdict(&mut self, user: SteamId, response: i32) {
        match response {
            0 => {
                let ticket = self.checking.remove(&user).expect("only requested checks have results");
                self.proven.insert(user, ticket);
            }
            _ => {
                let ended = self.checking.remove(&user).or(self.proven.remove(&user));
                assert!(ended.is_some(), "each end is reported once");
                self.client.end_auth_session(user);
            }
        }
    }
}

impl World {
    /// Lets a member's game change its rich presence or act with tickets.
    pub(super) fn act_socially(&mut self, number: u32, other: Option<u32>) {
        let secret = Secret(self.random.random());
        let (kind, request) = (self.random.random_range(0..8), self.random.random());
        let status = ["", "idle", "busy"][self.random.random_range(0..3)];
        let of_other = other.and_then(|other| Some((other, self.nodes.get(&other)?)));
        let last_of_other =
            of_other.and_then(|(other, node)| Some((other, node.tickets.values().last()?.clone())));
        let Some(node) = self.nodes.get_mut(&number) else { return };
        match (kind, last_of_other) {
            (0..3, _) => {
                node.client.set_rich_presence("status", status);
            }
            (3, _) => {
                if let Some(ticket) = node.client.issue_ticket(SteamId::NIL, secret) {
                    node.tickets.insert(ticket.handle, ticket.bytes);
                }
            }
            (4, _) => {
                if let Some((handle, _)) = node.tickets.pop_first() {
                    node.client.cancel_ticket(handle);
                }
            }
            (_, Some((other, ticket))) => {
                let issuer = identity::id_of(other);
                if node.client.begin_auth_session(&ticket, issuer, request) == 0 {
                    node.checking.insert(issuer, ticket);
                }
            }
            (_, None) => {}
        }
    }

    /// Checks that all members see the same presences in the end, and that every ticket that counts as valid still is,
    /// and is used only once.
    pub(super) fn check_social(&self) {
        let (_, hub) = self.hub.as_ref().expect("there is a hub");
        let mut used = BTreeSet::new();
        for node in self.nodes.values() {
            for (number, friend) in &self.nodes {
                let id = identity::id_of(*number);
                let seen = node.client.rich_presence(id, "status");
                assert_eq!(seen, friend.client.rich_presence(id, "status"), "of {id}");
                let shown = node.client.visible_lobby(id);
                let inside: Vec<SteamId> =
                    hub.lobbies().filter(|lobby| lobby.member(id).is_some()).map(|lobby| lobby.id).collect();
                assert!(
                    inside.contains(&shown) || inside.is_empty() && shown == SteamId::NIL,
                    "{id} in {shown}"
                );
                assert_eq!(shown, friend.client.visible_lobby(id), "of {id}");
            }
            assert!(node.checking.is_empty(), "every check is answered");
            for (issuer, ticket) in &node.proven {
                assert!(node.client.has_valid_ticket(*issuer));
                let number = identity::number_of(*issuer).expect("a local user");
                let issuer = self.nodes.get(&number).expect("tickets of dead processes are not valid");
                assert!(
                    issuer.tickets.values().any(|alive| alive == ticket),
                    "cancelled tickets are not valid"
                );
                assert!(used.insert(ticket), "a ticket is valid only once");
            }
        }
    }
}
