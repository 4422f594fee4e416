//! A forum's journal from its first entry to its last.

use std::sync::Arc;

use crate::domain::forum::is_slug;
use crate::domain::id::{ForumId, WordsNo};
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::domain::words::Lexicon;
use crate::journal::embedded::Embedded;
use crate::journal::{Entry, ForumRecord, Head, Journal, JournalError, Registry, chain};
use crate::room::entry::{Body, Origin};
use crate::room::{Standing, entry, read_snapshot};

use super::recount::{Beside, Recount};
use super::report::ForumReport;
use super::signed::SignedBallots;
use super::unwritten::Unwritten;
use super::words::Words;
use super::{codes, compare};

/// Entries read at once.
const PAGE: usize = 1_000;

/// So many later epochs can begin in any forum: each restoring, and each loss that is healed, begins one.
const EPOCHS_TO_COME: u32 = 1 << 20;

/// The report of a forum, called as it is in the list; by its number where that is no name, which a terminal need not show.
fn named(record: &ForumRecord) -> ForumReport {
    let mut report = ForumReport { slug: record.slug.clone(), ..ForumReport::default() };
    if !is_slug(&record.slug) {
        report.slug = format!("forum {}", record.id);
        report.note("list of forums", "what it is called there is no name for a forum");
    }
    report
}

/// Verifies one forum, up to where its journal stands when it begins.
pub(super) async fn forum(journal: &Embedded, record: ForumRecord) -> Result<ForumReport, JournalError> {
    let mut report = named(&record);
    let Some((head, time)) = journal.stands_at(record.id).await? else { return Ok(report) };
    if head.epoch > u32::MAX - EPOCHS_TO_COME {
        report.note("list of forums", format!("after epoch {} hardly a later one can begin", head.epoch));
    }
    let snapshot = journal.snapshot(record.id).await?;
    let texts = journal.words(record.id).await?;
    let saved = snapshot.as_ref().and_then(|snapshot| read_snapshot(snapshot, texts.clone()));
    report.snapshot = saved.as_ref().map(|saved| saved.rev);
    let mut walk = Walk { forum: record.id, saved, ..Walk::default() };
    walk.go(journal, record.id, head, &mut report).await?;
    if walk.at == head {
        listed(journal, record.id, time, &walk, &mut report).await?;
    }
    walk.words.overlook(erased_after(journal, record.id, head).await?);
    compare::figures(&walk.state, &walk.recount, &mut report);
    walk.signed.finish(&mut report);
    // A server may have filed more texts since the head was read: they are none of these entries'.
    let newest = walk.state.last.words;
    let texts: Vec<_> = texts.into_iter().filter(|filed| filed.no <= newest).collect();
    walk.words.compare(&texts, &mut report);
    if let Some(saved) = walk.saved.filter(|saved| saved.rev <= head.rev) {
        report.note(format!("snapshot of revision {}", saved.rev), "no entry of that revision was found");
    }
    Ok(report)
}

/// What lies beside the journal says of the forum what its entries say: the list of forums, and the codes.
async fn listed(
    journal: &Embedded,
    forum: ForumId,
    time: Time,
    walk: &Walk,
    report: &mut ForumReport,
) -> Result<(), JournalError> {
    if walk.time != time {
        report.note("list of forums", "the time of the last entry is not the one that stands there");
    }
    let beyond = journal.beyond_head(forum).await?;
    if beyond > 0 {
        report
            .note("list of forums", format!("{beyond} entries come after the one that it says is the last"));
    }
    // A forum that is being made has its codes before its first entry; over Redis they are kept there.
    if walk.at.rev > 0 && !journal.is_copy(forum).await? {
        codes::compare(&walk.state, &journal.codes(forum).await?, report);
    }
    Ok(())
}

/// The texts that entries after the head erased: a server that runs may have erased them before the texts were read.
async fn erased_after(
    journal: &dyn Journal,
    forum: ForumId,
    head: Head,
) -> Result<Vec<WordsNo>, JournalError> {
    let mut erased = Vec::new();
    let (mut at, now) = (head, journal.head(forum).await?.unwrap_or(head));
    while at.rev < now.rev {
        let entries = journal.read(forum, at.rev, PAGE).await?;
        erased.extend(entries.iter().flat_map(|entry| entry.erased.iter().copied()));
        let Some(last) = entries.last() else { break };
        at = last.head();
    }
    Ok(erased)
}

