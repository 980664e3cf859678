//! Work on files that may take longer than a frame, on a thread of its own, one piece after the other; and a look at the files
//! now and then.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Shared;
use super::rendezvous::failure;
use crate::contract::{Event, InitFailure};

/// How often is looked whether somebody else has changed files.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// A piece of work, and what the game is told of it.
type Job = Box<dyn FnOnce() -> Vec<Event> + Send>;
/// A look at the files. Returns whether the pump has something to tell.
type Look = Box<dyn FnMut() -> bool + Send>;

enum Work {
    Job(Job),
    Watch(Look),
}

/// The thread. It starts with the first piece of work; dropping this waits until all of it is done.
#[derive(Debug, Default)]
pub struct Background {
    running: Option<(Sender<Work>, JoinHandle<()>)>,
}

impl Background {
    /// Does `job` after all that was asked for before.
    pub fn run(
        &mut self,
        shared: &Arc<Shared>,
        job: impl FnOnce() -> Vec<Event> + Send + 'static,
    ) -> Result<(), InitFailure> {
        self.give(shared, Work::Job(Box::new(job)))
    }

    /// Looks at files from now on, by `look`.
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
        // The thread ends with the last sender only.
        works.send(work).map_err(|_| failure("the thread for files is gone".to_owned()))
    }

    /// Waits until everything is done.
    pub fn finish(&mut self) {
        if let Some((works, thread)) = self.running.take() {
            drop(works);
            // A panic of the thread has been reported where it happened.
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

/// Works until nobody can ask for anything any more.
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
