//! Random histories with a common beginning, of which some are lost and brought home onto another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;

use super::commands::{Step, step};
use super::forum::Entry;
use super::replay::{Given, go_on};
use super::show::what_was_done_is_done;
use super::speaking::speakers_are_there;
use super::{cases, founded, laws_hold};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{
    CommandId, IdeaNo, LinkNo, PersonId, PollNo, QuestionNo, RecommendationNo, SessionNo, StatementNo,
};
use crate::domain::idea::{self, IdeaCommand, Own, Spot};
use crate::domain::poll::PollPhase;
use crate::domain::rebase::{Brought, Lost, Strayed};
use crate::domain::recommendation::{Recommendation, Round, Stage};
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::stand::StandCommand;
use crate::domain::state::{Made, State};
use crate::domain::statement::Conversation;
use crate::domain::tests::scene::Scene;
use crate::domain::time::Time;

/// A history that went on from a common beginning.
struct Branch {
    entries: Vec<Lost>,
    /// What was given in it.
    given: Vec<Given>,
    end: State,
}

/// A common beginning.
fn begun(steps: &[Step]) -> Scene {
    let (mut scene, _) = founded();
    scene.ids = 1_000;
    go_on(&mut scene, steps, |_, _| {});
    scene
}

/// Goes on from the beginning, under ids of its own, and after some commands that devices gave in another branch too.
fn branch(base: &Scene, name: u64, again: &[Given], steps: &[Step]) -> (Branch, Scene) {
    let mut scene = base.clone();
    let mut written = Vec::new();
    for given in again {
        if let Ok(decision) = scene.give_as(given.actor, given.id, &given.command)
            && !decision.changes.is_empty()
        {
            written.push((scene.state.rev, decision.changes, decision.words));
        }
    }
    scene.ids = name * 1_000_000;
    let mut given = Vec::new();
    written.extend(go_on(&mut scene, steps, |_, step| given.extend(step.accepted.then(|| step.clone()))));
    let end = scene.state.clone();
    let entries = written.into_iter().map(|entry| lost(name, entry, &end)).collect();
    (Branch { entries, given, end }, scene)
}

fn lost(name: u64, (rev, changes, words): Entry, end: &State) -> Lost {
    Lost {
        origin: format!("{:064x}", name * 1_000_000 + rev),
        changes,
        filed: words.iter().map(|(no, _)| *no).collect(),
        words: words.into_iter().filter(|(no, _)| end.words.get(*no).is_some()).collect(),
        before: None,
    }
}

/// Brings the next entry home, if it is not, and looks at what comes of it.
fn bring(strayed: &mut Strayed, entry: &Lost, now: &mut State, at: Time) -> Option<Brought> {
    let brought = strayed.bring(entry, now, at);
    if let Some(brought) = &brought {
        secret_ballots_are_alone(brought, now);
        let mut read = now.clone();
        now.apply_entry(now.rev + 1, &brought.changes, &brought.words);
        now.came_home(&entry.origin, &brought.home);
        // Who reads it has the words that were filed.
        let gone = erased(&brought.changes);
        let filed: Vec<_> = brought.words.iter().filter(|(no, _)| !gone.contains(no)).cloned().collect();
        read.apply_entry(read.rev + 1, &brought.changes, &filed);
        read.count_words(brought.words.iter().map(|(no, _)| *no));
        read.came_home(&entry.origin, &brought.home);
        assert_eq!(read, *now, "who brings and who reads come to the same");
        assert!(now.words.iter().all(|(_, text)| !text.is_empty()), "what was erased is not filed");
        laws_hold(now);
    }
    assert!(strayed.pass(entry, now), "it is home");
    brought
}

fn erased(changes: &[Change]) -> BTreeSet<crate::domain::id::WordsNo> {
    let erased = changes.iter().filter_map(|change| match change {
        Change::Erased { words } => Some(words.iter().copied()),
        _ => None,
    });
    erased.flatten().collect()
}

