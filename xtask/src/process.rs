//! Child processes: all of them end with the command, on an error, at the time limit and on Ctrl-C.
//!
//! Only processes that were started here are ended, through their handles.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// The interval at which a wait checks its processes and [`INTERRUPTED`].
const TICK: Duration = Duration::from_millis(20);

/// The time to wait for the output of an ended process. It is only needed if a child of the process holds it open.
const LAST_WORDS: Duration = Duration::from_secs(2);

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Makes Ctrl-C and a request to terminate end the running wait, and with it the command.
pub(crate) fn watch_interrupts() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed)).context("cannot watch for Ctrl-C")
}

/// A child that is killed and reaped when its handle is dropped.
pub(crate) struct Owned(Child);

impl Owned {
    pub(crate) fn spawn(command: &mut Command) -> Result<Self> {
        let child = command.spawn();
        child.map(Self).with_context(|| format!("cannot run {}", command.get_program().display()))
    }

    /// Its output, if it was piped.
    pub(crate) fn take_stdout(&mut self) -> Option<ChildStdout> {
        self.0.stdout.take()
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // Both only fail for a process that has ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a command to its end in this terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let mut child = Owned::spawn(command.stdin(Stdio::null()))?;
    loop {
        if let Some(status) = child.0.try_wait()? {
            return if status.success() { Ok(()) } else { bail!("{} failed ({status})", shown(command)) };
        }
        pause()?;
    }
}

/// Waits for one [`TICK`], or fails because the user wants to stop.
pub(crate) fn pause() -> Result<()> {
    thread::sleep(TICK);
    fail_if_interrupted()
}

fn fail_if_interrupted() -> Result<()> {
    if INTERRUPTED.load(Ordering::Relaxed) { bail!("interrupted") } else { Ok(()) }
}

/// The command, as typed in a shell.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The result of one of several processes.
pub(crate) struct Outcome {
    /// `None` for one that was ended at the time limit.
    pub(crate) status: Option<ExitStatus>,
    /// Both of its output streams, line by line as they arrived.
    pub(crate) output: Vec<String>,
}

impl Outcome {
    /// Whether it ended by itself and with exit code 0.
    pub(crate) fn succeeded(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }
}

/// Runs processes side by side until all have ended, or until `limit` has passed.
///
/// `on_line` gets each line of output as it arrives, with the index of its command, and returns whether to keep it for
/// the [`Outcome`].
pub(crate) fn run_together(
    commands: &mut [Command],
    limit: Option<Duration>,
    mut on_line: impl FnMut(usize, &str) -> bool,
) -> Result<Vec<Outcome>> {
    let (sender, lines) = channel();
    let mut running = Vec::new();
    for (index, command) in commands.iter_mut().enumerate() {
        let mut child =
            Owned::spawn(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()))?;
        if let (Some(stdout), Some(stderr)) = (child.0.stdout.take(), child.0.stderr.take()) {
            read_lines(stdout, index, sender.clone());
            read_lines(stderr, index, sender.clone());
        }
        running.push(child);
    }
    drop(sender);

    let mut outcomes: Vec<Outcome> =
        running.iter().map(|_| Outcome { status: None, output: Vec::new() }).collect();
    let mut take = |(index, line): (usize, String), outcomes: &mut Vec<Outcome>| {
        if on_line(index, &line)
            && let Some(outcome) = outcomes.get_mut(index)
        {
            outcome.output.push(line);
        }
    };
    let started = Instant::now();
    loop {
        fail_if_interrupted()?;
        let mut all_ended = true;
        for (child, outcome) in running.iter_mut().zip(&mut outcomes) {
            if outcome.status.is_none() {
                outcome.status = child.0.try_wait()?;
            }
            all_ended &= outcome.status.is_some();
        }
        if all_ended || limit.is_some_and(|limit| started.elapsed() >= limit) {
            break;
        }
        match lines.recv_timeout(TICK) {
            Ok(line) => take(line, &mut outcomes),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => pause()?,
        }
    }
    drop(running);
    drain(&lines, |line| take(line, &mut outcomes));
    Ok(outcomes)
}

/// Takes the rest of the output of ended processes.
fn drain(lines: &Receiver<(usize, String)>, mut take: impl FnMut((usize, String))) {
    let until = Instant::now() + LAST_WORDS;
    while let Ok(line) = lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
        take(line);
    }
}

fn read_lines(stream: impl Read + Send + 'static, index: usize, lines: Sender<(usize, String)>) {
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut line = Vec::new();
        // A crash may leave half a line, and it need not be UTF-8.
        while matches!(reader.read_until(b'\n', &mut line), Ok(length) if length > 0) {
            let text = String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned();
            if lines.send((index, text)).is_err() {
                return;
            }
            line.clear();
        }
    });
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn output_and_exit_code_belong_to_the_process_they_came_from() {
        let mut commands = [shell("echo one; echo two >&2; exit 3"), shell("printf 'no newline'")];
        let mut seen = 0;
        let outcomes = run_together(&mut commands, None, |_, _| {
            seen += 1;
            true
        })
        .unwrap();
        let mut first = outcomes[0].output.clone();
        first.sort();
        assert_eq!(first, ["one", "two"]);
        assert_eq!(outcomes[0].status.unwrap().code(), Some(3));
        assert_eq!(outcomes[1].output, ["no newline"]);
        assert!(outcomes[1].succeeded() && !outcomes[0].succeeded());
        assert_eq!(seen, 3);
    }

    #[test]
    fn what_is_not_to_be_kept_is_seen_and_forgotten() {
        let mut commands = [shell("echo one; echo two; echo one")];
        let outcomes = run_together(&mut commands, None, |_, line| line != "one").unwrap();
        assert_eq!(outcomes[0].output, ["two"]);
    }

    #[test]
    fn a_process_past_its_limit_is_ended_and_keeps_what_it_said() {
        let mut commands = [shell("echo started; exec sleep 600"), shell("exit 0")];
        let outcomes = run_together(&mut commands, Some(Duration::from_millis(500)), |_, _| true).unwrap();
        assert_eq!(outcomes[0].output, ["started"]);
        assert!(outcomes[0].status.is_none() && outcomes[1].succeeded());
    }

    #[test]
    fn a_command_that_fails_or_is_missing_is_an_error_that_names_it() {
        let failed = run(&mut shell("exit 7")).unwrap_err().to_string();
        assert!(failed.contains("sh -c exit 7") && failed.contains('7'), "{failed}");
        let missing = run(&mut Command::new("no-such-program")).unwrap_err().to_string();
        assert!(missing.contains("no-such-program"), "{missing}");
    }
}
