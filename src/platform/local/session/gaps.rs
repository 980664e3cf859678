//! Missing packets of a stream.

/// The number of recent positions for which arrivals are remembered.
const WINDOW: u64 = 1024;
const WORD: u64 = u64::BITS as u64;

/// Counts the missing packets of a stream: those that later ones have overtaken.
#[derive(Debug, Default)]
pub struct Gaps {
    /// The position after the last packet that has arrived; `None` before the first.
    next: Option<u64>,
    /// A bit for each of the last positions, set if its packet has not arrived. The index is the position modulo the
    /// window.
    absent: [u64; (WINDOW / WORD) as usize],
    missing: u64,
}

impl Gaps {
    /// The number of missing packets.
    pub fn missing(&self) -> u64 {
        self.missing
    }

    /// Handles the arrival of the packet at `position`. A reliable packet arrives once, however late.
    pub fn arrived(&mut self, position: u64, reliable: bool) {
        let next = self.next.unwrap_or(position);
        if position >= next {
            let skipped = position - next;
            self.missing = self.missing.saturating_add(skipped);
            for absent in position - skipped.min(WINDOW)..position {
                self.mark(absent, true);
            }
            self.mark(position, false);
            self.next = Some(position.saturating_add(1));
        } else if next - position > WINDOW {
            self.missing = self.missing.saturating_sub(u64::from(reliable));
        } else if self.mark(position, false) {
            self.missing = self.missing.saturating_sub(1);
        }
    }

    /// Records whether the packet at `position` is absent. Returns the previous record.
    fn mark(&mut self, position: u64, absent: bool) -> bool {
        let place = position % WINDOW;
        let Some(word) = self.absent.get_mut((place / WORD) as usize) else { return false };
        let bit = 1 << (place % WORD);
        let before = *word & bit != 0;
        *word = if absent { *word | bit } else { *word & !bit };
        before
    }

    /// Starts a new stream: no packets are missing between the old and the new one.
    pub fn begin_anew(&mut self) {
        *self = Gaps { missing: self.missing, ..Gaps::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(positions: impl IntoIterator<Item = u64>) -> u64 {
        let mut gaps = Gaps::default();
        positions.into_iter().for_each(|position| gaps.arrived(position, false));
        gaps.missing()
    }

    #[test]
    fn skipped_numbers_are_missing_until_they_arrive() {
        assert_eq!(missing([5, 6, 7]), 0, "the first packet sets the start");
        assert_eq!(missing([0, 3]), 2);
        assert_eq!(missing([0, 3, 2]), 1);
        assert_eq!(missing([0, 3, 2, 2, 3, 0]), 1, "duplicates do not count");
        assert_eq!(missing([0, 1000]), 999);
        assert_eq!(missing([0, 1000, 999]), 998);
        assert_eq!(missing([0, 3000, 2500]), 2998);
        assert_eq!(missing([5, 3, 7, 7]), 1, "packets before the first one are not missing");
        assert_eq!(missing([0, u64::MAX, u64::MAX]), u64::MAX - 1);
    }

    #[test]
    fn late_packets_and_copies_differ_only_within_the_window() {
        let mut gaps = Gaps::default();
        [0, 2, 5000].into_iter().for_each(|position| gaps.arrived(position, false));
        assert_eq!(gaps.missing(), 4998);
        gaps.arrived(1, false);
        assert_eq!(gaps.missing(), 4998);
        gaps.arrived(1, true);
        assert_eq!(gaps.missing(), 4997, "a reliable packet is no duplicate");
    }

    #[test]
    fn nothing_is_missing_between_two_sessions() {
        let mut gaps = Gaps::default();
        gaps.arrived(0, false);
        gaps.begin_anew();
        gaps.arrived(700, false);
        assert_eq!(gaps.missing(), 0);
    }
}