fn secret_ballots_are_alone(brought: &Brought, now: &State) {
    let is_secret = |change: &Change| match change {
        Change::Voted { poll, .. } => now.polls.get(poll).is_some_and(|poll| poll.plan.settings.secret),
        _ => false,
    };
    let is_erasure = |change: &Change| matches!(change, Change::Erased { .. });
    let alone = brought.changes.iter().all(|change| is_secret(change) || is_erasure(change));
    assert!(alone || !brought.changes.iter().any(is_secret), "a secret ballot lies beside something else");
}

fn bring_all(base: &State, branch: &Branch, now: &mut State, at: Time) {
    let mut strayed = Strayed::from(base.clone());
    for entry in &branch.entries {
        bring(&mut strayed, entry, now, at);
    }
}

/// A journal to which a lost history came home, and which went on after that: each entry, and whether it is one that did.
pub fn with_home(beginning: &[Step], lost: &[Step], now: &[Step], after: &[Step]) -> Vec<(Entry, bool)> {
    let here = |entries: Vec<Entry>| entries.into_iter().map(|entry| (entry, false));
    let (mut base, founding) = founded();
    base.ids = 1_000;
    let mut journal: Vec<_> = here(founding).collect();
    journal.extend(here(go_on(&mut base, beginning, |_, _| {})));
    let (lost, _) = branch(&base, 1, &[], lost);
    let mut scene = base.clone();
    scene.ids = 2_000_000;
    journal.extend(here(go_on(&mut scene, now, |_, _| {})));
    let mut strayed = Strayed::from(base.state);
    for entry in &lost.entries {
        if let Some(Brought { changes, words, .. }) = bring(&mut strayed, entry, &mut scene.state, scene.now)
        {
            journal.push(((scene.state.rev, changes, words), true));
        }
    }
    scene.ids = 3_000_000;
    journal.extend(here(go_on(&mut scene, after, |_, _| {})));
    journal
}

/// The questions by who made them under which command: the number of a desk's link may be another one now.
fn questions(state: &State) -> BTreeMap<(Option<PersonId>, CommandId), QuestionNo> {
    let named = |author: Author| author.person();
    let all = state.questions.iter().map(|(no, question)| ((named(question.author), question.id), *no));
    let questions: BTreeMap<_, _> = all.collect();
    assert_eq!(questions.len(), state.questions.len(), "no question is there twice");
    questions
}

/// Every question of both is there, and of every register the newest setting stands.
fn all_is_there(now: &State, of: &[&State]) {
    let there = questions(now);
    let all: BTreeSet<_> = of.iter().flat_map(|state| questions(state).into_keys()).collect();
    assert_eq!(there.keys().copied().collect::<BTreeSet<_>>(), all);
    for state in of {
        for (key, no) in questions(state) {
            let stands = &now.questions[&there[&key]].supporters;
            for (person, set) in &state.questions[&no].supporters {
                assert!((stands[person].seq, stands[person].id) >= (set.seq, set.id), "{set:?} is lost");
            }
        }
    }
    sources(now, of);
    ideas_are_there(now, of);
    stands_are_there(now, of);
    recommendations_are_there(now, of);
    let there = statements(now);
    for state in of {
        for (key, (session, no)) in statements(state) {
            let (held, at) = there.get(&key).expect("every statement is there");
            let stands = &now.conversations[held];
            for (person, on, cast) in state.conversations[&session].all_cast().filter(|(_, on, _)| *on == no)
            {
                let vote = stands.cast(person, *at).expect("every vote is there");
                assert!((vote.seq, vote.id) >= (cast.seq, cast.id), "a vote on {on} is lost");
            }
        }
    }
}

