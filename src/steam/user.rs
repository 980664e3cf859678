//! `ISteamUser` for scripts: the user, and voice. Tickets are in `tickets.rs`.

use godot::builtin::{PackedByteArray, VarDictionary, vdict};

use crate::script::fast::{Fill, Filled, Slots};
use crate::script::keys::Keys;
use crate::script::{arguments, current};

/// The bytes of recorded voice that are fetched at once by default, as Steam recommends.
const VOICE_BUFFER_BYTES: u32 = 8192;
/// The sample rates that voice can be decompressed to, in Hz.
const SAMPLE_RATES: std::ops::RangeInclusive<i64> = 11_025..=48_000;
/// The default limit for samples, in bytes.
const DECOMPRESSED_BYTES: i64 = 20_480;
/// The most memory a voice call may take.
const MAX_VOICE_BYTES: i64 = 1 << 20;

methods! {
impl Class {
    /// Whether you are connected to Steam's servers. Steamworks: `BLoggedOn`.
    ///
    /// Local: Whether this process is connected to the other instances.
    #[func(rename = loggedOn)]
    pub fn logged_on() -> bool {
        current::with("Steam.loggedOn", |platform| platform.user().logged_on())
    }

    /// Your Steam level. Steamworks: `GetPlayerSteamLevel`.
    ///
    /// Local: Always 1.
    #[func(rename = getPlayerSteamLevel)]
    pub fn get_player_steam_level() -> i64 {
        current::with("Steam.getPlayerSteamLevel", |platform| i64::from(platform.auth().player_steam_level()))
    }

    /// Whether this machine is behind a NAT. Steamworks: `BIsBehindNAT`.
    ///
    /// Local: Always `false`.
    #[func(rename = isBehindNAT)]
    pub fn is_behind_nat() -> bool {
        current::with("Steam.isBehindNAT", |platform| platform.auth().is_behind_nat())
    }

    /// Starts recording your voice. Call `getVoice` several times a second. Steamworks: `StartVoiceRecording`.
    ///
    /// Local: Records a soft tone whose pitch depends on the user's number.
    #[func(rename = startVoiceRecording)]
    pub fn start_voice_recording() {
        current::with("Steam.startVoiceRecording", |platform| platform.auth().start_voice_recording());
    }

    /// Stops recording. Keep calling `getVoice` until it returns no more. Steamworks: `StopVoiceRecording`.
    #[func(rename = stopVoiceRecording)]
    pub fn stop_voice_recording() {
        current::with("Steam.stopVoiceRecording", |platform| platform.auth().stop_voice_recording());
    }

    /// The voice recorded since the last call, compressed. `buffer_size_override` limits its bytes; 0 stands for 8192.
    ///
    /// Keys: `result` (int, VoiceResult), `written`, `size` (int, bytes, under both names), `buffer` (PackedByteArray).
    /// Steamworks: `GetVoice`.
    ///
    /// Local: 20 ms of tone for every 20 ms that pass; voice that you do not fetch within a second is lost.
    #[func(rename = getVoice)]
    pub fn get_voice(#[opt(default = 0)] buffer_size_override: i64) -> Filled<Recorded> {
        const METHOD: &str = "Steam.getVoice";
        let voice = current::with(METHOD, |platform| {
            let max =
                arguments::number(METHOD, "buffer_size_override", buffer_size_override, 0..=MAX_VOICE_BYTES)?;
            Some(platform.auth().voice(if max == 0 { VOICE_BUFFER_BYTES } else { max }))
        });
        Filled(voice.map(|voice| Recorded {
            result: voice.result,
            buffer: PackedByteArray::from(voice.bytes.as_slice()),
        }))
    }

    /// The amount of recorded voice that is waiting for `getVoice`.
    ///
    /// Keys: `result` (int, VoiceResult), `buffer`, `size` (int, bytes, under both names). Steamworks: `GetAvailableVoice`.
    ///
    /// Local: The voice that `getVoice` would return without a limit.
    #[func(rename = getAvailableVoice)]
    pub fn get_available_voice() -> Filled<AvailableVoice> {
        Filled(current::with("Steam.getAvailableVoice", |platform| {
            let (result, size) = platform.auth().available_voice();
            Some(AvailableVoice { result, size })
        }))
    }

    /// Decompresses recorded voice to 16-bit samples, one channel. `sample_rate` is 11025 to 48000 Hz; `buffer_size_override`
    /// limits the result's bytes.
    ///
    /// The older form `decompressVoice(voice, voice_size, sample_rate)`, which uses the first `voice_size` bytes of `voice`, works as
    /// well: if the second argument is not a sample rate and the third one is.
    ///
    /// Keys: `result` (int, VoiceResult), `size` (int, bytes), `uncompressed` (PackedByteArray). Steamworks: `DecompressVoice`.
    ///
    /// Local: Accepts voice from `getVoice` of a local user; anything else is `VOICE_RESULT_DATA_CORRUPTED`.
    #[func(rename = decompressVoice)]
    pub fn decompress_voice(
        voice: PackedByteArray,
        #[opt(default = 11025)] sample_rate: i64,
        #[opt(default = 20480)] buffer_size_override: i64,
    ) -> VarDictionary {
        const METHOD: &str = "Steam.decompressVoice";
        let samples = current::with(METHOD, |platform| {
            let (voice, rate, max) = voice_arguments(voice.as_slice(), sample_rate, buffer_size_override);
            let rate = arguments::number(METHOD, "sample_rate", rate, SAMPLE_RATES)?;
            let max = arguments::number(METHOD, "buffer_size_override", max, 1..=MAX_VOICE_BYTES)?;
            Some(platform.auth().decompress_voice(voice, rate, max))
        });
        let Some(samples) = samples else { return VarDictionary::new() };
        vdict! {
            "result" => i64::from(samples.result),
            "size" => samples.bytes.len() as i64,
            "uncompressed" => &PackedByteArray::from(samples.bytes),
        }
    }

    /// The sample rate in Hz at which voice loses the least quality. Steamworks: `GetVoiceOptimalSampleRate`.
    ///
    /// Local: 24000.
    #[func(rename = getVoiceOptimalSampleRate)]
    pub fn get_voice_optimal_sample_rate() -> i64 {
        current::with("Steam.getVoiceOptimalSampleRate", |platform| {
            i64::from(platform.auth().voice_optimal_sample_rate())
        })
    }
}
}

