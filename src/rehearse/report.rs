//! What a rehearsal found.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use serde::Serialize;

/// What a rehearsal found.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// How many phones.
    pub phones: usize,
    /// How often they connected.
    pub connections: u64,
    /// Phones that never came in.
    pub never_in: u64,
    /// How long it took.
    pub seconds: f64,
    /// Commands that were acknowledged.
    pub accepted: usize,
    /// Of these, what phones gave, by what it is.
    pub played: BTreeMap<&'static str, u64>,
    /// What was open and that phones cannot play.
    pub not_played: BTreeSet<NotPlayed>,
    /// Commands and connections that were refused, by code.
    pub refused: BTreeMap<String, u64>,
    /// Commands that were asked to be sent again, by code.
    pub sent_again: BTreeMap<String, u64>,
    /// Commands that were never answered.
    pub unanswered: usize,
    /// Frames that were not understood.
    pub unreadable_frames: u64,
    /// From sending a command to its acknowledgement, in milliseconds.
    pub answer_ms: Spread,
    /// From sending a command to another phone's seeing it, in milliseconds.
    pub seen_ms: Spread,
    /// How many contributions of a replayed conversation were put on the list.
    pub contributions: Option<usize>,
    /// Questions whose supports differ from the recount, on any node.
    pub mismatches: Vec<Mismatch>,
}

/// What was open in a made-up hall and takes more than phones have that joined by a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotPlayed {
    /// Visits of stands, and their stars: the codes are told to organisers alone, and no organiser's link was given.
    StandVisits,
    /// Whatever takes the code of a badge: votes of badges, questions where names are by badge.
    Badges,
}

impl NotPlayed {
    fn why(self) -> &'static str {
        match self {
            Self::StandVisits => {
                "visits of stands, whose codes organisers alone are told: give an organiser's link with --desk"
            }
            Self::Badges => "what takes the code of a badge, which phones that are made up have none of",
        }
    }
}

/// A count that is not what the votes come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// The contribution's id in the export.
    pub contribution: String,
    /// What the votes come to.
    pub expected: u32,
    /// What the server shows; `None` where it does not show the question.
    pub shown: Option<u32>,
    /// Which server.
    pub url: String,
}

/// How a measure is spread, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Spread {
    /// Half are below.
    pub p50: f64,
    /// 99 of 100 are below.
    pub p99: f64,
    /// The longest.
    pub max: f64,
}

impl Spread {
    pub(super) fn of(lengths: &[Duration]) -> Self {
        let mut sorted: Vec<f64> = lengths.iter().map(|length| length.as_secs_f64() * 1000.0).collect();
        sorted.sort_by(f64::total_cmp);
        let at =
            |percent: usize| sorted.get((sorted.len() * percent).div_ceil(100).saturating_sub(1)).copied();
        Self {
            p50: at(50).unwrap_or_default(),
            p99: at(99).unwrap_or_default(),
            max: sorted.last().copied().unwrap_or_default(),
        }
    }
}

