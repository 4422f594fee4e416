//! Groups, and two people who drag at once.

use super::{collecting, title};
use crate::domain::command::Command;
use crate::domain::id::{ClusterNo, IdeaNo};
use crate::domain::idea::{IdeaCommand, IdeaPhase};
use crate::domain::refusal::Code;
use crate::domain::tests::scene::{DESK, OTHER_DESK, PANEL, Scene, person};

fn with_three() -> Scene {
    let mut scene = collecting();
    for by in 1..=3 {
        scene.thinks(by, &format!("فكرة {by}"));
    }
    scene
}

fn held(scene: &Scene, cluster: u32) -> Vec<u32> {
    scene.ideas().clusters[&ClusterNo(cluster)].ideas.iter().map(|no| no.0).collect()
}

#[test]
fn an_idea_is_in_one_group_at_most_and_goes_where_it_is_put() {
    let mut scene = with_three();
    let one = scene.groups(&[1, 2]);
    let other = scene.groups(&[]);
    let moved = scene.place(2, Some(other), 0);
    scene.does(DESK, &moved);
    assert_eq!((held(&scene, one), held(&scene, other)), (vec![1], vec![2]));
    let first = scene.place(3, Some(other), 0);
    scene.does(DESK, &first);
    assert_eq!(held(&scene, other), [3, 2]);
    let last = scene.place(3, Some(other), 99);
    scene.does(DESK, &last);
    assert_eq!(held(&scene, other), [2, 3]);
    let again = scene.place(3, Some(other), 99);
    assert!(scene.does(DESK, &again).changes.is_empty(), "it lies there");
    let out = scene.place(3, None, 0);
    scene.does(DESK, &out);
    assert_eq!((held(&scene, other), scene.idea(3).cluster), (vec![2], None));
    let all = scene.groups(&[1, 2, 3]);
    assert_eq!(held(&scene, all), [1, 2, 3]);
    assert_eq!((held(&scene, one), held(&scene, other)), (vec![], vec![]));
}

#[test]
fn who_drags_later_is_told_that_somebody_was_faster() {
    let mut scene = with_three();
    let (one, other) = (scene.groups(&[]), scene.groups(&[]));
    let (mine, theirs) = (scene.place(1, Some(one), 0), scene.place(1, Some(other), 0));
    scene.does(DESK, &mine);
    assert_eq!(scene.is_refused(OTHER_DESK, &theirs), Code::Changed);
    let stale = scene.read(2);
    let put = scene.place(2, Some(one), 0);
    scene.does(DESK, &put);
    let made = IdeaCommand::Cluster { session: PANEL, title: title("مجموعة"), ideas: vec![stale] };
    assert_eq!(scene.is_refused(OTHER_DESK, &Command::Ideas(made)), Code::Changed);
    let dissolve = scene.dissolve(one);
    let put = scene.place(3, Some(one), 0);
    scene.does(OTHER_DESK, &put);
    assert_eq!(scene.is_refused(DESK, &dissolve), Code::Changed, "there is more in it now");
}

#[test]
fn a_name_is_given_while_somebody_drags() {
    let mut scene = with_three();
    let no = scene.groups(&[1]);
    let name = |text: &str| {
        let (cluster, edition) = (ClusterNo(no), 1);
        Command::Ideas(IdeaCommand::NameCluster { session: PANEL, cluster, edition, title: title(text) })
    };
    let put = scene.place(2, Some(no), 0);
    scene.does(OTHER_DESK, &put);
    scene.does(DESK, &name("التدريب"));
    assert!(scene.does(DESK, &name("التدريب")).changes.is_empty());
    assert_eq!(scene.is_refused(OTHER_DESK, &name("التأهيل")), Code::Changed);
    assert_eq!(scene.is_refused(person(1), &name("اسم")), Code::NotAllowed);
}

#[test]
fn a_group_that_is_dissolved_leaves_its_ideas_on_the_board() {
    let mut scene = with_three();
    let no = scene.groups(&[1, 2]);
    let dissolve = scene.dissolve(no);
    scene.does(DESK, &dissolve);
    assert_eq!(scene.idea(1).cluster, None);
    assert!(scene.ideas().order.is_empty());
    assert!(scene.does(DESK, &dissolve).changes.is_empty(), "sent again, it is done");
    let put = scene.place(1, Some(no), 0);
    assert_eq!(scene.is_refused(DESK, &put), Code::UnknownCluster);
}

#[test]
fn groups_are_arranged_as_they_were_read() {
    let mut scene = with_three();
    let (one, other) = (ClusterNo(scene.groups(&[1])), ClusterNo(scene.groups(&[2])));
    let arrange = |arrangement, clusters: &[ClusterNo]| {
        let clusters = clusters.to_vec();
        Command::Ideas(IdeaCommand::Arrange { session: PANEL, arrangement, clusters })
    };
    let read = scene.ideas().arrangement;
    assert_eq!(scene.is_refused(DESK, &arrange(read, &[one])), Code::UnknownCluster, "one is left out");
    scene.does(DESK, &arrange(read, &[other, one]));
    assert_eq!(scene.ideas().order, [other, one]);
    let third = ClusterNo(scene.groups(&[3]));
    assert_eq!(scene.is_refused(DESK, &arrange(read, &[third, one, other])), Code::Changed);
}

#[test]
fn once_a_board_is_closed_its_groups_stay() {
    let mut scene = with_three();
    let no = scene.groups(&[1]);
    scene.leads(IdeaPhase::Closed);
    let put = scene.place(2, Some(no), 0);
    assert_eq!(scene.is_refused(DESK, &put), Code::IdeasClosed);
    let dissolve = scene.dissolve(no);
    assert_eq!(scene.is_refused(DESK, &dissolve), Code::IdeasClosed);
}

#[test]
fn what_is_not_on_the_board_is_in_no_group() {
    let mut scene = with_three();
    let no = scene.groups(&[1, 2]);
    let back = scene.take_back(1);
    scene.does(person(1), &back);
    assert_eq!(held(&scene, no), [2]);
    assert_eq!(scene.idea(1).cluster, None);
    let put = scene.place(1, Some(no), 0);
    assert_eq!(scene.is_refused(DESK, &put), Code::UnknownIdea);
    assert!(scene.ideas().listed(IdeaNo(2)).is_some());
}

#[test]
fn a_group_that_was_never_on_the_board_is_not_dissolved() {
    let mut scene = collecting();
    let group = scene.groups(&[]);
    let dissolve = scene.dissolve(group);
    scene.state.last.cluster = ClusterNo(group + 1);
    let other =
        Command::Ideas(IdeaCommand::Dissolve { session: PANEL, cluster: ClusterNo(group + 1), version: 1 });
    assert_eq!(scene.is_refused(DESK, &other), Code::UnknownCluster, "it is another session's");
    scene.does(DESK, &dissolve);
    assert!(scene.does(DESK, &dissolve).changes.is_empty(), "it is dissolved already");
}