/// The result of `getVoice`.
pub struct Recorded {
    result: u8,
    buffer: PackedByteArray,
}

impl Fill for Recorded {
    fn fill(&self, keys: &Keys, slots: &mut Slots<'_>) {
        let size = self.buffer.len() as i64;
        slots.int(&keys.result, self.result.into());
        slots.int(&keys.written, size);
        slots.int(&keys.size, size);
        slots.bytes(&keys.buffer, &self.buffer);
    }
}

/// The result of `getAvailableVoice`.
pub struct AvailableVoice {
    result: u8,
    size: u32,
}

impl Fill for AvailableVoice {
    fn fill(&self, keys: &Keys, slots: &mut Slots<'_>) {
        slots.int(&keys.result, self.result.into());
        slots.int(&keys.buffer, self.size.into());
        slots.int(&keys.size, self.size.into());
    }
}

/// The voice data, sample rate and maximum size of the samples, from the arguments of either generation of
/// `decompressVoice`.
fn voice_arguments(voice: &[u8], second: i64, third: i64) -> (&[u8], i64, i64) {
    let older = !SAMPLE_RATES.contains(&second) && SAMPLE_RATES.contains(&third);
    let counted = usize::try_from(second).ok().and_then(|size| voice.get(..size));
    match counted {
        Some(counted) if older => (counted, third, DECOMPRESSED_BYTES),
        _ => (voice, second, third),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voice_is_decompressed_with_the_arguments_of_either_generation() {
        let voice = [0; 100];
        assert_eq!(voice_arguments(&voice, 24_000, 20_480), (&voice[..], 24_000, 20_480));
        assert_eq!(voice_arguments(&voice, 48_000, 40_000), (&voice[..], 48_000, 40_000));
        assert_eq!(voice_arguments(&voice, 60, 48_000), (&voice[..60], 48_000, DECOMPRESSED_BYTES));
        // Wrong in both forms: the error is about the newer one.
        assert_eq!(voice_arguments(&voice, 101, 48_000), (&voice[..], 101, 48_000));
        assert_eq!(voice_arguments(&voice, -1, 48_000), (&voice[..], -1, 48_000));
    }
}
