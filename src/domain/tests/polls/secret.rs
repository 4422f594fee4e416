use super::super::scene::{DESK, PANEL, Scene, person};
use super::{one, secret};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::PersonId;
use crate::domain::poll::PollKind;
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::time::Millis;
use crate::domain::topic::Part;
use crate::domain::view::mine::mine;

#[test]
fn no_change_and_no_state_holds_who_voted() {
    let mut scene = Scene::new();
    let poll = scene.opened(&secret(PollKind::Single, 2));
    let ballot = scene.ballot(poll, one(1));
    let decision = scene.does(person(7), &ballot);
    let hex = PersonId([7; 16]).to_string();
    let entry = serde_json::to_string(&decision.changes).expect("changes are JSON");
    assert!(!entry.contains(&hex), "{entry}");
    assert!(scene.state.people.is_empty(), "its sequence number would tell who voted");
    assert_eq!(mine(&scene.state, PANEL, PersonId([7; 16])).seq, Seq(0));
    let snapshot = serde_json::to_string(&scene.state).expect("a snapshot is JSON");
    assert!(!snapshot.contains(&hex));
    assert!(mine(&scene.state, PANEL, PersonId([7; 16])).ballots.is_empty());
    assert_eq!(scene.poll(poll).round.tally.counts, [0, 1]);
}

#[test]
fn a_person_has_one_ballot_in_a_secret_round_too() {
    let mut scene = Scene::new();
    let poll = scene.opened(&secret(PollKind::Single, 2));
    scene.voted(1, poll, one(0));
    scene.voted(1, poll, one(1));
    scene.voted(2, poll, one(1));
    assert_eq!(scene.poll(poll).round.tally.counts, [0, 2]);
    let older = Command::Vote { poll, round: 1, choice: one(0), seq: Seq(1), badge: None };
    assert_eq!(scene.is_refused(person(1), &older), Code::Stale);
}

#[test]
fn closing_destroys_the_key_and_a_ballot_sent_again_is_still_acknowledged() {
    let mut scene = Scene::new();
    let poll = scene.opened(&secret(PollKind::Single, 2));
    let key = scene.poll(poll).round.key.expect("a secret round has a key");
    assert!(scene.state.words.get(key).is_some());
    let ballot = scene.ballot(poll, one(0));
    let id = scene.fresh_id();
    scene.give_as(person(1), id, &ballot).expect("it is taken");
    let decision = scene.does(DESK, &scene.close_poll(poll, 0));
    assert!(decision.changes.contains(&Change::Erased { words: vec![key] }));
    assert_eq!(scene.state.words.get(key), None);
    assert_eq!(scene.poll(poll).round.key, None);
    let again = scene.give_as(person(1), id, &ballot).expect("it is acknowledged");
    assert!(again.changes.is_empty());
    let other = scene.ballot(poll, one(1));
    assert_eq!(scene.is_refused(person(1), &other), Code::PollClosed);
    scene.does(DESK, &scene.open_poll(poll, None));
    let again = scene.give_as(person(1), id, &ballot).expect("it is acknowledged in the next round too");
    assert!(again.changes.is_empty());
}

#[test]
fn the_clock_destroys_the_key_too_and_no_phone_is_sent_its_questions_again() {
    let mut scene = Scene::new();
    let poll = scene.opened(&secret(PollKind::Single, 2));
    let key = scene.poll(poll).round.key.expect("a secret round has a key");
    scene.does(DESK, &scene.close_poll(poll, 5));
    scene.now = scene.now + Millis::seconds(5);
    let before = scene.state.topics.touched(Part::Questions(PANEL));
    scene.closes_due();
    assert_eq!(scene.state.words.get(key), None);
    assert_eq!(scene.state.topics.touched(Part::Questions(PANEL)), before);
    assert_eq!(scene.state.topics.touched(Part::Poll(poll)), scene.state.rev);
}

#[test]
fn a_closed_round_remembers_the_commands_that_cast_its_ballots_and_an_open_one_none() {
    let mut scene = Scene::new();
    let poll = scene.opened(&secret(PollKind::Single, 2));
    scene.voted(1, poll, one(0));
    scene.voted(1, poll, one(1));
    scene.voted(2, poll, one(1));
    assert!(scene.poll(poll).round.cast.is_empty());
    scene.closes(poll);
    let round = &scene.poll(poll).round;
    assert_eq!(round.cast, round.ballots.values().map(|ballot| ballot.id).collect());
    assert_eq!(round.cast.len(), 2);
}

#[test]
fn each_round_has_pseudonyms_of_its_own() {
    let mut scene = Scene::new();
    scene.around.random = [5; 32];
    let poll = scene.opened(&secret(PollKind::Single, 2));
    scene.voted(1, poll, one(0));
    scene.closes(poll);
    scene.does(DESK, &scene.open_poll(poll, None));
    scene.voted(1, poll, one(0));
    let voters =
        |no| scene.poll(poll).round(no).expect("it was held").ballots.keys().copied().collect::<Vec<_>>();
    assert_ne!(voters(1), voters(2));
}
