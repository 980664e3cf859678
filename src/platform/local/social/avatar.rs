//! An avatar for every local user, drawn from their id: nobody has to choose or transfer one, and all processes see the
//! same one.

use crate::contract::SteamId;
use crate::contract::friends::AvatarSize;
use crate::contract::utils::Image;
use crate::platform::local::identity;

/// The cells of the pattern on each side. The pattern is symmetric to its vertical axis.
const CELLS: u32 = 5;
/// The cells of a row that are drawn; the others mirror them.
const HALF: u32 = CELLS.div_ceil(2);
/// The difference between the hues of two users with adjacent numbers. The golden angle keeps users who play together
/// well apart.
const HUE_STEP: f64 = 137.507_764;
const SIZES: [AvatarSize; 3] = [AvatarSize::Small, AvatarSize::Medium, AvatarSize::Large];

type Color = [u8; 3];

/// The handle of a local user's avatar, which never changes; `None` for other users.
pub fn handle(user: SteamId, size: AvatarSize) -> Option<i32> {
    let number = identity::number_of(user)?;
    let of_user = (number - 1).checked_mul(SIZES.len() as u32)?;
    i32::try_from(of_user + size as u32).ok()
}

/// The user and the size of the avatar for a handle.
pub fn behind(handle: i32) -> Option<(SteamId, AvatarSize)> {
    let index = u32::try_from(handle).ok()?.checked_sub(1)?;
    let count = SIZES.len() as u32;
    let number = index / count + 1;
    let size = SIZES.get((index % count) as usize)?;
    (number <= identity::MAX_USER_NUMBER).then(|| (identity::id_of(number), *size))
}

/// Draws the avatar of `user`: an opaque picture with a pattern and a background of the user's own.
// rule: friends.avatars
pub fn draw(user: SteamId, size: AvatarSize) -> Image {
    let pixels = size.pixels();
    let hue = f64::from(user.account_id()) * HUE_STEP;
    let (background, foreground) = (color(hue, 0.45, 0.35), color(hue + 30.0, 0.75, 0.95));
    let pattern = scatter(user.0);
    // Half a cell stays free on all sides.
    let cell = |pixel: u32| (pixel * (CELLS + 1) * 2 / pixels).checked_sub(1).map(|half| half / 2);
    let mut rgba = Vec::with_capacity((pixels * pixels * 4) as usize);
    for y in 0..pixels {
        for x in 0..pixels {
            let set = match (cell(x), cell(y)) {
                (Some(column), Some(row)) if column < CELLS && row < CELLS => {
                    let bit = row * HALF + column.min(CELLS - 1 - column);
                    pattern >> bit & 1 == 1
                }
                _ => false,
            };
            let [red, green, blue] = if set { foreground } else { background };
            rgba.extend_from_slice(&[red, green, blue, u8::MAX]);
        }
    }
    Image { width: pixels, height: pixels, rgba }
}

/// Spreads small differences between ids over all bits (the finalizer of SplitMix64).
fn scatter(id: u64) -> u64 {
    let mut bits = id.wrapping_add(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ bits >> 31
}

/// A colour by its hue in degrees, and its saturation and value from 0 to 1.
fn color(hue: f64, saturation: f64, value: f64) -> Color {
    let sector = hue.rem_euclid(360.0) / 60.0;
    [5.0, 3.0, 1.0].map(|offset| {
        let place = (offset + sector).rem_euclid(6.0);
        let part = place.min(4.0 - place).clamp(0.0, 1.0);
        (255.0 * value * (1.0 - saturation * part)).round() as u8
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn user(number: u32) -> SteamId {
        identity::id_of(number)
    }

    #[test]
    fn every_user_and_size_has_a_handle_of_its_own_that_leads_back() {
        let mut seen = HashSet::new();
        for number in (1..=200).chain([identity::MAX_USER_NUMBER]) {
            for size in SIZES {
                let handle = handle(user(number), size).unwrap();
                assert!(handle > 0);
                assert!(seen.insert(handle));
                assert_eq!(behind(handle), Some((user(number), size)));
            }
        }
    }

    #[test]
    fn only_local_users_have_a_picture() {
        for stranger in [SteamId::NIL, SteamId::individual(7), SteamId::lobby(7)] {
            assert_eq!(handle(stranger, AvatarSize::Small), None);
        }
        let last = handle(user(identity::MAX_USER_NUMBER), AvatarSize::Large).unwrap();
        for handle in [i32::MIN, -1, 0, last + 1, i32::MAX] {
            assert_eq!(behind(handle), None);
        }
    }

    #[test]
    fn pictures_have_their_size_no_transparent_pixel_and_two_equal_sides() {
        for size in SIZES {
            let image = draw(user(3), size);
            let side = size.pixels() as usize;
            assert_eq!((image.width, image.height), (size.pixels(), size.pixels()));
            assert_eq!(image.rgba.len(), side * side * 4);
            assert!(image.rgba.chunks(4).all(|pixel| pixel[3] == 255));
            let colors: HashSet<&[u8]> = image.rgba.chunks(4).collect();
            assert_eq!(colors.len(), 2);
            for row in 0..CELLS as usize {
                // The middle of each cell.
                let at = |column: usize| {
                    let middle = |cell: usize| (cell + 1) * side / (CELLS as usize + 1);
                    &image.rgba[(middle(row) * side + middle(column)) * 4..][..4]
                };
                assert_eq!((at(0), at(1)), (at(4), at(3)));
            }
        }
    }

    #[test]
    fn users_have_distinguishable_pictures() {
        let pictures: HashSet<Vec<u8>> =
            (1..=100).map(|number| draw(user(number), AvatarSize::Small).rgba).collect();
        assert_eq!(pictures.len(), 100);
        assert_eq!(draw(user(1), AvatarSize::Large), draw(user(1), AvatarSize::Large));
    }
}
