//! Changes of actions, which Steam reports by calling a function instead of posting a callback.
//!
//! Steam stores one function for a process, and passes it nothing that identifies the platform. So the changes wait in one queue
//! of the process, which the pump empties.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};

use ::steamworks::sys;
use parking_lot::Mutex;

use crate::contract::Event;
use crate::contract::input::{ActionState, AnalogAction, DigitalAction, InputEvent};

/// The maximum number of changes that wait for the pump; the oldest are dropped.
pub(super) const MOST_WAITING: usize = 4096;

/// `ESteamInputActionEventType_AnalogAction`.
const ANALOG: i32 = 1;

/// `SteamInputActionEvent_t`, packed to 1 as in `isteaminput.h`. Its `eEventType` is the type of the last bytes.
#[derive(Clone, Copy)]
#[repr(C, packed)]
struct ActionEvent {
    controller: u64,
    event_type: i32,
    action: u64,
    state: [u8; 13],
}

const _: () = assert!(size_of::<ActionEvent>() == size_of::<sys::SteamInputActionEvent_t>());

/// Events that wait for the pump.
static WAITING: Mutex<Waiting> = Mutex::new(Waiting { events: VecDeque::new(), are_lost: false });

/// Whether anything waits, so that an idle pump takes no lock.
static ANY_WAITING: AtomicBool = AtomicBool::new(false);

struct Waiting {
    events: VecDeque<InputEvent>,
    are_lost: bool,
}

/// Steam calls this for each change, inside `RunFrame`. It stores the change and calls nothing.
pub(super) unsafe extern "C" fn take_in(event: *mut sys::SteamInputActionEvent_t) {
    if event.is_null() {
        return;
    }
    // SAFETY: not null, and by Steam's header a valid structure during this call.
    let event = read(unsafe { event.cast::<ActionEvent>().read_unaligned() });
    let mut waiting = WAITING.lock();
    if waiting.events.len() == MOST_WAITING {
        waiting.events.pop_front();
        waiting.are_lost = true;
    }
    waiting.events.push_back(event);
    ANY_WAITING.store(true, Ordering::Release);
}

/// Moves the waiting changes into `events`.
#[inline]
pub(super) fn pump(events: &mut VecDeque<Event>) {
    if ANY_WAITING.load(Ordering::Acquire) {
        take_waiting(events);
    }
}

#[cold]
#[inline(never)]
fn take_waiting(events: &mut VecDeque<Event>) {
    let mut waiting = WAITING.lock();
    ANY_WAITING.store(false, Ordering::Relaxed);
    events.extend(waiting.events.drain(..).map(Event::Input));
    if std::mem::take(&mut waiting.are_lost) {
        events.push_back(Event::Warning {
            about: "Steam.input_action_event".to_owned(),
            reason: format!(
                "more than {MOST_WAITING} changes of actions are waiting while nothing calls \
                run_callbacks(): the oldest are lost"
            ),
        });
    }
}

/// Forgets the waiting changes, which belong to a Steam that has been shut down.
pub(super) fn forget() {
    let mut waiting = WAITING.lock();
    waiting.events.clear();
    waiting.are_lost = false;
}

fn read(event: ActionEvent) -> InputEvent {
    let ActionEvent { controller, event_type, action, state } = event;
    let number = |at: usize| {
        let bytes = state.get(at..).and_then(|rest| rest.first_chunk()).copied();
        bytes.unwrap_or([0; 4])
    };
    let state = if event_type == ANALOG {
        ActionState::Analog(AnalogAction {
            mode: i32::from_ne_bytes(number(0)),
            x: f32::from_ne_bytes(number(4)),
            y: f32::from_ne_bytes(number(8)),
            active: state[12] != 0,
        })
    } else {
        ActionState::Digital(DigitalAction { state: state[0] != 0, active: state[1] != 0 })
    };
    InputEvent::Action { controller, action, state }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_names_the_action_and_its_state() {
        let mut state = [0xEE; 13];
        state[..2].copy_from_slice(&[1, 0]);
        let digital = DigitalAction { state: true, active: false };
        assert_eq!(
            read(ActionEvent { controller: 7, event_type: 0, action: 9, state }),
            InputEvent::Action { controller: 7, action: 9, state: ActionState::Digital(digital) }
        );
        state[..4].copy_from_slice(&3_i32.to_ne_bytes());
        state[4..8].copy_from_slice(&0.5_f32.to_ne_bytes());
        state[8..12].copy_from_slice(&(-1.0_f32).to_ne_bytes());
        state[12] = 1;
        let analog = AnalogAction { mode: 3, x: 0.5, y: -1.0, active: true };
        assert_eq!(
            read(ActionEvent { controller: 7, event_type: 1, action: 9, state }),
            InputEvent::Action { controller: 7, action: 9, state: ActionState::Analog(analog) }
        );
    }
}
