#![no_main]

use steam_networking_fuzz::platform::local::fuzzed;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzed::rings(data));
