//! The votes on statements, counted from the changes alone, and what last pictures say of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::id::{CommandId, LinkNo, SessionNo, StatementNo, WordsNo};
use crate::domain::role::Author;
use crate::domain::statement::{
    Cast, Conversation, Picture, Pictured, Ruling, Statement, StatementChange, Status,
};
use crate::domain::time::Time;
use crate::picturing;

/// Of every session, what people said of its statements, as much as a picture hangs on.
#[derive(Debug, Default)]
pub(in crate::verify) struct Statements {
    said: BTreeMap<SessionNo, Conversation>,
    /// The newest last picture of each session, and the votes that it was made of.
    last: BTreeMap<SessionNo, (Arc<Pictured>, Conversation)>,
    /// How many last pictures were told.
    pub pictures: usize,
    /// The sessions of those that cannot be what their votes come to, on whatever machine.
    pub wrong: Vec<SessionNo>,
}

impl Statements {
    pub fn take(&mut self, change: &StatementChange) {
        let held = self.said.entry(change.session()).or_default();
        match change {
            StatementChange::Submitted { statement, published, .. } => set(held, *statement, *published),
            StatementChange::Withdrawn { statement, .. } => set(held, *statement, false),
            StatementChange::Ruled { statement, ruling, .. } => {
                set(held, *statement, *ruling == Ruling::Publish);
            }
            StatementChange::Voted { statement, person, vote, seq, id, .. } => {
                let cast = Cast { vote: *vote, seq: *seq, id: *id };
                let before = held.cast(*person, *statement);
                if before.is_none_or(|before| before.order() < cast.order()) {
                    held.put(*person, *statement, cast);
                }
            }
            StatementChange::Pictured { session, pictured } => {
                self.pictures += 1;
                if !can_be_of(pictured, held) {
                    self.wrong.push(*session);
                }
                self.last.insert(*session, (Arc::clone(pictured), held.clone()));
            }
            StatementChange::Planned { .. } | StatementChange::Staged { .. } => {}
        }
    }

    /// How many agree, disagree and pass, by statement.
    pub fn votes(&self) -> BTreeMap<(SessionNo, StatementNo), [u32; 3]> {
        let mut all = BTreeMap::new();
        for (session, held) in &self.said {
            all.extend(counts(held).into_iter().map(|(no, counts)| ((*session, no), counts)));
        }
        all
    }

    /// The newest pictures of sessions that are worked out otherwise here, whichever way round they were told. That is no mistake of the journal: places and groups hang on
    /// the last bits of a product where two axes are equally good, and on the version of the arithmetic.
    pub fn otherwise(&self) -> usize {
        let again = |told: &Picture, held: &Conversation| picturing::as_before(picturing::last(held), told);
        self.last.values().filter(|(told, held)| told.picture != again(&told.picture, held)).count()
    }
}

/// Whether the picture can be one of these votes: what hangs on no axis, and what follows from its own numbers, where those were worked
/// out as here.
fn can_be_of(pictured: &Pictured, held: &Conversation) -> bool {
    let Pictured { picture, arithmetic, .. } = pictured;
    let counts = counts(held);
    let said =
        held.votes.values().map(|votes| votes.cast.values().filter(|cast| cast.vote.is_some()).count());
    let voters: Vec<usize> = said.filter(|said| *said > 0).collect();
    let is_published = |no| held.list.get(no).is_some_and(|said: &Arc<Statement>| said.is_published());
    let is_within = |told: &[u32; 3], all: &[u32; 3]| told.iter().zip(all).all(|(told, all)| told <= all);
    let of_votes = picture.statements.iter().all(|shares| {
        let counts = counts.get(&shares.s).filter(|_| is_published(&shares.s));
        counts.is_some_and(|counts| is_within(&shares.all, counts))
    });
    (picture.people as usize, picture.votes as usize) == (voters.len(), voters.iter().sum())
        && of_votes
        && (*arithmetic != picturing::ARITHMETIC || picturing::adds_up(picture))
}

fn counts(held: &Conversation) -> BTreeMap<StatementNo, [u32; 3]> {
    let mut counts: BTreeMap<StatementNo, [u32; 3]> = BTreeMap::new();
    for (_, statement, cast) in held.all_cast() {
        if let Some(vote) = cast.vote {
            counts.entry(statement).or_default()[vote.place()] += 1;
        }
    }
    counts
}

fn set(held: &mut Conversation, no: StatementNo, published: bool) {
    let statement = Statement {
        author: Author::Link(LinkNo(0)),
        id: CommandId(0),
        at: Time(0),
        text: WordsNo(0),
        version: 1,
        status: if published { Status::Published } else { Status::Withdrawn },
        counts: [0; 3],
        step: 0,
    };
    held.list.insert(no, Arc::new(statement));
}
