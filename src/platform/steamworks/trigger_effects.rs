//! Effects of the triggers of a DualSense controller, as `isteamdualsense.h` lays them out.

use crate::contract::input::TriggerEffect;

/// `ScePadTriggerEffectParam` of `isteamdualsense.h`, whose alignment is that of an `i32`.
#[repr(C, align(4))]
pub(super) struct TriggerEffectParam([u8; 120]);

/// The offset of the left trigger's effect, and the size of an effect: a mode, and from byte 8 on its numbers.
const EFFECTS_AT: usize = 8;
const EFFECT_BYTES: usize = 56;
const NUMBERS_AT: usize = 8;
/// The last position of a trigger.
const LAST_POSITION: u8 = 9;

/// Writes an effect in Steam's layout.
pub(super) fn laid_out(effect: TriggerEffect) -> TriggerEffectParam {
    let TriggerEffect { trigger, mask, mode, position, amplitude, frequency } = effect;
    let at = usize::from(position.min(LAST_POSITION));
    let mut numbers = [0; 11];
    match mode {
        1 => numbers[..2].copy_from_slice(&[position, amplitude]),
        // SCE_PAD_TRIGGER_EFFECT_MODE_WEAPON: the start, the end, the strength.
        2 => numbers[..3].copy_from_slice(&[position, frequency, amplitude]),
        3 => numbers[..3].copy_from_slice(&[position, amplitude, frequency]),
        4 => numbers[at] = amplitude,
        // SCE_PAD_TRIGGER_EFFECT_MODE_SLOPE_FEEDBACK: the start and the end, with the strength at each.
        5 => numbers[..4].copy_from_slice(&[position, LAST_POSITION, amplitude, frequency]),
        6 => {
            numbers[0] = frequency;
            numbers[1 + at] = amplitude;
        }
        _ => {}
    }
    let mut bytes = [0; 120];
    bytes[0] = mask;
    let begin = EFFECTS_AT + EFFECT_BYTES * usize::from(trigger.min(1));
    bytes[begin..begin + size_of::<i32>()].copy_from_slice(&i32::from(mode).to_ne_bytes());
    bytes[begin + NUMBERS_AT..begin + NUMBERS_AT + numbers.len()].copy_from_slice(&numbers);
    TriggerEffectParam(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(mode: u8, trigger: u8) -> [u8; 120] {
        let effect = TriggerEffect { trigger, mask: 3, mode, position: 4, amplitude: 7, frequency: 30 };
        laid_out(effect).0
    }

    #[test]
    fn an_effect_stands_where_its_trigger_does() {
        for (trigger, at, other) in [(0, 8, 64), (1, 64, 8)] {
            let bytes = bytes(3, trigger);
            assert_eq!(bytes[0], 3);
            assert_eq!(bytes[at..at + 12], [3, 0, 0, 0, 0, 0, 0, 0, 4, 7, 30, 0]);
            assert_eq!(bytes[other..other + 56], [0; 56]);
        }
    }

    #[test]
    fn every_mode_has_its_numbers_in_its_own_order() {
        let numbers = |mode| bytes(mode, 0)[16..27].to_vec();
        assert_eq!(numbers(0), [0; 11]);
        assert_eq!(numbers(1), [4, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(numbers(2), [4, 30, 7, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(numbers(4), [0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0]);
        assert_eq!(numbers(5), [4, 9, 7, 30, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(numbers(6), [30, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0]);
    }
}
