//! Network conditions and diagnostics.

use super::LocalPlatform;
use crate::contract::SteamId;
use crate::contract::local_network::{LocalNetwork, LocalUser, SessionStats};
use crate::contract::network_conditions::{Condition, Conditions, NetworkConditions, Refused};
use crate::contract::networking_sockets::config::{
    CONNECTION_USER_DATA, NAGLE_TIME, SEND_BUFFER_SIZE, TIMEOUT_CONNECTED, TIMEOUT_INITIAL,
};
use crate::platform::local::driver::Transport;
use crate::platform::local::identity;
use crate::platform::local::wire::hub::UserInfo;

impl NetworkConditions for LocalPlatform {
    fn conditions(&self, remote: Option<SteamId>) -> Conditions {
        self.shared.sessions.lock().conditions(remote)
    }

    fn set_conditions(&self, remote: Option<SteamId>, changes: &[Condition]) -> Result<(), Refused> {
        self.with_all_sessions(|sessions| sessions.set_conditions(remote, changes));
        // Packets in flight may now arrive before the driver would wake.
        self.shared.wake();
        Ok(())
    }

    fn clear_conditions(&self, remote: Option<SteamId>) -> Result<(), Refused> {
        self.with_all_sessions(|sessions| sessions.clear_conditions(remote));
        self.shared.wake();
        Ok(())
    }

    fn exceptions(&self) -> Vec<&'static str> {
        Vec::new()
    }
}

impl LocalNetwork for LocalPlatform {
    fn users(&self) -> Vec<LocalUser> {
        let client = self.shared.client.lock();
        let host = client.host();
        let user = |user: &UserInfo| {
            let is_self = user.id == self.me;
            Some(LocalUser {
                id: user.id,
                name: user.name.clone(),
                number: identity::number_of(user.id)?,
                is_self,
                is_hub_host: user.id == host,
                process_id: is_self.then(std::process::id),
            })
        };
        let others = client.others().into_iter().filter_map(|other| client.user(other));
        let mut users: Vec<LocalUser> = std::iter::once(client.me()).chain(others).filter_map(user).collect();
        users.sort_by_key(|user| user.number);
        users
    }

    fn session_stats(&self, remote: SteamId) -> Option<SessionStats> {
        let of = |transport| self.with_sessions_of(transport, |sessions| sessions.stats(remote));
        Transport::ALL.into_iter().filter_map(of).reduce(SessionStats::with)
    }

    fn cut_link(&self, remote: SteamId) {
        self.with_all_sessions(|sessions| sessions.cut_link(remote));
    }

    fn restore_link(&self, remote: SteamId) {
        self.with_all_sessions(|sessions| sessions.restore_link(remote));
    }

    fn accept_invite(&self, lobby: SteamId) -> bool {
        self.request(|client| client.accept_invite(lobby))
    }

    fn heeds_config(&self, key: i32) -> bool {
        [SEND_BUFFER_SIZE, NAGLE_TIME, TIMEOUT_INITIAL, TIMEOUT_CONNECTED, CONNECTION_USER_DATA]
            .contains(&key)
    }

    fn vanish(&self) {
        self.driver.lock().vanish();
    }
}
