//! The ring over memory of the tests' own, with threads in every relevant order. Tests with a hostile process at the
//! other end are in `fuzzed`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::pipe::{READ, WRITTEN};
use super::*;

const ROOM: usize = 1500;

#[derive(Clone, Debug)]
struct Plain(Arc<[AtomicU64]>);

impl Plain {
    fn new(room: usize) -> Plain {
        Plain((0..HEADER_WORDS + room).map(|_| AtomicU64::new(0)).collect())
    }
}

impl Words for Plain {
    type Word = AtomicU64;

    fn words(&self) -> &[AtomicU64] {
        &self.0
    }
}

fn pair(room: usize) -> (Writer<Plain>, Reader<Plain>, Plain) {
    let memory = Plain::new(room);
    (Writer::new(memory.clone()), Reader::new(memory.clone()), memory)
}

#[test]
fn contradictions_are_found() {
    for (word, value) in [(WRITTEN, ROOM as u64 + 1), (WRITTEN, u64::MAX)] {
        let (_, mut reader, memory) = pair(ROOM);
        memory.words()[word].store(value, Ordering::Relaxed);
        assert_eq!(reader.read(&mut Vec::new(), usize::MAX), Err(Broken));
    }
    let (mut writer, _, memory) = pair(ROOM);
    memory.words()[READ].store(1, Ordering::Relaxed);
    assert_eq!(writer.write(&[0; 5000]), Err(Broken), "the reader cannot be ahead of the writer");
    let (mut writer, mut reader, memory) = pair(ROOM);
    writer.write(b"record").unwrap();
    memory.words()[HEADER_WORDS].store(9, Ordering::Relaxed);
    let too_long = reader.read(&mut Vec::new(), usize::MAX);
    assert_eq!(too_long, Err(Broken), "a record cannot be longer than the bytes written");
}

#[test]
fn a_few_packets_at_a_time_stay_in_few_pages() {
    let (mut writer, mut reader, memory) = pair(64 * 1024);
    let mut out = Vec::new();
    for _ in 0..100_000 {
        assert_eq!(writer.write(&[1; 90]).unwrap(), 90);
        reader.read(&mut out, usize::MAX).unwrap();
    }
    let used = memory.words().iter().rposition(|word| word.load(Ordering::Relaxed) != 0).unwrap();
    assert!(used < HEADER_WORDS + 2 * 512, "{used} words");
    assert_eq!(out.len(), 100_000 * 90);
}

#[test]
fn a_leap_to_the_front_takes_no_room() {
    let (mut writer, mut reader, _) = pair(2048);
    let mut out = Vec::new();
    writer.write(&[1; 4000]).unwrap();
    reader.read(&mut out, usize::MAX).unwrap();
    assert_eq!(writer.write(&[2; 2047 * 8]).unwrap(), 2047 * 8);
    reader.read(&mut out, usize::MAX).unwrap();
    assert_eq!(out.len(), 4000 + 2047 * 8);
    assert_eq!(writer.write(&[3; 2047 * 8]).unwrap(), 2047 * 8);
}

// The systems that have rings.
#[cfg(target_os = "linux")]
mod in_every_order {
    //! `loom` runs through all orders in which the accesses of two processes can occur.

    use loom::sync::atomic::{AtomicBool, AtomicU64, fence};
    use loom::sync::{Arc, Mutex};
    use loom::thread;

    use super::super::{Reader, Word, Words, Writer};
    use std::sync::atomic::Ordering;

    impl Word for AtomicU64 {
        fn load(&self, order: Ordering) -> u64 {
            AtomicU64::load(self, order)
        }

        fn store(&self, value: u64, order: Ordering) {
            AtomicU64::store(self, value, order);
        }

        fn swap(&self, value: u64, order: Ordering) -> u64 {
            AtomicU64::swap(self, value, order)
        }

        fn fence() {
            fence(Ordering::SeqCst);
        }
    }

    /// A small memory, because loom takes long for a large one. Words that a ring never uses are left out.
    #[derive(Clone)]
    struct Modelled(Arc<Vec<AtomicU64>>);

    impl Modelled {
        fn new(room: usize) -> Modelled {
            Modelled(Arc::new((0..super::HEADER_WORDS + room).map(|_| AtomicU64::new(0)).collect()))
        }
    }

    impl Words for Modelled {
        type Word = AtomicU64;

        fn words(&self) -> &[AtomicU64] {
            &self.0
        }
    }

    fn model(check: impl Fn() + Send + Sync + 'static) {
        let mut builder = loom::model::Builder::new();
        builder.preemption_bound = Some(3);
        builder.check(check);
    }

    #[test]
    fn packets_are_never_lost_duplicated_or_torn() {
        model(|| {
            let memory = Modelled::new(4);
            let mut reader = Reader::new(memory.clone());
            let mut writer = Writer::new(memory);
            let writing = thread::spawn(move || {
                let mut rest: &[u8] = &[1, 2, 3];
                for _ in 0..3 {
                    let now = rest.len().min(1);
                    let taken = writer.write(&rest[..now]).unwrap();
                    rest = &rest[taken..];
                }
                3 - rest.len()
            });
            let mut out = Vec::new();
            for _ in 0..2 {
                reader.read(&mut out, usize::MAX).unwrap();
                assert_eq!(out, [1, 2, 3][..out.len()]);
            }
            let written = writing.join().unwrap();
            reader.read(&mut out, usize::MAX).unwrap();
            assert_eq!(out, [1, 2, 3][..written]);
        });
    }

    #[test]
    fn a_reader_that_falls_asleep_is_woken_or_has_seen_it() {
        model(|| {
            let memory = Modelled::new(8);
            let mut reader = Reader::new(memory.clone());
            let mut writer = Writer::new(memory);
            let woken = Arc::new(AtomicBool::new(false));
            let wake = Arc::clone(&woken);
            let writing = thread::spawn(move || {
                writer.write(&[1]).unwrap();
                if writer.take_sleeper() {
                    wake.store(true, Ordering::Release);
                }
            });
            let sleeps = reader.fall_asleep();
            writing.join().unwrap();
            assert!(!sleeps || woken.load(Ordering::Acquire), "the reader sleeps, and nobody wakes it");
        });
    }

    /// The game and the driver share the reader behind a lock. Each takes what it finds; the driver sleeps afterwards.
    #[test]
    fn between_the_game_and_the_driver_nothing_is_lost_doubled_or_reordered() {
        model(|| {
            let memory = Modelled::new(8);
            let reader = Arc::new(Mutex::new((Reader::new(memory.clone()), Vec::new())));
            let mut writer = Writer::new(memory);
            let game = Arc::clone(&reader);
            let polling = thread::spawn(move || {
                let (reader, out) = &mut *game.lock().unwrap();
                reader.read(out, usize::MAX).unwrap();
            });
            let writing = thread::spawn(move || {
                let mut wakes = 0;
                for byte in [1, 2] {
                    writer.write(&[byte]).unwrap();
                    wakes += u32::from(writer.take_sleeper());
                }
                wakes
            });
            let sleeps = {
                let (reader, out) = &mut *reader.lock().unwrap();
                reader.read(out, usize::MAX).unwrap();
                reader.fall_asleep()
            };
            polling.join().unwrap();
            let wakes = writing.join().unwrap();
            let (reader, out) = &mut *reader.lock().unwrap();
            assert!(!sleeps || !reader.has_more() || wakes > 0, "bytes are unread, and nobody was woken");
            reader.read(out, usize::MAX).unwrap();
            assert_eq!(*out, [1, 2]);
        });
    }
}
