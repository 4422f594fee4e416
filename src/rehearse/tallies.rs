//! Counting what all phones see.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::outcome::Outcome;
use super::report::{Report, Spread};

/// What all phones count together.
#[derive(Debug, Default)]
pub struct Tallies {
    connections: AtomicU64,
    /// Phones that were started, less those that came in.
    outside: AtomicU64,
    unreadable: AtomicU64,
    highest: AtomicU64,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    answers: Vec<Duration>,
    played: BTreeMap<&'static str, u64>,
    waves: Vec<Duration>,
    refused: BTreeMap<String, u64>,
    again: BTreeMap<String, u64>,
}

impl Tallies {
    /// A phone was started.
    pub fn started(&self) {
        self.outside.fetch_add(1, Ordering::Relaxed);
    }

    /// A phone connected, for the first time or again.
    pub fn connected(&self, is_first: bool) {
        self.connections.fetch_add(1, Ordering::Relaxed);
        self.outside.fetch_sub(u64::from(is_first), Ordering::Relaxed);
    }

    /// A frame could not be read.
    pub fn unreadable(&self) {
        self.unreadable.fetch_add(1, Ordering::Relaxed);
    }

    /// A connection was refused for good.
    pub fn refused(&self, code: &str) {
        *self.inner().refused.entry(code.to_owned()).or_default() += 1;
    }

    /// A command was asked to be sent again.
    pub fn sent_again(&self, code: &str) {
        *self.inner().again.entry(code.to_owned()).or_default() += 1;
    }

    /// A command, which is counted as that, was answered after so long.
    pub fn answered(&self, after: Duration, deed: Option<&'static str>, outcome: &Outcome) {
        match outcome {
            Outcome::Done { rev, .. } => {
                self.highest.fetch_max(*rev, Ordering::Relaxed);
                let mut inner = self.inner();
                inner.answers.push(after);
                if let Some(deed) = deed {
                    *inner.played.entry(deed).or_default() += 1;
                }
            }
            Outcome::Refused { code, .. } => self.refused(code),
        }
    }

    /// What was done was seen by somebody else after so long.
    pub fn seen(&self, after: Duration) {
        self.inner().waves.push(after);
    }

    /// The highest revision of an answer.
    pub fn highest(&self) -> u64 {
        self.highest.load(Ordering::Relaxed)
    }

    /// How many commands were accepted so far.
    pub fn accepted(&self) -> usize {
        self.inner().answers.len()
    }

    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        // A panic elsewhere leaves plain counts behind: they are still worth reporting.
        self.inner.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The report, when everything was said.
    pub fn report(&self, phones: usize, took: Duration) -> Report {
        let inner = self.inner();
        Report {
            phones,
            connections: self.connections.load(Ordering::Relaxed),
            never_in: self.outside.load(Ordering::Relaxed),
            seconds: took.as_secs_f64(),
            accepted: inner.answers.len(),
            played: inner.played.clone(),
            not_played: BTreeSet::new(),
            refused: inner.refused.clone(),
            sent_again: inner.again.clone(),
            unreadable_frames: self.unreadable.load(Ordering::Relaxed),
            answer_ms: Spread::of(&inner.answers),
            seen_ms: Spread::of(&inner.waves),
            contributions: None,
            mismatches: Vec::new(),
            unanswered: 0,
        }
    }
}
