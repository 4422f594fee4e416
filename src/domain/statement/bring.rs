//! Lost changes of statements on their way home.
//!
//! What people wrote and said always comes home, whatever was closed since. What desks decided comes home where it stands as it
//! stood for them. A last picture does not: it is worked out again from the votes that are there then.

use std::sync::Arc;

use super::{Ruling, Stage, Statement, StatementChange, StatementPlan, Status, closing};
use crate::domain::agenda::{Phase, Session};
use crate::domain::change::Change;
use crate::domain::id::{LinkNo, SessionNo, StatementNo};
use crate::domain::rebase::Bringing;
use crate::domain::state::Made;
use crate::domain::time::Time;

impl Bringing<'_> {
    /// Brings a change of statements, and tells whether it stands now.
    pub(in crate::domain) fn about_statements(&mut self, change: &StatementChange) -> bool {
        let came = match change {
            StatementChange::Planned { session, plan } => self.statements_planned(*session, plan),
            StatementChange::Staged { session, stage, time } => {
                self.statements_staged(*session, *stage, *time)
            }
            StatementChange::Submitted { .. } => self.statement_submitted(change),
            StatementChange::Withdrawn { session, statement } => {
                self.statement_withdrawn((*session, *statement))
            }
            StatementChange::Ruled { session, statement, ruling, by } => {
                self.statement_ruled((*session, *statement), *ruling, *by)
            }
            StatementChange::Voted { .. } => self.statement_voted(change),
            StatementChange::Pictured { .. } => Some(true),
        };
        came.unwrap_or(false)
    }

    /// The session for whose statements something was given. Where they went with a session that was taken off the agenda they
    /// stand there again, as they stood.
    fn conversation_for(&mut self, lost: SessionNo) -> Option<SessionNo> {
        let session = self.session_for(lost)?;
        if !self.now.conversations.contains_key(&session) {
            let stood = Arc::clone(self.lost.conversations.get(&lost)?);
            let (plan, stage, time) = (Arc::clone(&stood.plan), stood.stage, stood.staged);
            self.emit(Change::Statements(StatementChange::Planned { session, plan }));
            stood.list.iter().for_each(|(no, said)| self.statement_again(session, *no, said));
            if stage != Stage::Preparing {
                self.emit(Change::Statements(StatementChange::Staged { session, stage, time }));
                self.close_where_over(session);
            }
        }
        Some(session)
    }

    /// Puts a statement there again that has a number of now. One that was dismissed waits for a desk: who dismissed it is not
    /// known, and nothing is published that nobody let pass.
    fn statement_again(&mut self, session: SessionNo, lost: StatementNo, said: &Statement) {
        let (no, author) = (self.numbering.statement(lost), self.author(said.author));
        let Some((statement, author)) = no.zip(author) else { return };
        let (id, text, time, published) = (said.id, self.refile(said.text), said.at, said.is_published());
        let again = StatementChange::Submitted { session, statement, author, id, text, published, time };
        self.emit(Change::Statements(again));
        if said.status == Status::Withdrawn {
            self.emit(Change::Statements(StatementChange::Withdrawn { session, statement }));
        }
    }

    /// Nothing is open in a session that is over.
    fn close_where_over(&mut self, session: SessionNo) {
        let is_over = |session: &Arc<Session>| session.phase == Phase::Ended;
        if self.now.sessions.get(&session).is_some_and(is_over) {
            let closing = closing(&self.now, session, self.at);
            self.emit_all(closing.into_iter().collect());
        }
    }

    /// The statement by its number of now.
    fn statement(&self, (lost, no): (SessionNo, StatementNo)) -> Option<(SessionNo, StatementNo)> {
        let (session, no) = (self.session(lost)?, self.numbering.statement(no)?);
        self.now.statement(session, no).map(|_| (session, no))
    }

    fn statements_planned(&mut self, lost: SessionNo, plan: &Arc<StatementPlan>) -> Option<bool> {
        let session = self.session(lost)?;
        let stood = self.lost.conversations.get(&lost).map(|held| &held.plan);
        let stands = self.now.conversations.get(&session).map(|held| &held.plan);
        let (is_same, is_so) = (stood == stands, stands == Some(plan));
        if is_same && !is_so {
            self.emit(Change::Statements(StatementChange::Planned { session, plan: Arc::clone(plan) }));
        }
        Some(is_same || is_so)
    }

    fn statements_staged(&mut self, lost: SessionNo, stage: Stage, time: Time) -> Option<bool> {
        let session = self.session(lost)?;
        let (stood, stands) = (self.lost.conversations.get(&lost)?, self.now.conversations.get(&session)?);
        let (is_same, is_so) = (stood.stage == stands.stage, stands.stage == stage);
        if is_same && !is_so {
            self.emit(Change::Statements(StatementChange::Staged { session, stage, time }));
            self.close_where_over(session);
        }
        Some(is_same || is_so)
    }

    /// A statement that was sent again, by the same command, is the same one. What says what is there by now waits for a desk.
    fn statement_submitted(&mut self, change: &StatementChange) -> Option<bool> {
        let StatementChange::Submitted { session, statement: lost, author, id, text, published, time } =
            change
        else {
            return None;
        };
        let author = self.author(*author)?;
        if let Some(made) = self.now.made.get(&(author, *id)).copied() {
            let Made::Statement(no) = made else { return None };
            let there = self.session(*session).and_then(|session| self.now.statement(session, no))?.text;
            self.note(|known| {
                known.statements.insert(*lost, no);
                known.words.insert(*text, there)
            });
            return Some(true);
        }
        let session = self.conversation_for(*session)?;
        let held = self.now.conversations.get(&session)?;
        let is_there = held.same(self.lost.text(*text)).is_some() || held.published() >= super::PUBLISHED;
        let statement = self.now.last.statement.next();
        let text = self.refile(*text);
        self.note(|known| known.statements.insert(*lost, statement));
        let (id, published, time) = (*id, *published && !is_there, *time);
        let submitted = StatementChange::Submitted { session, statement, author, id, text, published, time };
        self.emit(Change::Statements(submitted));
        Some(true)
    }

    fn statement_withdrawn(&mut self, lost: (SessionNo, StatementNo)) -> Option<bool> {
        let (session, statement) = self.statement(lost)?;
        let status = self.now.statement(session, statement)?.status;
        if status == Status::Waiting {
            self.emit(Change::Statements(StatementChange::Withdrawn { session, statement }));
        }
        Some(matches!(status, Status::Waiting | Status::Withdrawn))
    }

    fn statement_ruled(
        &mut self,
        lost: (SessionNo, StatementNo),
        ruling: Ruling,
        by: LinkNo,
    ) -> Option<bool> {
        let (session, statement) = self.statement(lost)?;
        let by = self.link(by)?;
        let (stood, held) =
            (self.lost.statement(lost.0, lost.1)?.status, self.now.conversations.get(&session)?);
        let said = held.list.get(&statement)?;
        let becomes = match ruling {
            Ruling::Publish => Status::Published,
            Ruling::Dismiss(reason) => Status::Dismissed(reason),
        };
        let text = self.now.words.get(said.text);
        let can_be = ruling != Ruling::Publish
            || text.is_some_and(|text| held.same(text).is_none() && held.published() < super::PUBLISHED);
        let (is_so, comes) = (said.status == becomes, said.status == stood && can_be);
        if comes && !is_so {
            self.emit(Change::Statements(StatementChange::Ruled { session, statement, ruling, by }));
        }
        Some(is_so || comes)
    }

    fn statement_voted(&mut self, change: &StatementChange) -> Option<bool> {
        let StatementChange::Voted { session, statement, person, vote, seq, id } = change else {
            return None;
        };
        let voted = (*session, *statement);
        if self.statement(voted).is_none() {
            self.conversation_for(*session)?;
        }
        let (session, statement) = self.statement(voted)?;
        let stands = self.now.conversations.get(&session)?.cast(*person, statement);
        if stands.is_none_or(|cast| cast.order() < (*seq, *id)) {
            let (person, vote, seq, id) = (*person, *vote, *seq, *id);
            self.emit(Change::Statements(StatementChange::Voted {
                session,
                statement,
                person,
                vote,
                seq,
                id,
            }));
        }
        Some(true)
    }
}
