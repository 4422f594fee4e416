//! No view holds what its role may not see: the words of whole histories are looked for in every view of every role.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::cases;
use super::commands::step;
use super::replay::run;
use crate::domain::award::{self, Stage};
use crate::domain::id::{
    HallNo, IdeaNo, PollNo, QuestionNo, RecommendationNo, RemarkNo, SessionNo, StandNo, StatementNo, WordsNo,
};
use crate::domain::idea::{self, IdeaPhase, IdeaStatus};
use crate::domain::poll::{Poll, PollPhase};
use crate::domain::recommendation::{self, Stage as Reached};
use crate::domain::role::Role;
use crate::domain::scores::Scores;
use crate::domain::speaking::{self, SpeakingQueue};
use crate::domain::stand::{self, AtStand, RemarkStatus, StandKey};
use crate::domain::state::State;
use crate::domain::statement;
use crate::domain::topic::Part;
use crate::domain::view::question::List;
use crate::domain::view::{agenda, feedback, find, leaders, ledger, links, poll, question, screen, session};

/// Every view that a role could be sent, as JSON, one after the other.
pub fn everything(state: &State, role: Role) -> String {
    let mut told = Told(String::new());
    told.tell(&agenda::agenda(state));
    told.tell(&links::links(state, role));
    for hall in (1..=2).map(HallNo) {
        told.tell(&screen::screen(state, hall));
    }
    for no in state.polls.keys() {
        told.tell(&(poll::poll(state, *no, role), poll::tally(state, *no, role)));
    }
    for no in state.questions.keys() {
        told.tell(&question::item(state, *no, role));
    }
    for part in [Part::Recommendations, Part::Drafts] {
        if recommendation::is_shown(state, part, role) {
            told.tell(&recommendation::recommendations(state, part, role));
        }
        told.tell(&recommendation::page(state, part, RecommendationNo(0), role).0);
    }
    for no in (1..=4).map(SessionNo) {
        told.tell(&session::session(state, no, role));
        told.tell(&(question::window(state, no, role), question::waiting(state, no, role)));
        told.tell(&(question::stage(state, no, role), feedback::feedback(state, no, role)));
        told.tell(&ledger::acts(state, no, role));
        told.tell(&leaders::leaders(state, no, role));
        told.tell(&(award::award(state, no), award::jury(state, no)));
        if statement::is_shown(state, no, role) {
            told.tell(&statement::statements(state, no, role));
        }
        told.tell(&statement::page(state, no, StatementNo(0), role).0);
        told.tell(&(idea::ideas(state, no, role), idea::board(state, no, role)));
        told.tell(&(idea::results(state, no, role), idea::page(state, no, IdeaNo(0), role).0));
        if speaking::is_shown(state, no, role) {
            told.tell(&speaking::speaking(state, no, role));
        }
        if speaking::is_desk_shown(state, no, role) {
            told.tell(&speaking::speakers(state, no));
        }
        tell_stands(&mut told, state, no, role);
        for list in [List::Questions, List::Waiting, List::Aside] {
            told.tell(&question::page(state, no, list, QuestionNo(0), role).0);
        }
        for typed in ["نص", "سؤال", "اسم"] {
            told.tell(&find::find(state, no, role, typed));
        }
    }
    told.0
}

/// The stand of the team that looks.
const OWN_STAND: StandNo = StandNo(1);

fn tell_stands(told: &mut Told, state: &State, session: SessionNo, role: Role) {
    told.tell(&stand::stands(state, session, role));
    let pages = (1..=state.last.stand.0).map(StandNo).map(|no| AtStand { session, stand: no });
    pages.for_each(|at| told.tell(&stand::page(state, at, role)));
    let own = Some(OWN_STAND).filter(|_| role == Role::Team);
    told.tell(&stand::page_of_remarks(state, session, (role, own), RemarkNo(0)));
    if role.is_desk() {
        told.tell(&(stand::remarks(state, session), stand::interest(state, session)));
    }
    if let Some(stand) = own {
        let at = AtStand { session, stand };
        told.tell(&(stand::remarks_of(state, at), stand::interest_of(state, at)));
    }
    for code in stand::codes(state) {
        let key = code.key.unwrap_or_else(|| StandKey::new("forgotten".into()));
        told.tell(&stand::page_of_key(state, &key, role));
    }
}

struct Told(String);

impl Told {
    fn tell(&mut self, view: &impl serde::Serialize) {
        self.0 += &serde_json::to_string(view).expect("a view is JSON");
    }
}

