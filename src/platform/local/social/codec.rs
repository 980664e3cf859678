//! The voice codec: IMA ADPCM, four bits a sample, in independent frames.
//!
//! Voice data is a sequence of frames. The format of a frame, with numbers in little endian:
//!
//! | bytes | |
//! |---|---|
//! | 1 | 0xA5 |
//! | 1 | the first step, 0 to 88, an index into IMA's table |
//! | 2 | sample rate in Hz, 8000 to 48000 |
//! | 2 | number of samples, from 1 |
//! | 2 | the sample before the first one, signed |
//! | half the number of samples, rounded up | the samples, the lower four bits of a byte first |

/// The bytes before a frame's samples.
pub const HEADER_BYTES: usize = 8;
const MARK: u8 = 0xA5;
const LOWEST_RATE: u16 = 8000;
const HIGHEST_RATE: u16 = 48_000;

/// The change of the step after each code.
const STEP_CHANGES: [i8; 8] = [-1, -1, -1, -1, 2, 4, 6, 8];
/// IMA's table of steps.
const STEPS: [u16; 89] = [
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88,
    97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658,
    724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660,
    4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818,
    18500, 20350, 22385, 24623, 27086, 29794, 32767,
];

/// The bytes are not voice data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not voice data")]
pub struct Corrupted;

/// The state that encoder and decoder share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Predictor {
    sample: i16,
    step: u8,
}

impl Predictor {
    fn step_size(self) -> i32 {
        STEPS.get(usize::from(self.step)).map_or(0, |step| i32::from(*step))
    }

    /// Encodes `sample` as the nearest code.
    fn encode(&mut self, sample: i16) -> u8 {
        let mut difference = i32::from(sample) - i32::from(self.sample);
        let mut code = 0;
        if difference < 0 {
            code = 8;
            difference = -difference;
        }
        let mut step = self.step_size();
        for bit in [4, 2, 1] {
            if difference >= step {
                code |= bit;
                difference -= step;
            }
            step >>= 1;
        }
        self.decode(code);
        code
    }

    /// Decodes a code of four bits.
    fn decode(&mut self, code: u8) -> i16 {
        let step = self.step_size();
        let mut difference = step >> 3;
        for (bit, part) in [(4, step), (2, step >> 1), (1, step >> 2)] {
            if code & bit != 0 {
                difference += part;
            }
        }
        if code & 8 != 0 {
            difference = -difference;
        }
        let sample = i32::from(self.sample) + difference;
        self.sample = sample.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        let change = STEP_CHANGES.get(usize::from(code & 7)).copied().unwrap_or_default();
        self.step = self.step.saturating_add_signed(change).min(STEPS.len() as u8 - 1);
        self.sample
    }
}

/// The size of a frame of `samples` samples.
pub const fn frame_bytes(samples: usize) -> usize {
    HEADER_BYTES + samples.div_ceil(2)
}

/// Appends `samples` as one frame to `out`. Only the first 65,535 samples are used.
pub fn append_frame(out: &mut Vec<u8>, predictor: &mut Predictor, rate: u16, samples: &[i16]) {
    let samples = samples.get(..usize::from(u16::MAX)).unwrap_or(samples);
    out.extend_from_slice(&[MARK, predictor.step]);
    out.extend_from_slice(&rate.to_le_bytes());
    out.extend_from_slice(&(samples.len() as u16).to_le_bytes());
    out.extend_from_slice(&predictor.sample.to_le_bytes());
    for pair in samples.chunks(2) {
        let mut byte = 0;
        for (sample, shift) in pair.iter().zip([0, 4]) {
            byte |= predictor.encode(*sample) << shift;
        }
        out.push(byte);
    }
}

/// A frame of voice data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// The samples per second.
    pub rate: u16,
    /// The number of samples.
    pub samples: u16,
    first: Predictor,
    codes: &'a [u8],
}

impl Frame<'_> {
    /// Decodes the samples.
    pub fn decode(&self) -> impl Iterator<Item = i16> {
        let mut predictor = self.first;
        let codes = self.codes.iter().flat_map(|byte| [byte & 15, byte >> 4]);
        codes.take(self.samples.into()).map(move |code| predictor.decode(code))
    }
}

