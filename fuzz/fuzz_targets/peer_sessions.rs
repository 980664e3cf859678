#![no_main]

use steam_networking_fuzz::session::fuzzed;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzed::run(data));
