use std::sync::Arc;

use super::super::scene::{DESK, PANEL, Scene, person};
use super::{NOTHING, draft, one, words};
use crate::domain::agenda::Pause;
use crate::domain::ballot::{Choice, Mark};
use crate::domain::change::Change;
use crate::domain::command::{Command, PollDraft};
use crate::domain::id::{CommandId, PersonId, PollNo};
use crate::domain::places::Places;
use crate::domain::poll::{Method, PollKind, PollSettings, Voter};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::view::mine::mine;
use crate::domain::words::Text;

fn vote(poll: PollNo, round: u32, choice: Choice, seq: u64) -> Command {
    Command::Vote { poll, round, choice, seq: Seq(seq), badge: None }
}

#[test]
fn the_highest_sequence_number_stands_and_then_the_higher_id() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Single, 3));
    let cast = |scene: &mut Scene, id, choice, seq| {
        let answer = scene.give_as(person(1), CommandId(id), &vote(poll, 1, choice, seq));
        answer.map(|decision| decision.changes.len()).map_err(|refusal| refusal.code)
    };
    assert_eq!(cast(&mut scene, 50, one(0), 10), Ok(1));
    assert_eq!(cast(&mut scene, 50, one(0), 10), Ok(0), "again");
    assert_eq!(cast(&mut scene, 51, one(1), 9), Err(Code::Stale));
    assert_eq!(cast(&mut scene, 49, one(1), 10), Err(Code::Stale), "a lower id");
    assert_eq!(cast(&mut scene, 51, one(1), 10), Ok(1), "a higher id");
    assert_eq!(cast(&mut scene, 52, one(2), 11), Ok(1));
    assert_eq!(scene.poll(poll).round.tally.counts, [0, 0, 1]);
    assert_eq!(mine(&scene.state, PANEL, PersonId([1; 16])).seq, Seq(11), "a second device goes on above it");
    assert_eq!(cast(&mut scene, 53, one(2), Seq::MAX.0 + 1), Err(Code::BadSeq));
}

#[test]
fn an_empty_choice_takes_a_ballot_back_and_no_older_one_comes_after_it() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Single, 2));
    scene.voted(1, poll, one(0));
    scene.does(person(1), &vote(poll, 1, NOTHING, 100));
    assert_eq!(
        (scene.poll(poll).round.tally.voters, &*scene.poll(poll).round.tally.counts),
        (0, &[0, 0][..])
    );
    assert_eq!(scene.is_refused(person(1), &vote(poll, 1, one(0), 99)), Code::Stale);
    scene.does(person(1), &vote(poll, 1, one(1), 101));
    assert_eq!(scene.poll(poll).round.tally.counts, [0, 1]);
}

#[test]
fn a_ballot_that_is_final_is_cast_once() {
    let mut scene = Scene::new();
    let settings = PollSettings { changeable: false, ..PollSettings::default() };
    let poll = scene.opened(&PollDraft { settings, ..draft(PollKind::Single, 2) });
    assert_eq!(scene.is_refused(person(1), &vote(poll, 1, NOTHING, 1)), Code::BadBallot);
    let id = scene.fresh_id();
    let ballot = vote(poll, 1, one(0), 2);
    scene.give_as(person(1), id, &ballot).expect("it is taken");
    assert_eq!(scene.is_refused(person(1), &vote(poll, 1, one(1), 3)), Code::BallotFinal);
    assert_eq!(scene.is_refused(person(1), &vote(poll, 1, NOTHING, 4)), Code::BallotFinal);
    let again = scene.give_as(person(1), id, &ballot).expect("it is acknowledged");
    assert!(again.changes.is_empty());
}

#[test]
fn a_ballot_goes_to_the_round_at_hand() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Single, 2));
    let id = scene.fresh_id();
    let first = vote(poll, 1, one(0), 1);
    scene.give_as(person(1), id, &first).expect("it is taken");
    scene.closes(poll);
    assert!(scene.give_as(person(1), id, &first).expect("acknowledged").changes.is_empty());
    assert_eq!(scene.is_refused(person(1), &vote(poll, 1, one(1), 2)), Code::PollClosed);
    scene.does(DESK, &scene.open_poll(poll, None));
    assert!(scene.give_as(person(1), id, &first).expect("acknowledged").changes.is_empty());
    assert_eq!(scene.is_refused(person(1), &vote(poll, 1, one(1), 3)), Code::RoundOver);
    assert_eq!(scene.is_refused(person(1), &vote(poll, 0, one(1), 4)), Code::RoundOver);
    assert_eq!(scene.is_refused(person(1), &vote(poll, 3, one(1), 5)), Code::PollNotOpen);
    assert_eq!(scene.is_refused(person(1), &vote(PollNo(9), 1, one(1), 6)), Code::UnknownPoll);
}

#[test]
fn a_ballot_that_comes_back_after_its_round_counts_in_that_round() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Single, 2));
    scene.closes(poll);
    scene.does(DESK, &scene.open_poll(poll, None));
    let mark = Places::try_from(&[1][..]).ok().map(Mark::Options);
    let voter = Voter(PersonId([1; 16]));
    let healed = |seq, round| {
        let mark = mark.clone();
        [Change::Voted {
            poll,
            round,
            voter,
            mark,
            seq: Seq(seq),
            id: CommandId(seq),
            took: None,
            assisted: None,
            edition: 0,
            signed: None,
            slip: false,
        }]
    };
    for entry in [healed(5, 1), healed(5, 1), healed(4, 1), healed(6, 7)] {
        scene.state.apply_entry(scene.state.rev + 1, &entry, &[]);
    }
    let counts = |no| scene.poll(poll).round(no).map(|round| round.tally.counts.clone());
    assert_eq!((counts(1), counts(2)), (Some(vec![0, 1]), Some(vec![0, 0])));
}

