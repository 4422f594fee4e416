//! Seats: from where somebody looks at the forum. Everyone in the same seat sees the same.

use crate::domain::award;
use crate::domain::id::{HallNo, SessionNo, StandNo};
use crate::domain::idea;
use crate::domain::recommendation;
use crate::domain::role::Role;
use crate::domain::speaking;
use crate::domain::stand;
use crate::domain::state::State;
use crate::domain::statement;
use crate::domain::topic::Part;
use crate::domain::view;
use crate::protocol::topic::Topic;

/// As what somebody looks, and at what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seat {
    /// As what.
    pub role: Role,
    /// At which session; none when there is none to look at.
    pub session: Option<SessionNo>,
    /// The hall, where no session says which.
    pub hall: Option<HallNo>,
    /// The stand of a team.
    pub stand: Option<StandNo>,
}

/// A topic, the part of the state that it shows, and to whom: two seats with the same want the same sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    pub topic: Topic,
    pub part: Part,
    /// The role that the view is made for: of those that see the same, always the same one.
    pub role: Role,
}

impl Seat {
    /// Whether it is a phone's: those are many, and hear less often.
    #[must_use]
    pub fn is_phone(&self) -> bool {
        self.role == Role::Participant
    }

    /// Whether it works in the hall, by its walls and what is felt there: phones are too many for it, a jury judges, a facilitator works at a table, and a team at its stand.
    #[must_use]
    pub fn works_in_the_hall(&self) -> bool {
        self.role != Role::Participant && self.role.is_in_the_hall()
    }

    /// The hall that it looks at.
    #[must_use]
    pub fn hall(&self, state: &State) -> Option<HallNo> {
        let session = self.session.and_then(|no| state.sessions.get(&no));
        session.map(|session| session.hall).or(self.hall)
    }

    /// Its topics, in their order.
    pub(super) fn wants(&self, state: &State) -> Vec<Wanted> {
        let mut wants = vec![self.want(Topic::AGENDA, Part::Agenda)];
        if let Some(session) = self.session {
            self.want_session(state, session, &mut wants);
        }
        if let Some(hall) = self.hall(state).filter(|_| self.works_in_the_hall()) {
            wants.push(self.want(Topic::SCREEN, Part::Screen(hall)));
            if state.shows.contains_key(&hall) {
                self.want_show(hall, &mut wants);
            }
        }
        if self.role == Role::Organiser {
            wants.push(self.want(Topic::LINKS, Part::Links));
            wants.push(self.want(Topic::RECORD, Part::Record));
        }
        // From the first badge on.
        if self.is_desk() && state.topics.touched(Part::Badges) > 0 {
            wants.push(self.want(Topic::BADGES, Part::Badges));
        }
        if self.role.assists() {
            return self.with_polls(state, wants);
        }
        for (topic, part) in [(Topic::RECOMMENDATIONS, Part::Recommendations), (Topic::DRAFTS, Part::Drafts)]
        {
            if recommendation::is_shown(state, part, self.role) {
                wants.push(self.want(topic, part));
            }
        }
        self.with_polls(state, wants)
    }

    /// The polls of its session last.
    fn with_polls(&self, state: &State, mut wants: Vec<Wanted>) -> Vec<Wanted> {
        if let Some(session) = self.session.and_then(|no| state.sessions.get(&no)) {
            let seen_as = if self.role.assists() { Role::Participant } else { self.role };
            let shown = session.polls.iter().filter(|no| view::poll::is_shown(state, **no, seen_as));
            wants.extend(shown.map(|no| self.want(Topic::poll(*no), Part::Poll(*no))));
        }
        wants
    }

    fn want_session(&self, state: &State, session: SessionNo, wants: &mut Vec<Wanted>) {
        wants.push(self.want(Topic::SESSION, Part::Session(session)));
        // What takes questions and ballots for others needs to know no more than whether they are taken.
        if self.role.assists() {
            return;
        }
        self.want_award(state, session, wants);
        if idea::is_shown(state, session, self.role) {
            wants.push(self.want(Topic::IDEAS, Part::Ideas(session)));
            wants.push(self.want(Topic::BOARD, Part::Board(session)));
            wants.push(self.want(Topic::RESULTS, Part::Results(session)));
        }
        self.want_stands(state, session, wants);
        // What the hall asks and sees is not their business.
        if !self.role.is_in_the_hall() {
            return;
        }
        wants.extend([
            self.want(Topic::QUESTIONS, Part::Questions(session)),
            self.want(Topic::STAGE, Part::Stage(session)),
            self.want(Topic::COUNTS, Part::Counts(session)),
        ]);
        if statement::is_shown(state, session, self.role) {
            wants.push(self.want(Topic::STATEMENTS, Part::Statements(session)));
        }
        if statement::has_picture(state, session, self.role) {
            wants.push(self.want(Topic::OPINIONS, Part::Opinions(session)));
        }
        if speaking::is_shown(state, session, self.role) {
            wants.push(self.want(Topic::SPEAKING, Part::Speaking(session)));
        }
        if speaking::is_desk_shown(state, session, self.role) {
            wants.push(self.want(Topic::SPEAKERS, Part::Speakers(session)));
        }
        // From the first quiz on that counted, and from then on whatever is hidden again.
        if state.topics.touched(Part::Leaders(session)) > 0 {
            wants.push(self.want(Topic::LEADERS, Part::Leaders(session)));
        }
        if self.is_desk() {
            wants.push(self.want(Topic::WAITING, Part::Waiting(session)));
            wants.push(self.want(Topic::ACTS, Part::Acts(session)));
        }
        if self.is_desk() || self.role == Role::Screen {
            wants.push(self.want(Topic::FEEDBACK, Part::Feedback(session)));
        }
    }