/// The statements by who made them under which command.
fn statements(state: &State) -> BTreeMap<(Option<PersonId>, CommandId), (SessionNo, StatementNo)> {
    let of = |(session, held): (&SessionNo, &Arc<Conversation>)| {
        let session = *session;
        let all = held.list.iter().map(move |(no, said)| ((said.author.person(), said.id), (session, *no)));
        all.collect::<Vec<_>>()
    };
    let all: Vec<_> = state.conversations.iter().flat_map(of).collect();
    let count = all.len();
    let statements: BTreeMap<_, _> = all.into_iter().collect();
    assert_eq!(statements.len(), count, "no statement is there twice");
    statements
}

/// Every draft of all, once, and every vote in the round in which it was given, or a newer one of the same person.
fn recommendations_are_there(now: &State, of: &[&State]) {
    let drafts = |state: &State| -> BTreeMap<CommandId, RecommendationNo> {
        let all: BTreeMap<_, _> = state.recommendations.all.iter().map(|(no, held)| (held.id, *no)).collect();
        assert_eq!(all.len(), state.recommendations.all.len(), "none is there twice");
        all
    };
    let there = drafts(now);
    let all: BTreeSet<_> = of.iter().flat_map(|state| drafts(state).into_keys()).collect();
    assert_eq!(there.keys().copied().collect::<BTreeSet<_>>(), all);
    for state in of {
        for round in state.recommendations.rounds.values() {
            let same = |held: &&Arc<Round>| held.id == round.id;
            let stands = now.recommendations.rounds.values().find(same).expect("every vote is there");
            for (person, no, cast) in round.all_cast() {
                let no = there[&state.recommendations.all[&no].id];
                let held = stands.cast(person, no).expect("what everyone said is there");
                assert!((held.seq, held.id) >= (cast.seq, cast.id), "a vote on {no} is lost");
            }
        }
        for held in state.recommendations.all.values() {
            let stands = &now.recommendations.all[&there[&held.id]];
            for (link, marked) in &held.marks {
                let marks =
                    stands.marks.get(&link_there(state, *link, now)).expect("the link's marks are there");
                assert!((marks.seq, marks.id) >= (marked.seq, marked.id), "marks are lost");
            }
        }
    }
    published_says_what_was_published(now, of);
}

/// The link by its number of now: by who made it under which command, where it was not made by the forum's file.
fn link_there(state: &State, link: LinkNo, now: &State) -> LinkNo {
    let made = state.made.iter().find(|(_, made)| **made == Made::Link(link)).map(|(by, _)| *by);
    match made.and_then(|by| now.made.get(&by)) {
        Some(Made::Link(no)) => *no,
        _ => link,
    }
}

/// What is published, and what stands by a vote, says what it said in a history in which it was published or put to a vote.
fn published_says_what_was_published(now: &State, of: &[&State]) {
    let says = |state: &State, held: &Recommendation| {
        [Some(held.title), held.text].map(|no| no.map(|no| state.text(no).to_owned()))
    };
    for held in now.recommendations.all.values().filter(|held| !now.text(held.title).is_empty()) {
        let said = says(now, held);
        let such = |is: fn(&Recommendation) -> bool| {
            let mut all =
                of.iter().flat_map(|state| state.recommendations.all.values().map(move |one| (*state, one)));
            all.any(|(state, one)| one.id == held.id && is(one) && says(state, one) == said)
        };
        if held.stage == Stage::Published {
            assert!(such(|one| one.published.is_some()), "{said:?} was published in no history");
        }
        if held.put.is_some() {
            assert!(such(|one| one.voted_on), "{said:?} was put to no vote");
        }
    }
}

/// What stands was set in one of them.
fn sources(now: &State, of: &[&State]) {
    let mut set: BTreeSet<(PersonId, Seq, CommandId)> = BTreeSet::new();
    for question in of.iter().flat_map(|state| state.questions.values()) {
        set.extend(question.supporters.iter().map(|(person, set)| (*person, set.seq, set.id)));
    }
    for question in now.questions.values() {
        for (person, stands) in &question.supporters {
            assert!(set.contains(&(*person, stands.seq, stands.id)));
        }
    }
}