#[test]
fn a_pause_stops_ballots_and_only_phones_cast_them() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Single, 2));
    assert_eq!(scene.is_refused(DESK, &vote(poll, 1, one(0), 1)), Code::NotAllowed);
    if let Some(session) = scene.state.sessions.get_mut(&PANEL) {
        Arc::make_mut(session).paused = Some(Pause { message: None });
    }
    assert_eq!(scene.is_refused(person(1), &vote(poll, 1, one(0), 1)), Code::Paused);
}

#[test]
fn a_ballot_fits_its_poll() {
    let options = |places: &[u8]| Choice::Options(places.to_vec());
    let good = [
        (PollKind::Single, 3, options(&[2])),
        (PollKind::Multiple { min: 2, max: 3 }, 4, options(&[3, 0])),
        (PollKind::YesNoAbstain, 0, options(&[2])),
        (PollKind::Rating { max: 5 }, 0, Choice::Stars(5)),
        (PollKind::Ranking { method: Method::Borda }, 3, options(&[2, 0, 1])),
        (PollKind::Ranking { method: Method::InstantRunoff }, 3, options(&[2])),
        (PollKind::Ranking { method: Method::Schulze }, 3, options(&[1, 0])),
        (PollKind::Points, 3, Choice::Points(vec![0, 70, 30])),
        (PollKind::Likert { steps: 5 }, 3, Choice::Steps(vec![0, 5, 1])),
        (PollKind::Cloud { words: 2 }, 0, words(&["ماء", "هواء"])),
        (PollKind::Open, 0, Choice::Text(Text::new("رأي"))),
        (PollKind::Quiz { answer: 0 }, 2, options(&[1])),
    ];
    for (kind, count, choice) in good {
        let mut scene = Scene::new();
        let poll = scene.opened(&draft(kind, count));
        scene.voted(1, poll, choice);
        assert_eq!(scene.poll(poll).round.tally.voters, 1);
    }
    let bad = [
        (PollKind::Single, 3, options(&[3])),
        (PollKind::Single, 3, options(&[0, 1])),
        (PollKind::Single, 3, Choice::Stars(1)),
        (PollKind::Multiple { min: 2, max: 3 }, 4, options(&[0])),
        (PollKind::Multiple { min: 2, max: 3 }, 4, options(&[0, 1, 2, 3])),
        (PollKind::Multiple { min: 2, max: 3 }, 4, options(&[1, 1])),
        (PollKind::YesNoAbstain, 0, options(&[3])),
        (PollKind::Rating { max: 5 }, 0, Choice::Stars(0)),
        (PollKind::Rating { max: 5 }, 0, Choice::Stars(6)),
        (PollKind::Ranking { method: Method::Borda }, 3, options(&[0, 1])),
        (PollKind::Ranking { method: Method::Borda }, 3, options(&[0, 1, 1])),
        (PollKind::Ranking { method: Method::Borda }, 3, Choice::Options(vec![0; 60_000])),
        (PollKind::Ranking { method: Method::Schulze }, 3, options(&[0, 0])),
        (PollKind::Ranking { method: Method::InstantRunoff }, 3, options(&[3])),
        (PollKind::Points, 3, Choice::Points(vec![50, 50])),
        (PollKind::Points, 3, Choice::Points(vec![100; 60_000])),
        (PollKind::Points, 3, Choice::Steps(vec![1, 1, 1])),
        (PollKind::Likert { steps: 5 }, 3, Choice::Steps(vec![0, 0, 0])),
        (PollKind::Likert { steps: 5 }, 3, Choice::Steps(vec![6, 1, 1])),
        (PollKind::Likert { steps: 5 }, 3, Choice::Steps(vec![1, 1])),
        (PollKind::Likert { steps: 5 }, 3, options(&[1])),
        (PollKind::Cloud { words: 2 }, 0, words(&["a", "b", "c"])),
        (PollKind::Cloud { words: 2 }, 0, words(&["Water", "WATER"])),
        (PollKind::Open, 0, words(&["a"])),
        (PollKind::Quiz { answer: 0 }, 2, options(&[2])),
    ];
    for (kind, count, choice) in bad {
        let mut scene = Scene::new();
        let poll = scene.opened(&draft(kind, count));
        let ballot = scene.ballot(poll, choice);
        assert_eq!(scene.is_refused(person(1), &ballot), Code::BadBallot, "{ballot:?}");
    }
}

#[test]
fn texts_of_ballots_have_bounds() {
    let mut scene = Scene::new();
    let cloud = scene.opened(&draft(PollKind::Cloud { words: 2 }, 0));
    let ballot = scene.ballot(cloud, words(&["good", &"x".repeat(41)]));
    assert_eq!(scene.is_refused(person(1), &ballot), Code::TextTooLong);
    let ballot = scene.ballot(cloud, words(&["\u{202e}"]));
    assert_eq!(scene.is_refused(person(1), &ballot), Code::TextEmpty);
    let open = scene.opened(&draft(PollKind::Open, 0));
    let ballot = scene.ballot(open, Choice::Text(Text::new(&"س".repeat(501))));
    assert_eq!(scene.is_refused(person(1), &ballot), Code::TextTooLong);
}