impl Report {
    /// Whether everything went as it must: every phone was in, something was done, every command answered, every count right.
    #[must_use]
    pub fn is_good(&self) -> bool {
        let is_missing = self.never_in > 0 || self.unanswered > 0 || self.unreadable_frames > 0;
        self.accepted > 0 && self.mismatches.is_empty() && !is_missing
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} phones, {} connections, {:.1} s", self.phones, self.connections, self.seconds)?;
        if self.never_in > 0 {
            let never_in = self.never_in;
            writeln!(
                f,
                "{never_in} phones never came in: look at the server, at proxies before it, and whether this machine has room for so many"
            )?;
        }
        writeln!(f, "{} commands acknowledged, {} never answered", self.accepted, self.unanswered)?;
        if self.accepted == 0 {
            writeln!(
                f,
                "nothing was taken: begin a session on the desk, or take the code of a hall where one is on"
            )?;
        }
        let Spread { p50, p99, max } = self.answer_ms;
        writeln!(
            f,
            "acknowledged after {p50:.1} ms (half), {p99:.1} ms (99 of 100), {max:.1} ms (the longest)"
        )?;
        if self.seen_ms != Spread::default() {
            let Spread { p50, p99, max } = self.seen_ms;
            writeln!(
                f,
                "seen by others after {p50:.1} ms (half), {p99:.1} ms (99 of 100), {max:.1} ms (the longest)"
            )?;
        }
        for (deed, count) in &self.played {
            writeln!(f, "played: {deed} {count}")?;
        }
        for what in &self.not_played {
            writeln!(f, "not played: {}", what.why())?;
        }
        for (code, count) in &self.refused {
            writeln!(f, "refused: {code} {count}")?;
        }
        for (code, count) in &self.sent_again {
            writeln!(f, "sent again: {code} {count}")?;
        }
        if let Some(contributions) = self.contributions {
            let verdict = if self.mismatches.is_empty() { "equal" } else { "DIFFERENT" };
            writeln!(
                f,
                "{contributions} contributions; their supports and the recount of votes.csv are {verdict}"
            )?;
        }
        for Mismatch { contribution, expected, shown, url } in &self.mismatches {
            let shown = shown.map_or("nothing".to_owned(), |shown| shown.to_string());
            writeln!(f, "contribution {contribution}: the votes come to {expected}, {url} shows {shown}")?;
        }
        write!(f, "{}", if self.is_good() { "good" } else { "NOT GOOD" })
    }
}

#[cfg(test)]
mod tests {
    use crate::rehearse::outcome::Outcome;
    use crate::rehearse::tallies::Tallies;

    use super::*;

    #[test]
    fn a_spread_of_nothing_is_zero_and_of_a_hundred_is_exact() {
        assert_eq!(Spread::of(&[]), Spread::default());
        let lengths: Vec<_> = (1..=100).map(Duration::from_millis).collect();
        assert_eq!(Spread::of(&lengths), Spread { p50: 50.0, p99: 99.0, max: 100.0 });
    }

    #[test]
    fn a_hall_of_which_some_never_came_in_did_not_go_well() {
        let tallies = Tallies::default();
        for phone in 0..3 {
            tallies.started();
            if phone > 0 {
                tallies.connected(true);
                tallies.connected(false);
            }
        }
        tallies.answered(Duration::from_millis(1), Some("ballots"), &Outcome::Done { rev: 1, no: None });
        let report = tallies.report(3, Duration::from_secs(1));
        assert_eq!((report.never_in, report.connections), (1, 4));
        assert!(!report.is_good() && report.to_string().contains("1 phones never came in"), "{report}");
        tallies.connected(true);
        assert!(tallies.report(3, Duration::from_secs(1)).is_good());
    }

    #[test]
    fn what_was_played_is_told_and_what_could_not_be() {
        let tallies = Tallies::default();
        let done = Outcome::Done { rev: 1, no: None };
        let refused = Outcome::Refused { code: "too_soon".into(), limit: None };
        for (deed, outcome) in
            [(Some("dots"), &done), (Some("dots"), &done), (Some("ideas"), &refused), (None, &done)]
        {
            tallies.answered(Duration::from_millis(1), deed, outcome);
        }
        let mut report = tallies.report(1, Duration::from_secs(1));
        report.not_played.insert(NotPlayed::StandVisits);
        let text = report.to_string();
        assert!(text.contains("3 commands acknowledged") && text.contains("\nplayed: dots 2\n"), "{text}");
        assert!(!text.contains("ideas") && text.contains("\nnot played: visits of stands"), "{text}");
        let told = serde_json::to_value(&report).expect("a report is JSON");
        assert_eq!(told["played"], serde_json::json!({"dots": 2}));
        assert_eq!(told["not_played"], serde_json::json!(["stand_visits"]));
    }
}