/// Every ballot of the lost history is in the round that holds its own now, or a newer one of the same voter.
fn ballots_are_there(base: &State, lost: &State, now: &State) {
    let rounds = now.homes.values().flat_map(|home| home.anew.rounds.iter());
    let moved: BTreeMap<(PollNo, u32), (PollNo, u32)> = rounds.map(|(from, to)| (*from, *to)).collect();
    for (no, poll) in &lost.polls {
        for round in poll.rounds().filter(|round| round.no > 0) {
            let is_old = base.polls.get(no).is_some_and(|poll| poll.round.no >= round.no);
            let (held, at) = if is_old { (*no, round.no) } else { moved[&(*no, round.no)] };
            let stands = &now.polls[&held].round(at).expect("it was held").ballots;
            for (voter, cast) in &round.ballots {
                let ballot = &stands[voter];
                assert!((ballot.seq, ballot.id) >= (cast.seq, cast.id), "a ballot is lost");
            }
        }
    }
}

fn ratings_are_there(lost: &State, now: &State) {
    let moved: BTreeMap<_, _> = now.homes.values().flat_map(|home| home.anew.sessions.iter()).collect();
    for (no, session) in &lost.sessions {
        let no = moved.get(no).copied().unwrap_or(no);
        for (person, given) in &session.feedback.ratings {
            let stands = &now.sessions[no].feedback.ratings[person];
            assert!((stands.seq, stands.id) >= (given.seq, given.id), "a rating is lost");
        }
        for (person, given) in session.players.iter().filter(|(_, player)| player.set.is_some()) {
            assert!(now.sessions[no].players[person].set >= given.set, "a name is lost");
        }
    }
}

/// Every idea of both is there, once, and of dots and seats the newest.
fn ideas_are_there(now: &State, of: &[&State]) {
    let keys = |state: &State| -> Vec<(Option<PersonId>, CommandId)> {
        let all = state.ideas.values().flat_map(|board| board.ideas.values());
        all.map(|idea| (idea.author.person(), idea.id)).collect()
    };
    let there = keys(now);
    let once: BTreeSet<_> = there.iter().copied().collect();
    assert_eq!(there.len(), once.len(), "no idea is there twice");
    let all: BTreeSet<_> = of.iter().flat_map(|state| keys(state)).collect();
    assert_eq!(once, all, "no idea is lost");
    let moved: BTreeMap<_, _> = now.homes.values().flat_map(|home| home.anew.sessions.iter()).collect();
    for state in of {
        for (session, board) in &state.ideas {
            let is_own = !std::ptr::eq(*state, of[of.len() - 1]);
            let session = moved.get(session).copied().filter(|_| is_own).unwrap_or(session);
            let given = board.people.iter().filter(|(_, own)| own.seat.is_some() || own.dots.is_some());
            for (person, own) in given {
                let stands = &now.ideas.get(session).expect("the board is there").people[person];
                seats_are_there(own, stands);
                let order = |own: &Own| own.dots.as_ref().map(|given| (given.seq, given.id));
                assert!(order(stands) >= order(own), "later dots are lost");
            }
        }
    }
    for own in now.ideas.values().flat_map(|board| board.people.values()) {
        dots_are_what_was_given((now, own), of);
    }
}

/// Everything that was left at a stand is there once, every visit and the newest rating of each, by the command that made
/// the stand.
fn stands_are_there(now: &State, of: &[&State]) {
    let there = at_stands(now);
    for state in of {
        for (key, order) in at_stands(state) {
            let stands = there.get(&key).unwrap_or_else(|| panic!("{key:?} is lost"));
            assert!(*stands >= order, "a later rating is lost");
        }
    }
    let remarks = |state: &State| -> Vec<(PersonId, CommandId)> {
        let stands = state.exhibitions.values().flat_map(|held| held.stands.values());
        stands.flat_map(|stand| stand.remarks.values().map(|left| (left.author, left.id))).collect()
    };
    let there = remarks(now);
    let once: BTreeSet<_> = there.iter().copied().collect();
    assert_eq!(there.len(), once.len(), "nothing is there twice");
    let all: BTreeSet<_> = of.iter().flat_map(|state| remarks(state)).collect();
    assert_eq!(once, all, "nothing is lost that was left at a stand");
}

