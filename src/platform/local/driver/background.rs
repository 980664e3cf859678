//! A thread for work on files that may take longer than a frame. It runs one job after the other, and checks whether other
//! processes have changed files: when the system reports a change, or at intervals where it cannot.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use mio::{Events, Poll, Registry, Token, Waker};

use super::Shared;
use super::changes::Changes;
use super::rendezvous::failure;
use crate::contract::{Event, InitFailure};

/// The shortest time between two checks for changed files, and the interval where the system does not report changes.
const LOOK_EVERY: Duration = Duration::from_millis(500);

const WAKER: Token = Token(0);
const CHANGED: Token = Token(1);

/// A job. Returns events for the game.
type Job = Box<dyn FnOnce() -> Vec<Event> + Send>;
/// A check for changed files.
type Look = Box<dyn FnMut() -> Looked + Send>;

/// The outcome of a check for changed files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// Files have changed: there is something for the pump.
    News,
    /// No file has changed.
    NoNews,
    /// The files cannot be checked now.
    NotNow,
}

enum Work {
    Job(Job),
    Watch(Watch),
}

/// The thread. It starts with the first job; dropping this waits until all jobs are done.
#[derive(Debug, Default)]
pub struct Background {
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    works: Sender<Work>,
    waker: Waker,
    thread: JoinHandle<()>,
}

impl Background {
    /// Queues `job`.
    pub fn run(
        &mut self,
        shared: &Arc<Shared>,
        job: impl FnOnce() -> Vec<Event> + Send + 'static,
    ) -> Result<(), InitFailure> {
        self.give(shared, Work::Job(Box::new(job)))
    }

    /// Calls `look` from now on when something changes in the first of `folders`, except in the second, which is one of its
    /// subfolders.
    pub fn watch(
        &mut self,
        shared: &Arc<Shared>,
        folders: (PathBuf, PathBuf),
        look: impl FnMut() -> Looked + Send + 'static,
    ) -> Result<(), InitFailure> {
        self.give(shared, Work::Watch(Watch { folders, look: Box::new(look), changes: None, next: None }))
    }

    fn give(&mut self, shared: &Arc<Shared>, work: Work) -> Result<(), InitFailure> {
        let running = match &self.running {
            Some(running) => running,
            None => self.running.insert(start(Arc::clone(shared))?),
        };
        let gone = || failure("the thread for files has ended".to_owned());
        // The thread ends only when the last sender is gone.
        running.works.send(work).map_err(|_| gone())?;
        running.waker.wake().map_err(|_| gone())
    }

    /// Waits until all jobs are done.
    pub fn finish(&mut self) {
        if let Some(Running { works, waker, thread }) = self.running.take() {
            drop(works);
            // Fails only if the thread has ended. The panic hook has reported a panic of the thread.
            let _ = waker.wake();
            let _ = thread.join();
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.finish();
    }
}

fn start(shared: Arc<Shared>) -> Result<Running, InitFailure> {
    let refused = |error| failure(format!("the local platform cannot start its thread for files: {error}"));
    let (works, work) = channel();
    let poll = Poll::new().map_err(refused)?;
    let waker = Waker::new(poll.registry(), WAKER).map_err(refused)?;
    let thread = std::thread::Builder::new().name("steam-files".to_owned());
    let thread = thread.spawn(move || serve(poll, &work, &shared)).map_err(refused)?;
    Ok(Running { works, waker, thread })
}

/// Runs jobs until the last sender is gone.
fn serve(mut poll: Poll, work: &Receiver<Work>, shared: &Shared) {
    let mut watch: Option<Watch> = None;
    let mut events = Events::with_capacity(4);
    loop {
        match work.try_recv() {
            Ok(Work::Job(job)) => {
                let finished = job();
                let mut client = shared.client.lock();
                finished.into_iter().for_each(|event| client.announce(event));
                drop(client);
                shared.notify_pump();
                continue;
            }
            Ok(Work::Watch(wanted)) => {
                // The folder may not exist before the first file, and could then not be watched.
                let _ = fs::create_dir_all(&wanted.folders.0);
                watch = Some(Watch { next: Some(Instant::now() + LOOK_EVERY), ..wanted });
                continue;
            }
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => return,
        }
        let now = Instant::now();
        if let Some(watch) = watch.as_mut().filter(|watch| watch.next.is_some_and(|next| next <= now))
            && watch.look(now, poll.registry())
        {
            shared.notify_pump();
        }
        let next = watch.as_ref().and_then(|watch| watch.next);
        // Fails only if a signal interrupts it: then there are no events.
        if poll.poll(&mut events, next.map(|next| next.saturating_duration_since(now))).is_err() {
            events.clear();
        }
        shared.count_turn();
        if let Some(watch) = watch.as_mut()
            && events.iter().any(|event| event.token() == CHANGED)
        {
            watch.next.get_or_insert_with(|| Instant::now() + LOOK_EVERY);
        }
    }
}

/// The watch on files.
struct Watch {
    folders: (PathBuf, PathBuf),
    look: Look,
    changes: Option<Changes>,
    /// When to check next; `None` until the system reports a change.
    next: Option<Instant>,
}

impl Watch {
    /// Checks for changed files. Returns whether there is something for the pump.
    fn look(&mut self, now: Instant, registry: &Registry) -> bool {
        if let Some(changes) = self.changes.take() {
            changes.close(registry);
        }
        // Comes before the check, so that later changes are reported.
        let (folder, but) = &self.folders;
        self.changes = Changes::below(folder, but, registry, CHANGED).ok();
        let looked = (self.look)();
        let again = self.changes.is_none() || looked == Looked::NotNow;
        self.next = again.then(|| now + LOOK_EVERY);
        looked == Looked::News
    }
}
