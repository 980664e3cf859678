//! Voice without a microphone: every user records a soft tone of their own, so that a voice chat can be heard to work.

use std::f64::consts::TAU;
use std::time::{Duration, Instant};

use super::codec::{self, Frame, Predictor};
use crate::contract::SteamId;
use crate::contract::auth::Voice;
use crate::platform::local::identity;

/// The sample rate of recorded voice, in Hz.
pub const SAMPLE_RATE: u32 = 24_000;
/// The samples of a frame: 20 ms.
const FRAME_SAMPLES: u32 = SAMPLE_RATE / 50;
const FRAME_TIME: Duration = Duration::from_millis(20);
/// Voice that is not fetched within this time is lost.
const KEPT: Duration = Duration::from_secs(1);
/// The sample rates that [`decompress`] supports, in Hz.
const RATES: std::ops::RangeInclusive<u32> = 11_025..=48_000;

/// The tone of the first user, in Hz. Each further user's tone is a semitone higher, up to an octave.
const FIRST_TONE: f64 = 440.0;
const TONES: u32 = 12;
const LOUDNESS: f64 = 6000.0;

/// `EVoiceResult`.
const OK: u8 = 0;
const NOT_RECORDING: u8 = 2;
const NO_DATA: u8 = 3;
const BUFFER_TOO_SMALL: u8 = 4;
const DATA_CORRUPTED: u8 = 5;
const UNSUPPORTED: u8 = 7;

/// Records the tone of one user. Frames become available as time passes, with or without calls.
#[derive(Debug)]
pub struct Recorder {
    tone: f64,
    recording: Option<Recording>,
    predictor: Predictor,
    /// The number of samples of the tone so far, modulo a whole number of its periods.
    position: u32,
}

#[derive(Clone, Copy, Debug)]
struct Recording {
    /// The time up to which the voice has been fetched.
    fetched: Instant,
    stopped: Option<Instant>,
}

impl Recorder {
    /// The recorder of `user`, not recording.
    pub fn new(user: SteamId) -> Recorder {
        let above_first = identity::number_of(user).unwrap_or(1).saturating_sub(1) % TONES;
        // A tone of a whole number of Hz repeats itself every second.
        let tone = (FIRST_TONE * (f64::from(above_first) / f64::from(TONES)).exp2()).round();
        Recorder { tone, recording: None, predictor: Predictor::default(), position: 0 }
    }

    /// Starts or continues to record.
    pub fn start(&mut self, now: Instant) {
        match &mut self.recording {
            Some(Recording { stopped: None, .. }) => {}
            _ => self.recording = Some(Recording { fetched: now, stopped: None }),
        }
    }

    /// Stops recording. Recorded voice can still be fetched.
    pub fn stop(&mut self, now: Instant) {
        if let Some(recording) = &mut self.recording {
            recording.stopped.get_or_insert(now);
        }
    }

    /// The number of frames that can be fetched, or an `EVoiceResult` if there are none. Voice that is too old is
    /// dropped.
    fn due(&mut self, now: Instant) -> Result<usize, u8> {
        let Some(recording) = &mut self.recording else { return Err(NOT_RECORDING) };
        let until = recording.stopped.unwrap_or(now);
        if let Some(earliest) = until.checked_sub(KEPT) {
            recording.fetched = recording.fetched.max(earliest);
        }
        let due = until.saturating_duration_since(recording.fetched).as_millis() / FRAME_TIME.as_millis();
        if due > 0 {
            return Ok(usize::try_from(due).unwrap_or(usize::MAX));
        }
        if recording.stopped.is_none() {
            return Err(NO_DATA);
        }
        self.recording = None;
        Err(NOT_RECORDING)
    }

    /// An `EVoiceResult`, and the number of bytes that [`fetch`](Self::fetch) would return without a limit.
    pub fn available(&mut self, now: Instant) -> (u8, u32) {
        match self.due(now) {
            Ok(due) => {
                let bytes = due.saturating_mul(codec::frame_bytes(FRAME_SAMPLES as usize));
                (OK, u32::try_from(bytes).unwrap_or(u32::MAX))
            }
            Err(result) => (result, 0),
        }
    }