    /// Desks see what comes to all stands, a team what comes to its own.
    fn want_stands(&self, state: &State, session: SessionNo, wants: &mut Vec<Wanted>) {
        if stand::is_shown(state, session, self.role) {
            wants.push(self.want(Topic::STANDS, Part::Stands(session)));
        }
        let own = self.stand.filter(|no| self.role == Role::Team && state.stand(session, *no).is_some());
        if let Some(no) = own {
            wants.push(self.want(Topic::REMARKS, Part::StandRemarks(session, no)));
            wants.push(self.want(Topic::INTEREST, Part::StandInterest(session, no)));
        }
        if self.is_desk() && state.exhibitions.contains_key(&session) {
            wants.push(self.want(Topic::REMARKS, Part::Remarks(session)));
            wants.push(self.want(Topic::INTEREST, Part::Interest(session)));
        }
    }

    /// Desks run it, and a stage is told what comes next.
    fn want_show(&self, hall: HallNo, wants: &mut Vec<Wanted>) {
        if self.is_desk() {
            wants.push(self.want(Topic::SHOW, Part::Show(hall)));
        }
        if self.role == Role::Presenter {
            wants.push(self.want(Topic::NEXT_CUE, Part::NextCue(hall)));
        }
    }

    fn want_award(&self, state: &State, session: SessionNo, wants: &mut Vec<Wanted>) {
        if award::is_shown(state, session, self.role) {
            wants.push(self.want(Topic::AWARD, Part::Award(session)));
            if award::is_plan_shown(state, session, self.role) {
                wants.push(self.want(Topic::AWARD_PLAN, Part::AwardPlan(session)));
            }
            if self.is_desk() {
                wants.push(self.want(Topic::JURY, Part::Jury(session)));
                if award::papers(state, session).is_some() {
                    wants.push(self.want(Topic::PAPERS, Part::Papers(session)));
                }
            }
        }
    }

    /// Whether it sees what moderators see.
    #[must_use]
    pub fn is_desk(&self) -> bool {
        matches!(self.role, Role::Moderator | Role::Organiser)
    }

    fn want(&self, topic: Topic, part: Part) -> Wanted {
        let role = match part {
            Part::Agenda | Part::Counts(_) | Part::Screen(_) | Part::Award(_) | Part::AwardPlan(_) => {
                Role::Participant
            }
            // Whoever enters for others is told what phones are told, word for word.
            _ if self.role.assists() => Role::Participant,
            Part::Links | Part::Record => self.role,
            Part::Drafts => Role::Rapporteur,
            // Phones have a smaller window on the same.
            Part::Recommendations if !self.is_phone() => Role::Screen,
            Part::Statements(_) if !self.is_desk() => Role::Participant,
            // A stage is told what is to be spoken of, too.
            Part::Speaking(_) if self.role != Role::Presenter => Role::Participant,
            Part::Opinions(_) if !self.is_phone() => Role::Moderator,
            _ if self.is_desk() => Role::Moderator,
            // At a board phones are told less, and everyone else the same.
            Part::Ideas(_) | Part::Board(_) | Part::Results(_) if !self.is_phone() => Role::Screen,
            _ => self.role,
        };
        Wanted { topic, part, role }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::show::tests::{HALL, JOIN, after};
    use crate::domain::tests::scene::{PANEL, Scene};

    /// What of a run of show is told to a role that looks at the panel, or at its hall alone.
    fn told(state: &State, role: Role, session: Option<SessionNo>) -> Vec<Topic> {
        let seat = Seat { role, session, hall: Some(HALL), stand: None };
        let wants = seat.wants(state).into_iter().map(|wanted| wanted.topic);
        wants.filter(|topic| [Topic::SHOW, Topic::NEXT_CUE].contains(topic)).collect()
    }

    #[test]
    fn a_run_of_show_is_told_to_desks_and_what_comes_next_to_stages_and_nothing_of_it_to_anybody_else() {
        let mut scene = Scene::new();
        for role in Role::ALL {
            assert_eq!(
                told(&scene.state, role, Some(PANEL)),
                [],
                "nothing is planned, and {role:?} hears of it"
            );
        }
        scene.cued(after(1, JOIN));
        for session in [Some(PANEL), None] {
            for role in Role::ALL {
                let expected: &[Topic] = match role {
                    Role::Moderator | Role::Organiser => &[Topic::SHOW],
                    Role::Presenter => &[Topic::NEXT_CUE],
                    _ => &[],
                };
                assert_eq!(told(&scene.state, role, session), expected, "{role:?}");
            }
        }
        let elsewhere = Seat { role: Role::Moderator, session: None, hall: Some(HallNo(2)), stand: None };
        let wants = elsewhere.wants(&scene.state);
        assert!(wants.iter().all(|wanted| wanted.topic != Topic::SHOW), "of another hall's nothing");
    }
}
