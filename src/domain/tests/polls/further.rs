//! Grids, a hundred points, and rankings that are not counted by Borda, as everyone is told them.

use super::super::scene::Scene;
use super::{draft, secret};
use crate::domain::ballot::{Choice, Mark};
use crate::domain::change::Change;
use crate::domain::id::{CommandId, PersonId};
use crate::domain::poll::{Method, PollKind, Voter};
use crate::domain::ranking::Ranked;
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Role;
use crate::domain::view::poll::{poll as view, tally};
use crate::domain::view::shape::TallyView;

fn ranking(method: Method) -> PollKind {
    PollKind::Ranking { method }
}

fn order(places: &[u8]) -> Choice {
    Choice::Options(places.to_vec())
}

#[test]
fn a_grid_counts_people_by_statement_and_step_and_tells_what_the_steps_are_called() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Likert { steps: 5 }, 2));
    scene.voted(1, poll, Choice::Steps(vec![5, 0]));
    scene.voted(2, poll, Choice::Steps(vec![5, 1]));
    scene.voted(2, poll, Choice::Steps(vec![1, 1]));
    scene.closes(poll);
    let bare = tally(&scene.state, poll, Role::Participant);
    assert_eq!((bare.v, bare.steps), (2, None), "nothing before it is revealed");
    scene.reveals(poll);
    let told = tally(&scene.state, poll, Role::Participant);
    assert_eq!(told.steps, Some(vec![vec![1, 0, 0, 0, 1], vec![1, 0, 0, 0, 0]]));
    assert_eq!(told.n, None, "a client that takes votes by option finds none");
    assert_eq!(view(&scene.state, poll, Role::Participant).map(|view| view.labels.len()), Some(2));
}

#[test]
fn a_hundred_points_are_summed_and_whoever_gave_any_backs_the_option() {
    let mut scene = Scene::new();
    let poll = scene.opened(&secret(PollKind::Points, 3));
    for (by, given) in [(1, vec![100, 0, 0]), (2, vec![1, 49, 50])] {
        scene.voted(by, poll, Choice::Points(given));
    }
    let off = [vec![50, 50, 1], vec![50, 49, 0], vec![255, 101, 0], vec![0, 0, 0]];
    for given in off {
        let refusal = scene.votes(3, poll, Choice::Points(given)).expect_err("they are not a hundred");
        assert_eq!(refusal, Code::PointsNotSpent.at(100));
    }
    scene.closes(poll);
    scene.reveals(poll);
    let told = tally(&scene.state, poll, Role::Screen);
    assert_eq!((told.v, told.n, told.backers), (2, Some(vec![101, 49, 50]), Some(vec![2, 1, 1])));
}

#[test]
fn an_empty_choice_takes_a_grid_and_points_back() {
    let mut scene = Scene::new();
    let grid = scene.opened(&draft(PollKind::Likert { steps: 3 }, 2));
    let points = scene.opened(&draft(PollKind::Points, 2));
    scene.voted(1, grid, Choice::Steps(vec![3, 3]));
    scene.voted(1, points, Choice::Points(vec![60, 40]));
    scene.voted(1, grid, Choice::Steps(Vec::new()));
    scene.voted(1, points, Choice::Points(Vec::new()));
    for poll in [grid, points] {
        let counted = &scene.poll(poll).round.tally;
        assert_eq!(counted.voters, 0);
        assert!(counted.counts.iter().chain(&counted.backers).all(|n| *n == 0), "{counted:?}");
    }
}

