//! A file made of a forum that is there: for a rehearsal of it.

use crate::domain::award::{AwardPlan, PeoplesChoice};
use crate::domain::badge::Groups;
use crate::domain::change::Plan;
use crate::domain::forum::{Names, Rules};
use crate::domain::id::{HallNo, PollNo, SessionNo};
use crate::domain::look::Picture;
use crate::domain::poll::{PollPlan, PollSettings};
use crate::domain::question::Source;
use crate::domain::show::{CuePlan, Moment};
use crate::domain::state::State;
use crate::domain::words::Text;

use super::{ForumFile, PlannedExhibition, PlannedLook, PlannedSession, PlannedStatements, link};

impl ForumFile {
    /// A rehearsal of a forum: its agenda as it stands, its polls and its seeds, with nothing that anybody did in it,
    /// and with links of its own.
    #[must_use]
    pub fn rehearsal_of(state: &State, slug: String) -> Self {
        let forum = &state.forum;
        let first = forum.languages.first().map_or("ar", String::as_str);
        let halls = (1..).map(HallNo).zip(state.halls.values().map(|hall| &hall.name));
        Self {
            slug,
            name: forum.name.clone(),
            languages: forum.languages.clone(),
            zone: forum.zone.clone(),
            rehearsal: true,
            rules: rehearsed_rules(&forum.rules),
            halls: state.halls.values().map(|hall| hall.name.clone()).collect(),
            sessions: state.sessions.keys().filter_map(|no| session(state, *no)).collect(),
            links: link::usual(halls, first),
            wifi: forum.wifi.clone(),
            look: look(state),
        }
    }
}

/// A rehearsal has no badges: whoever is there gives a name, or none.
fn rehearsed_rules(rules: &Rules) -> Rules {
    let names = if rules.names == Names::Badge { Names::Optional } else { rules.names };
    Rules { names, ..rules.clone() }
}

fn look(state: &State) -> PlannedLook {
    let logo = state.logo().and_then(|(_, words)| Picture::bytes_of(words));
    PlannedLook {
        accent: state.look.accent,
        hijri: state.look.hijri,
        logo: logo.and_then(|bytes| Picture::read(&bytes).ok()),
    }
}

fn session(state: &State, no: SessionNo) -> Option<PlannedSession> {
    let session = state.sessions.get(&no)?;
    let polls =
        session.polls.iter().filter(|no| goes_along(state, **no)).filter_map(|no| state.polls.get(no));
    Some(PlannedSession {
        // Halls of the forum may have been taken away, and the rehearsal's are counted anew.
        plan: Plan { hall: HallNo(place(state.halls.keys(), &session.hall)?), ..Plan::of(session) },
        asking: session.asking,
        polls: polls.map(|poll| for_everyone(state, &poll.plan)).collect(),
        seeds: seeds(state, no),
        award: state.awards.get(&no).map(|award| rehearsed(&award.plan)),
        exhibition: exhibition(state, no),
        statements: statements(state, no),
        board: state.ideas.get(&no).map(|board| (*board.plan).clone()),
        cues: cues(state, no),
    })
}

/// A rehearsal's stands have keys of their own: whoever scans a sheet of the forum's is not in the rehearsal.
fn exhibition(state: &State, session: SessionNo) -> Option<PlannedExhibition> {
    let held = state.exhibitions.get(&session)?;
    let stands = held.order.iter().filter_map(|no| held.stands.get(no));
    Some(PlannedExhibition { plan: held.plan, stands: stands.map(|stand| (*stand.plan).clone()).collect() })
}

/// Without what attendees wrote and said.
fn statements(state: &State, session: SessionNo) -> Option<PlannedStatements> {
    let held = state.conversations.get(&session)?;
    let seeds = held.list.values().filter(|statement| statement.is_seed() && statement.is_published());
    let texts = seeds.filter_map(|statement| state.words.get(statement.text));
    Some(PlannedStatements { plan: (*held.plan).clone(), seeds: texts.map(|text| Text::new(text)).collect() })
}

/// The cues that are planned from a session, and those of its hall at a time of day, where it is the first there. What does something that goes along has
/// the number that that has in the rehearsal.
fn cues(state: &State, no: SessionNo) -> Vec<CuePlan> {
    let Some(hall) = state.sessions.get(&no).map(|session| session.hall) else { return Vec::new() };
    let first = state.sessions.iter().find(|(_, session)| session.hall == hall).map(|(no, _)| *no);
    let session_now = |lost: SessionNo| place(state.sessions.keys(), &lost).map(SessionNo);
    let is_here = |at: Moment| match at {
        Moment::Start { session, .. } | Moment::End { session, .. } => session == no,
        Moment::Clock { .. } => first == Some(no),
    };
    let cues = state.shows.get(&hall).into_iter().flat_map(|show| show.cues.values());
    let here = cues.filter(|cue| is_here(cue.plan.at));
    here.filter_map(|cue| cue.plan.renumbered(session_now, |lost| poll_now(state, lost))).collect()
}

/// An award makes the polls of its people's choice itself, the rehearsal's too.
fn goes_along(state: &State, no: PollNo) -> bool {
    state.polls.get(&no).is_some_and(|poll| !poll.plan.settings.sealed)
}

/// The number of a thing in the order in which all of its kind are founded.
fn place<'a, T: PartialEq + 'a>(mut all: impl Iterator<Item = &'a T>, one: &T) -> Option<u32> {
    let place = all.position(|there| there == one)?;
    u32::try_from(place).ok()?.checked_add(1)
}

fn seeds(state: &State, session: SessionNo) -> Vec<Text> {
    let seeds = state
        .questions
        .values()
        .filter(|question| question.source == Source::Seed && question.standing.session == session);
    let texts = seeds.filter_map(|question| state.words.get(question.original));
    texts.map(|text| Text::new(text)).collect()
}

/// Badges are the forum's own: a rehearsal that wants the people's choice makes some for itself, in whatever groups.
fn rehearsed(plan: &AwardPlan) -> AwardPlan {
    let people = plan.people.map(|people| PeoplesChoice { groups: Groups::ALL, ..people });
    AwardPlan { people, ..plan.clone() }
}

/// The number that a poll has in the rehearsal.
fn poll_now(state: &State, poll: PollNo) -> Option<PollNo> {
    let all = state.sessions.values().flat_map(|session| &session.polls);
    place(all.filter(|no| goes_along(state, **no)), &poll).map(PollNo)
}

/// A rehearsal has no badges: whoever is there votes.
fn for_everyone(state: &State, plan: &PollPlan) -> PollPlan {
    let after = plan.settings.after.and_then(|earlier| poll_now(state, earlier));
    let settings = PollSettings { voters: None, by_group: false, after, ..plan.settings };
    PollPlan { settings, ..plan.clone() }
}
