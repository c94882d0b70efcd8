//! Progress on the terminal: each piece of work with its time, several at once if need be.

use std::io::Write;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::Result;

/// How long silent work goes on before it is mentioned again.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// Work with a name, to be done while others are done.
pub struct Job<'a> {
    pub name: &'static str,
    pub work: Box<dyn FnOnce() -> Result + Send + 'a>,
}

impl<'a> Job<'a> {
    pub fn new(name: &'static str, work: impl FnOnce() -> Result + Send + 'a) -> Self {
        Self { name, work: Box::new(work) }
    }
}

/// Seconds since `start`, as shown to people.
pub fn seconds(start: Instant) -> String {
    format!("{:.1}s", start.elapsed().as_secs_f64())
}

/// Announces one piece of work, does it, and tells how long it took.
pub fn timed<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    print!("  {name} ... ");
    // Only a terminal that is gone refuses this, and then nobody reads it.
    let _ = std::io::stdout().flush();
    let start = Instant::now();
    let result = work();
    let word = if result.is_ok() { "ok" } else { "FAILED" };
    println!("{word} {}", seconds(start));
    result
}

/// Does all jobs at the same time; the first failure is returned once every job has ended.
pub fn all_at_once(jobs: Vec<Job<'_>>) -> Result {
    let start = Instant::now();
    let mut running: Vec<&str> = jobs.iter().map(|job| job.name).collect();
    let mut first_failure = None;
    for name in &running {
        println!("  {name} ... started");
    }
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for job in jobs {
            let sender = sender.clone();
            scope.spawn(move || {
                // The receiver outlives every job.
                let _ = sender.send((job.name, (job.work)()));
            });
        }
        drop(sender);
        loop {
            match receiver.recv_timeout(HEARTBEAT) {
                Ok((name, result)) => {
                    let word = if result.is_ok() { "ok" } else { "FAILED" };
                    println!("  {name} ... {word} {}", seconds(start));
                    running.retain(|other| *other != name);
                    if let Err(message) = result {
                        first_failure.get_or_insert(format!("{name}: {message}"));
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    println!("  ... {} after {}", running.join(", "), seconds(start));
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
    });
    first_failure.map_or(Ok(()), Err)
}
