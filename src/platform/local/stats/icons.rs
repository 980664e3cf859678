//! An icon for every achievement, drawn from its name: in colour if it is unlocked, grey otherwise.

use crate::contract::utils::Image;

/// The pixels on each side, as in Steam's achievement icons.
const PIXELS: u32 = 64;
/// The first handle, above those of all avatars.
const FIRST_HANDLE: i32 = 1 << 20;
/// The width of a ring in pixels.
const WIDTH: f32 = 5.0;

/// The handle of the icon of the achievement at `index`.
pub fn handle(index: usize, achieved: bool) -> Option<i32> {
    let place = i32::try_from(index).ok()?.checked_mul(2)?.checked_add(i32::from(achieved))?;
    FIRST_HANDLE.checked_add(place)
}

/// The index of the achievement whose icon a handle stands for, and whether it is the icon of the unlocked state.
pub fn behind(handle: i32) -> Option<(usize, bool)> {
    let place = usize::try_from(handle.checked_sub(FIRST_HANDLE)?).ok()?;
    Some((place / 2, place % 2 == 1))
}

/// The size of every icon.
pub fn size() -> (u32, u32) {
    (PIXELS, PIXELS)
}

/// Draws an icon: rings around the centre, whose colours and number follow from the name.
pub fn draw(name: &str, achieved: bool) -> Image {
    // FNV-1a also separates names that differ in one letter.
    let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    let [red, green, blue, rings, ..] = hash.to_le_bytes();
    let rings = 2 + u32::from(rings % 4);
    let middle = PIXELS as f32 / 2.0;
    let mut rgba = Vec::with_capacity((PIXELS * PIXELS * 4) as usize);
    for y in 0..PIXELS {
        for x in 0..PIXELS {
            let (dx, dy) = (x as f32 + 0.5 - middle, y as f32 + 0.5 - middle);
            let ring = (dx.hypot(dy) / WIDTH) as u32;
            let light = if ring < rings * 2 && ring.is_multiple_of(2) { 0.5 } else { 0.0 };
            let color = [red, green, blue]
                .map(|part| (f32::from(part).mul_add(0.5, 127.0 * light) as u8).saturating_add(40));
            let grey = color.iter().map(|part| u16::from(*part)).sum::<u16>() / 3;
            let grey = u8::try_from(grey).unwrap_or(u8::MAX);
            let [red, green, blue] = if achieved { color } else { [grey; 3] };
            rgba.extend_from_slice(&[red, green, blue, u8::MAX]);
        }
    }
    Image { width: PIXELS, height: PIXELS, rgba }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_lead_back_and_are_none_of_an_avatar() {
        for index in [0, 1, 9_999] {
            for achieved in [false, true] {
                let handle = handle(index, achieved).unwrap();
                assert_eq!(behind(handle), Some((index, achieved)));
                assert_eq!(super::super::super::social::avatar::behind(handle), None);
            }
        }
        assert_eq!(behind(FIRST_HANDLE - 1), None);
        assert_eq!(handle(usize::MAX, true), None);
    }

    #[test]
    fn an_unlocked_achievement_is_in_colour_and_a_locked_one_is_grey() {
        let (locked, unlocked) = (draw("WIN", false), draw("WIN", true));
        assert_eq!(locked.rgba.len(), (PIXELS * PIXELS * 4) as usize);
        assert!(locked.rgba.chunks(4).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]));
        assert!(unlocked.rgba.chunks(4).any(|pixel| pixel[0] != pixel[1]));
        assert_ne!(unlocked, draw("WIM", true));
    }
}
