//! Changes of actions, which Steam reports by calling a function of the game.

use crate::switches;

/// The game's function for changes of actions. Null for none.
pub(crate) type Callback = Option<extern "C" fn(*mut ActionEvent)>;

/// `SteamInputActionEvent_t`.
#[repr(C, packed)]
pub(crate) struct ActionEvent {
    controller: u64,
    event_type: i32,
    action: u64,
    state: [u8; 13],
}

/// Calls the game's function for two changes if the variable `STEAM_API_DOUBLE_INPUT` says so: one action is pressed, and
/// another one is moved. As on Steam, this happens inside `RunFrame`.
pub(crate) fn tell(callback: Callback) {
    let (Some(callback), true) = (callback, switches::is("INPUT", "changes")) else { return };
    let mut pressed = [0xEE; 13];
    pressed[..2].copy_from_slice(&[1, 1]);
    let mut moved = [0; 13];
    moved[..4].copy_from_slice(&4_i32.to_ne_bytes());
    moved[4..8].copy_from_slice(&0.25_f32.to_ne_bytes());
    moved[8..12].copy_from_slice(&(-0.5_f32).to_ne_bytes());
    callback(&mut ActionEvent { controller: 0x0A0B, event_type: 0, action: 0x0C0D, state: pressed });
    callback(&mut ActionEvent { controller: 0x0A0B, event_type: 1, action: 0x0E0F, state: moved });
}