/// The stand by who made it under which command, and who came.
type Visited = ((Author, CommandId), PersonId);

/// The visits by who made the stand under which command, and who came; each with its rating's order.
fn at_stands(state: &State) -> BTreeMap<Visited, Option<(Seq, CommandId)>> {
    let mut visits = BTreeMap::new();
    for (made, thing) in &state.made {
        let Made::Stand(no) = thing else { continue };
        for held in state.exhibitions.values().filter(|held| held.stands.contains_key(no)) {
            for (person, visitor) in &held.people {
                if let Some(visit) = visitor.visits.get(no) {
                    visits.insert((*made, *person), visit.rating.map(|rating| (rating.seq, rating.id)));
                }
            }
        }
    }
    visits
}

/// Of seats the latest, at the table that was chosen.
fn seats_are_there(own: &Own, stands: &Own) {
    let order = |own: &Own| own.seat.map(|seat| (seat.seq, seat.id));
    assert!(order(stands) >= order(own), "a later seat is lost");
    if order(stands) == order(own) {
        assert_eq!(stands.table(), own.table(), "it is another table");
    }
}

/// Dots lie on the ideas on which that command put them: told by the commands that made those. A command that was sent in two
/// histories may have meant another idea in each.
fn dots_are_what_was_given((now, own): (&State, &Own), of: &[&State]) {
    let Some(there) = &own.dots else { return };
    let on = |state: &State, given: &idea::Given| -> Vec<(CommandId, u32)> {
        let made = |no: &IdeaNo| state.ideas.values().find_map(|board| Some(board.ideas.get(no)?.id));
        let on = given.dots.iter().filter_map(|dots| match dots.on {
            Spot::Idea(no) => Some((made(&no)?, dots.n)),
            Spot::Cluster(_) => None,
        });
        on.collect()
    };
    let boards = of.iter().flat_map(|state| state.ideas.values().map(move |board| (*state, board)));
    let all = boards.flat_map(|(state, board)| board.people.values().map(move |own| (state, own)));
    let mut given = all.filter_map(|(state, own)| Some((state, own.dots.as_ref()?)));
    let is_it = |(state, given): (&State, &idea::Given)| {
        (given.seq, given.id) == (there.seq, there.id) && on(state, given) == on(now, there)
    };
    assert!(given.any(is_it), "dots lie on something else");
}

/// What was erased in the lost history is nowhere: each text is one command's.
fn erased_is_erased(base: &State, lost: &Branch, before: &State, now: &State) {
    let open = now.polls.values().filter(|poll| matches!(poll.phase, PollPhase::Open { .. }));
    let keys: BTreeSet<_> = open.filter_map(|poll| poll.round.key).collect();
    for no in lost.entries.iter().flat_map(|entry| erased(&entry.changes)).filter(|no| *no <= base.last.words)
    {
        assert!(now.words.get(no).is_none() || keys.contains(&no), "{no} was erased");
    }
    let texts = |state: &State| state.words.iter().map(|(_, text)| Arc::clone(text)).collect::<BTreeSet<_>>();
    let known: BTreeSet<_> = texts(&lost.end).into_iter().chain(texts(before)).collect();
    for text in texts(now) {
        assert!(known.contains(&text), "{text} came back");
    }
}