/// The words that the role may see, told by the rules of the product and not by the views.
fn allowed(state: &State, role: Role) -> BTreeSet<WordsNo> {
    let mut allowed: Vec<Option<WordsNo>> = Vec::new();
    for question in state.questions.values() {
        let standing = &question.standing;
        if standing.status.is_public() || role.is_desk() {
            allowed.extend([Some(standing.text), question.name, standing.reply]);
            if role != Role::Participant {
                allowed.push(standing.wall_text);
            }
        }
        if role.is_desk() {
            allowed.push(Some(question.original));
        }
    }
    for held in state.conversations.values().filter(|_| role != Role::Juror) {
        let begun = held.stage != statement::Stage::Preparing;
        let seen = held.list.values().filter(|said| role.is_desk() || (begun && said.is_published()));
        allowed.extend(seen.map(|said| Some(said.text)));
    }
    for board in state.ideas.values() {
        if role == Role::Juror || (board.phase == IdeaPhase::Preparing && !role.is_desk()) {
            continue;
        }
        for idea in board.ideas.values() {
            let published = idea.status == IdeaStatus::Listed;
            allowed.extend((published || role.is_desk()).then_some([Some(idea.text)]).into_iter().flatten());
            allowed.extend(role.is_desk().then_some(Some(idea.original)));
        }
        if role.is_desk() || board.shown || board.phase == IdeaPhase::Closed {
            allowed.extend(board.results.values().flat_map(|result| [result.title, result.text]));
        }
    }
    for held in state.exhibitions.values() {
        for (no, stand) in &held.stands {
            for remark in stand.remarks.values() {
                let told = match remark.status {
                    RemarkStatus::Open => {
                        let is_public = (held.plan.shown || role == Role::Team) && remark.is_published();
                        let is_own = role == Role::Team && *no == OWN_STAND;
                        role.is_desk()
                            || is_own
                            || (is_public && role != Role::Juror && role != Role::Facilitator)
                    }
                    RemarkStatus::Waiting | RemarkStatus::Dismissed(_) => role.is_desk(),
                    RemarkStatus::Withdrawn => false,
                };
                allowed.extend(told.then_some([Some(remark.text), remark.answer]).into_iter().flatten());
            }
        }
    }
    for queue in state.queues.values() {
        allowed.extend(spoken(state, queue, role));
    }
    let crew = role.is_desk() || role == Role::Rapporteur;
    for held in state.recommendations.all.values() {
        let is_public = match held.stage {
            Reached::Published => true,
            Reached::Proposed => held.put.is_some(),
            _ => false,
        };
        if crew || is_public {
            allowed.extend(held.words().map(Some));
        }
        // Of what is published no more everyone is told why, and what it was called until somebody works on it again.
        allowed.push(held.unpublished);
        if held.unpublished.is_some() && held.stage == Reached::Withdrawn {
            allowed.push(Some(held.title));
        }
    }
    for (no, session) in &state.sessions {
        let players = state.scores_of(*no).into_iter().flat_map(Scores::people);
        let players = players.filter_map(|person| session.players.get(&person));
        let shown = players.filter(|player| role.is_desk() || player.show != Some(false));
        allowed.extend(shown.map(|player| player.name));
        allowed.push(session.paused.and_then(|pause| pause.message));
        if role == Role::Presenter || role.is_desk() {
            allowed.push(session.note);
        }
        if role.is_desk() {
            allowed.extend(session.feedback.comments.iter().copied().map(Some));
        }
    }
    allowed.extend(state.halls.values().map(|hall| hall.screen.announcement));
    for poll in state.polls.values().filter(|poll| poll.shows_results() || role.is_desk()) {
        allowed.extend(written(poll).into_iter().map(Some));
    }
    allowed.into_iter().flatten().collect()
}

/// Desks see all of a queue; the hall who speaks and who is next, and its stage of what they will speak, unless a desk took it off.
fn spoken(state: &State, queue: &SpeakingQueue, role: Role) -> Vec<Option<WordsNo>> {
    if role.is_desk() {
        return queue.tickets.values().flat_map(|ticket| [ticket.topic, ticket.name]).collect();
    }
    let hall = match role {
        Role::Participant | Role::Presenter => true,
        Role::Screen => queue.plan.walls,
        _ => false,
    };
    let seen = queue.speaking.iter().chain(queue.waiting.iter().take(3)).map(|no| &queue.tickets[no]);
    let shown = seen.filter(|ticket| {
        let text =
            [ticket.topic, ticket.name].into_iter().flatten().map(|no| state.text(no)).collect::<Vec<_>>();
        let listed = text.iter().any(|text| state.word_list.is_in(text));
        hall && queue.people[&ticket.person].show.unwrap_or(!listed)
    });
    shown.flat_map(|ticket| [ticket.name, ticket.topic.filter(|_| role == Role::Presenter)]).collect()
}

fn written(poll: &Poll) -> Vec<WordsNo> {
    use crate::domain::ballot::Mark;
    let marks = poll.round.ballots.values().filter_map(|ballot| ballot.mark.as_ref());
    let texts = marks.filter_map(|mark| if let Mark::Texts(texts) = mark { Some(texts) } else { None });
    texts.flat_map(|texts| texts.iter().copied()).collect()
}

