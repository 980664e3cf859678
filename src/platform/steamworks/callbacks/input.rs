//! Callbacks of `ISteamInput`.

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::Event;
use crate::contract::input::InputEvent;

const DEVICE_CONNECTED: i32 = number!(SteamInputDeviceConnected_t_k_iCallback);
const DEVICE_DISCONNECTED: i32 = number!(SteamInputDeviceDisconnected_t_k_iCallback);
const CONFIGURATION_LOADED: i32 = number!(SteamInputConfigurationLoaded_t_k_iCallback);
const GAMEPAD_SLOT_CHANGE: i32 = number!(SteamInputGamepadSlotChange_t_k_iCallback);

/// The event of one of these callbacks. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    let event = match callback {
        DEVICE_CONNECTED => {
            let it = Structure::of::<sys::SteamInputDeviceConnected_t>(bytes)?;
            InputEvent::DeviceConnected {
                controller: member!(it, SteamInputDeviceConnected_t, u64 m_ulConnectedDeviceHandle),
            }
        }
        DEVICE_DISCONNECTED => {
            let it = Structure::of::<sys::SteamInputDeviceDisconnected_t>(bytes)?;
            InputEvent::DeviceDisconnected {
                controller: member!(it, SteamInputDeviceDisconnected_t, u64 m_ulDisconnectedDeviceHandle),
            }
        }
        CONFIGURATION_LOADED => {
            let it = Structure::of::<sys::SteamInputConfigurationLoaded_t>(bytes)?;
            InputEvent::ConfigurationLoaded {
                app_id: member!(it, SteamInputConfigurationLoaded_t, u32 m_unAppID),
                controller: member!(it, SteamInputConfigurationLoaded_t, u64 m_ulDeviceHandle),
                mapping_creator: member!(it, SteamInputConfigurationLoaded_t, id m_ulMappingCreator),
                major_revision: member!(it, SteamInputConfigurationLoaded_t, u32 m_unMajorRevision),
                minor_revision: member!(it, SteamInputConfigurationLoaded_t, u32 m_unMinorRevision),
                uses_steam_input_api: member!(it, SteamInputConfigurationLoaded_t, bool m_bUsesSteamInputAPI),
                uses_gamepad_api: member!(it, SteamInputConfigurationLoaded_t, bool m_bUsesGamepadAPI),
            }
        }
        GAMEPAD_SLOT_CHANGE => {
            let it = Structure::of::<sys::SteamInputGamepadSlotChange_t>(bytes)?;
            InputEvent::GamepadSlotChange {
                app_id: member!(it, SteamInputGamepadSlotChange_t, u32 m_unAppID),
                controller: member!(it, SteamInputGamepadSlotChange_t, u64 m_ulDeviceHandle),
                device_type: member!(it, SteamInputGamepadSlotChange_t, i32 m_eDeviceType),
                old_slot: member!(it, SteamInputGamepadSlotChange_t, i32 m_nOldGamepadSlot),
                new_slot: member!(it, SteamInputGamepadSlotChange_t, i32 m_nNewGamepadSlot),
            }
        }
        _ => return None,
    };
    Some(Event::Input(event))
}