    /// The voice recorded since the last call: whole frames, as many as fit into `max_bytes`.
    pub fn fetch(&mut self, now: Instant, max_bytes: u32) -> Voice {
        let due = match self.due(now) {
            Ok(due) => due,
            Err(result) => return failed(result),
        };
        let room = max_bytes as usize / codec::frame_bytes(FRAME_SAMPLES as usize);
        let count = room.min(due);
        if count == 0 {
            return failed(BUFFER_TOO_SMALL);
        }
        let mut bytes = Vec::with_capacity(count * codec::frame_bytes(FRAME_SAMPLES as usize));
        for _ in 0..count {
            let samples: Vec<i16> =
                (self.position..self.position + FRAME_SAMPLES).map(|at| sample(self.tone, at)).collect();
            codec::append_frame(&mut bytes, &mut self.predictor, SAMPLE_RATE as u16, &samples);
            self.position = (self.position + FRAME_SAMPLES) % SAMPLE_RATE;
        }
        if let Some(recording) = &mut self.recording {
            recording.fetched += FRAME_TIME * u32::try_from(count).unwrap_or(u32::MAX);
        }
        Voice { result: OK, bytes }
    }
}

fn sample(tone: f64, at: u32) -> i16 {
    (LOUDNESS * (TAU * tone * f64::from(at) / f64::from(SAMPLE_RATE)).sin()) as i16
}

/// Decodes voice data to one channel of 16-bit samples, little endian, at `rate`. If the result would exceed
/// `max_bytes`, it contains no samples, only an error.
// rule: user.voice
pub fn decompress(compressed: &[u8], rate: u32, max_bytes: u32) -> Voice {
    if !RATES.contains(&rate) {
        return failed(UNSUPPORTED);
    }
    if compressed.is_empty() {
        return failed(NO_DATA);
    }
    let Ok(frames) = codec::frames(compressed) else { return failed(DATA_CORRUPTED) };
    let samples: u64 = frames.iter().map(|frame| resampled_count(frame, rate)).sum();
    if samples * 2 > u64::from(max_bytes) {
        return failed(BUFFER_TOO_SMALL);
    }
    let mut bytes = Vec::with_capacity(samples as usize * 2);
    let mut before = None;
    for frame in &frames {
        before = resample(frame, rate, before, &mut bytes);
    }
    Voice { result: OK, bytes }
}

fn resampled_count(frame: &Frame<'_>, rate: u32) -> u64 {
    u64::from(frame.samples) * u64::from(rate) / u64::from(frame.rate)
}

/// Interpolates linearly between the samples of a frame, starting at the sample `before` it. Returns the frame's last
/// sample.
fn resample(frame: &Frame<'_>, rate: u32, before: Option<i16>, out: &mut Vec<u8>) -> Option<i16> {
    let source: Vec<i16> = frame.decode().collect();
    let first = before.or(source.first().copied())?;
    let line = |at: u64| {
        // Interpolates between the samples at `index - 1` and `index`; at the last sample, the rest is 0.
        let (index, rest) = (at / u64::from(rate), at % u64::from(rate));
        let end = i64::from(source.get(index as usize).copied().unwrap_or(first));
        let start = index.checked_sub(1).and_then(|index| source.get(index as usize)).copied();
        let start = i64::from(start.unwrap_or(first));
        (start + (end - start) * rest as i64 / i64::from(rate)) as i16
    };
    for number in 1..=resampled_count(frame, rate) {
        out.extend_from_slice(&line(number * u64::from(frame.rate)).to_le_bytes());
    }
    source.last().copied()
}

