//! A fast hash function for ids and channel numbers.

use std::hash::{BuildHasher, Hasher};

/// Creates [`KeyHasher`]s. The seed keeps a remote process from choosing channels that collide.
#[derive(Clone, Copy, Debug)]
pub struct KeyState(pub u64);

impl BuildHasher for KeyState {
    type Hasher = KeyHasher;

    fn build_hasher(&self) -> KeyHasher {
        KeyHasher(self.0)
    }
}

/// Hashes one number with one multiplication.
#[derive(Clone, Copy, Debug)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(byte.into());
        }
    }

    fn write_u64(&mut self, key: u64) {
        // Any odd number with well-spread bits works.
        const FACTOR: u128 = 0x9E37_79B9_7F4A_7C15;
        let product = u128::from(self.0 ^ key) * FACTOR;
        self.0 = product as u64 ^ (product >> 64) as u64;
    }

    fn write_i32(&mut self, key: i32) {
        self.write_u64(key as u32 as u64);
    }
}