/// What must be nowhere in what that role is told: words that it may not see, quoted as JSON has them, and what nobody may see.
pub fn unseen(state: &State, role: Role) -> Vec<String> {
    let allowed: BTreeSet<&str> = allowed(state, role).iter().map(|no| state.text(*no)).collect();
    let words = state.words.iter().filter(|(_, text)| !allowed.contains(&***text));
    words.map(|(_, text)| format!("\"{text}\"")).chain(hidden_from_everyone(state)).collect()
}

/// What nobody may see: who did what, what opens a link, and the key of a secret round.
fn hidden_from_everyone(state: &State) -> Vec<String> {
    let people = state.people.keys().map(ToString::to_string);
    let writers = state.conversations.values().flat_map(|held| held.votes.keys().map(ToString::to_string));
    let speakers = state.queues.values().flat_map(|queue| queue.people.keys().map(ToString::to_string));
    let links = state.links.values().map(|link| link.token_hash.clone());
    let keys = state.polls.values().filter_map(|poll| poll.round.key).map(|key| state.text(key).to_owned());
    let stands = state.exhibitions.values().flat_map(|held| held.stands.values());
    let codes = stands.map(|stand| state.text(stand.key).to_owned());
    let visitors = state.exhibitions.values().flat_map(|held| held.people.keys().map(ToString::to_string));
    let voters =
        state.polls.values().flat_map(|poll| poll.round.ballots.keys().map(|voter| voter.0.to_string()));
    let closed = state.awards.values().filter(|award| award.stage != Stage::Opened);
    let lots = closed.filter_map(|award| award.lot.as_ref()).map(ToString::to_string);
    people
        .chain(writers)
        .chain(speakers)
        .chain(links)
        .chain(keys)
        .chain(codes)
        .chain(visitors)
        .chain(voters)
        .chain(lots)
        .filter(|hidden| !hidden.is_empty())
        .collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_view_holds_what_its_role_may_not_see(steps in prop::collection::vec(step(), 1..120)) {
        let mut state = None;
        run(&steps, |scene, _| state = Some(scene.state.clone()));
        let state = state.expect("there was a step");
        for role in Role::ALL {
            let told = everything(&state, role);
            for unseen in unseen(&state, role) {
                prop_assert!(!told.contains(&unseen), "{unseen} is told to {role:?}");
            }
        }
    }

    #[test]
    fn no_count_tells_what_is_not_revealed(steps in prop::collection::vec(step(), 1..120)) {
        run(&steps, |scene, _| {
            votes_are_hidden(&scene.state);
            for (no, poll) in &scene.state.polls {
                for role in Role::ALL.into_iter().filter(|role| !role.is_desk()) {
                    counts_are_hidden(&scene.state, *no, poll, role);
                }
                sealed_counts_are_hidden_from_all(&scene.state, *no, poll);
            }
        });
    }
}

/// While everyone votes on recommendations no view tells what they say.
fn votes_are_hidden(state: &State) {
    let Some(open) = state.recommendations.open_round() else { return };
    for (part, role) in [(Part::Recommendations, Role::Participant), (Part::Drafts, Role::Rapporteur)] {
        let view = recommendation::recommendations(state, part, role);
        let (page, _) = recommendation::page(state, part, RecommendationNo(0), role);
        let whole = open.list.iter().filter_map(|no| recommendation::whole(state, *no));
        let told = view.items.into_iter().chain(page).chain(whole);
        for item in told.filter(|item| open.list.contains(&item.r)) {
            assert!(item.outcome.is_none_or(|outcome| outcome.round != open.no), "a count is told");
        }
    }
}

fn counts_are_hidden(state: &State, no: PollNo, held: &Poll, role: Role) {
    let tally = poll::tally(state, no, role);
    let view = poll::poll(state, no, role);
    if held.phase == PollPhase::Draft {
        assert!(view.is_none() && tally.v == 0);
    }
    if matches!(held.phase, PollPhase::Open { .. }) {
        assert_eq!(
            (tally.assisted, tally.ushers, tally.kiosks),
            (0, 0, 0),
            "it would tell who just chose what"
        );
    }
    if let Some(shift) = &tally.shift {
        assert_eq!(held.phase, PollPhase::Closed);
        assert!(state.polls[&shift.poll].shows_results(), "what it came to before is not shown");
    }
    if !held.shows_results() {
        assert!(tally.n.is_none() && tally.words.is_none() && tally.texts.is_none());
        assert!(tally.groups.is_none() && tally.shift.is_none());
        assert!(view.is_none_or(|view| view.right.is_none()));
    }
}

fn sealed_counts_are_hidden_from_all(state: &State, no: PollNo, held: &Poll) {
    let is_open = state.awards.get(&held.session).is_some_and(|award| award.stage == Stage::Opened);
    if held.plan.settings.sealed && !is_open {
        for role in Role::ALL {
            assert!(poll::tally(state, no, role).n.is_none(), "{role:?} is told what the people chose");
        }
    }
}