#[test]
fn a_runoff_tells_its_first_choices_while_it_is_open_and_its_rounds_once_it_is_over() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(ranking(Method::InstantRunoff), 3));
    for (by, places) in [(1, &[0_u8][..]), (2, &[0]), (3, &[1]), (4, &[1]), (5, &[2, 1])] {
        scene.voted(by, poll, order(places));
    }
    scene.reveals(poll);
    let told = |scene: &Scene| tally(&scene.state, poll, Role::Participant);
    let TallyView { n, ranked, .. } = told(&scene);
    let open = Ranked { first: vec![2, 2, 1], ..Ranked::default() };
    assert_eq!((n, ranked), (None, Some(open)), "an old page takes `n` for points by Borda");
    scene.closes(poll);
    assert!(scene.poll(poll).round.runoff.is_some(), "it was counted once, when it closed");
    let TallyView { n, ranked, .. } = told(&scene);
    let ranked = ranked.expect("it was counted");
    assert_eq!((n, &ranked.first[..], &ranked.places[..]), (None, &[2, 2, 1][..], &[2, 1, 3][..]));
    assert_eq!(
        serde_json::to_value(&ranked).expect("it is JSON")["rounds"],
        serde_json::json!([
            {"n": [2, 2, 1], "out": 2},
            {"n": [2, 3, null]},
        ])
    );
}

#[test]
fn a_ballot_that_comes_home_late_counts_in_the_rounds() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(ranking(Method::InstantRunoff), 2));
    scene.voted(1, poll, order(&[0]));
    scene.closes(poll);
    scene.reveals(poll);
    let late = |by, id| Change::Voted {
        poll,
        round: 1,
        voter: Voter(PersonId([by; 16])),
        mark: [1][..].try_into().ok().map(Mark::Options),
        seq: Seq(1),
        id: CommandId(id),
        took: None,
        assisted: None,
        edition: 0,
        signed: None,
        slip: false,
    };
    scene.state.apply_entry(scene.state.rev + 1, &[late(71, 9_001), late(72, 9_002)], &[]);
    let ranked = tally(&scene.state, poll, Role::Participant).ranked.expect("it is counted");
    assert_eq!((&ranked.first[..], &ranked.places[..]), (&[1, 2][..], &[2, 1][..]));
}

#[test]
fn by_schulze_places_are_told_while_it_is_open_and_the_pairs_once_it_is_over() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(ranking(Method::Schulze), 3));
    scene.reveals(poll);
    let ranked = |scene: &Scene| tally(&scene.state, poll, Role::Participant).ranked.expect("it is ranked");
    assert_eq!(ranked(&scene).places, Vec::<u32>::new(), "nobody voted");
    for (by, places) in [(1, &[0_u8, 1][..]), (2, &[1, 2]), (3, &[1])] {
        scene.voted(by, poll, order(places));
    }
    let open = ranked(&scene);
    assert_eq!((&open.places[..], open.pairs.len()), (&[2, 1, 2][..], 0));
    scene.closes(poll);
    assert_eq!(ranked(&scene).pairs, [[0, 1, 1], [2, 0, 3], [1, 0, 0]]);
}

#[test]
fn what_is_ranked_is_hidden_like_any_count() {
    for method in [Method::InstantRunoff, Method::Schulze] {
        let mut scene = Scene::new();
        let poll = scene.opened(&draft(ranking(method), 2));
        scene.voted(1, poll, order(&[1]));
        scene.closes(poll);
        let bare = tally(&scene.state, poll, Role::Participant);
        assert_eq!((bare.v, bare.n, bare.ranked), (1, None, None));
        assert!(tally(&scene.state, poll, Role::Moderator).ranked.is_some(), "the desk sees it");
    }
}

#[test]
fn a_ranking_by_borda_reads_and_is_written_as_it_always_was() {
    let borda = serde_json::json!({"kind": "ranking"});
    let kind: PollKind = serde_json::from_value(borda.clone()).expect("it reads");
    assert_eq!(kind, ranking(Method::Borda));
    assert_eq!(serde_json::to_value(kind).expect("it is JSON"), borda);
    let other = serde_json::json!({"kind": "ranking", "method": "schulze"});
    assert_eq!(serde_json::to_value(ranking(Method::Schulze)).expect("it is JSON"), other);
    let unknown = serde_json::json!({"kind": "ranking", "method": "coombs"});
    assert!(serde_json::from_value::<PollKind>(unknown).is_err());
}