/// Devices that were acknowledged in the lost history send again what participants gave. Of what was given another number
/// the command names something else now, as of whatever a page shows: it has been told everything anew.
fn sent_again_it_changes_nothing(base: &State, lost: &Branch, now: &Scene) {
    for given in &lost.given {
        let known = match &given.command {
            Command::Ask { .. }
            | Command::Ideas(IdeaCommand::Submit { .. })
            | Command::Stands(
                StandCommand::Visit { .. } | StandCommand::Ask { .. } | StandCommand::Comment { .. },
            ) => true,
            Command::Stands(StandCommand::Rate { session, stand, .. }) => {
                base.sessions.contains_key(session) && *stand <= base.last.stand
            }
            Command::Support { question, .. } | Command::Block { question, .. } => {
                *question <= base.last.question
            }
            Command::Rate { session, .. } | Command::Name { session, .. } => {
                base.sessions.contains_key(session)
            }
            Command::Vote { poll, round, .. } => {
                base.polls.get(poll).is_some_and(|poll| poll.round.no >= *round && !poll.plan.settings.secret)
            }
            Command::Ideas(IdeaCommand::Sit { session, .. } | IdeaCommand::Dot { session, .. }) => {
                base.ideas.contains_key(session)
            }
            _ => false,
        };
        let mut again = now.clone();
        let answer = again.give_as(given.actor, given.id, &given.command);
        if known {
            assert_eq!(again.state, now.state, "sent again, it changes nothing: {given:?}");
        }
        let makes = matches!(given.command, Command::Ask { .. } | Command::Ideas(IdeaCommand::Submit { .. }));
        if makes && is_person(given) {
            assert!(answer.is_ok(), "sent again, it is acknowledged: {given:?} {answer:?}");
        }
    }
}