fn failed(result: u8) -> Voice {
    Voice { result, bytes: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME_BYTES: u32 = codec::frame_bytes(FRAME_SAMPLES as usize) as u32;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn recorder(now: Instant) -> Recorder {
        let mut recorder = Recorder::new(identity::id_of(1));
        recorder.start(now);
        recorder
    }

    fn samples(voice: &Voice) -> Vec<i16> {
        assert_eq!(voice.result, OK);
        voice.bytes.chunks(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect()
    }

    /// The number of rising zero crossings.
    fn periods(samples: &[i16]) -> usize {
        samples.windows(2).filter(|pair| pair[0] < 0 && pair[1] >= 0).count()
    }

    #[test]
    fn as_much_is_recorded_as_time_passes() {
        let now = Instant::now();
        let mut recorder = recorder(now);
        assert_eq!(recorder.fetch(now + ms(19), u32::MAX).result, NO_DATA);
        assert_eq!(recorder.fetch(now + ms(50), u32::MAX).bytes.len() as u32, 2 * FRAME_BYTES);
        assert_eq!(recorder.fetch(now + ms(50), u32::MAX).result, NO_DATA);
        assert_eq!(recorder.fetch(now + ms(60), u32::MAX).bytes.len() as u32, FRAME_BYTES);
    }

    #[test]
    fn after_the_stop_the_rest_can_be_fetched_and_then_nothing() {
        let now = Instant::now();
        let mut recorder = recorder(now);
        recorder.start(now + ms(30));
        recorder.stop(now + ms(45));
        recorder.stop(now + ms(90));
        assert_eq!(recorder.fetch(now + ms(200), u32::MAX).bytes.len() as u32, 2 * FRAME_BYTES);
        assert_eq!(recorder.fetch(now + ms(200), u32::MAX).result, NOT_RECORDING);
        assert_eq!(recorder.fetch(now + ms(900), u32::MAX).result, NOT_RECORDING);
        recorder.start(now + ms(900));
        assert_eq!(recorder.fetch(now + ms(920), u32::MAX).bytes.len() as u32, FRAME_BYTES);
    }

    #[test]
    fn without_a_start_nothing_is_recorded() {
        let mut recorder = Recorder::new(identity::id_of(1));
        recorder.stop(Instant::now());
        assert_eq!(recorder.fetch(Instant::now(), u32::MAX), failed(NOT_RECORDING));
    }

    #[test]
    fn a_small_buffer_takes_whole_frames_and_leaves_the_rest() {
        let now = Instant::now();
        let mut recorder = recorder(now);
        let at = now + ms(60);
        assert_eq!(recorder.fetch(at, FRAME_BYTES - 1), failed(BUFFER_TOO_SMALL));
        assert_eq!(recorder.fetch(at, 2 * FRAME_BYTES + 1).bytes.len() as u32, 2 * FRAME_BYTES);
        assert_eq!(recorder.fetch(at, u32::MAX).bytes.len() as u32, FRAME_BYTES);
    }

    #[test]
    fn voice_that_nobody_fetches_is_lost_after_a_second() {
        let now = Instant::now();
        let mut recorder = recorder(now);
        assert_eq!(recorder.fetch(now + ms(60_000), u32::MAX).bytes.len() as u32, 50 * FRAME_BYTES);
    }

    #[test]
    fn every_rate_plays_the_same_tone_for_the_same_time() {
        for (number, tone) in [(1, 440), (2, 466), (13, 440)] {
            let now = Instant::now();
            let mut recorder = Recorder::new(identity::id_of(number));
            recorder.start(now);
            let voice = recorder.fetch(now + ms(1000), u32::MAX);
            for rate in [11_025, 22_050, 24_000, 44_100, 48_000] {
                let decoded = samples(&decompress(&voice.bytes, rate, u32::MAX));
                // Frames at a rate that is not divisible by 50 are shorter by less than a sample.
                assert!((rate as usize - 50..=rate as usize).contains(&decoded.len()), "{}", decoded.len());
                let decoded = periods(&decoded);
                assert!((tone - 1..=tone + 1).contains(&decoded), "user {number} at {rate} Hz: {decoded}");
            }
        }
    }

    #[test]
    fn the_tone_goes_on_smoothly_from_packet_to_packet() {
        let now = Instant::now();
        let mut recorder = recorder(now);
        let mut packets = Vec::new();
        for number in 1..=30 {
            packets.extend(recorder.fetch(now + ms(100 * number), u32::MAX).bytes);
        }
        let decoded = samples(&decompress(&packets, 24_000, u32::MAX));
        let steps = decoded.windows(2).skip(480).map(|pair| (pair[1] - pair[0]).abs());
        // A sine of this loudness and pitch changes by at most 691 from sample to sample.
        assert!(steps.max().unwrap() < 1200);
    }

    #[test]
    fn failed_decompression_names_its_reason() {
        let now = Instant::now();
        let voice = recorder(now).fetch(now + ms(20), u32::MAX).bytes;
        assert_eq!(decompress(&voice, 24_000, 960).bytes.len(), 960);
        assert_eq!(decompress(&voice, 24_000, 959), failed(BUFFER_TOO_SMALL));
        assert_eq!(decompress(&voice[1..], 24_000, u32::MAX), failed(DATA_CORRUPTED));
        assert_eq!(decompress(&[], 24_000, u32::MAX), failed(NO_DATA));
        assert_eq!(decompress(&voice, 11_024, u32::MAX), failed(UNSUPPORTED));
        assert_eq!(decompress(&voice, 48_001, u32::MAX), failed(UNSUPPORTED));
    }

    proptest! {
        #[test]
        fn no_frame_brings_the_resampler_down(
            source in 8000_u16..=48_000,
            rate in RATES,
            step in 0_u8..89,
            before in any::<i16>(),
            codes in proptest::collection::vec(any::<u8>(), 1..40),
        ) {
            let mut frame = vec![0xA5, step];
            frame.extend(source.to_le_bytes());
            frame.extend((codes.len() as u16 * 2).to_le_bytes());
            frame.extend(before.to_le_bytes());
            frame.extend(&codes);
            let twice = [&frame[..], &frame[..]].concat();
            let one = codes.len() * 2 * rate as usize / usize::from(source);
            prop_assert_eq!(decompress(&twice, rate, u32::MAX).bytes.len(), 2 * 2 * one);
        }
    }
}
