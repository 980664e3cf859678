//! A ring with a hostile process at the other end.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Script;
use crate::platform::local::driver::ring::{HEADER_WORDS, Reader, Words, Writer};

/// A small room, so that scripts wrap around.
const ROOM: usize = 1200;

#[derive(Clone)]
struct Plain(Arc<[AtomicU64]>);

impl Words for Plain {
    type Word = AtomicU64;

    fn words(&self) -> &[AtomicU64] {
        &self.0
    }
}

/// Runs a script of writes, reads and changes of the memory by a third party. Until the first change, the bytes read
/// are the bytes written.
pub fn run(bytes: &[u8]) {
    let mut script = Script(bytes);
    let memory = Plain((0..HEADER_WORDS + ROOM).map(|_| AtomicU64::new(0)).collect());
    let (mut writer, mut reader) = (Writer::new(memory.clone()), Reader::new(memory.clone()));
    let (mut expected, mut intact) = (VecDeque::<u8>::new(), true);
    let (mut out, mut count) = (Vec::new(), 0_u8);
    while !script.is_over() {
        match script.below(8) {
            0..=2 => {
                let len = usize::from(script.byte()) * usize::from(script.below(16));
                count = count.wrapping_add(1);
                let piece: Vec<u8> = (0..len).map(|at| count.wrapping_add(at as u8)).collect();
                match writer.write(&piece) {
                    Ok(taken) => expected.extend(piece.iter().take(taken)),
                    Err(_) => assert!(!intact, "a ring without foreign changes is not broken"),
                }
            }
            3 | 4 => {
                out.clear();
                let most = if script.below(4) == 0 { 1 + usize::from(script.byte()) } else { usize::MAX };
                let outcome = reader.read(&mut out, most);
                assert!(out.len() <= ROOM * 8);
                if intact {
                    let all = expected.len() == out.len();
                    assert!(
                        all || (out.len() >= most && out.len() < expected.len()),
                        "as many bytes as were asked for"
                    );
                    let came = expected.drain(..out.len());
                    assert!(
                        outcome.is_ok() && came.eq(out.iter().copied()),
                        "the written bytes, once and in order"
                    );
                    assert!(!all || most < usize::MAX || !reader.has_more());
                }
            }
            5 => {
                let sleeps = reader.fall_asleep();
                assert!(!intact || sleeps == expected.is_empty());
            }
            6 => {
                writer.take_sleeper();
            }
            _ => {
                // This changes a word of the header or one of the first words of the room, by a small or by any number.
                let at = usize::from(script.byte());
                let by = u64::from(script.byte()) << (8 * u32::from(script.below(8)));
                let Some(word) = memory.words().get(at) else { continue };
                let old = word.load(Ordering::Relaxed);
                let new = if script.below(2) == 0 { old.wrapping_add(by) } else { old.wrapping_sub(by) };
                word.store(new, Ordering::Relaxed);
                intact = false;
            }
        }
    }
}
