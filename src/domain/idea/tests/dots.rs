//! Dots: one register a person, and what they count for wherever the ideas lie.

use super::{on_cluster, on_idea, set, usual, voting};
use crate::domain::id::PersonId;
use crate::domain::idea::{self, IdeaPhase, IdeaPlan, board, own};
use crate::domain::refusal::Code;
use crate::domain::role::Role;
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};

fn own_dots(scene: &Scene, by: u8) -> Vec<idea::Dots> {
    own(&scene.state, PANEL, PersonId([by; 16])).0.map(|own| own.dots).unwrap_or_default()
}

#[test]
fn a_person_gives_all_dots_at_once_and_gives_others_instead() {
    let mut scene = voting(3);
    scene.dots(1, &[on_idea(1, 2), on_idea(2, 1)]);
    scene.dots(2, &[on_idea(2, 1)]);
    assert_eq!(scene.tally(), [on_idea(1, 2), on_idea(2, 2)]);
    assert_eq!(scene.ideas().tally.voters, 2);
    scene.dots(1, &[on_idea(3, 1)]);
    assert_eq!(scene.tally(), [on_idea(2, 1), on_idea(3, 1)]);
    scene.dots(1, &[]);
    assert_eq!((scene.tally(), scene.ideas().tally.voters), (vec![on_idea(2, 1)], 1));
}

#[test]
fn more_dots_than_one_has_or_may_give_to_one_are_refused() {
    let mut scene = voting(3);
    for dots in [
        vec![on_idea(1, 3)],
        vec![on_idea(1, 2), on_idea(2, 2)],
        vec![on_idea(1, 1), on_idea(1, 2)],
        vec![on_idea(1, 0)],
        vec![on_idea(1, u32::MAX), on_idea(2, u32::MAX)],
    ] {
        let dot = scene.dot(&dots);
        assert_eq!(scene.is_refused(person(1), &dot), Code::BadDots, "{dots:?}");
    }
    let dot = scene.dot(&[on_idea(9, 1)]);
    assert_eq!(scene.is_refused(person(1), &dot), Code::UnknownIdea);
    let dot = scene.dot(&[on_cluster(9, 1)]);
    assert_eq!(scene.is_refused(person(1), &dot), Code::UnknownCluster);
    let dot = scene.dot(&[on_idea(1, 1)]);
    assert_eq!(scene.is_refused(DESK, &dot), Code::NotAllowed);
}

#[test]
fn dots_go_with_an_idea_into_a_group_and_out_again() {
    let mut scene = voting(3);
    scene.dots(1, &[on_idea(1, 1), on_idea(3, 2)]);
    scene.dots(2, &[on_idea(2, 1)]);
    let group = scene.groups(&[1, 2]);
    assert_eq!(scene.tally(), [on_idea(3, 2), on_cluster(group, 2)]);
    let out = scene.place(2, None, 0);
    scene.does(DESK, &out);
    assert_eq!(scene.tally(), [on_idea(2, 1), on_idea(3, 2), on_cluster(group, 1)]);
    let dissolve = scene.dissolve(group);
    scene.does(DESK, &dissolve);
    assert_eq!(scene.tally(), [on_idea(1, 1), on_idea(2, 1), on_idea(3, 2)]);
}

#[test]
fn nobody_counts_more_than_they_may_for_what_came_together() {
    let mut scene = voting(3);
    scene.dots(1, &[on_idea(1, 2), on_idea(2, 1)]);
    let group = scene.groups(&[1, 2]);
    assert_eq!(scene.tally(), [on_cluster(group, 2)], "two may lie on one");
    assert_eq!(own_dots(&scene, 1), [on_cluster(group, 2)], "and one is free again");
    scene.dots(1, &[on_cluster(group, 2), on_idea(3, 1)]);
    assert_eq!(scene.tally(), [on_idea(3, 1), on_cluster(group, 2)]);
    let dissolve = scene.dissolve(group);
    scene.does(DESK, &dissolve);
    assert_eq!(scene.tally(), [on_idea(3, 1)], "what lay on the group itself counts no more");
}

#[test]
fn a_phone_that_has_not_seen_the_group_gives_its_dots_all_the_same() {
    let mut scene = voting(3);
    let group = scene.groups(&[1]);
    scene.dots(1, &[on_idea(1, 2)]);
    assert_eq!(scene.tally(), [on_cluster(group, 2)]);
}

#[test]
fn dots_are_given_while_the_board_votes_and_stay_when_it_goes_back() {
    let mut scene = voting(2);
    scene.dots(1, &[on_idea(1, 2)]);
    scene.leads(IdeaPhase::Collecting);
    let dot = scene.dot(&[on_idea(2, 2)]);
    assert_eq!(scene.is_refused(person(1), &dot), Code::DotsClosed);
    assert_eq!(scene.tally(), [on_idea(1, 2)]);
    scene.leads(IdeaPhase::Voting);
    scene.does(person(1), &dot);
    assert_eq!(scene.tally(), [on_idea(2, 2)]);
    scene.leads(IdeaPhase::Closed);
    let dot = scene.dot(&[on_idea(1, 2)]);
    assert_eq!(scene.is_refused(person(1), &dot), Code::DotsClosed);
}