/// What lies beside an entry is what its body says, for only the body is in the hash.
fn beside(entry: &Entry, body: &Body, place: &str, report: &mut ForumReport) {
    if entry.time != body.at {
        report.note(place, "its time is not the one at which it was decided");
    }
    if !body.erases().eq(entry.erased.iter().copied()) {
        report.note(place, "the texts that it took away are not those that it erased");
    }
    for filed in entry.words.iter().filter(|filed| !body.words.iter().any(|(no, _)| *no == filed.no)) {
        report.note(place, format!("text {} lies beside it and was not filed with it", filed.no));
    }
}

/// What was gathered on the way.
struct Walk {
    forum: ForumId,
    at: Head,
    /// When the last entry was decided.
    time: Time,
    state: State,
    recount: Recount,
    signed: SignedBallots,
    unwritten: Unwritten,
    words: Words,
    /// The snapshot, until its revision is reached.
    saved: Option<Standing>,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            forum: ForumId(0),
            at: Head::GENESIS,
            time: Time(0),
            state: State::default(),
            recount: Recount::default(),
            signed: SignedBallots::default(),
            unwritten: Unwritten::default(),
            words: Words::default(),
            saved: None,
        }
    }
}

impl Walk {
    async fn go(
        &mut self,
        journal: &dyn Journal,
        forum: ForumId,
        until: Head,
        report: &mut ForumReport,
    ) -> Result<(), JournalError> {
        while self.at.rev < until.rev {
            let entries = match journal.read(forum, self.at.rev, PAGE).await {
                Ok(entries) => entries,
                Err(
                    why
                    @ (JournalError::Hole { .. } | JournalError::Unreadable(_) | JournalError::Damaged(_)),
                ) => {
                    report.note(format!("after entry {}", self.at.rev), why.to_string());
                    return Ok(());
                }
                Err(why) => return Err(why),
            };
            if entries.is_empty() {
                report.note(
                    format!("after entry {}", self.at.rev),
                    format!("{} more should follow", until.rev - self.at.rev),
                );
                return Ok(());
            }
            for entry in entries.iter().take_while(|entry| entry.rev <= until.rev) {
                if !self.step(entry, report) {
                    return Ok(());
                }
            }
        }
        if self.at != until {
            report
                .note(format!("entry {}", until.rev), "it is not the one that the journal says is its last");
        }
        Ok(())
    }

    /// Goes past an entry. False when it cannot be read, so that nothing after it makes sense.
    fn step(&mut self, entry: &Entry, report: &mut ForumReport) -> bool {
        let place = format!("entry {}", entry.rev);
        if let Err(broken) = chain::verify(self.at, [entry]) {
            report.note(&place, broken.why.to_string());
        }
        self.at = entry.head();
        report.counted.entries += 1;
        let body = match entry::decode(&entry.body) {
            Ok(body) => body,
            Err(why) => {
                report.note(&place, format!("{why}; what comes after it was not counted"));
                return false;
            }
        };
        beside(entry, &body, &place, report);
        self.time = body.at;
        let words: Vec<_> = entry.words.iter().map(|filed| (filed.no, Arc::clone(&filed.text))).collect();
        if let Some(origin) = &body.origin {
            self.came_home(origin, &place, report);
        }
        body.apply(&mut self.state, entry.rev, &words);
        self.words.take(entry.rev, &body);
        let beside = Beside { words: &self.state.words, is_home: body.origin.is_some() };
        for change in &body.changes {
            self.recount.take(change, beside);
            let signed = self.signed.take(self.forum, change, beside.is_home);
            for what in signed.into_iter().chain(self.unwritten.take(change, beside)) {
                report.note(&place, what);
            }
        }
        if let Some(saved) = self.saved.take_if(|saved| saved.rev == entry.rev) {
            self.compare_snapshot(saved, entry, report);
        }
        true
    }

    /// Each lost entry comes home once.
    fn came_home(&self, origin: &Origin, place: &str, report: &mut ForumReport) {
        report.counted.home += 1;
        if self.state.homes.contains_key(&origin.hash.to_string()) {
            let Origin { epoch, rev, .. } = origin;
            report.note(place, format!("the lost entry {rev} of epoch {epoch} came home before"));
        }
    }

    /// A snapshot says what the entries say. It holds no texts: those that are there now were filed with it.
    fn compare_snapshot(&self, mut saved: Standing, entry: &Entry, report: &mut ForumReport) {
        let place = format!("snapshot of revision {}", entry.rev);
        if saved.head() != entry.head() {
            report.note(&place, "it is of another history");
        }
        let mut state = self.state.clone();
        state.words = Lexicon::default();
        saved.state.words = Lexicon::default();
        saved.state.last.words = state.last.words;
        compare::states(&saved.state, &state, &place, report);
    }
}
