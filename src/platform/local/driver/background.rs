//! Work on files that may take longer than a frame, on a thread of its own, one piece after the other.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use super::Shared;
use super::rendezvous::failure;
use crate::contract::{Event, InitFailure};

/// A piece of work, and what the game is told of it.
type Job = Box<dyn FnOnce() -> Vec<Event> + Send>;

/// The thread. It starts with the first piece of work; dropping this waits until all of it is done.
#[derive(Debug, Default)]
pub struct Background {
    running: Option<(Sender<Job>, JoinHandle<()>)>,
}

impl Background {
    /// Does `job` after all that was asked for before.
    pub fn run(
        &mut self,
        shared: &Arc<Shared>,
        job: impl FnOnce() -> Vec<Event> + Send + 'static,
    ) -> Result<(), InitFailure> {
        let (jobs, _) = match &self.running {
            Some(running) => running,
            None => self.running.insert(start(Arc::clone(shared))?),
        };
        // The thread ends with the last sender only.
        jobs.send(Box::new(job)).map_err(|_| failure("the thread for files is gone".to_owned()))
    }

    /// Waits until everything is done.
    pub fn finish(&mut self) {
        if let Some((jobs, thread)) = self.running.take() {
            drop(jobs);
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

fn start(shared: Arc<Shared>) -> Result<(Sender<Job>, JoinHandle<()>), InitFailure> {
    let (jobs, work) = channel::<Job>();
    let run = move || {
        for job in work {
            let events = job();
            let mut client = shared.client.lock();
            events.into_iter().for_each(|event| client.announce(event));
            drop(client);
            shared.notify_pump();
        }
    };
    let thread = std::thread::Builder::new().name("steam-files".to_owned()).spawn(run);
    let thread = thread
        .map_err(|error| failure(format!("the local platform cannot start its thread for files: {error}")))?;
    Ok((jobs, thread))
}
