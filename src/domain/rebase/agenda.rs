//! What the crew decided about halls, sessions and their day.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::bringing::Bringing;
use crate::domain::agenda::{Pause, Phase};
use crate::domain::change::{Change, Plan};
use crate::domain::decide::{Circumstances, ending, is_taken, may_go, open_in};
use crate::domain::forum::Title;
use crate::domain::id::{HallNo, SessionNo, StatementNo, WordsNo};
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::time::Time;

impl Bringing<'_> {
    pub fn about_agenda(&mut self, change: &Change) -> bool {
        let came = match change {
            Change::HallMade { .. } => self.hall_made(change),
            Change::HallSet { hall, name, code } => self.hall_set(*hall, name, code),
            Change::HallDropped { hall } => self.hall_dropped(*hall),
            Change::SessionMade { .. } => self.session_made(change),
            Change::SessionSet { session, plan } => self.session_set(*session, plan),
            Change::SessionDropped { session } => self.session_dropped(*session),
            Change::BoardSet { .. } => self.board_set(change),
            Change::Paused { session, on, message } => self.paused(*session, *on, *message),
            Change::PhaseSet { session, phase, time } => self.phase_set(*session, *phase, *time),
            Change::Noted { session, text } => self.noted(*session, *text),
            Change::Delayed { .. } => self.delayed(change),
            _ => self.feedback_set(change),
        };
        came.unwrap_or(false)
    }

    fn hall_made(&mut self, change: &Change) -> Option<bool> {
        let Change::HallMade { hall: lost, by, id } = change else { return None };
        let by = self.link(*by)?;
        match self.now.made.get(&(Author::Link(by), *id)).copied() {
            Some(Made::Hall(there)) => {
                self.note(|known| known.halls.insert(*lost, there));
                Some(true)
            }
            Some(_) => Some(false),
            // What it is called is told by the next change.
            None => {
                self.making_hall = Some((*lost, by, *id));
                Some(true)
            }
        }
    }

    /// A hall that was added always comes home, with the code that leads to it; how many there are by now is no matter.
    fn hall_set(&mut self, lost: HallNo, name: &Title, code: &str) -> Option<bool> {
        if let Some((_, by, id)) = self.making_hall.take_if(|(making, ..)| *making == lost) {
            let hall = self.now.last.hall.next();
            self.note(|known| known.halls.insert(lost, hall));
            self.emit(Change::HallMade { hall, by, id });
            self.emit(Change::HallSet { hall, name: name.clone(), code: code.to_owned() });
            return Some(true);
        }
        let hall = self.hall(lost)?;
        let stands = self.now.halls.get(&hall)?;
        // Made by the same command in both, it is what it was made here.
        let Some(stood) = self.lost.halls.get(&lost) else { return Some(true) };
        let (is_same, is_so) = (stands.name == stood.name, stands.name == *name);
        if is_same && !is_so {
            let code = stands.code.clone();
            self.emit(Change::HallSet { hall, name: name.clone(), code });
        }
        Some(is_same || is_so)
    }

    fn hall_dropped(&mut self, lost: HallNo) -> Option<bool> {
        let hall = self.numbering.hall(lost)?;
        let Some(stands) = self.now.halls.get(&hall) else { return Some(true) };
        let is_same = stands.name == self.lost.halls.get(&lost)?.name;
        let comes = is_same && may_go(&self.now, hall, self.at).is_ok();
        if comes {
            self.replace(stands.screen.announcement);
            self.emit(Change::HallDropped { hall });
        }
        Some(comes)
    }

    /// The hall for which something was given, there again where it was taken away.
    pub fn hall_for(&mut self, lost: HallNo) -> Option<HallNo> {
        let hall = self.numbering.hall(lost)?;
        if !self.now.halls.contains_key(&hall) {
            let stood = Arc::clone(self.lost.halls.get(&lost)?);
            let code = self.now.former_codes.get(&hall).cloned().unwrap_or_else(|| stood.code.clone());
            self.emit(Change::HallSet { hall, name: stood.name.clone(), code });
        }
        Some(hall)
    }

    fn session_made(&mut self, change: &Change) -> Option<bool> {
        let Change::SessionMade { session: lost, by, id } = change else { return None };
        let by = self.link(*by)?;
        match self.now.made.get(&(Author::Link(by), *id)).copied() {
            Some(Made::Session(there)) => {
                self.note(|known| known.sessions.insert(*lost, there));
                Some(true)
            }
            Some(_) => Some(false),
            // What it is to be is told by the next change.
            None => {
                self.making = Some((*lost, by, *id));
                Some(true)
            }
        }
    }

    fn session_set(&mut self, lost: SessionNo, plan: &Plan) -> Option<bool> {
        if let Some((_, by, id)) = self.making.take_if(|(making, ..)| *making == lost) {
            let session = self.now.last.session.next();
            let plan = self.plan(plan)?;
            let is_free = self.has_room(session, &plan);
            if is_free {
                self.note(|known| known.sessions.insert(lost, session));
                self.emit(Change::SessionMade { session, by, id });
                self.emit(Change::SessionSet { session, plan });
            }
            return Some(is_free);
        }
        let (session, plan) = (self.session(lost)?, self.plan(plan)?);
        let stands = Plan::of(self.now.sessions.get(&session)?);
        // Made by the same command in both, it is what it was made here.
        if stands == plan || !self.lost.sessions.contains_key(&lost) {
            return Some(true);
        }
        let moves = (plan.hall, plan.starts, plan.ends) != (stands.hall, stands.starts, stands.ends);
        let comes = self.is_planned(lost, session) && (!moves || self.has_room(session, &plan));
        if comes {
            self.emit(Change::SessionSet { session, plan });
        }
        Some(comes)
    }

    fn has_room(&self, session: SessionNo, plan: &Plan) -> bool {
        let taken = is_taken(&self.now, &BTreeSet::from([session]), plan.hall, (plan.starts, plan.ends));
        self.now.halls.contains_key(&plan.hall) && !taken
    }

    /// Nobody may have given it anything, and nothing may have been prepared for it.
    fn session_dropped(&mut self, lost: SessionNo) -> Option<bool> {
        let session = self.numbering.session(lost)?;
        let Some(stands) = self.now.sessions.get(&session) else { return Some(true) };
        let prepared = self.polls(&self.lost.sessions.get(&lost)?.polls);
        let plan = |state: &State, no| state.awards.get(&no).map(|award| Arc::clone(&award.plan));
        let held = |state: &State, no| state.conversations.get(&no).map(|held| Arc::clone(&held.plan));
        let board = |state: &State, no| state.ideas.get(&no).map(|board| Arc::clone(&board.plan));
        let queue = |state: &State, no| state.queues.get(&no).map(|queue| queue.plan);
        let said = |state: &State, no| -> Vec<StatementNo> {
            state.conversations.get(&no).into_iter().flat_map(|held| held.list.keys().copied()).collect()
        };
        let known: Option<Vec<StatementNo>> =
            said(&self.lost, lost).into_iter().map(|no| self.numbering.statement(no)).collect();
        let comes = self.is_planned(lost, session)
            && self.now.is_untouched(session, stands)
            && plan(&self.lost, lost) == plan(&self.now, session)
            && held(&self.lost, lost) == held(&self.now, session)
            && board(&self.lost, lost) == board(&self.now, session)
            && queue(&self.lost, lost) == queue(&self.now, session)
            && known == Some(said(&self.now, session))
            && self.has_the_same_stands(lost, session)
            && prepared.as_ref() == Some(&stands.polls);
        if comes {
            self.emit(Change::SessionDropped { session });
        }
        Some(comes)
    }

    fn board_set(&mut self, change: &Change) -> Option<bool> {
        let Change::BoardSet { session: lost, asking, moderation, labels } = change else { return None };
        let session = self.session(*lost)?;
        let (stood, stands) = (self.lost.sessions.get(lost)?, self.now.sessions.get(&session)?);
        let now = (stands.asking, stands.moderation, &stands.labels);
        let is_same = now == (stood.asking, stood.moderation, &stood.labels);
        let is_so = now == (*asking, *moderation, labels);
        if is_same {
            let (asking, moderation, labels) = (*asking, *moderation, labels.clone());
            self.emit(Change::BoardSet { session, asking, moderation, labels });
        }
        Some(is_same || is_so)
    }

    fn paused(&mut self, lost: SessionNo, on: bool, message: Option<WordsNo>) -> Option<bool> {
        let session = self.session(lost)?;
        let (stood, stands) =
            (self.lost.sessions.get(&lost)?.paused, self.now.sessions.get(&session)?.paused);
        let says = |pause: Option<Pause>| pause.and_then(|pause| pause.message);
        let is_same = stood.is_some() == stands.is_some() && self.alike(says(stood), says(stands));
        let is_so = on == stands.is_some() && self.alike(message, says(stands));
        if is_same && !is_so {
            self.replace(says(stands));
            let message = message.map(|no| self.refile(no));
            self.emit(Change::Paused { session, on, message });
        }
        Some(is_same || is_so)
    }

    fn noted(&mut self, lost: SessionNo, text: Option<WordsNo>) -> Option<bool> {
        let session = self.session(lost)?;
        let (stood, stands) = (self.lost.sessions.get(&lost)?.note, self.now.sessions.get(&session)?.note);
        let (is_same, is_so) = (self.alike(stood, stands), self.alike(text, stands));
        if is_same && !is_so {
            self.replace(stands);
            let text = text.map(|no| self.refile(no));
            self.emit(Change::Noted { session, text });
        }
        Some(is_same || is_so)
    }

    /// A hall has one session at a time, and one that is over has no open poll.
    fn phase_set(&mut self, lost: SessionNo, phase: Phase, time: Time) -> Option<bool> {
        let session = self.session(lost)?;
        let (stood, stands) = (self.lost.sessions.get(&lost)?, self.now.sessions.get(&session)?);
        let (is_same, is_so) = (stands.phase == stood.phase, stands.phase == phase);
        if !is_same || is_so {
            return Some(is_so);
        }
        let is_free = open_in(&self.now, stands.hall).all(|(other, _)| other == session);
        match phase {
            Phase::Open if !is_free => return Some(false),
            Phase::Ended => {
                let changes = ending(&self.now, session, stands, time, &Circumstances::default());
                self.emit_all(changes);
            }
            Phase::Open | Phase::Upcoming => self.emit(Change::PhaseSet { session, phase, time }),
        }
        Some(true)
    }

    fn delayed(&mut self, change: &Change) -> Option<bool> {
        let Change::Delayed { hall, sessions: lost, length, by, id } = change else { return None };
        let (by, hall) = (self.link(*by)?, self.hall(*hall)?);
        if self.is_done(by, *id) {
            return Some(true);
        }
        let sessions: Vec<SessionNo> = lost.iter().map(|no| self.session(*no)).collect::<Option<_>>()?;
        let alike = lost.iter().zip(&sessions).all(|(lost, now)| {
            let (lost, now) = (self.lost.sessions.get(lost), self.now.sessions.get(now));
            lost.zip(now).is_some_and(|(lost, now)| {
                (self.hall(lost.hall), lost.starts, lost.ends, lost.phase)
                    == (Some(now.hall), now.starts, now.ends, now.phase)
            })
        });
        if alike {
            self.emit(Change::Delayed { hall, sessions, length: *length, by, id: *id });
        }
        Some(alike)
    }

    fn feedback_set(&mut self, change: &Change) -> Option<bool> {
        let Change::FeedbackSet { session: lost, open } = change else { return None };
        let session = self.session(*lost)?;
        let stood = self.lost.sessions.get(lost)?.feedback.open;
        let stands = self.now.sessions.get(&session)?.feedback.open;
        if stands == stood && stands != *open {
            self.emit(Change::FeedbackSet { session, open: *open });
        }
        Some(stands == stood || stands == *open)
    }
}