#[test]
fn of_two_settings_the_later_stands_in_whatever_order_they_come() {
    let mut scene = voting(2);
    let (first, second) = (scene.dot(&[on_idea(1, 1)]), scene.dot(&[on_idea(2, 1)]));
    scene.does(person(1), &second);
    assert_eq!(scene.is_refused(person(1), &first), Code::Stale);
    assert_eq!(scene.tally(), [on_idea(2, 1)]);
}

#[test]
fn what_is_taken_from_the_board_has_no_dots_until_it_is_back() {
    let mut scene = voting(2);
    scene.dots(1, &[on_idea(1, 1), on_idea(2, 1)]);
    scene.leads(IdeaPhase::Collecting);
    let back = scene.take_back(1);
    scene.does(person(1), &back);
    assert_eq!(scene.tally(), [on_idea(2, 1)]);
    assert_eq!(own_dots(&scene, 1), [on_idea(2, 1)]);
}

#[test]
fn how_many_dots_there_are_is_settled_once_somebody_gave_one() {
    let mut scene = voting(2);
    let more = IdeaPlan { dots: 5, ..usual() };
    scene.does(DESK, &set(scene.ideas().version, more.clone()));
    scene.dots(1, &[on_idea(1, 1)]);
    let version = scene.ideas().version;
    assert_eq!(scene.is_refused(DESK, &set(version, usual())), Code::DotsGiven);
    scene.does(DESK, &set(version, IdeaPlan { show_dots: true, ..more }));
}

#[test]
fn until_the_board_is_closed_the_desk_alone_sees_the_dots() {
    let told = |scene: &Scene, role| board(&scene.state, PANEL, role).expect("it is seen").tally;
    let mut scene = voting(2);
    scene.dots(1, &[on_idea(1, 1)]);
    for role in [Role::Participant, Role::Screen, Role::Presenter, Role::Facilitator] {
        assert_eq!((told(&scene, role).v, told(&scene, role).n), (1, vec![]));
    }
    assert_eq!(told(&scene, Role::Moderator).n, [on_idea(1, 1)]);
    scene.leads(IdeaPhase::Closed);
    assert_eq!(told(&scene, Role::Participant).n, [on_idea(1, 1)]);
    scene.leads(IdeaPhase::Voting);
    assert_eq!(told(&scene, Role::Participant).n, [], "hidden again");
    scene.does(DESK, &set(scene.ideas().version, IdeaPlan { show_dots: true, ..usual() }));
    assert_eq!(told(&scene, Role::Screen).n, [on_idea(1, 1)]);
}

#[test]
fn dots_count_for_less_where_things_came_together_before_they_arrived() {
    let mut scene = voting(3);
    let dot = scene.dot(&[on_idea(1, 2), on_idea(2, 1)]);
    let group = scene.groups(&[1, 2]);
    scene.does(person(1), &dot);
    assert_eq!(scene.tally(), [on_cluster(group, 2)], "one is free again");
    let dot = scene.dot(&[on_idea(3, 1), on_cluster(group, 2)]);
    let dissolve = scene.dissolve(group);
    scene.does(DESK, &dissolve);
    scene.does(person(2), &dot);
    assert_eq!(scene.tally(), [on_idea(1, 2), on_idea(2, 1), on_idea(3, 1)], "what was there is no mistake");
}

#[test]
fn what_has_dots_is_not_worded_anew() {
    let mut scene = voting(2);
    scene.dots(2, &[on_idea(1, 1)]);
    scene.leads(IdeaPhase::Collecting);
    for (no, refused) in [(1, true), (2, false)] {
        let reword = scene.reword(no, "شيء آخر");
        let answer = scene.give(person(no as u8), &reword).map_err(|refusal| refusal.code);
        assert_eq!(answer.err(), refused.then_some(Code::TooLateToChange), "{no}");
    }
}

#[test]
fn phones_are_told_the_spots_in_front_while_dots_are_given_and_all_of_them_at_the_end() {
    let mut scene = super::collecting_by(IdeaPlan { show_dots: true, ..usual() });
    for by in 1..=25 {
        scene.thinks(by, &format!("فكرة {by}"));
    }
    scene.leads(IdeaPhase::Voting);
    for by in 1..=25 {
        let first = u32::from(by);
        scene.dots(by, &[on_idea(first, 1), on_idea(first % 25 + 1, 1)]);
    }
    let told = |scene: &Scene, role| board(&scene.state, PANEL, role).expect("it is seen").tally;
    let phone = told(&scene, Role::Participant);
    assert_eq!((phone.n.len(), phone.more), (20, true));
    let wall = told(&scene, Role::Screen);
    assert_eq!((wall.n.len(), wall.more), (25, false));
    scene.leads(IdeaPhase::Closed);
    let phone = told(&scene, Role::Participant);
    assert_eq!((phone.n.len(), phone.more), (25, false));
}
