//! What a verification found.

use std::fmt;

use crate::domain::id::ForumId;

/// What was found in a data folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Each forum that was looked at.
    pub forums: Vec<ForumReport>,
    /// The forums that something lies there of though they are not in the list, each with how many entries.
    pub strays: Vec<(ForumId, u64)>,
    /// What belongs to no forum and is not as it should be.
    pub folder: Vec<Difference>,
}

/// What was found of one forum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForumReport {
    /// Its name.
    pub slug: String,
    /// What was counted.
    pub counted: Counted,
    /// The revision of its snapshot, if there is one that can be read.
    pub snapshot: Option<u64>,
    /// What is not as it should be.
    pub differences: Vec<Difference>,
}

/// How much there was to count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Entries of the journal.
    pub entries: u64,
    /// Those that the journal had lost and that came home.
    pub home: u64,
    /// Questions.
    pub questions: usize,
    /// Supports that stand.
    pub supports: usize,
    /// Rounds of polls.
    pub rounds: usize,
    /// Ballots that stand.
    pub ballots: usize,
    /// Results by group and shifts that nobody can count again: the badges' keys are gone, or they came home from another history.
    pub uncounted: usize,
    /// Blind ballots that came home and are of no award that is known here: at their signatures nobody can look.
    pub unsigned: usize,
    /// Ratings that stand.
    pub ratings: usize,
    /// Tracks of awards that were opened.
    pub tracks: usize,
    /// Votes on statements that stand.
    pub votes: usize,
    /// Last pictures of opinions.
    pub pictures: usize,
    /// Ideas, whatever became of them.
    pub ideas: usize,
    /// Dots that count.
    pub dots: usize,
    /// Visits of stands.
    pub visits: usize,
    /// Turns at the microphone.
    pub turns: usize,
    /// Recommendations, whatever became of them.
    pub recommendations: usize,
    /// Votes over recommendations that stand.
    pub voices: usize,
    /// The newest of those that come out otherwise on this machine or by this version: nothing is wrong by that.
    pub otherwise: usize,
    /// Texts that are there.
    pub texts: usize,
    /// Texts that were erased.
    pub erased: usize,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where: an entry, a question, a round of a poll.
    pub place: String,
    /// What it is.
    pub what: String,
}

impl Report {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.strays.is_empty()
            && self.folder.is_empty()
            && self.forums.iter().all(|forum| forum.differences.is_empty())
    }
}

impl ForumReport {
    /// Notes a difference.
    pub(super) fn note(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.differences.push(Difference { place: place.into(), what: what.into() });
    }

    /// Notes a figure that is not what was counted.
    pub(super) fn expect<T: PartialEq + fmt::Debug>(
        &mut self,
        place: &str,
        figure: &str,
        stands: &T,
        counted: &T,
    ) {
        if stands != counted {
            self.note(place, format!("{figure}: {stands:?} stands, {counted:?} were counted"));
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.forums.is_empty() && self.strays.is_empty() && self.folder.is_empty() {
            writeln!(f, "no forum yet")?;
        }
        self.forums.iter().try_for_each(|forum| forum.fmt(f))?;
        for (forum, entries) in &self.strays {
            writeln!(
                f,
                "DIFFERS    forum {forum}: it is not in the list of forums, and {entries} entries of it are there"
            )?;
        }
        self.folder.iter().try_for_each(|difference| writeln!(f, "{difference}"))
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DIFFERS    {}: {}", self.place, self.what)
    }
}

impl fmt::Display for ForumReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = self.counted;
        let verdict = match self.differences.len() {
            0 => "whole".to_owned(),
            1 => "1 difference".to_owned(),
            many => format!("{many} differences"),
        };
        writeln!(f, "{}: {verdict}", self.slug)?;
        writeln!(f, "  entries    {}, each following from the one before it", counted.entries)?;
        if counted.home > 0 {
            writeln!(f, "  came home  {} of them, which the journal had lost", counted.home)?;
        }
        writeln!(f, "  questions  {} with {} supports", counted.questions, counted.supports)?;
        write!(f, "  polls      {} rounds with {} ballots", counted.rounds, counted.ballots)?;
        if counted.uncounted > 0 {
            write!(f, "; {} results by group or shifts could not be counted again", counted.uncounted)?;
        }
        if counted.unsigned > 0 {
            write!(
                f,
                "; {} blind ballots of no award that is known here were not looked at",
                counted.unsigned
            )?;
        }
        writeln!(f)?;
        writeln!(f, "  ratings    {}", counted.ratings)?;
        if counted.tracks > 0 {
            writeln!(f, "  awards     {} tracks, counted from their marks and ballots", counted.tracks)?;
        }
        if counted.votes > 0 {
            let Counted { votes, pictures, otherwise, .. } = counted;
            write!(f, "  statements {votes} votes, and {pictures} last pictures that can come out of them")?;
            if otherwise > 0 {
                write!(f, "; {otherwise} with another map here, as may be by another processor or version")?;
            }
            writeln!(f)?;
        }
        if counted.ideas > 0 {
            writeln!(f, "  ideas      {} with {} dots", counted.ideas, counted.dots)?;
        }
        if counted.visits > 0 {
            writeln!(f, "  stands     {} visits", counted.visits)?;
        }
        if counted.turns > 0 {
            writeln!(f, "  speaking   {} turns", counted.turns)?;
        }
        if counted.recommendations > 0 {
            writeln!(f, "  recommendations {} with {} votes", counted.recommendations, counted.voices)?;
        }
        writeln!(f, "  texts      {}, and {} erased", counted.texts, counted.erased)?;
        match self.snapshot {
            Some(rev) => writeln!(f, "  snapshot   of revision {rev}")?,
            None => writeln!(f, "  snapshot   none")?,
        }
        self.differences.iter().try_for_each(|difference| writeln!(f, "  {difference}"))
    }
}