fn is_person(given: &Given) -> bool {
    matches!(given.actor, crate::domain::role::Actor::Person(_))
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 1..most)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_was_lost_comes_home_once_whatever_happened_since(
        before in steps(60),
        lost in steps(60),
        present in steps(60),
        again in 0..5_usize,
    ) {
        let base = begun(&before);
        let (lost, _) = branch(&base, 1, &[], &lost);
        let again: Vec<_> = lost.given.iter().skip(again).step_by(5).cloned().collect();
        let (was, mut now) = branch(&base, 2, &again, &present);
        bring_all(&base.state, &lost, &mut now.state, now.now);
        all_is_there(&now.state, &[&lost.end, &was.end]);
        ballots_are_there(&base.state, &lost.end, &now.state);
        ratings_are_there(&lost.end, &now.state);
        speakers_are_there(&lost.end, &now.state);
        what_was_done_is_done(&base.state, &lost.end, &now.state);
        erased_is_erased(&base.state, &lost, &was.end, &now.state);
        let home = now.state.clone();
        bring_all(&base.state, &lost, &mut now.state, now.now);
        prop_assert_eq!(&now.state, &home, "brought home again, it changes nothing");
        sent_again_it_changes_nothing(&base.state, &lost, &now);
        go_on(&mut now, &present, |scene, _| laws_hold(&scene.state));
    }

    #[test]
    fn two_lost_histories_come_home_in_any_order_and_between_each_other(
        before in steps(40),
        branches in (steps(40), steps(40), steps(40)),
        order in prop::collection::vec(any::<bool>(), 80),
    ) {
        let base = begun(&before);
        let (first, _) = branch(&base, 1, &[], &branches.0);
        let again: Vec<_> = first.given.iter().step_by(3).cloned().collect();
        let (second, _) = branch(&base, 2, &again, &branches.1);
        let (was, present) = branch(&base, 3, &[], &branches.2);
        let ends = [&first.end, &second.end, &was.end];
        let (mut one, mut other, mut mixed) = (present.state.clone(), present.state.clone(), present.state.clone());
        for branch in [&first, &second] {
            bring_all(&base.state, branch, &mut one, present.now);
        }
        for branch in [&second, &first] {
            bring_all(&base.state, branch, &mut other, present.now);
        }
        let mut left = [first.entries.iter(), second.entries.iter()];
        let (mut at, mut strayed) = (0, [Strayed::from(base.state.clone()), Strayed::from(base.state.clone())]);
        for of in order.iter().map(|of| usize::from(*of)).chain([0; 200]).chain([1; 200]) {
            let Some(entry) = left[of].next() else { continue };
            at += 1;
            if at % 7 == 0 {
                // A node that starts anew finds out what is home.
                let branch = [&first, &second][of];
                strayed[of] = Strayed::from(base.state.clone());
                branch.entries.iter().take_while(|home| strayed[of].pass(home, &mixed)).for_each(drop);
            }
            bring(&mut strayed[of], entry, &mut mixed, present.now);
        }
        for state in [&one, &other, &mixed] {
            all_is_there(state, &ends);
            ballots_are_there_of_each(&base.state, &[&first, &second], state);
        }
    }

    #[test]
    fn what_came_home_and_was_lost_again_comes_home_once(
        before in steps(30),
        branches in (steps(30), steps(30), steps(30)),
        cut in 0..30_usize,
        turns in any::<bool>(),
    ) {
        let base = begun(&before);
        let (first, _) = branch(&base, 1, &[], &branches.0);
        let (was, mut present) = branch(&base, 2, &[], &branches.1);
        // The first one comes home, and what was written from some moment on is lost.
        let kept = cut % (was.entries.len() + 1);
        let mut lost: Vec<Lost> = was.entries[kept..].to_vec();
        let mut strayed = Strayed::from(base.state.clone());
        for entry in &first.entries {
            let Some(Brought { changes, words, home }) = bring(&mut strayed, entry, &mut present.state, present.now) else {
                continue;
            };
            let filed = words.iter().map(|(no, _)| *no).collect();
            lost.push(Lost { origin: entry.origin.clone(), changes, filed, words, before: Some(home) });
        }
        let end = &present.state;
        for entry in &mut lost {
            entry.words.retain(|(no, _)| end.words.get(*no).is_some());
        }
        let mut state = base.state.clone();
        for entry in &was.entries[..kept] {
            state.apply_entry(state.rev + 1, &entry.changes, &entry.words);
            state.count_words(entry.filed.iter().copied());
        }
        let second_base = Scene { state, ..base.clone() };
        let (third, mut now) = branch(&second_base, 3, &[], &branches.2);
        // Two nodes bring home what they have: the one has the first history still, the other the second with it.
        let mut nodes = [Strayed::from(base.state.clone()), Strayed::from(second_base.state.clone())];
        let (mut of_one, mut of_other) = (first.entries.iter(), lost.iter());
        if !turns {
            for entry in &lost {
                bring(&mut nodes[1], entry, &mut now.state, present.now);
            }
        }
        loop {
            let next = (of_other.next().filter(|_| turns), of_one.next());
            if let Some(entry) = next.0 {
                bring(&mut nodes[1], entry, &mut now.state, present.now);
            }
            if let Some(entry) = next.1 {
                bring(&mut nodes[0], entry, &mut now.state, present.now);
            }
            if next == (None, None) {
                break;
            }
        }
        all_is_there(&now.state, &[&first.end, end, &third.end]);
        ballots_are_there_of_each(&base.state, &[&first], &now.state);
    }
}

/// Two histories may have given out the same numbers: what was given anew is looked for by the entries of each.
fn ballots_are_there_of_each(base: &State, branches: &[&Branch], now: &State) {
    for branch in branches {
        let origins: BTreeSet<&str> = branch.entries.iter().map(|entry| entry.origin.as_str()).collect();
        let mut own = now.clone();
        own.homes = own.homes.into_iter().filter(|(origin, _)| origins.contains(origin.as_str())).collect();
        ballots_are_there(base, &branch.end, &own);
        ratings_are_there(&branch.end, &own);
        speakers_are_there(&branch.end, &own);
    }
}
