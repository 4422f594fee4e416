//! What is told, to whom, and when.

use sha2::{Digest, Sha256};

use super::{JURORS, OWNER, begun, sealed, usual, with_jury};
use crate::domain::award::{AwardView, JuryView, Stage, Step, award, is_shown, jury, sheets};
use crate::domain::command::Command;
use crate::domain::id::LinkNo;
use crate::domain::refusal::Code;
use crate::domain::role::Role;
use crate::domain::tests::scene::{DESK, PANEL, Scene};
use crate::domain::view::poll;

const EVERYONE: [Role; 6] =
    [Role::Participant, Role::Presenter, Role::Screen, Role::Juror, Role::Moderator, Role::Organiser];

fn seen(scene: &Scene) -> AwardView {
    award(&scene.state, PANEL).expect("there is one")
}

fn desks(scene: &Scene) -> JuryView {
    jury(&scene.state, PANEL).expect("there is one")
}

#[test]
fn until_the_scoring_begins_desks_alone_see_it() {
    let mut scene = with_jury();
    scene.plans(&usual());
    let who = |scene: &Scene| EVERYONE.map(|role| is_shown(&scene.state, PANEL, role));
    assert_eq!(who(&scene), [false, false, false, false, true, true]);
    scene.does(OWNER, &scene.to(Stage::Scoring));
    assert_eq!(who(&scene), [true; 6]);
}

#[test]
fn the_lot_is_drawn_before_anything_is_given_and_told_after_all_was() {
    let mut scene = begun();
    let view = seen(&scene);
    let hash = view.lot_hash.clone().expect("it was drawn");
    assert_eq!(view.lot, None);
    for juror in JURORS {
        for case in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)] {
            scene.scored(juror, case, &[5, 5]);
        }
    }
    scene.does(OWNER, &scene.to(Stage::Sealed));
    assert_eq!(seen(&scene).lot, None);
    scene.opens_award();
    let view = seen(&scene);
    let told = view.lot.expect("it is open");
    assert_eq!(crate::domain::hex::Hex(&Sha256::digest(told.as_bytes())).to_string(), hash);
    assert_eq!(view.lot_hash, Some(hash));
}

#[test]
fn a_desk_sees_how_much_is_done_and_never_what() {
    let mut scene = begun();
    scene.scored(JURORS[0], (0, 0), &[3, 7]);
    let recuse = scene.recuse((0, 1), true, None);
    scene.does(JURORS[1], &recuse);
    let view = desks(&scene);
    assert_eq!(view.sheets, [vec![1, 0, 0], vec![0, 0], vec![0]]);
    let done: Vec<_> =
        view.jurors.iter().map(|juror| (juror.link.0, juror.sheets, juror.recused.clone())).collect();
    assert_eq!(done, [(6, 1, vec![]), (7, 0, vec![(0, 1)]), (8, 0, vec![])]);
    let json = serde_json::to_string(&view).unwrap();
    assert!(!json.contains("marks") && !json.contains("[3,7]"), "{json}");
}

#[test]
fn a_juror_sees_the_own_sheets_alone() {
    let mut scene = begun();
    scene.scored(JURORS[0], (0, 0), &[3, 7]);
    scene.scored(JURORS[1], (0, 1), &[4, 4]);
    let (own, seq) = sheets(&scene.state, PANEL, LinkNo(6));
    assert_eq!((own.len(), own[0].marks.as_slice(), own[0].nominee), (1, &[3, 7][..], 0));
    assert!(seq.0 > 0);
    let recuse = scene.recuse((1, 0), true, Some(LinkNo(6)));
    scene.does(OWNER, &recuse);
    let (own, _) = sheets(&scene.state, PANEL, LinkNo(6));
    assert!(own[1].recused && own[1].by_organiser && own[1].marks.is_empty());
    assert_eq!(sheets(&scene.state, PANEL, LinkNo(8)).0, []);
}

/// The places that a track's steps tell, each with whoever has it.
fn places(view: &AwardView, track: usize) -> Vec<(Option<u8>, Vec<u8>)> {
    let steps = view.tracks[track].steps.iter();
    steps.map(|step| (step.place, step.nominees.iter().map(|shown| shown.nominee).collect())).collect()
}

