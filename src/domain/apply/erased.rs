//! Words that are forgotten, and the parts that are shown without them from then on.

use std::collections::BTreeSet;

use crate::domain::agenda::Session;
use crate::domain::id::{HallNo, PollNo, QuestionNo, WordsNo};
use crate::domain::keepers::Keeper;
use crate::domain::question::{Question, Staging, Standing, Status};
use crate::domain::state::State;
use crate::domain::topic::Part;

use super::indexed::reindex;
use super::standing::stand;
use super::{look, poll, screen};

/// Forgets words and has the parts shown anew that held them. The key of a secret round is shown nowhere.
///
/// Which parts those are is told by numbers, not by texts, so that a replay whose words are gone comes to the same.
pub fn erase(state: &mut State, rev: u64, words: &[WordsNo]) {
    for no in words {
        state.words.erase(*no);
    }
    let erased: BTreeSet<WordsNo> = words.iter().copied().collect();
    let keepers: Vec<Keeper> = erased.iter().filter_map(|no| state.keepers.get(*no)).collect();
    for part in shown(state, &keepers, &erased) {
        state.topics.touch(part, rev);
    }
    // Each once, and in an order that every replay has.
    let questions: BTreeSet<QuestionNo> = keepers.iter().filter_map(Keeper::question).collect();
    let polls: BTreeSet<PollNo> = keepers.iter().filter_map(Keeper::poll).collect();
    for question in questions {
        reindex(state, question);
        leave_stage(state, rev, question, &erased);
    }
    for no in polls {
        poll::words_erased(state, rev, no);
    }
    for (session, no) in keepers.iter().filter_map(Keeper::statement) {
        state.statement_words_erased(rev, session, no);
    }
    look::erased(state, rev, &erased);
    state.badge_words_erased(rev, &erased);
    state.idea_words_erased(rev, &erased);
    state.stand_words_erased(rev, &erased);
    state.recommendation_words_erased(rev, &erased);
    for hall in announced(state, &erased) {
        state.topics.touch(Part::Screen(hall), rev);
        screen::touch_sessions(state, rev, hall);
    }
}

/// Takes a question off the stage and its queue once what its author wrote is gone: nobody can be called to an empty one.
fn leave_stage(state: &mut State, rev: u64, no: QuestionNo, erased: &BTreeSet<WordsNo>) {
    let Some(question) = state.questions.get(&no) else { return };
    if question.standing.place == Staging::Off || !erased.contains(&question.original) {
        return;
    }
    let standing = Standing { place: Staging::Off, ..question.standing.clone() };
    stand(state, rev, no, standing, None);
}

/// The parts of sessions that showed some of the words.
fn shown(state: &State, keepers: &[Keeper], erased: &BTreeSet<WordsNo>) -> BTreeSet<Part> {
    let mut parts = BTreeSet::new();
    for keeper in keepers {
        match keeper {
            Keeper::Question(no) => {
                parts.extend(state.questions.get(no).into_iter().flat_map(|q| shown_in(q)));
            }
            Keeper::Feedback(no, _) => drop(parts.insert(Part::Feedback(*no))),
            Keeper::Player(no, person) => {
                let shows = state.scores_of(*no).is_some_and(|scores| scores.shows(*person));
                parts.extend(shows.then_some(Part::Leaders(*no)));
            }
            Keeper::Speaker(no, _) => parts.extend([Part::Speaking(*no), Part::Speakers(*no)]),
            // Ballots, statements, boards, stands and recommendations are looked at below; what a badge says is in no view.
            Keeper::Poll(..)
            | Keeper::Statement(..)
            | Keeper::Badge(_)
            | Keeper::Idea(..)
            | Keeper::Table(..)
            | Keeper::StandKey(_)
            | Keeper::Remark(..)
            | Keeper::Recommendation(_) => {}
        }
    }
    let tells = |session: &Session| session.words().any(|no| erased.contains(&no));
    let telling = state.sessions.iter().filter(|(_, session)| tells(session));
    parts.extend(telling.map(|(no, _)| Part::Session(*no)));
    parts
}

fn shown_in(question: &Question) -> impl Iterator<Item = Part> {
    let standing = &question.standing;
    let list = match standing.status {
        Status::Pending => Some(Part::Waiting(standing.session)),
        Status::Listed | Status::Answered => Some(Part::Questions(standing.session)),
        Status::Merged(_) | Status::Dismissed(_) | Status::Withdrawn => None,
    };
    let stage = (standing.place != Staging::Off).then_some(Part::Stage(standing.session));
    list.into_iter().chain(stage)
}

fn announced(state: &State, erased: &BTreeSet<WordsNo>) -> Vec<HallNo> {
    let announced = |no: Option<WordsNo>| no.is_some_and(|no| erased.contains(&no));
    let halls = state.halls.iter().filter(|(_, hall)| announced(hall.screen.announcement));
    halls.map(|(no, _)| *no).collect()
}
