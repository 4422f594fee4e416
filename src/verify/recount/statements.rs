//! The votes on statements, counted from the changes alone, and the last pictures worked out again from those.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::id::{CommandId, LinkNo, PersonId, SessionNo, StatementNo, WordsNo};
use crate::domain::role::Author;
use crate::domain::statement::{
    Cast, Conversation, Group, Picture, Ruling, Spot, Statement, StatementChange, Status, Vote,
};
use crate::domain::time::Time;
use crate::picturing;

use super::Order;

/// Of every person and statement, what stands.
#[derive(Debug, Default)]
pub(in crate::verify) struct Statements {
    said: BTreeMap<(SessionNo, PersonId, StatementNo), (Order, Option<Vote>)>,
    published: BTreeMap<(SessionNo, StatementNo), bool>,
    /// How many last pictures were told.
    pub pictures: usize,
    /// The sessions of those that are not what their votes come to.
    pub wrong: Vec<SessionNo>,
}

impl Statements {
    pub fn take(&mut self, change: &StatementChange) {
        match change {
            StatementChange::Submitted { session, statement, published, .. } => {
                self.published.insert((*session, *statement), *published);
            }
            StatementChange::Withdrawn { session, statement } => {
                self.published.insert((*session, *statement), false);
            }
            StatementChange::Ruled { session, statement, ruling, .. } => {
                self.published.insert((*session, *statement), *ruling == Ruling::Publish);
            }
            StatementChange::Voted { session, statement, person, vote, seq, id } => {
                let (of, order) = ((*session, *person, *statement), (*seq, *id));
                if self.said.get(&of).is_none_or(|(before, _)| *before < order) {
                    self.said.insert(of, (order, *vote));
                }
            }
            StatementChange::Pictured { session, pictured } => {
                self.pictures += 1;
                let again = picturing::last(&self.conversation(*session));
                if !is_alike(&pictured.picture, &again) {
                    self.wrong.push(*session);
                }
            }
            StatementChange::Planned { .. } | StatementChange::Staged { .. } => {}
        }
    }

    /// How many agree, disagree and pass, by statement.
    pub fn votes(&self) -> BTreeMap<(SessionNo, StatementNo), [u32; 3]> {
        let mut counts: BTreeMap<_, [u32; 3]> = BTreeMap::new();
        for ((session, _, statement), (_, vote)) in &self.said {
            let [agree, disagree, pass] = counts.entry((*session, *statement)).or_default();
            match vote {
                Some(Vote::Agree) => *agree += 1,
                Some(Vote::Disagree) => *disagree += 1,
                Some(Vote::Pass) => *pass += 1,
                None => {}
            }
        }
        counts
    }

    /// As much of a conversation as its picture hangs on.
    fn conversation(&self, session: SessionNo) -> Conversation {
        let list = self.published.iter().filter(|((of, _), _)| *of == session);
        let votes = self.said.iter().filter(|((of, ..), _)| *of == session);
        Conversation {
            list: list.map(|((_, no), published)| (*no, Arc::new(statement(*published)))).collect(),
            votes: votes.map(|((_, by, on), (order, vote))| ((*by, *on), cast(*order, *vote))).collect(),
            ..Conversation::default()
        }
    }
}

fn statement(published: bool) -> Statement {
    Statement {
        author: Author::Link(LinkNo(0)),
        id: CommandId(0),
        at: Time(0),
        text: WordsNo(0),
        version: 1,
        status: if published { Status::Published } else { Status::Withdrawn },
        counts: [0; 3],
    }
}

fn cast((seq, id): Order, vote: Option<Vote>) -> Cast {
    Cast { vote, seq, id }
}

/// Whether two pictures say the same. Another processor may round the last bits of a product otherwise: a place or a probability may
/// be one of another thousandth.
fn is_alike(told: &Picture, again: &Picture) -> bool {
    let groups = told.groups.len() == again.groups.len()
        && told.groups.iter().zip(&again.groups).all(|(told, again)| is_alike_group(told, again));
    let uniting =
        |picture: &Picture| picture.uniting.iter().map(|on| (on.s, on.side as u8)).collect::<BTreeSet<_>>();
    let dividing = |picture: &Picture| {
        picture.dividing.iter().map(|on| (on.s, on.agree, on.disagree)).collect::<BTreeSet<_>>()
    };
    (told.people, told.votes) == (again.people, again.votes)
        && told.statements == again.statements
        && groups
        && uniting(told) == uniting(again)
        && dividing(told) == dividing(again)
}

fn is_alike_group(told: &Group, again: &Group) -> bool {
    let near = |a: i32, b: i32| a.abs_diff(b) <= 1;
    let is_near = |a: Spot, b: Spot| near(a.0, b.0) && near(a.1, b.1);
    (told.group, told.people, told.few) == (again.group, again.people, again.few)
        && told.typical == again.typical
        && is_near(told.centre, again.centre)
}