#[test]
fn nothing_of_a_place_is_told_before_it_is_revealed_to_desks_neither() {
    let mut scene = sealed();
    scene.people_choose(0, &[0, 0, 1]);
    scene.opens_award();
    let before = (seen(&scene), desks(&scene));
    assert!(before.0.tracks.iter().all(|track| track.more && track.steps.is_empty()));
    assert_eq!(before.1.results, [None, None, None]);
    let revealed = [(None, vec![0]), (Some(3), vec![0]), (Some(2), vec![2]), (Some(1), vec![1])];
    let next = [Step::People, Step::Place(3), Step::Place(2), Step::Place(1)];
    for step in 1..=4 {
        assert_eq!(desks(&scene).next[0], Some(next[step - 1]), "who announces it knows which place it is");
        scene.does(DESK, &scene.reveal(0));
        assert_eq!(places(&seen(&scene), 0), revealed[..step], "the people's own prize comes first");
        assert_eq!(seen(&scene).tracks[0].more, step < 4);
        assert_eq!(desks(&scene).results[0].is_some(), step == 4, "all of it at the end");
        assert_eq!(desks(&scene).results[1], None);
    }
    let told = seen(&scene).tracks[0].clone();
    assert_eq!(desks(&scene).next, [None, Some(Step::Place(2)), Some(Step::Place(1))]);
    assert_eq!((told.jury_quorum, told.people_quorum), (Some(true), Some(true)));
    let first = &told.steps[3].nominees[0];
    assert_eq!((first.total, first.jury, first.votes), (Some(90_000), Some(90_000), None));
    assert_eq!(told.steps[0].nominees[0].votes, Some(2));
}

#[test]
fn a_track_without_a_winner_says_that_a_quorum_was_missed() {
    let mut scene = with_jury();
    scene.plans(&crate::domain::award::AwardPlan { quorum_jury: 3, ..usual() });
    scene.does(OWNER, &scene.to(Stage::Scoring));
    assert_eq!(scene.is_refused(OWNER, &scene.to(Stage::Sealed)), Code::JuryIncomplete);
    scene.does(OWNER, &scene.seal_anyway());
    scene.opens_award();
    let track = &seen(&scene).tracks[0];
    assert_eq!(
        (track.more, track.jury_quorum, track.people_quorum),
        (true, None, None),
        "not before its time"
    );
    assert_eq!(
        desks(&scene).next[0],
        Some(Step::Nobody),
        "though the people were to have a prize of their own"
    );
    scene.does(DESK, &scene.reveal(0));
    let track = &seen(&scene).tracks[0];
    assert_eq!((track.more, track.steps.len(), track.jury_quorum), (false, 0, Some(false)));
    assert_eq!(track.people_quorum, Some(false), "nobody voted either");
    assert_eq!(desks(&scene).next[0], None);
    assert!(seen(&scene).tracks[2].more, "who is honoured is still to be revealed");
}

#[test]
fn no_role_sees_what_the_people_chose_before_its_track_was_told_whole() {
    let mut scene = sealed();
    let chosen = scene.people_choose(0, &[0, 0, 1]);
    let counts = |scene: &Scene| EVERYONE.map(|role| poll::tally(&scene.state, chosen, role).n);
    let version = scene.state.polls[&chosen].version;
    let reveal = Command::RevealPoll { poll: chosen, version, on: true };
    let hidden = |scene: &mut Scene| {
        assert_eq!(counts(scene), [const { None }; 6]);
        assert_eq!(scene.is_refused(DESK, &reveal), Code::PollSealed);
        assert_eq!(poll::tally(&scene.state, chosen, Role::Participant).v, 3, "turnout is told");
    };
    hidden(&mut scene);
    scene.opens_award();
    for _ in 0..4 {
        hidden(&mut scene);
        scene.does(DESK, &scene.reveal(0));
    }
    let desk = poll::tally(&scene.state, chosen, Role::Moderator).n;
    assert_eq!(desk, Some(vec![2, 1, 0]));
    scene.does(DESK, &reveal);
    assert_eq!(poll::tally(&scene.state, chosen, Role::Participant).n, desk);
    assert_eq!(poll::tally(&scene.state, chosen, Role::Juror).n, None, "a jury sees no polls");
}

#[test]
fn what_was_counted_of_the_people_is_their_last_round() {
    let mut scene = sealed();
    let poll = scene.people_choose(0, &[2, 2, 2]);
    scene.people_choose(0, &[1, 0, 1]);
    scene.opens_award();
    let result = scene.award().result(0).expect("it is open");
    assert_eq!((result.poll, result.round, result.ballots), (Some(poll), 2, 3));
    assert_eq!(result.nominees.iter().map(|nominee| nominee.votes).collect::<Vec<_>>(), [1, 2, 0]);
}