/// Splits `bytes` into frames.
pub fn frames(mut bytes: &[u8]) -> Result<Vec<Frame<'_>>, Corrupted> {
    let mut frames = Vec::new();
    while !bytes.is_empty() {
        let (header, rest) = bytes.split_first_chunk::<HEADER_BYTES>().ok_or(Corrupted)?;
        let [mark, step, rate @ .., _, _, _, _] = *header;
        let [_, _, _, _, count @ .., _, _] = *header;
        let [_, _, _, _, _, _, sample @ ..] = *header;
        let (rate, samples) = (u16::from_le_bytes(rate), u16::from_le_bytes(count));
        if mark != MARK
            || usize::from(step) >= STEPS.len()
            || !(LOWEST_RATE..=HIGHEST_RATE).contains(&rate)
            || samples == 0
        {
            return Err(Corrupted);
        }
        let (codes, rest) = rest.split_at_checked(usize::from(samples).div_ceil(2)).ok_or(Corrupted)?;
        let first = Predictor { sample: i16::from_le_bytes(sample), step };
        frames.push(Frame { rate, samples, first, codes });
        bytes = rest;
    }
    Ok(frames)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tone(samples: usize) -> Vec<i16> {
        (0..samples).map(|at| (8000.0 * (at as f64 * 0.115).sin()) as i16).collect()
    }

    #[test]
    fn a_tone_comes_back_nearly_as_it_was_in_a_quarter_of_its_bytes() {
        let samples = tone(4800);
        let (mut bytes, mut predictor) = (Vec::new(), Predictor::default());
        for part in samples.chunks(480) {
            append_frame(&mut bytes, &mut predictor, 24_000, part);
        }
        assert_eq!(bytes.len(), 10 * frame_bytes(480));
        let back: Vec<i16> = frames(&bytes).unwrap().iter().flat_map(Frame::decode).collect();
        assert_eq!(back.len(), samples.len());
        // The first steps are too small for the sudden start.
        let worst = samples.iter().zip(&back).skip(100).map(|(was, is)| (was - is).abs()).max().unwrap();
        assert!(worst < 400, "off by {worst}");
    }

    #[test]
    fn every_frame_can_be_read_without_those_before_it() {
        let (mut bytes, mut predictor) = (Vec::new(), Predictor::default());
        append_frame(&mut bytes, &mut predictor, 24_000, &tone(481));
        let first = bytes.len();
        append_frame(&mut bytes, &mut predictor, 24_000, &tone(480));
        let all = frames(&bytes).unwrap();
        assert_eq!((all[0].samples, all[1].samples), (481, 480));
        assert_eq!(frames(&bytes[first..]).unwrap(), all[1..]);
    }

    #[test]
    fn a_frame_with_impossible_numbers_or_an_end_missing_is_refused() {
        let mut good = Vec::new();
        append_frame(&mut good, &mut Predictor::default(), 24_000, &tone(480));
        assert!(frames(&good).is_ok());
        for (at, byte) in [(0, 0), (1, 89), (3, 0xFF), (5, 0xFF)] {
            let mut bad = good.clone();
            bad[at] = byte;
            assert_eq!(frames(&bad), Err(Corrupted), "byte {at}");
        }
        assert_eq!(frames(&good[..good.len() - 1]), Err(Corrupted));
        let mut none = good.clone();
        none[4..6].fill(0);
        assert_eq!(frames(&none), Err(Corrupted));
    }

    proptest! {
        #[test]
        fn no_bytes_bring_the_decoder_down(
            mut bytes in proptest::collection::vec(any::<u8>(), 0..300),
            looks_right in any::<bool>(),
        ) {
            if looks_right && bytes.len() >= HEADER_BYTES {
                let samples = ((bytes.len() - HEADER_BYTES) * 2) as u16;
                let step = bytes[1] % 89;
                bytes[..2].copy_from_slice(&[MARK, step]);
                bytes[2..4].copy_from_slice(&24_000_u16.to_le_bytes());
                bytes[4..6].copy_from_slice(&samples.to_le_bytes());
                prop_assert_eq!(frames(&bytes).is_ok(), samples > 0);
            }
            if let Ok(frames) = frames(&bytes) {
                for frame in frames {
                    prop_assert_eq!(frame.decode().count(), usize::from(frame.samples));
                }
            }
        }
    }
}
