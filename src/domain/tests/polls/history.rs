//! Random histories of polls: the count equals the recount at every revision.

use proptest::prelude::*;

use super::super::scene::{DESK, Scene, person};
use super::{NOTHING, draft, one, words};
use crate::domain::ballot::Choice;
use crate::domain::change::Change;
use crate::domain::command::{Command, PollDraft};
use crate::domain::id::{PollNo, WordsNo};
use crate::domain::poll::{Method, PollKind, PollPhase, PollPlan, PollSettings, Round};
use crate::domain::ranking::{self, Ranked};
use crate::domain::register::Seq;
use crate::domain::role::Actor;
use crate::domain::state::State;
use crate::domain::tally::recount;
use crate::domain::time::Millis;
use crate::domain::words::Text;

/// A step of a history, with numbers that may or may not fit.
#[derive(Debug, Clone)]
struct Step {
    deed: u8,
    by: u8,
    seq: u64,
    choice: Choice,
    fresh: bool,
}

fn choice() -> impl Strategy<Value = Choice> {
    let text = prop::sample::select(vec!["Water", "water", "WATER", "air", "Air", "soil", ""]);
    let texts = prop::collection::vec(text, 0..4);
    prop_oneof![
        4 => (0..5_u8).prop_map(one),
        2 => prop::collection::vec(0..4_u8, 0..4).prop_map(Choice::Options),
        2 => Just(vec![0, 1, 2]).prop_shuffle().prop_map(Choice::Options),
        2 => (0..7_u8).prop_map(Choice::Stars),
        4 => prop::collection::vec(0..7_u8, 0..4).prop_map(Choice::Steps),
        4 => (0..=100_u8, 0..2_u8).prop_map(|(one, off)| Choice::Points(vec![one, 100 - one, off / 2])),
        1 => prop::collection::vec(any::<u8>(), 0..4).prop_map(Choice::Points),
        4 => texts.prop_map(|texts| words(&texts)),
        2 => (0..9_u8).prop_map(|no| Choice::Text(Text::new(&format!("text {no}")))),
        1 => Just(NOTHING),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    (0..20_u8, 1..7_u8, 1..60_u64, choice(), prop::bool::weighted(0.9))
        .prop_map(|(deed, by, seq, choice, fresh)| Step { deed, by, seq, choice, fresh })
}

fn kind() -> impl Strategy<Value = (PollKind, usize)> {
    prop::sample::select(vec![
        (PollKind::Single, 3),
        (PollKind::Multiple { min: 1, max: 2 }, 3),
        (PollKind::YesNoAbstain, 0),
        (PollKind::Rating { max: 5 }, 0),
        (PollKind::Ranking { method: Method::Borda }, 3),
        (PollKind::Ranking { method: Method::InstantRunoff }, 3),
        (PollKind::Ranking { method: Method::Schulze }, 3),
        (PollKind::Points, 3),
        (PollKind::Likert { steps: 5 }, 3),
        (PollKind::Cloud { words: 3 }, 0),
        (PollKind::Open, 0),
        (PollKind::Quiz { answer: 0 }, 3),
    ])
}

fn command(scene: &Scene, poll: PollNo, step: &Step) -> (Actor, Command) {
    let held = scene.poll(poll);
    let version = if step.fresh { held.version } else { held.version.saturating_sub(1) };
    match step.deed {
        0 | 1 => (DESK, Command::OpenPoll { poll, version, seconds: Some(0) }),
        2 => (DESK, Command::OpenPoll { poll, version, seconds: Some(5) }),
        3 => (DESK, Command::ClosePoll { poll, version, seconds: None }),
        4 => (DESK, Command::ClosePoll { poll, version, seconds: Some(0) }),
        5 => (DESK, Command::RevealPoll { poll, version, on: step.fresh }),
        6 => {
            let cloud = held.round.tally.cloud.values();
            let word = cloud.filter_map(|word| word.spelling()).map(|(_, no)| no).next().unwrap_or_default();
            let show = [None, Some(true), Some(false)][usize::from(step.by % 3)];
            (DESK, Command::RuleWord { poll, round: held.round.no, word, show })
        }
        _ => {
            let round = if step.fresh { held.round.no } else { held.round.no.saturating_sub(1) };
            let seq = Seq(step.seq + scene.state.rev);
            (person(step.by), Command::Vote { poll, round, choice: step.choice.clone(), seq, badge: None })
        }
    }
}

fn check(state: &State) {
    for (no, poll) in &state.polls {
        for round in poll.rounds().filter(|round| round.no > 0) {
            check_round(state, *no, round);
        }
        let listed = poll.until().is_some_and(|until| state.closing.contains(&(until, *no)));
        assert_eq!(listed, poll.until().is_some());
        let has_key = matches!(poll.phase, PollPhase::Open { .. }) && poll.plan.settings.secret;
        assert_eq!(poll.round.key.is_some(), has_key);
    }
    let open = state.polls.values().filter(|poll| poll.until().is_some());
    assert_eq!(state.closing.len(), open.count());
}

fn check_round(state: &State, no: PollNo, round: &Round) {
    let plan = &state.polls[&no].plan;
    assert_eq!(round.tally, recount(plan, round, &state.words));
    let standing = round.ballots.values().filter(|ballot| ballot.mark.is_some());
    assert_eq!(round.tally.voters as usize, standing.count());
    check_kind(plan, round);
}

/// What the counts of a kind come to, whoever voted.
fn check_kind(plan: &PollPlan, round: &Round) {
    let (tally, all) = (&round.tally, round.tally.counts.iter().sum::<u32>());
    match plan.kind {
        PollKind::Points => {
            assert_eq!(all, 100 * tally.voters, "a hundred from everyone");
            assert!(tally.backers.iter().all(|backers| *backers <= tally.voters));
        }
        PollKind::Ranking { method: Method::Schulze } => {
            assert_eq!(all, tally.voters, "everyone has one first choice");
            let rows = plan.rows();
            for (one, other) in (0..rows).flat_map(|one| (0..rows).map(move |other| (one, other))) {
                let both = tally.pairs[one * rows + other] + tally.pairs[other * rows + one];
                assert!(both <= tally.voters, "nobody puts two before each other");
            }
        }
        PollKind::Likert { steps } => {
            let rows = tally.counts.chunks(usize::from(steps));
            rows.for_each(|row| assert!(row.iter().sum::<u32>() <= tally.voters));
        }
        _ => {}
    }
    let runoff = ranking::counted(plan, round);
    assert!(round.runoff.as_deref().is_none_or(|kept| Some(kept) == runoff.as_ref()), "what was kept stands");
    if let Some(ranked) = Ranked::of(plan, round).filter(|ranked| !ranked.places.is_empty()) {
        assert_eq!(ranked.places.iter().min(), Some(&1), "somebody is first");
        for (at, round) in ranked.rounds.iter().enumerate() {
            let counted: u32 = round.n.iter().flatten().sum();
            assert_eq!(counted + round.spent, tally.voters, "no ballot is lost in round {at}");
        }
    }
}

/// A text that came in, or may come.
fn some_text(state: &State, seed: u64) -> WordsNo {
    WordsNo((seed % u64::from(state.last.words.0 + 1)) as u32)
}

proptest! {
    #[test]
    fn the_count_equals_the_recount_at_every_revision_and_in_a_replay(
        (kind, options) in kind(),
        changeable in prop::bool::weighted(0.8),
        is_secret in any::<bool>(),
        steps in prop::collection::vec(step(), 1..150),
    ) {
        let mut scene = Scene::new();
        let settings = PollSettings { changeable, secret: is_secret, ..PollSettings::default() };
        let poll = scene.opened(&PollDraft { settings, ..draft(kind, options) });
        let mut copy = scene.state.clone();
        let mut journal = Vec::new();
        for step in &steps {
            scene.now = scene.now + Millis::seconds(1);
            let (actor, command) = command(&scene, poll, step);
            let id = scene.fresh_id();
            let answer = scene.give_as(actor, id, &command);
            check(&scene.state);
            if let Ok(decision) = answer {
                journal.push((scene.state.rev, decision.changes, decision.words));
                let stands = scene.state.clone();
                let again = scene.give_as(actor, id, &command);
                prop_assert!(again.is_ok(), "sent again: {:?} {:?}", command, again);
                prop_assert_eq!(&scene.state, &stands, "sent again, it changes nothing: {:?}", command);
            }
            if step.deed == 7 {
                let erased = vec![Change::Erased { words: vec![some_text(&scene.state, step.seq)] }];
                scene.state.apply_entry(scene.state.rev + 1, &erased, &[]);
                journal.push((scene.state.rev, erased, Vec::new()));
                check(&scene.state);
            }
            journal.push((scene.state.rev + 1, scene.closes_due(), Vec::new()));
            check(&scene.state);
        }
        for (rev, changes, words) in journal.iter().filter(|(_, changes, _)| !changes.is_empty()) {
            let left = words.iter().filter(|(no, _)| scene.state.words.get(*no).is_some());
            copy.apply_entry(*rev, changes, &left.cloned().collect::<Vec<_>>());
        }
        copy.last.words = scene.state.last.words;
        copy.words = scene.state.words.clone();
        prop_assert_eq!(&copy, &scene.state, "a replay, when some words are erased, comes to the same");
    }
}
