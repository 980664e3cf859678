//! Packets that several players send each other all the time, and proof that none of them is lost.

use std::collections::BTreeMap;

use steam_networking::contract::networking::SendType;
use steam_networking::contract::{Event, SteamId};

use crate::LocalPlayer;

/// The sent packets, and their echoes.
const THERE: i32 = 2;
const BACK: i32 = 3;
/// The most packets to one user that have not come back.
const WINDOW: u32 = 200;
/// Sent in one go.
const AT_ONCE: u32 = 10;

/// The packets to one user. Each carries its number and that of the talk, since a user may be killed and come back.
#[derive(Default)]
struct Talk {
    number: u32,
    sent: u32,
    back: u32,
}

/// All talks of one player, who also sends back what others send.
#[derive(Default)]
pub struct Traffic {
    talks: BTreeMap<SteamId, Talk>,
    draining: bool,
}

impl Traffic {
    /// Talks with `user` from now on; leftovers of an earlier talk with them do not count.
    pub fn talk(&mut self, user: SteamId, number: u32) {
        self.draining = false;
        self.talks.insert(user, Talk { number, ..Talk::default() });
    }

    /// `user` is gone.
    pub fn hush(&mut self, user: SteamId) {
        self.talks.remove(&user);
    }

    /// Sends nothing new.
    pub fn drain(&mut self) {
        self.draining = true;
    }

    /// The number of echoes, once all have arrived.
    pub fn drained(&self) -> Option<u32> {
        let all_back = self.draining && self.talks.values().all(|talk| talk.back == talk.sent);
        all_back.then(|| self.talks.values().map(|talk| talk.back).sum())
    }

    /// Sends and receives some.
    pub fn go_on(&mut self, player: &mut LocalPlayer) {
        for (user, talk) in &mut self.talks {
            for _ in 0..AT_ONCE {
                if !self.draining && talk.sent - talk.back < WINDOW {
                    let data = [talk.number.to_le_bytes(), talk.sent.to_le_bytes()].concat();
                    player.send(*user, &data, SendType::Reliable, THERE);
                    talk.sent += 1;
                }
            }
        }
        while let Some((from, data)) = player.try_receive(THERE) {
            player.send(from, &data, SendType::Reliable, BACK);
        }
        while let Some((from, data)) = player.try_receive(BACK) {
            let Some(talk) = self.talks.get_mut(&from).filter(|talk| data[..4] == talk.number.to_le_bytes())
            else {
                continue;
            };
            assert_eq!(data[4..], talk.back.to_le_bytes(), "every packet once and in order");
            talk.back += 1;
        }
    }

    /// No session with anybody living may fail.
    pub fn check(&self, event: &Event) {
        if let Event::P2PSessionConnectFail { remote, .. } = event {
            assert!(!self.talks.contains_key(remote), "the session with {remote} failed");
        }
    }
}
