//! A thread for work on files that may take longer than a frame. It runs one job after the other, and checks at
//! intervals whether other processes have changed files.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Shared;
use super::rendezvous::failure;
use crate::contract::{Event, InitFailure};

/// The interval between checks for changed files.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// A job. Returns events for the game.
type Job = Box<dyn FnOnce() -> Vec<Event> + Send>;
/// A check for changed files. Returns whether there is something for the pump.
type Look = Box<dyn FnMut() -> bool + Send>;

enum Work {
    Job(Job),
    Watch(Look),
}

/// The thread. It starts with the first job; dropping this waits until all jobs are done.
#[derive(Debug, Default)]
pub struct Background {
    running: Option<(Sender<Work>, JoinHandle<()>)>,
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

    /// Calls `look` at intervals from now on, to check for changed files.
    pub fn watch(
        &mut self,
        shared: &Arc<Shared>,
        look: impl FnMut() -> bool + Send + 'static,
    ) -> Result<(), InitFailure> {
        self.give(shared, Work::Watch(Box::new(look)))
    }

    fn give(&mut self, shared: &Arc<Shared>, work: Work) -> Result<(), InitFailure> {
        let (works, _) = match &self.running {
            Some(running) => running,
            None => self.running.insert(start(Arc::clone(shared))?),
        };
        // The thread ends only when the last sender is gone.
        works.send(work).map_err(|_| failure("the thread for files has ended".to_owned()))
    }

    /// Waits until all jobs are done.
    pub fn finish(&mut self) {
        if let Some((works, thread)) = self.running.take() {
            drop(works);
            // The panic hook has reported a panic of the thread.
            let _ = thread.join();
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.finish();
    }
}

fn start(shared: Arc<Shared>) -> Result<(Sender<Work>, JoinHandle<()>), InitFailure> {
    let (works, work) = channel();
    let thread =
        std::thread::Builder::new().name("steam-files".to_owned()).spawn(move || serve(&work, &shared));
    let thread = thread
        .map_err(|error| failure(format!("the local platform cannot start its thread for files: {error}")))?;
    Ok((works, thread))
}

/// Runs jobs until the last sender is gone.
fn serve(work: &Receiver<Work>, shared: &Shared) {
    let mut look: Option<Look> = None;
    let mut last_look = Instant::now();
    loop {
        let next = match look {
            Some(_) => work.recv_timeout(LOOK_EVERY.saturating_sub(last_look.elapsed())),
            None => work.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match next {
            Ok(Work::Job(job)) => {
                let events = job();
                let mut client = shared.client.lock();
                events.into_iter().for_each(|event| client.announce(event));
                drop(client);
                shared.notify_pump();
            }
            Ok(Work::Watch(wanted)) => {
                look = Some(wanted);
                last_look = Instant::now();
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if let Some(look) = look.as_mut().filter(|_| last_look.elapsed() >= LOOK_EVERY) {
            if look() {
                shared.notify_pump();
            }
            last_look = Instant::now();
        }
    }
}
